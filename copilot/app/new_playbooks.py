"""Complaints that no playbook is for, gathered into likely new ones."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from copilot.app.ports.lessons import Handled
from copilot.domain.case import CaseStatus
from copilot.domain.match import Kind, Match
from copilot.domain.playbook import Posture
from copilot.matching.groups import Groups
from copilot.matching.nearest import Nearest
from copilot.matching.topics import Topic, topics

Find = Callable[[str, str], Match]

#: Fewer messages are nobody's playbook yet.
LEAST = 3
#: So many phrases make a stub; more would be to read, not to choose from.
MOST_EXAMPLES = 20
#: Phrases so alike, of 100, are one.
SAME = 90
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlaybook:
    """A likely playbook: what its messages share, and phrases of theirs by language."""

    id: str
    words: tuple[str, ...]
    posture: Posture
    examples: Mapping[str, tuple[str, ...]]
    cases: tuple[int, ...]
    answered: int  #: how many of them a person answered in words of their own

    @property
    def title(self) -> str:
        """Its telling words, until a person finds a title."""
        said = ", ".join(self.words)
        return said[:1].upper() + said[1:]


@dataclass(slots=True)
class _Heap:
    """One text, however often it was passed on, and the words it was passed on in."""

    phrase: str
    lang: str
    phrases: dict[str, None] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    cases: list[int] = field(default_factory=list)
    answered: int = 0


class Gatherer:
    """Collects unmatched complaints case by case."""

    def __init__(self) -> None:
        self._copies = Groups()
        self._heaps: dict[str, _Heap] = {}

    def gather(self, handled: Handled, phrase: str, *, answered: bool) -> None:
        """Take in one complaint with its *phrase*; *answered* by a person's own words."""
        case = handled.case
        group = self._copies.add(case.id, phrase, at=case.opened_at)
        heap = self._heaps.setdefault(group.id, _Heap(phrase, case.lang))
        for gone in group.absorbed:
            if gone in self._heaps:
                other = self._heaps.pop(gone)
                heap.phrases |= other.phrases
                heap.kinds += other.kinds
                heap.cases += other.cases
                heap.answered += other.answered
        if len(heap.phrases) < MOST_EXAMPLES:
            heap.phrases[phrase] = None
        heap.kinds[case.kind] += 1
        heap.cases.append(case.number)
        heap.answered += answered

    def gathered(self, find: Find, *, taken: Collection[str] = ()) -> tuple[NewPlaybook, ...]:
        """
        Likely playbooks, the largest first.

        *find* is the matcher as it is now: what it finds needs no new playbook. Ids *taken* are
        not given again.
        """
        heaps = [
            heap
            for heap in self._heaps.values()
            if find(heap.phrase, heap.lang).playbook is None
            and heap.kinds.most_common(1)[0][0] is not Kind.PRAISE
        ]
        texts = [(heap.phrase, heap.lang) for heap in heaps]
        sizes = [len(heap.cases) for heap in heaps]
        ids = set(taken)
        found = []
        for topic in topics(texts, sizes=sizes, least=LEAST):
            if topic.words:
                found.append(_playbook(topic, [heaps[at] for at in topic.members], ids))
                ids.add(found[-1].id)
        return tuple(found)


def is_unmatched(handled: Handled) -> bool:
    """Say whether no playbook was found for it, and nobody has chosen one or dismissed it."""
    case = handled.case
    return case.playbook is None and case.status is not CaseStatus.DISMISSED


def _playbook(topic: Topic, heaps: list[_Heap], taken: Collection[str]) -> NewPlaybook:
    kinds = sum((heap.kinds for heap in heaps), Counter[Kind]())
    is_question = kinds[Kind.QUESTION] > kinds[Kind.COMPLAINT]
    return NewPlaybook(
        id=_free_id(topic.words, taken),
        words=topic.words,
        posture=Posture.INFORM if is_question else Posture.APOLOGISE,
        examples=_examples(heaps),
        cases=tuple(sorted(number for heap in heaps for number in heap.cases)),
        answered=sum(heap.answered for heap in heaps),
    )


def _examples(heaps: Iterable[_Heap]) -> dict[str, tuple[str, ...]]:
    """The phrases by language, one of those that are nearly the same."""
    found: dict[str, list[str]] = {}
    near: dict[str, Nearest] = {}
    for lang, phrase in ((heap.lang, phrase) for heap in heaps for phrase in heap.phrases):
        some, seen = found.setdefault(lang, []), near.setdefault(lang, Nearest())
        if len(some) < MOST_EXAMPLES and seen.find(phrase, least=SAME) is None:
            seen.add("", phrase)
            some.append(phrase)
    return {lang: tuple(some) for lang, some in sorted(found.items())}


def _free_id(words: Iterable[str], taken: Collection[str]) -> str:
    """A file's name of the telling words, with a number when there is one of that name."""
    plain = unicodedata.normalize("NFKD", "-".join(words).lower()).encode("ascii", "ignore")
    name = re.sub("[^a-z0-9]+", "-", plain.decode()).strip("-")[:_LONGEST_ID].strip("-")
    name = name or "new"
    numbered = (f"{name}-{number}" for number in range(2, 10_000))
    return name if name not in taken else next(one for one in numbered if one not in taken)
