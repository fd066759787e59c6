"""Reasons: examples held against a text, the words they share with it, and what that is worth."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from rapidfuzz import fuzz

from copilot.matching.phrases import Phrase
from copilot.matching.reading import SMALL_GAP, Reading
from copilot.matching.telling import LEAST, Said, stem
from copilot.matching.window import Shared, best_run, letter_window, narrowed, shortened, widened

#: What a shared word brings beside what it tells, and what another form of one; what a small one.
TELLS, FORM, SMALL = 0.25, 0.12, 0.04
#: What counts beside the shared words for choosing an example: how like the text the whole of
#: it is, and how like the chosen words.
LIKENESS, SAMENESS = 0.8, 0.6


class _Known(NamedTuple):
    """An example's words."""

    forms: frozenset[str]  #: with the stem of each
    ordered: str  #: all of them, as `token_sort_ratio` puts them


class Reason(NamedTuple):
    """
    One example held against the text; of two, the better is the greater.

    Of equals, that is what was stronger before the words were compared, then what is likest.
    """

    is_telling: bool
    strength: float
    start: float  #: of its strength, what it was before the words were compared
    behind: int  #: less than nothing by as many as are liker
    example: str
    window: tuple[int, int]
    similarity: int


_made = partial(tuple.__new__, Reason)  # a third of the time of `Reason(...)`


def _ranked(reasons: Iterable[Reason | None]) -> list[Reason]:
    return sorted([reason for reason in reasons if reason], reverse=True)


class Reasons:
    """What the examples of one playbook, the *nearest* to a text, say for it."""

    __slots__ = ("_found", "_known", "_near", "_reading", "_said", "_shared", "_shown")

    def __init__(
        self, reading: Reading, nearest: Sequence[tuple[Phrase, float]], said: Said
    ) -> None:
        self._reading, self._near = reading, nearest
        self._known = [_known(phrase.words) for phrase, _ in nearest]
        self._said = _said(reading, said)
        self._shared = [self._shared_with(known, forms=True) for known, _ in self._known]
        self._shown: dict[tuple[int, int], tuple[tuple[int, int] | None, str]] = {}
        self._found = [
            self._by_words(at, shared) if shared else None
            for at, shared in enumerate(self._shared)
        ]

    def best(self, most: int) -> list[Reason]:
        """Find the best *most*, best first."""
        found = _ranked(self._found)
        # What has only its letters in common tells nothing, and so comes behind these.
        if len(found) < most or not found[most - 1].is_telling:
            found = self.all(range(len(self._near)))
        return found[:most]

    def all(self, examples: Sequence[int]) -> list[Reason]:
        """Find those of some *examples*, best first."""
        for at in examples:
            if self._found[at] is None:
                self._found[at] = self._by_letters(at, self._shared[at])
        return _ranked(self._found[at] for at in examples)

    def other(self, examples: Sequence[int]) -> list[Reason]:
        """Find those of some *examples* that are others by the very words alone, best first."""
        plainly = [(at, self._shared_with(self._known[at].forms, forms=False)) for at in examples]
        others = [(at, shared) for at, shared in plainly if shared != self._shared[at]]
        return _ranked(self._by_words(*each) or self._by_letters(*each) for each in others)

    def _shared_with(self, known: frozenset[str], *, forms: bool) -> list[Shared]:
        """The words of the text that an example has, maybe in another form."""
        shared = []
        for word, form, same, formed in self._said:
            if word in known:
                shared.append(same)
            elif forms and form in known:
                shared.append(formed)
        return shared

    def _by_words(self, at: int, shared: Sequence[Shared]) -> Reason | None:
        """Take the run of words that tells most."""
        run, most = best_run(shared, self._reading.costs)
        if run is None:
            return None
        low, high = run
        tells = False
        for place, _, is_telling in shared:
            if is_telling and low <= place < high:
                tells = True
                break
        own = narrowed(self._reading, shared, low, high)
        if own not in self._shown:  # most examples share the same words of a text
            self._shown[own] = self._said_in(widened(self._reading, *own))
        return self._reason(at, *self._shown[own], most, tells=tells)

    def _by_letters(self, at: int, shared: Sequence[Shared]) -> Reason | None:
        """Take the words whose letters lie nearest, where no word speaks for an example."""
        if best_run(shared, self._reading.costs)[0]:
            return None
        window = letter_window(self._reading.words, self._near[at][0].words)
        return window and self._reason(at, *self._said_in(window), 0.0, tells=False)

    def _said_in(self, window: tuple[int, int]) -> tuple[tuple[int, int] | None, str]:
        """As much of a window as may be shown, and the words there, in order."""
        kept = shortened(self._reading, window)
        return kept, " ".join(sorted(self._reading.words[slice(*kept)])) if kept else ""

    def _reason(
        self, at: int, kept: tuple[int, int] | None, words: str, most: float, *, tells: bool
    ) -> Reason | None:
        if kept is None:
            return None
        phrase, likeness = self._near[at]
        # As `token_sort_ratio` has it, in a third of the time.
        similarity = round(fuzz.ratio(words, self._known[at].ordered))
        start = most + LIKENESS * likeness
        strength = start + SAMENESS * similarity / 100
        return _made((tells, strength, start, -at, phrase.text, kept, similarity))


def _said(reading: Reading, said: Said) -> list[tuple[str, str, Shared, Shared]]:
    """
    The words of a text that an example of a playbook may share, and the stem of each.

    With each is what it is worth when an example has it, and when it has another form of it.
    """
    found = []
    counts = said.counts
    for at, (word, form) in enumerate(zip(reading.words, reading.stems, strict=True)):
        if word not in counts and form not in counts:
            continue
        if reading.small[at]:
            found.append((word, form, (at, SMALL, False), (at, -SMALL_GAP, False)))
        else:
            worth = said.weigh(word)
            same, formed = worth + TELLS, worth + FORM
            tells = worth >= LEAST
            found.append((word, form, (at, same, tells), (at, formed, tells)))
    return found


@lru_cache(maxsize=4096)
def _known(said: tuple[str, ...]) -> _Known:
    return _Known(frozenset({*said, *map(stem, said)} - {""}), " ".join(sorted(said)))
