"""Why: the phrases of a playbook, and the words of the text that resemble them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz

from copilot.domain.match import Evidence
from copilot.matching.lexicon import table
from copilot.matching.normalise import Token, fold
from copilot.matching.phrases import Phrase
from copilot.matching.span import whole
from copilot.matching.telling import Said, is_glue, stem

#: Up to this length a span may be the whole text; beyond, it keeps to three quarters.
SHORT = 60
PART = 0.75
#: What a shared word brings beside what it tells, and what another form of one; what a small one.
TELLS, FORM, SMALL = 0.25, 0.12, 0.04
#: What it costs to span a word that is not shared, and a small one.
GAP, SMALL_GAP = 0.3, 0.12
#: What counts beside the shared words for choosing an example: how like the text the whole of
#: it is, and how like the chosen words.
LIKENESS, SAMENESS = 0.8, 0.6
#: What a guessed spelling must be worth to be shown, or else how near the letters must be.
TRUSTED, NEAR = 0.75, 85
#: What a word must be worth to be a reason.
LEAST = 0.08
#: How far a reason may reach back to words that lead in, though the example has others.
LEAD = 2
#: Between two words, what a reason does not reach across: a sentence's end, a line's, a handle;
#: and what it seldom does.
_BREAK = re.compile(r"[.!?…\n\r@]|://|www\.")
END, PAUSE = 99.0, 0.25
_JOINTS = frozenset({"", " ", "'", "’", "-"})


@cache
def _edge(role: str) -> frozenset[str]:
    """The words that may or may not stand at the edge of a reason."""
    rows = table("edges.tsv")
    return frozenset(word for name, said in rows if name == role for word in said.split())


@cache
def _never_last() -> frozenset[str]:
    parts = _edge("lead") | _edge("link") | _edge("subject")
    return parts - _edge("denial") - {"me"}  # "call me" is whole


def believed(heard: str, guessed: str, trust: float) -> str:
    """The word a misspelt one is shown to stand for; a bold guess helps to choose, not to show."""
    if heard == guessed or is_glue(heard):
        return heard
    if trust >= TRUSTED or (heard[0] == guessed[0] and fuzz.ratio(heard, guessed) >= NEAR):
        return guessed
    return heard


@dataclass(frozen=True)
class Reading:
    """A text as the matcher read it: its tokens, and the words they are believed to be."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The beginnings of the words, by which forms of one word are known."""
        return tuple(stem(word) for word in self.words)

    @cached_property
    def small(self) -> tuple[bool, ...]:
        """Which words say nothing of the matter."""
        return tuple(is_glue(word) for word in self.words)

    @cached_property
    def unshared(self) -> list[float]:
        """What each word costs that an example does not have."""
        return [-SMALL_GAP if small else -GAP for small in self.small]

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each word stands."""
        return _places(self.words)

    @cached_property
    def forms(self) -> Mapping[str, list[int]]:
        """Where the forms of each word stand."""
        return _places(self.stems)

    def clings(self, at: int) -> bool:
        """Say whether nothing stands between a word and the one before, as with emoji."""
        return self.tokens[at].start == self.tokens[at - 1].end

    @cached_property
    def breaks(self) -> Mapping[int, float]:
        """The words before which a sentence, a line or a part of one ends, and what that costs."""
        tokens = self.tokens
        found = {}
        for at in range(1, len(tokens)):
            between = self.text[tokens[at - 1].end : tokens[at].start]
            if (between not in _JOINTS and not between.isspace()) or "\n" in between:
                found[at] = END if _BREAK.search(between) else PAUSE
        return found


def _places(words: Sequence[str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


@dataclass(frozen=True, slots=True)
class _Reason:
    """One example held against the text."""

    example: str
    window: tuple[int, int]
    is_telling: bool
    similarity: int
    strength: float


def choose(
    reading: Reading, nearest: Iterable[tuple[Phrase, float]], said: Said, count: int
) -> tuple[Evidence, ...]:
    """The most convincing of the *nearest* examples, and the words that they share."""
    weighed = [said.weigh(word) for word in reading.words]
    nearest = list(nearest)
    reasons = _reasons(reading, weighed, nearest)
    # Small words are no second reason: they would only weaken the first.
    kept = [each for at, each in enumerate(reasons) if at == 0 or each.is_telling][:count]
    if kept and not any(_has_same_word(reading, each) for each in kept):
        literal = _literal(reading, reasons, _reasons(reading, weighed, nearest, forms=False))
        kept = [*kept[: max(0, count - 1)], *literal][:count] if literal else kept
    return tuple(
        Evidence(
            each.example, _span(reading, *each.window), each.similarity, is_telling=each.is_telling
        )
        for each in kept
    )


def _reasons(
    reading: Reading,
    weighed: Sequence[float],
    nearest: Iterable[tuple[Phrase, float]],
    *,
    forms: bool = True,
) -> list[_Reason]:
    """Hold every example against the text; what tells first, then the strongest."""
    found = (_reason(reading, weighed, phrase, likeness, forms) for phrase, likeness in nearest)
    return sorted(
        (each for each in found if each is not None),
        key=lambda reason: (not reason.is_telling, -reason.strength),
    )


def _literal(
    reading: Reading, reasons: Sequence[_Reason], exact: Sequence[_Reason]
) -> Sequence[_Reason]:
    """One reason that has a very word of the text, for who would not know another form of it."""
    for each in (*reasons, *exact):
        if _has_same_word(reading, each):
            return (each,)
    return ()


def _has_same_word(reading: Reading, reason: _Reason) -> bool:
    start, end = _span(reading, *reason.window)
    return not _surface(reason.example).isdisjoint(_surface(reading.text[start:end]))


@lru_cache(maxsize=2048)
def _surface(text: str) -> frozenset[str]:
    """The words as they are written, case and accents aside."""
    return frozenset(fold(word) for word in re.findall(r"\w+", text))


def _reason(
    reading: Reading, weighed: Sequence[float], phrase: Phrase, likeness: float, forms: bool
) -> _Reason | None:
    window, most, is_telling = _window(reading, weighed, phrase.words, forms=forms)
    window = _shortened(reading, window) if window else None
    if window is None:
        return None
    words = " ".join(reading.words[window[0] : window[1]])
    similarity = round(fuzz.token_sort_ratio(words, " ".join(phrase.words)))
    strength = most + LIKENESS * likeness + SAMENESS * similarity / 100
    return _Reason(phrase.text, window, is_telling, similarity, strength)


def _window(
    reading: Reading, weighed: Sequence[float], said: tuple[str, ...], *, forms: bool
) -> tuple[tuple[int, int] | None, float, bool]:
    """The run of words that tells most, what it brings, and whether it tells at all."""
    known = _known(said)
    weights = reading.unshared.copy()
    for word in known.intersection(reading.places):
        for at in reading.places[word]:
            weights[at] = SMALL if reading.small[at] else weighed[at] + TELLS
    for form in known.intersection(reading.forms) if forms else ():
        for at in reading.forms[form]:
            if weights[at] == -GAP:
                weights[at] = weighed[at] + FORM
    best, most = _best_run(weights, reading.breaks)
    if best is None:
        return _letter_window(reading.words, said), 0.0, False
    tells = any(weights[at] > SMALL and weighed[at] >= LEAST for at in range(*best))
    return _tidy(reading, weights, *best), most, tells


@lru_cache(maxsize=4096)
def _known(said: tuple[str, ...]) -> frozenset[str]:
    return frozenset({*said, *(stem(word) for word in said)} - {""})


def _best_run(
    weights: Sequence[float], breaks: Mapping[int, float]
) -> tuple[tuple[int, int] | None, float]:
    best, most = None, 0.0
    low, total = 0, 0.0
    for at, weight in enumerate(weights):
        if at in breaks:
            total -= breaks[at]
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
    while not _fits(reading.text, _span(reading, low, high)):
        if high - low == 1:
            return None
        high -= 1
    return low, high


def _span(reading: Reading, low: int, high: int) -> tuple[int, int]:
    tokens = reading.tokens[low:high]
    start = min([token.start for token in tokens])
    return whole(reading.text, start, max([token.end for token in tokens]))


def _fits(text: str, span: tuple[int, int]) -> bool:
    """A reason that underlines everything explains nothing."""
    return len(text) <= SHORT or span[1] - span[0] <= len(text) * PART
