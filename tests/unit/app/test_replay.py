"""Two sets of playbooks over the same complaints: what changed, and what is worst."""

import itertools
import operator
from dataclasses import replace

import pytest

from copilot.app.replay import Change, Replay, Replayed, Verdict, counts, moves, texts, worst_first
from copilot.domain.complaint import Complaint
from copilot.domain.match import Band
from copilot.domain.playbook import Playbook, Posture, Severity

SURE, LIKELY, UNSURE = (
    (Band.SURE, 0.95),
    (Band.LIKELY, 0.8),
    (Band.UNSURE, 0.5),
)


def playbook(id_, *, severity=Severity.MEDIUM, **more):
    texts_ = more.pop("fr", (f"{id_} un", f"{id_} deux"))
    return Playbook(
        id_, f"playbooks/{id_}.yaml", id_, severity, Posture.INFORM, {"fr": tuple(texts_)}, **more
    )


def verdict(name, how=SURE):
    return Verdict(name, *(how if name else (Band.NONE, 0.1)))


def replayed(before, after, *, text="x", ids=("1",)):
    return Replayed(text, tuple(ids), before, after)


BOOKS = {
    "late": playbook("late"),
    "broken": playbook("broken", severity=Severity.HIGH),
    "danger": playbook("danger", severity=Severity.CRITICAL),
}


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (verdict("late"), verdict("late"), Change.SAME),
        (verdict(None), verdict(None), Change.SAME),
        (verdict("late"), verdict(None), Change.LOST),
        (verdict(None), verdict("late", UNSURE), Change.FOUND),
        (verdict("late", LIKELY), verdict("broken"), Change.MOVED),
        (verdict("late"), verdict("late", LIKELY), Change.LESS_SURE),
        (verdict("late", UNSURE), verdict("late", LIKELY), Change.SURER),
    ],
)
def test_two_answers_differ_in_one_way(before, after, change):
    assert change is replayed(before, after).change


def test_an_almost_sure_answer_that_is_gone_is_grave():
    """Nobody would have looked twice at it."""
    grave = [
        replayed(verdict("late", how), after).is_grave
        for how, after in itertools.product(
            (SURE, LIKELY), (verdict(None), verdict("broken"), verdict("late", UNSURE))
        )
    ]

    assert [True, True, False, False, False, False] == grave


def test_the_worst_comes_first_and_critical_playbooks_before_others():
    wanted = [
        replayed(verdict("danger"), verdict("late"), text="a"),
        replayed(verdict("broken"), verdict(None), text="b"),
        replayed(verdict("late"), verdict(None), text="c", ids="12"),
        replayed(verdict("late"), verdict(None), text="d"),
        replayed(verdict("late", LIKELY), verdict("danger"), text="e"),
        replayed(verdict("broken", LIKELY), verdict(None), text="f"),
        replayed(verdict("late", LIKELY), verdict(None), text="g"),
        replayed(verdict("late", UNSURE), verdict(None), text="h"),
        replayed(verdict("danger"), verdict("danger", LIKELY), text="i"),
        replayed(verdict("late"), verdict("late", LIKELY), text="j"),
        replayed(verdict(None), verdict("danger"), text="k"),
        replayed(verdict("late", LIKELY), verdict("late"), text="l"),
    ]
    same = replayed(verdict("late"), verdict("late"), text="m")

    assert tuple(wanted) == worst_first([same, *reversed(wanted)], BOOKS, BOOKS)


def test_counts_are_of_complaints_not_of_texts():
    """Ten who write the same are ten who get another answer."""
    found = [
        replayed(verdict("late"), verdict(None), ids="123"),
        replayed(verdict("late"), verdict("broken"), ids="4"),
    ]

    assert (3, 1, 0) == tuple(
        counts(found)[one] for one in (Change.LOST, Change.MOVED, Change.SAME)
    )
    assert {("late", None): 3, ("late", "broken"): 1} == moves(found)


