"""What happens to cases beside their replies, kept on both databases."""

from dataclasses import replace

import pytest

from copilot.domain.handling import (
    Alarm,
    Answer,
    Colleague,
    Escalation,
    Insight,
    Moderation,
    Promise,
    Tick,
    Topic,
    Wait,
)
from tests.contract.store.making import KARIM, LEA, NOW, a_case, a_complaint, after

WAIT = Wait(
    id="w1",
    case="case-a",
    colleague=Colleague.SHOP,
    question="état à la remise « neuf » ?",
    asked_by=LEA,
    asked_at=NOW,
    chase_at=after(hours=2),
)
PROMISE = Promise(
    id="p1",
    case="case-a",
    what="remplacement",
    due_at=after(days=2),
    owner=LEA,
    is_private=False,
    made_at=NOW,
)
ALARM = Alarm(case="case-a", raised_at=NOW, next_at=after(minutes=3))
MODERATION = Moderation(
    case="case-a",
    person=KARIM,
    opened_by=LEA,
    opened_at=NOW,
    due_at=after(hours=1),
    version=1,
    evidence="e" * 64,
)


@pytest.fixture(autouse=True)
def _a_case(store):
    with store.write() as records:
        for name in ("a", "b"):
            records.complaints.add(a_complaint(name), id=f"complaint-{name}", at=NOW)
            records.cases.add(a_case(name))


def test_a_case_waits_for_one_colleague_at_a_time(store):
    """Of two people who ask at once, the second finds the first one's question."""
    with store.write() as records:
        asked = [records.waits.add(WAIT), records.waits.add(replace(WAIT, id="w2"))]

        assert [True, False] == asked
        assert WAIT == records.waits.open("case-a")
        assert records.waits.open("case-b") is None


def test_an_answered_question_lets_the_next_one_be_asked(store):
    second = replace(WAIT, id="w2", colleague=Colleague.LEGAL, asked_at=after(hours=1))
    answered = replace(WAIT, answer="neuf", answered_by=KARIM, answered_at=after(minutes=5))
    with store.write() as records:
        records.waits.add(WAIT)
        given = [
            records.waits.answer("w1", answer=one, by=KARIM, at=after(minutes=5))
            for one in ("neuf", "non")
        ]

        assert [True, False] == given
        assert records.waits.add(second)
        assert [answered, second] == records.waits.of("case-a")


def test_a_question_is_chased_up_once_each_time_it_is_due(store):
    """Two processes look at once; the desk hears of it once."""
    with store.write() as records:
        records.waits.add(WAIT)

        assert [] == records.waits.due(NOW)
        assert [WAIT] == records.waits.due(after(hours=2))
        chased = [records.waits.chase("w1", expected=0, next_at=after(hours=4)) for _ in "ab"]
        assert [True, False] == chased
        assert [] == records.waits.due(after(hours=3))


def test_insights_and_escalations_are_kept_in_order(store):
    insights = [
        Insight(id=f"i{n}", case=case, topic=topic, word=word, by=LEA, at=after(minutes=n))
        for n, (case, topic, word) in enumerate(
            [("case-a", Topic.SHOP, ""), ("case-b", Topic.PRODUCT, "charnière"),
             ("case-a", Topic.BILLING, "acompte")]
        )
    ]  # fmt: skip
    escalations = [
        Escalation(id="e1", case="case-a", to="brand_lead", note="", by=None, at=NOW),
        Escalation(id="e2", case="case-a", to="legal", note="avocat", by=KARIM, at=after(hours=1)),
    ]
    with store.write() as records:
        for one in insights:
            records.insights.add(one)
        for one in reversed(escalations):
            records.escalations.add(one)

        assert [insights[0], insights[2]] == records.insights.of("case-a")
        assert insights[1:] == records.insights.since(after(minutes=1))
        assert escalations == records.escalations.of("case-a")


def test_an_alert_takes_its_note_afterwards(store):
    """It was sent at once; what is written then, and what is changed, is on record with it."""
    alert = Escalation(id="e1", case="case-a", to="legal", note="", by=LEA, at=NOW)
    with store.write() as records:
        records.escalations.add(alert)
        said = [records.escalations.say("e1", note) for note in ("avocate", "avocat")]

        assert [True, True] == said
        assert [replace(alert, note="avocat")] == records.escalations.of("case-a")
        assert not records.escalations.say("nothing", "avocat")


def test_an_insight_gets_its_word_once(store):
    """Said at the desk afterwards; what was said first is not talked over."""
    insight = Insight(id="i1", case="case-a", topic=Topic.SHOP, word="", by=LEA, at=NOW)
    with store.write() as records:
        records.insights.add(insight)
        said = [records.insights.say("i1", word) for word in ("acompte", "charnière")]

        assert [True, False] == said
        assert [replace(insight, word="acompte")] == records.insights.of("case-a")
        assert not records.insights.say("nothing", "acompte")


def test_a_moderation_is_opened_once_and_closed_once(store):
    with store.write() as records:
        opened = [records.moderations.open(MODERATION) for _ in "ab"]
        due = records.moderations.due(after(hours=1))
        done = [records.moderations.done("case-a", by=LEA, at=after(hours=2)) for _ in "ab"]

        assert [True, False] == opened == done
        assert [MODERATION] == due
        assert [] == records.moderations.due(after(hours=3))
        closed = replace(MODERATION, done_by=LEA, done_at=after(hours=2))
        assert closed == records.moderations.of("case-a")


