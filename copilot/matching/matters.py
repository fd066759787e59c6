"""Messages about one thing, in other words than each other's: by playbook, or by telling words."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log

from copilot.matching.copies import shape
from copilot.matching.language import small_words

#: So many messages are remembered, and looked through.
WINDOW = 1_000
#: So much of what two messages say must be the same, by the weight of its words.
#: Of our own messages, four of five pairs so joined are right; one in six that belong is found.
ALIKE = 0.12
#: Words are known by so many first letters, for forms of one word are one.
STEM = 5


@dataclass(frozen=True, slots=True)
class Matter:
    """What several messages are about."""

    id: str  #: the id of the first of them that is remembered
    size: int  #: how many are remembered
    since: datetime  #: when the first of them came


@dataclass(slots=True)
class _Said:
    name: str
    at: datetime
    words: frozenset[str]
    playbook: str | None
    matter: str


class Matters:
    """
    Which messages are about one thing, streaming; looser than `Groups`, and never sure.

    Two messages are about one thing when they came within *within* of each other and have the
    same playbook, or enough telling words in common. It remembers *window* messages, a few
    hundred bytes each, and forgets the earliest.
    """

    def __init__(self, *, within: timedelta, window: int = WINDOW) -> None:
        self._within = within
        self._window = max(1, window)
        self._said: deque[_Said] = deque()
        self._known: Counter[str] = Counter()

    def add(self, name: str, text: str, *, at: datetime, playbook: str | None = None) -> Matter:
        """Say what the message *name* is about; *playbook* is what it was matched to, if any."""
        words = telling(text)
        near = self._nearest(words, at, playbook)
        said = _Said(name, at, words, playbook, near.matter if near else name)
        self._said.append(said)
        self._known.update(words)
        if len(self._said) > self._window:
            self._known.subtract(self._said.popleft().words)
            self._known += Counter()
        of_it = [each for each in self._said if each.matter == said.matter]
        return Matter(said.matter, len(of_it), of_it[0].at)

    def _nearest(self, words: frozenset[str], at: datetime, playbook: str | None) -> _Said | None:
        best, most = None, ALIKE
        for other in self._lately(at):
            if playbook is not None and other.playbook is not None:
                alike = float(playbook == other.playbook)
            else:
                alike = self._alike(words, other.words)
            if alike > most:
                best, most = other, alike
        return best

    def _lately(self, at: datetime) -> Iterator[_Said]:
        return (other for other in self._said if abs(at - other.at) <= self._within)

    def _alike(self, left: frozenset[str], right: frozenset[str]) -> float:
        """What the words in common weigh, of all the words of both."""
        common = left & right
        if len(common) < min(2, len(left), len(right)):
            return 0.0
        whole = sum(map(self._weight, left | right))
        return sum(map(self._weight, common)) / whole if whole else 0.0

    def _weight(self, word: str) -> float:
        return log((2 + len(self._said)) / (1 + self._known[word]))


def telling(text: str) -> frozenset[str]:
    """The beginnings of the words of *text* that say what it is about."""
    small = small_words()
    words = shape(text).words
    return frozenset(word[:STEM] for word in words if len(word) >= 4 and word not in small)
