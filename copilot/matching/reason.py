"""Reasons: examples held against a text, the words they share with it, and what that is worth."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import count
from typing import NamedTuple

from rapidfuzz import fuzz

from copilot.matching.lexicon import table
from copilot.matching.phrases import Phrase
from copilot.matching.reading import SMALL_GAP, Reading
from copilot.matching.span import whole
from copilot.matching.telling import LEAST, Said, stem

#: Up to this length a span may be the whole text; beyond, it keeps to three quarters.
SHORT = 60
PART = 0.75
#: What a shared word brings beside what it tells, and what another form of one; what a small one.
TELLS, FORM, SMALL = 0.25, 0.12, 0.04
#: What counts beside the shared words for choosing an example: how like the text the whole of
#: it is, and how like the chosen words.
LIKENESS, SAMENESS = 0.8, 0.6
#: How far a reason may reach back to words that lead in, though the example has others; and how
#: far on, to what belongs to its last word.
LEAD, TAIL = 2, 2
#: Likeness is rounded to a hundredth; what it may come to is not taken for less.
ROUNDED = 0.006
#: Sums of the same numbers differ by the order in which they were added up.
SLACK = 1e-9


@cache
def _edge(role: str) -> frozenset[str]:
    """The words that may or may not stand at the edge of a reason."""
    rows = table("edges.tsv")
    return frozenset(word for name, said in rows if name == role for word in said.split())


@cache
def _never_last() -> frozenset[str]:
    parts = _edge("lead") | _edge("link") | _edge("subject")
    return parts - _edge("denial") - {"me"}  # "call me" is whole


class Draft(NamedTuple):
    """One example held against the text as far as the words go."""

    example: int  #: its place among those at hand
    window: tuple[int, int]
    weights: Sequence[float] | None  #: none where no word is shared
    is_telling: bool
    strength: float  #: without how like the example the words are


class Reason(NamedTuple):
    """One example held against the text."""

    example: str
    window: tuple[int, int]
    is_telling: bool
    similarity: int
    strength: float


def _strength(draft: Draft) -> tuple[bool, float]:
    """How strong an example is so far; what tells comes first."""
    return draft.is_telling, draft.strength


def _worth(reason: Reason) -> tuple[bool, float]:
    return reason.is_telling, reason.strength


def _rank(pair: tuple[Reason, Draft]) -> tuple[bool, float, float, int]:
    """Of equals, first what was stronger before the words were compared, then what is likest."""
    reason, draft = pair
    return reason.is_telling, reason.strength, draft.strength, -draft.example


class Reasons:
    """What the examples of one playbook, the *nearest* to a text, say for it; each asked once."""

    __slots__ = ("_drafts", "_found", "_near", "_reading", "_said", "_weighed")

    def __init__(
        self, reading: Reading, nearest: Sequence[tuple[Phrase, float]], said: Said
    ) -> None:
        self._reading, self._near = reading, nearest
        self._weighed = said.weigh_all(reading.words, reading.stems)
        weighed = [*zip(reading.small, self._weighed, strict=True)]
        gains = [SMALL if small else weight + TELLS for small, weight in weighed]
        formed = [-SMALL_GAP if small else weight + FORM for small, weight in weighed]
        counts = said.counts
        places = zip(count(), reading.words, reading.stems, gains, formed)
        #: The words that an example may share: where, its stem, and what it and that are worth.
        self._said = [each for each in places if each[1] in counts or each[2] in counts]
        self._drafts: dict[int, Draft | None] = {}
        self._found: dict[int, Reason | None] = {}

    def best(self, most: int) -> list[Reason]:
        """Find the best *most*, and maybe more, best first."""
        found: list[tuple[Reason, Draft]] = []
        for example in range(len(self._near)):
            weights = self._weights(example, forms=True)
            last = _worth(found[most - 1][0]) if len(found) >= most else None
            # What cannot come before these need not be looked at any closer.
            if last and last > self._at_most(example, weights):
                continue
            draft = self._drafts[example] = self._draft(example, weights)
            if not draft or (
                last and last > (draft.is_telling, draft.strength + self._most(draft))
            ):
                continue
            if reason := self._reason(draft):
                found.append((reason, draft))
                found.sort(key=_rank, reverse=True)
        return [reason for reason, _ in found]

    def all(self, examples: Sequence[int]) -> list[Reason]:
        """Find those of some *examples*, best first."""
        for at in examples:
            if at not in self._drafts:
                self._drafts[at] = self._draft(at, self._weights(at, forms=True))
        some = _strongest(self._drafts[at] for at in examples)
        found = [reason for draft in some if (reason := self._reason(draft))]
        return sorted(found, key=_worth, reverse=True)

    def other(self, examples: Sequence[int]) -> list[Reason]:
        """Find those of some *examples* that are others by the very words alone, best first."""
        plainly = {at: self._weights(at, forms=False) for at in examples}
        formed = [at for at in examples if plainly[at] != self._weights(at, forms=True)]
        some = _strongest(self._draft(at, plainly[at]) for at in formed)
        found = [reason for draft in some if (reason := self._held(draft))]
        return sorted(found, key=_worth, reverse=True)

    def _weights(self, example: int, *, forms: bool) -> list[float]:
        """What each word of the text speaks for an example, or against it."""
        reading = self._reading
        known, _ = _known(self._near[example][0].words)
        weights = reading.unshared.copy()
        for at, word, form, gain, formed in self._said:
            if word in known:
                weights[at] = gain
            elif forms and form in known:
                weights[at] = formed
        return weights

    def _at_most(self, example: int, weights: Sequence[float]) -> tuple[bool, float]:
        """What the worth of an example may come to."""
        shared = sum([weight for weight in weights if weight > 0])
        return shared > 0, shared + LIKENESS * self._near[example][1] + SAMENESS + SLACK

    def _draft(self, example: int, weights: Sequence[float]) -> Draft | None:
        """The run of words that tells most, what it brings, and whether it tells at all."""
        phrase, likeness = self._near[example]
        reading, weighed = self._reading, self._weighed
        run, most = _best_run(weights, reading.pauses)
        strength = most + LIKENESS * likeness
        if run is None:
            near = _letter_window(reading.words, phrase.words)
            return Draft(example, near, None, False, strength) if near else None
        tells = False
        for at in range(*run):
            if weighed[at] >= LEAST and weights[at] > SMALL:
                tells = True
                break
        return Draft(example, run, weights, tells, strength)

    def _most(self, draft: Draft) -> float:
        """What the likeness of the words may come to, as many letters as they and it have."""
        _, said = _known(self._near[draft.example][0].words)
        low, high = draft.window
        size = len(" ".join(self._reading.words[max(0, low - LEAD) : high + TAIL]))
        return SAMENESS * min(1.0, 2 * size / (size + len(said)) + ROUNDED)

    def _reason(self, draft: Draft) -> Reason | None:
        if draft.example not in self._found:
            self._found[draft.example] = self._held(draft)
        return self._found[draft.example]

    def _held(self, draft: Draft) -> Reason | None:
        reading, window = self._reading, draft.window
        if draft.weights is not None:
            window = _tidy(reading, draft.weights, *window)
        shortened = _shortened(reading, window)
        if shortened is None:
            return None
        phrase = self._near[draft.example][0]
        # As `token_sort_ratio` has it, in a third of the time.
        words = " ".join(sorted(reading.words[slice(*shortened)]))
        similarity = round(fuzz.ratio(words, _known(phrase.words)[1]))
        strength = draft.strength + SAMENESS * similarity / 100
        return Reason(phrase.text, shortened, draft.is_telling, similarity, strength)


def _strongest(drafts: Iterable[Draft | None]) -> list[Draft]:
    """Those there are, the strongest first."""
    return sorted((draft for draft in drafts if draft), key=_strength, reverse=True)


@lru_cache(maxsize=4096)
def _known(said: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """The words of an example and the forms of each, and all in order."""
    return frozenset({*said, *map(stem, said)} - {""}), " ".join(sorted(said))


def _best_run(
    weights: Sequence[float], pauses: Sequence[float]
) -> tuple[tuple[int, int] | None, float]:
    best, most = None, 0.0
    low, total = 0, 0.0
    for at, weight in enumerate(weights):
        if total > 0:
            total -= pauses[at]
        if total <= 0:
            if weight <= 0:  # a run begins with a word that speaks for it
                continue
            low, total = at, 0.0
        total += weight
        if total > most:
            best, most = (low, at + 1), total
    return best, most


def _tidy(reading: Reading, weights: Sequence[float], low: int, high: int) -> tuple[int, int]:
    """Begin and end with words that say something; a small one may lead in, a denial follow."""
    words, breaks = reading.words, reading.breaks
    leads, links, last = _edge("lead"), _edge("link"), _never_last()
    while high - low > 1 and (weights[low] < 0 or words[low] in links):
        low += 1
    while high - low > 1 and (weights[high - 1] < 0 or words[high - 1] in last):
        high -= 1
    for _ in range(LEAD):
        if low == 0 or low in breaks or words[low - 1] not in leads or reading.clings(low):
            break
        low -= 1
    if high < len(words) and high not in breaks and words[high] in _edge("denial"):
        high += 1
    if words[high - 1] == "plus" and high < len(words) and high not in breaks:
        high += not reading.small[high]  # "plus cher" is one thing, "ne marche plus" another
    return low, high


def _letter_window(found: Sequence[str], said: Sequence[str]) -> tuple[int, int] | None:
    """Where no word is shared, the words whose letters lie nearest."""
    text = " ".join(found)
    near = fuzz.partial_ratio_alignment(" ".join(said), text)
    if near is None or near.dest_end <= near.dest_start:
        return None
    low = text.count(" ", 0, near.dest_start + (text[near.dest_start] == " "))
    high = text.count(" ", 0, near.dest_end - (text[near.dest_end - 1] == " ")) + 1
    return low, min(high, len(found))


def _shortened(reading: Reading, window: tuple[int, int]) -> tuple[int, int] | None:
    """Drop words from the end until the span is not simply all of a long text."""
    low, high = window
    if len(reading.text) <= SHORT:
        return window
    while not _fits(reading.text, span(reading, low, high)):
        if high - low == 1:
            return None
        high -= 1
    return low, high


def span(reading: Reading, low: int, high: int) -> tuple[int, int]:
    """Where the words from *low* up to *high* stand in the text."""
    tokens = reading.tokens
    return whole(reading.text, tokens[low].start, tokens[high - 1].end)


def _fits(text: str, span: tuple[int, int]) -> bool:
    """A reason that underlines everything explains nothing."""
    return len(text) <= SHORT or span[1] - span[0] <= len(text) * PART
