"""Why: the phrases of a playbook, and the words of the text that resemble them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from copilot.domain.match import Evidence
from copilot.matching.letters import fold
from copilot.matching.lexicon import table
from copilot.matching.phrases import Phrase
from copilot.matching.reading import GAP, Reading, believed
from copilot.matching.span import whole
from copilot.matching.telling import Said, stem

__all__ = ["Reading", "believed", "choose"]

#: Up to this length a span may be the whole text; beyond, it keeps to three quarters.
SHORT = 60
PART = 0.75
LONG = 400
#: What a shared word brings beside what it tells, and what another form of one; what a small one.
TELLS, FORM, SMALL = 0.25, 0.12, 0.04
#: What counts beside the shared words for choosing an example: how like the text the whole of
#: it is, and how like the chosen words.
LIKENESS, SAMENESS = 0.8, 0.6
#: What a word must be worth to be a reason.
LEAST = 0.08
#: How far a reason may reach back to words that lead in, though the example has others.
LEAD = 2
_WRITTEN = re.compile(r"\w+")
#: What `fold` would change in a word of plain letters, besides capitals.
_ODD = re.compile(r"_|([a-z])\1\1", re.IGNORECASE)


@cache
def _edge(role: str) -> frozenset[str]:
    """The words that may or may not stand at the edge of a reason."""
    rows = table("edges.tsv")
    return frozenset(word for name, said in rows if name == role for word in said.split())


@cache
def _never_last() -> frozenset[str]:
    parts = _edge("lead") | _edge("link") | _edge("subject")
    return parts - _edge("denial") - {"me"}  # "call me" is whole


class _Draft(NamedTuple):
    """One example held against the text as far as the words go."""

    phrase: Phrase
    window: tuple[int, int]
    weights: Sequence[float] | None  #: none where no word is shared
    is_telling: bool
    strength: float  #: without how like the example the words are


class _Reason(NamedTuple):
    """One example held against the text."""

    example: str
    window: tuple[int, int]
    is_telling: bool
    similarity: int
    strength: float


def _most(draft: _Draft) -> tuple[bool, float]:
    """How strong an example may turn out to be; what tells comes first."""
    return draft.is_telling, draft.strength + SAMENESS


def _worth(reason: _Reason) -> tuple[bool, float]:
    return reason.is_telling, reason.strength


def choose(
    reading: Reading, nearest: Sequence[tuple[Phrase, float]], said: Said, count: int
) -> tuple[Evidence, ...]:
    """The most convincing of the *nearest* examples, and the words that they share."""
    worth = said.worth
    weighed = [
        worth[word] if word in worth else worth.get(form, 0.0)
        for word, form in zip(reading.words, reading.stems, strict=True)
    ]
    reasons = _reasons(reading, weighed, nearest, count)
    # Small words are no second reason: they would only weaken the first.
    kept = [each for at, each in enumerate(reasons) if at == 0 or each.is_telling][:count]
    if kept and not any(_has_same_word(reading, each) for each in kept):
        literal = _literal(reading, weighed, nearest)
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
    nearest: Sequence[tuple[Phrase, float]],
    count: int,
    *,
    forms: bool = True,
) -> list[_Reason]:
    """The best *count* of the examples held against the text, and maybe more, best first."""
    drafts = [
        draft
        for phrase, likeness in nearest
        if (draft := _draft(reading, weighed, phrase, likeness, forms=forms))
    ]
    drafts.sort(key=_most, reverse=True)
    found: list[_Reason] = []
    for draft in drafts:
        # Nothing that is left can come before these.
        if len(found) >= count and _worth(found[count - 1]) > _most(draft):
            break
        if reason := _reason(reading, draft):
            found.append(reason)
            found.sort(key=_worth, reverse=True)
    return found


def _literal(
    reading: Reading, weighed: Sequence[float], nearest: Sequence[tuple[Phrase, float]]
) -> Sequence[_Reason]:
    """One reason that has a very word of the text, for who would not know another form of it."""
    near = nearest
    if len(reading.text) <= LONG:  # of a longer one, to look at every word would cost more
        said = _surface(reading.text)
        near = [pair for pair in nearest if not said.isdisjoint(_surface(pair[0].text))]
    for forms in (True, False) if near else ():
        for each in _reasons(reading, weighed, near, len(near), forms=forms):
            if _has_same_word(reading, each):
                return (each,)
    return ()


def _has_same_word(reading: Reading, reason: _Reason) -> bool:
    start, end = _span(reading, *reason.window)
    return not _surface(reason.example).isdisjoint(_surface(reading.text[start:end]))


@lru_cache(maxsize=4096)
def _surface(text: str) -> frozenset[str]:
    """The words as they are written, case and accents aside."""
    found = _WRITTEN.findall(text)
    if text.isascii() and not _ODD.search(text):
        return frozenset(map(str.lower, found))
    return frozenset(map(fold, found))


def _reason(reading: Reading, draft: _Draft) -> _Reason | None:
    window = draft.window
    if draft.weights is not None:
        window = _tidy(reading, draft.weights, *window)
    shortened = _shortened(reading, window)
    if shortened is None:
        return None
    low, high = shortened
    similarity = round(
        fuzz.token_sort_ratio(" ".join(reading.words[low:high]), " ".join(draft.phrase.words))
    )
    strength = draft.strength + SAMENESS * similarity / 100
    return _Reason(draft.phrase.text, shortened, draft.is_telling, similarity, strength)


def _draft(
    reading: Reading, weighed: Sequence[float], phrase: Phrase, likeness: float, *, forms: bool
) -> _Draft | None:
    """The run of words that tells most, what it brings, and whether it tells at all."""
    said = phrase.words
    known = _known(said)
    places, found_forms, small = reading.places, reading.forms, reading.small
    weights = reading.unshared.copy()
    for word in known.intersection(places):
        for at in places[word]:
            weights[at] = SMALL if small[at] else weighed[at] + TELLS
    for form in known.intersection(found_forms) if forms else ():
        for at in found_forms[form]:
            if weights[at] == -GAP:
                weights[at] = weighed[at] + FORM
    run, most = _best_run(weights, reading.breaks)
    if run is None:
        near = _letter_window(reading.words, said)
        return _Draft(phrase, near, None, False, LIKENESS * likeness) if near else None
    tells = False
    for at in range(*run):
        if weighed[at] >= LEAST and weights[at] > SMALL:
            tells = True
            break
    return _Draft(phrase, run, weights, tells, most + LIKENESS * likeness)


@lru_cache(maxsize=4096)
def _known(said: tuple[str, ...]) -> frozenset[str]:
    return frozenset({*said, *map(stem, said)} - {""})


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
    tokens = reading.tokens
    return whole(reading.text, tokens[low].start, tokens[high - 1].end)


def _fits(text: str, span: tuple[int, int]) -> bool:
    """A reason that underlines everything explains nothing."""
    return len(text) <= SHORT or span[1] - span[0] <= len(text) * PART