class Counted:
    """A side that answers from a table and knows what it was asked."""

    def __init__(self, answers=None):
        self.asked = []
        self._answers = answers or {}

    def verdict_on(self, said):
        from copilot.domain.match import Match

        self.asked.append(said)
        found = self._answers.get(" ".join(said.words), verdict(None))
        return Match(said.lang, said.kind, found.playbook, found.band, found.confidence)


def complaint(id_, text, lang=None):
    return Complaint(id=id_, channel="page", text=text, lang=lang)


def test_the_same_text_is_answered_once_by_each_side():
    """And heard once: its language, words and kind hang on no playbook."""
    before, after = Counted(), Counted()
    given = [complaint("1", "a"), complaint("2", "b", "en"), complaint("3", "a")]
    ticks = []
    found = Replay(before, after, {}).over(given, tick=lambda: ticks.append(1))

    assert (["und", "en"], ["a", "b"]) == (
        [one.lang for one in before.asked],
        [" ".join(one.words) for one in before.asked],
    )
    assert all(map(operator.is_, before.asked, after.asked))
    assert [("1", "3"), ("2",)] == [one.complaints for one in found]
    assert 2 == len(ticks) == texts(given)


def test_sides_that_match_alike_answer_once():
    """A title or a reply has no part in which playbook is found."""
    other = {name: replace(each, title="x") for name, each in BOOKS.items()}
    replay = Replay.of(BOOKS, other)

    assert replay.before is replay.after


def test_what_is_learned_is_shared_where_only_conditions_differ():
    other = {**BOOKS, "late": replace(BOOKS["late"], excludes={"fr": ("un",)})}
    replay = Replay.of(BOOKS, other)

    assert replay.before is not replay.after
    assert replay.before.index is replay.after.index


def test_a_renamed_playbook_is_known_by_its_examples():
    new = replace(BOOKS["late"], id="delay", path="playbooks/delay.yaml")
    after = {"delay": new, "broken": BOOKS["broken"], "danger": BOOKS["danger"]}
    renamed = Replay.of(BOOKS, after).renamed
    answers = Counted({"a": verdict("late")}), Counted({"a": verdict("delay")})
    [found] = Replay(*answers, renamed).over([complaint("1", "a")])

    assert {"late": "delay"} == renamed
    assert (Change.SAME, "delay") == (found.change, found.before.playbook)


def test_twins_are_renamed_one_by_one():
    """Two playbooks with the same examples are two, whatever they are called."""
    twins = {name: playbook(name, fr=("un", "deux")) for name in ("a", "b")}
    one = {"c": playbook("c", fr=("un", "deux"))}

    assert {"a": "c"} == Replay.of(twins, one).renamed


def test_one_that_was_edited_too_is_still_the_same():
    """As git sees it: most of it is there."""
    after = {"delay": playbook("delay", fr=("late un", "late deux", "autre"))}
    other = {"delay": playbook("delay", fr=("late un", "deux", "trois"))}

    assert [{"late": "delay"}, {}] == [
        Replay.of({"late": BOOKS["late"]}, each).renamed for each in (after, other)
    ]


def test_one_that_stayed_is_not_renamed():
    copy = playbook("copy", fr=BOOKS["late"].examples["fr"])

    assert {} == Replay.of(BOOKS, {**BOOKS, "copy": copy}).renamed


def test_a_text_heard_once_gets_each_sides_own_answer():
    """What is shared between the sides must not be what they differ in."""
    other = BOOKS | {"late": playbook("late", fr=("colis perdu", "colis en retard"))}
    replay = Replay.of(BOOKS, other)
    said = ("colis en retard", "late un", "broken deux", "", "bonjour")

    found = replay.over([Complaint(id=text, text=text, channel="x") for text in said])

    assert [
        (replay.before.verdict(text).playbook, replay.after.verdict(text).playbook)
        for text in said
    ] == [(one.before.playbook, one.after.playbook) for one in found]
