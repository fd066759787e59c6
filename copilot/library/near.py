"""Which of many texts are nearly the same, without comparing every pair."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

#: So alike, of 100, a customer could have written either for the same reason.
ALIKE = 90
#: Texts so alike are at least so near in length.
_LENGTHS = ALIKE / (200 - ALIKE)
_ROWS = 128
#: So many letters are told apart, and up to so many of each are counted.
_SIGNS, _TIMES = 32, 4

Floats = npt.NDArray[np.float32]


def compared(keys: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the places of keys that are alike, comparing only those of like length and letters."""
    order = sorted(range(len(keys)), key=lambda at: len(keys[at]))
    texts = [keys[at] for at in order]
    lengths, had = np.array([len(text) for text in texts], np.float32), _letters(texts)
    for start in range(0, len(texts), _ROWS):
        past = bisect_right(texts, len(texts[start : start + _ROWS][-1]) / _LENGTHS, key=len)
        one, other = _comparable(lengths[start:past], had[start:past])
        alike = process.cpdist(
            [texts[start + at] for at in one],
            [texts[start + at] for at in other],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            dtype=np.uint8,
        )
        for at in np.flatnonzero(alike).tolist():
            yield order[start + one[at]], order[start + other[at]], int(alike[at])


def _comparable(lengths: Floats, had: Floats) -> tuple[list[int], list[int]]:
    """The pairs, the first one of the first rows, of which the letters are alike enough."""
    sizes = had.sum(axis=1)
    # A letter left out or put in counts one of all, and sets letters apart by one at most.
    most = np.float32(1 - ALIKE / 100) * lengths + np.float32(0.01) - sizes
    common = had[:_ROWS] @ had.T
    is_near = most[:_ROWS, None] + most + 2 * common >= 0
    one, other = np.nonzero(np.triu(is_near, 1))
    return one.tolist(), other.tolist()


def _letters(texts: Sequence[str]) -> Floats:
    """How often each text has each letter, as so many ones; some letters are taken together."""
    signs = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32) % _SIGNS
    places = np.repeat(np.arange(len(texts)) * _SIGNS, [len(text) for text in texts]) + signs
    counts = np.bincount(places, minlength=len(texts) * _SIGNS)
    return (counts[:, None] > np.arange(_TIMES)).astype(np.float32).reshape(-1, _SIGNS * _TIMES)
