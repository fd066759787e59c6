"""Why: the phrases of a playbook, and the words of the text that resemble them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from copilot.domain.match import Evidence
from copilot.matching.normalise import Token

#: Up to this length a span may be the whole text; beyond, it keeps to three quarters.
SHORT = 60
PART = 0.75
#: What a word that is not shared costs a span, and what a shared one brings at most.
GAP = 0.35
LONG_WORD = 8
#: Two words with so many first letters in common are taken for forms of one.
STEM = 5


@dataclass(frozen=True)
class Reading:
    """A text as the matcher read it: its tokens, and their words with the spelling mended."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The beginnings of the words, by which forms of one word are known."""
        return tuple(_stem(word) for word in self.words)


def explain(reading: Reading, example: str, said: Sequence[str]) -> Evidence | None:
    """Point at the words of a text that resemble *example*, whose words are *said*."""
    weights = _weights(reading, said)
    window = _shared_window(weights) or _letter_window(reading.words, said)
    if window is None:
        return None
    low, high = _shorten(reading, weights, *window)
    similarity = round(fuzz.token_sort_ratio(" ".join(reading.words[low:high]), " ".join(said)))
    end = max(token.end for token in reading.tokens[low:high])
    return Evidence(example, (reading.tokens[low].start, end), similarity)


def _weights(reading: Reading, said: Sequence[str]) -> list[float]:
    """What each word speaks for: long shared words for, others a little against."""
    known = _known(tuple(said))
    return [
        min(len(word), LONG_WORD) / 4 if word in known or stem in known else -GAP
        for word, stem in zip(reading.words, reading.stems, strict=True)
    ]


@lru_cache(maxsize=2048)
def _known(said: tuple[str, ...]) -> frozenset[str]:
    return frozenset({*said, *(_stem(word) for word in said if len(word) >= STEM)})


def _stem(word: str) -> str:
    return f"{word[:STEM]}-"


def _shared_window(weights: Sequence[float]) -> tuple[int, int] | None:
    """The run of words whose weights add up to most."""
    best, most = None, 0.0
    low, total = 0, 0.0
    for at, weight in enumerate(weights):
        if total <= 0:
            low, total = at, 0.0
        total += weight
        if total > most:
            best, most = (low, at + 1), total
    return best


def _letter_window(found: Sequence[str], said: Sequence[str]) -> tuple[int, int] | None:
    """Where no word is shared, the words whose letters lie nearest."""
    whole = " ".join(found)
    near = fuzz.partial_ratio_alignment(" ".join(said), whole)
    if near is None or near.dest_end <= near.dest_start:
        return None
    low = whole.count(" ", 0, near.dest_start + (whole[near.dest_start] == " "))
    high = whole.count(" ", 0, near.dest_end - (whole[near.dest_end - 1] == " ")) + 1
    return low, min(high, len(found))


def _shorten(reading: Reading, weights: Sequence[float], low: int, high: int) -> tuple[int, int]:
    """Drop words from the poorer end until the span is not simply all of a long text."""
    tokens, size = reading.tokens, len(reading.text)
    allowed = size if size <= SHORT else size * PART
    while high - low > 1 and tokens[high - 1].end - tokens[low].start > allowed:
        if weights[low] <= weights[high - 1]:
            low += 1
        else:
            high -= 1
    return low, high