def test_a_moderation_changes_hands_and_is_called_off_by_who_knows_whose_it_is(store):
    """Two who help at once: the second reads who was first, and what is done stays done."""
    given = replace(MODERATION, person=LEA)
    with store.write() as records:
        records.moderations.open(replace(MODERATION, person=KARIM))
        hands = [records.moderations.give("case-a", expected=KARIM, to=LEA) for _ in "ab"]

        assert [True, False] == hands
        assert given == records.moderations.of("case-a")
        offs = [records.moderations.call_off("case-a", expected=one) for one in (KARIM, LEA, LEA)]
        assert [False, True, False] == offs
        assert records.moderations.of("case-a") is None

        records.moderations.open(given)
        records.moderations.done("case-a", by=LEA, at=after(hours=2))
        assert not records.moderations.give("case-a", expected=LEA, to=KARIM)
        assert not records.moderations.call_off("case-a", expected=LEA)


def test_a_step_is_ticked_by_whoever_was_first_and_can_be_taken_back(store):
    """Who saw to it, and when, is on record; a second tick is not another person's work."""
    tick = Tick(case="case-a", playbook="broken", step="Magasin : date", by=LEA, at=NOW)
    with store.write() as records:
        ticked = [records.steps.tick(tick), records.steps.tick(replace(tick, by=KARIM))]

        assert [True, False] == ticked
        assert [tick] == records.steps.ticked("case-a", playbook="broken")
        assert [] == records.steps.ticked("case-a", playbook="late")
        back = [
            records.steps.untick("case-a", playbook="broken", step="Magasin : date") for _ in "ab"
        ]
        assert [True, False] == back


def test_what_is_filled_in_again_takes_the_place_of_the_first(store):
    first = Answer(case="case-a", name="shop", value="Lyon", by=LEA, at=NOW)
    second = replace(first, value="Part-Dieu", by=KARIM)
    with store.write() as records:
        records.steps.put(first)
        records.steps.put(second)

        assert [second] == records.steps.answers("case-a")


def test_promises_come_back_with_the_most_urgent_first(store):
    sooner = replace(PROMISE, id="p2", due_at=after(hours=3), is_private=True)
    kept = replace(PROMISE, id="p3", kept_by=KARIM, kept_at=after(hours=1))
    with store.write() as records:
        added = [records.promises.add(one) for one in (PROMISE, sooner, PROMISE)]
        records.promises.add(replace(PROMISE, id="p3"))
        keeping = [records.promises.keep("p3", by=KARIM, at=after(hours=1)) for _ in "ab"]

        assert [True, True, False] == added
        assert [True, False] == keeping
        assert [sooner, PROMISE] == records.promises.open()
        assert [sooner] == records.promises.due(sooner.due_at)
        assert [sooner, PROMISE] == records.promises.due(PROMISE.due_at)
        assert {"p1", "p2", "p3"} == {one.id for one in records.promises.all()}
        assert sooner == records.promises.all()[0]
        assert [PROMISE, sooner, kept] == records.promises.of("case-a")
        assert [True, False] == [records.promises.hand_to(one, KARIM) for one in ("p1", "p3")]
        moved = [records.promises.move(one, due_at=after(days=2)) for one in ("p1", "p3")]
        assert [True, False] == moved
        assert [sooner.id, PROMISE.id] == [one.id for one in records.promises.open()]
        assert [after(days=2)] == [one.due_at for one in records.promises.open()[1:]]


def test_an_alarm_rings_again_until_somebody_confirms(store):
    """Nobody is woken once more than the clock says, whichever of two processes looks."""
    with store.write() as records:
        raised = [records.alarms.add(ALARM) for _ in "ab"]
        due = records.alarms.due(after(minutes=3))
        again = [
            records.alarms.again("case-a", expected=0, next_at=after(minutes=6)) for _ in "ab"
        ]
        confirmed = [records.alarms.confirm("case-a", by=LEA, at=after(minutes=4)) for _ in "ab"]

        assert [True, False] == raised == again == confirmed
        assert [ALARM] == due
        assert [] == records.alarms.due(after(hours=1))


def test_a_lowered_alarm_is_silent(store):
    with store.write() as records:
        records.alarms.add(ALARM)
        lowered = [records.alarms.lower("case-a", by=KARIM, at=after(minutes=1)) for _ in "ab"]

        assert [True, False] == lowered
        assert [] == records.alarms.due(after(hours=1))
        assert not records.alarms.again("case-a", expected=0, next_at=after(hours=2))
        assert not records.alarms.confirm("case-a", by=LEA, at=after(hours=2))


def test_an_alarm_that_is_over_can_be_raised_anew(store):
    """Who lowered it in haste changes their mind; one that still rings is left as it is."""
    anew = replace(ALARM, raised_at=after(hours=1), next_at=after(hours=1))
    with store.write() as records:
        records.alarms.add(ALARM)
        early = records.alarms.raise_again(anew)
        records.alarms.again("case-a", expected=0, next_at=after(minutes=3))
        records.alarms.lower("case-a", by=KARIM, at=after(minutes=1))
        raised = [records.alarms.raise_again(anew) for _ in "ab"]

        assert [False, True, False] == [early, *raised]
        assert anew == records.alarms.of("case-a")
