"""A no lasts as long as the evidence that it was said to."""

from dataclasses import replace

import pytest

from copilot.app.lessons import Example, Lesson, Taught, Why
from copilot.app.new_playbooks import NewPlaybook
from copilot.app.suggest import Suggested
from copilot.app.suggest_refused import is_refused, refusal_of, without_refused
from copilot.domain.match import Band
from copilot.domain.playbook import Posture

PHRASE = "mon paquet a pris des vacances"


def example(*cases, playbook="late", phrase=PHRASE):
    lessons = tuple(
        Lesson(
            number=number,
            playbook=playbook,
            why=Why.CHOSEN,
            by=1,
            lang="fr",
            said=None,
            band=Band.NONE,
            phrase=phrase,
        )
        for number in cases
    )
    return Example(playbook=playbook, lang="fr", phrase=phrase, lessons=lessons)


def new(*cases, words=("casiers", "sport")):
    return NewPlaybook(
        id="casiers",
        words=words,
        posture=Posture.APOLOGISE,
        examples={"fr": ("casiers trop petits",)},
        cases=cases,
        answered=0,
    )


@pytest.mark.parametrize(
    ("now", "is_kept_away"),
    [((1, 2), True), ((2,), True), ((1, 2, 3), True), ((1, 2, 3, 4), False), ((3, 4), False)],
)
@pytest.mark.parametrize("suggestion", [example, new], ids=["example", "playbook"])
def test_as_many_new_cases_as_were_refused_bring_it_back(suggestion, now, is_kept_away):
    """One more message a week would ask the same question for ever."""
    refusals = [refusal_of(suggestion(1, 2))]

    assert is_kept_away == is_refused(suggestion(*now), refusals)


@pytest.mark.parametrize(
    "other",
    [
        example(1, 2, playbook="broken"),
        example(1, 2, phrase="le facteur rigole"),
        new(1, 2, words=("horaires", "magasin")),
    ],
    ids=["playbook", "phrase", "new"],
)
def test_another_suggestion_of_the_same_cases_is_proposed(other):
    """Numbers begin anew with each database, and a case may teach two things."""
    refusals = [refusal_of(example(1, 2)), refusal_of(new(1, 2))]

    assert not is_refused(other, refusals)


def test_nearly_the_same_words_were_refused_too():
    """The shortest of several stands for all, and may be another next time."""
    assert is_refused(example(1, phrase=f"{PHRASE} !!"), [refusal_of(example(1))])


def test_what_was_refused_is_counted():
    """Silence would look as if nothing had been learned."""
    suggested = Suggested(
        4, Taught(examples=[example(1), example(2, playbook="x")]), (new(3),), ()
    )

    left = without_refused(suggested, [refusal_of(example(1)), refusal_of(new(3))])

    assert (
        replace(suggested, taught=Taught(examples=[example(2, playbook="x")]), new=(), refused=2)
        == left
    )
