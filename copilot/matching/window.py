"""Which run of words of a text a reason shows: where it begins and ends."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from copilot.matching.lexicon import table
from copilot.matching.reading import Reading
from copilot.matching.span import whole

#: Up to this length a span may be the whole text; beyond, it keeps to three quarters.
SHORT = 60
PART = 0.75
#: How far a reason may reach back to words that lead in, though the example has others.
LEAD = 2


class _Edges(NamedTuple):
    """The words that may or may not stand at the edge of a reason."""

    lead: frozenset[str]
    link: frozenset[str]
    denial: frozenset[str]
    never_last: frozenset[str]


@cache
def _edges() -> _Edges:
    rows = table("edges.tsv")
    lead, link, denial, subject = (
        frozenset(word for name, said in rows if name == role for word in said.split())
        for role in ("lead", "link", "denial", "subject")
    )
    # "call me" is whole
    return _Edges(lead, link, denial, (lead | link | subject) - denial - {"me"})


#: A word of the text that an example has: where it stands, what it speaks for the example, and
#: whether it tells. For each text dozens are made and taken apart: a tuple with names takes thrice
#: the time.
Shared: TypeAlias = tuple[int, float, bool]


def best_run(
    shared: Iterable[Shared], costs: Sequence[float]
) -> tuple[tuple[int, int] | None, float]:
    """The run of words that is worth most with what lies between them, and what it is worth."""
    best, most = None, 0.0
    low, total, last = 0, 0.0, 0
    for at, weight, _ in shared:
        if total > 0:
            if at == last + 1:
                total -= costs[2 * at]
            else:
                # Two for each word between: to go on to it, and to pass it by.
                for cost in costs[2 * last + 2 : 2 * at + 1]:
                    total -= cost
        if total <= 0:
            if weight <= 0:  # a run begins with a word that speaks for it
                continue
            low, total = at, 0.0
        total += weight
        last = at
        if total > most:
            best, most = (low, at + 1), total
    return best, most


def narrowed(reading: Reading, shared: Iterable[Shared], low: int, high: int) -> tuple[int, int]:
    """Begin and end a run, which does so with shared words, with such as say something."""
    edges = _edges()
    words, links, last = reading.words, edges.link, edges.never_last
    if words[low] not in links and words[high - 1] not in last:
        return low, high
    speaks = {at for at, weight, _ in shared if weight > 0}
    while high - low > 1 and (low not in speaks or words[low] in links):
        low += 1
    while high - low > 1 and (high - 1 not in speaks or words[high - 1] in last):
        high -= 1
    return low, high


def widened(reading: Reading, low: int, high: int) -> tuple[int, int]:
    """Let a small word lead in, and a denial follow."""
    words, breaks, edges = reading.words, reading.breaks, _edges()
    for _ in range(LEAD):
        if low == 0 or low in breaks or words[low - 1] not in edges.lead or reading.clings(low):
            break
        low -= 1
    if high < len(words) and high not in breaks and words[high] in edges.denial:
        high += 1
    if words[high - 1] == "plus" and high < len(words) and high not in breaks:
        high += not reading.small[high]  # "plus cher" is one thing, "ne marche plus" another
    return low, high


def letter_window(found: Sequence[str], said: Sequence[str]) -> tuple[int, int] | None:
    """Where no word is shared, the words whose letters lie nearest."""
    text = " ".join(found)
    near = fuzz.partial_ratio_alignment(" ".join(said), text)
    if near is None or near.dest_end <= near.dest_start:
        return None
    low = text.count(" ", 0, near.dest_start + (text[near.dest_start] == " "))
    high = text.count(" ", 0, near.dest_end - (text[near.dest_end - 1] == " ")) + 1
    return low, min(high, len(found))


def shortened(reading: Reading, window: tuple[int, int]) -> tuple[int, int] | None:
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
