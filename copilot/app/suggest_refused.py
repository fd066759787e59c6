"""What was refused among the suggestions: not proposed again while the same cases speak for it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from copilot.app.lessons import SAME, Example
from copilot.app.new_playbooks import NewPlaybook
from copilot.app.suggest import Suggested
from copilot.matching.nearest import Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A no to one suggestion, and the cases that spoke for it; no playbook: to a new one."""

    playbook: str | None
    lang: str  #: of the phrase; empty for a new playbook
    words: str  #: the phrase, or the words that the messages share
    cases: frozenset[int]


def refusal_of(one: Example | NewPlaybook) -> Refusal:
    """The no to a suggestion as it is now."""
    if isinstance(one, Example):
        return Refusal(
            playbook=one.playbook, lang=one.lang, words=one.phrase, cases=frozenset(_cases(one))
        )
    return Refusal(playbook=None, lang="", words=", ".join(one.words), cases=frozenset(one.cases))


def without_refused(suggested: Suggested, refusals: Collection[Refusal]) -> Suggested:
    """What is left to propose, and how many were refused before."""
    examples = [one for one in suggested.taught.examples if not is_refused(one, refusals)]
    new = tuple(one for one in suggested.new if not is_refused(one, refusals))
    refused = len(suggested.taught.examples) - len(examples) + len(suggested.new) - len(new)
    taught = replace(suggested.taught, examples=examples)
    return replace(suggested, taught=taught, new=new, refused=refused)


def is_refused(one: Example | NewPlaybook, refusals: Collection[Refusal]) -> bool:
    """Say whether most of the cases that speak for it did so when it was refused."""
    cases = _cases(one)
    return any(
        2 * len(cases & refusal.cases) > len(cases)
        for refusal in refusals
        if _is_same(one, refusal)
    )


def _is_same(one: Example | NewPlaybook, refusal: Refusal) -> bool:
    """Whether it is the same suggestion; numbers alone begin anew with each database."""
    if isinstance(one, Example):
        if (one.playbook, one.lang) != (refusal.playbook, refusal.lang):
            return False
        said = Nearest((each.phrase, each.phrase) for each in one.lessons)
        return said.find(refusal.words, least=SAME) is not None
    shared = {word.casefold() for word in one.words} & set(refusal.words.casefold().split(", "))
    return refusal.playbook is None and bool(shared)


def _cases(one: Example | NewPlaybook) -> set[int]:
    if isinstance(one, Example):
        return {lesson.number for lesson in one.lessons}
    return set(one.cases)
