"""Words that may be neighbours of a misspelt one: those that share enough letters with it."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

#: A word so alike is the best guess; it is trusted the less, the less it is alike.
GUESS = 0.70
#: Nobody misspells a word of more letters; the number shared must fit a byte.
LONGEST = 200
#: A letter's first, second and third time in a word have a drawer each. What falls into one
#: drawer by chance only lets more words pass.
DRAWERS, TIMES = 128, 3
NEVER = 255


class Neighbours:
    """
    Known words by length, with the letters each has.

    Every change of a letter, be it left out, put in, swapped with its neighbour or replaced,
    leaves all others in the bag: words that share too few letters need no closer look, and that
    is nearly all of them. What passes holds all that a look at every word would have found.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted((word for word in words if len(word) <= LONGEST), key=len)
        sizes = [len(word) for word in self._words]
        self._lengths = np.array(sizes, np.int32)
        self._has = np.zeros((DRAWERS, len(sizes)), np.uint8)
        drawers = np.array([drawer for word in self._words for drawer in _drawers(word)], np.intp)
        self._has[drawers, np.repeat(np.arange(len(sizes)), sizes)] = 1
        self._needed: dict[int, npt.NDArray[np.uint8]] = {}

    def of(self, word: str) -> list[str]:
        """The words that may be as like *word* as `GUESS`, of the nearest length first."""
        size = len(word)
        if size > LONGEST:
            return []
        needed = self._needed.get(size)
        if needed is None:
            needed = self._needed[size] = self._needed_by(size)
        shared = np.add.reduce(self._has.take(_drawers(word), axis=0), axis=0, dtype=np.uint8)
        near = [self._words[at] for at in (shared >= needed).nonzero()[0].tolist()]
        if len(near) > 1:
            near.sort(key=lambda each: abs(len(each) - size))
        return near

    def _needed_by(self, size: int) -> npt.NDArray[np.uint8]:
        """How many letters each word must share with one of *size* letters."""
        away = int(size * (1 - GUESS) / GUESS)
        needed = np.ceil(np.maximum(self._lengths, size) * GUESS - 1e-4)
        needed[np.abs(self._lengths - size) > away] = NEVER
        return needed.astype(np.uint8)


def _drawers(word: str) -> list[int]:
    """One number per letter of *word*; from the third time on, a letter's stay the same."""
    found = [ord(letter) * TIMES for letter in word]
    if len(set(found)) < len(found):
        seen: dict[int, int] = {}
        for at, first in enumerate(found):
            time = seen[first] = seen.get(first, -1) + 1
            found[at] = first + min(time, TIMES - 1)
    return [first % DRAWERS for first in found]
