"""Known words that are one slip of the finger from what is written, found without a search."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

#: Nobody misspells a word of more letters, and each letter of a word takes room.
LONGEST = 200

Letters = tuple[str, ...]


class Slips:
    """
    Known words, each to be found by its letters, all of them or all but one.

    Who adds a letter, leaves one out, hits another or swaps two neighbours writes what has all
    but one letter in common with the word that was meant, in its order. *words* come from the
    one most often said on.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word for word in words if len(word) <= LONGEST]
        self._places: dict[Letters, tuple[int, ...]] = {}
        for at, word in enumerate(self._words):
            own = (at,)  # one for all of its keys, as most are of one word alone
            for letters in {tuple(word), *_all_but_one(word)}:
                others = self._places.get(letters)
                self._places[letters] = own if others is None else others + own

    def of(self, word: str) -> str | None:
        """
        The word that *word* is one slip from, if there is one.

        The longer a word, the likelier: first one of a letter more, then of as many, then of
        one less; of these, the one most often said.
        """
        if len(word) > LONGEST:
            return None
        places = self._places.get
        near = set(places(tuple(word), ()))
        if not near:
            # Letter by letter in tuples: to cut as many texts would take three times as long.
            near.update(*filter(None, map(places, _all_but_one(word))))
        known = self._words
        for at in sorted(near, key=lambda at: (-len(known[at]), at)) if len(near) > 1 else near:
            # What lacks another letter than it has too much may be two slips away.
            if OSA.distance(word, known[at], score_cutoff=1) == 1:
                return known[at]
        return None


def _all_but_one(word: str) -> Iterable[Letters]:
    """The letters of *word* without the last, without the one before, and so on."""
    return combinations(word, len(word) - 1)
