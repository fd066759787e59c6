"""Misspelt words, mapped to the nearest word that the library knows."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from math import ceil
from operator import eq
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from copilot.matching.lexicon import table
from copilot.matching.neighbours import GUESS, Neighbours
from copilot.matching.slips import Slips

#: Two words so alike are one, where a playbook demands or bars it.
ALIKE = 0.74
SHORTEST = 4
#: In a word of fewer letters two slips leave too little that is alike.
TWICE_WRONG = 5
CACHED_WORDS = 20_000
#: Two forms of one word share this much of their beginning.
STEM = 0.7

_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)


class Mended(NamedTuple):
    """A word, and how far it may be trusted to be what was meant, 0 to 1."""

    word: str
    trust: float


def squeeze(word: str) -> str:
    """Write every doubled letter once: doubling is what people most often get wrong."""
    # most have no letter doubled, and to see that takes a fifth of the time
    return _DOUBLED.sub(r"\1", word) if any(map(eq, word, word[1:])) else word


def same_spelling(left: str, right: str) -> bool:
    """Say whether two normalised words are one, misspelt."""
    if left == right:
        return True
    if min(len(left), len(right)) < SHORTEST or not _may_be(left, right):
        return False
    return OSA.normalized_similarity(left, right, score_cutoff=ALIKE) > 0


@cache
def _common() -> frozenset[str]:
    """Words that are spelt right in French or English."""
    tables = (table("common.fr.txt"), table("common.en.txt"))
    return frozenset(word for rows in tables for row in rows for word in row[0].split())


def _may_be(written: str, meant: str) -> bool:
    """A word that is spelt right means another only when the two are forms of one."""
    if written not in _common():
        return True
    return Prefix.similarity(written, meant) >= STEM * max(len(written), len(meant))


def _likest(word: str, rounds: Iterable[Sequence[str]]) -> Mended:
    """The likest of the words of all *rounds* that *word* may be; itself when none is."""
    found, best = word, 0.0
    for words in rounds:
        hit = process.extractOne(
            word, words, scorer=OSA.normalized_similarity, score_cutoff=max(GUESS, best)
        )
        if hit and hit[1] > best and _may_be(word, hit[0]):
            found, best = hit[0], hit[1]
    return Mended(found, best**2 or 1.0)


class Speller:
    """
    The words of a library, found again when misspelt.

    *words* are all that are said, or each of them once, from the one most often said on, when
    they *are_ranked* already.
    """

    def __init__(self, words: Iterable[str], *, are_ranked: bool = False) -> None:
        counted = Counter(words)
        ordered = list(counted)
        if not are_ranked:
            ordered.sort(key=lambda word: (-counted[word], word))
        self.words = tuple(ordered)
        self._known = frozenset(ordered)
        self._squeezed: dict[str, str] = {}
        for word in ordered:
            self._squeezed.setdefault(squeeze(word), word)
        likely = [word for word in ordered if len(word) >= SHORTEST - 1 and not word.isdigit()]
        self._neighbours = Neighbours(likely)
        self._slips = Slips(likely)
        self._sorted = sorted(likely)
        self._found: dict[str, Mended] = {}

    def mend(self, words: Sequence[str]) -> list[Mended]:
        """Put a known word in the place of each misspelt one; others stay."""
        found = self._found
        return [found.get(word) or self._nearest(word) for word in words]

    def _nearest(self, word: str) -> Mended:
        found = Mended(word, 1.0) if word in self._known else self._search(word)
        if len(self._found) < CACHED_WORDS:
            self._found[word] = found
        return found

    def _search(self, word: str) -> Mended:
        doubled = self._squeezed.get(squeeze(word))
        if doubled is not None and _may_be(word, doubled):
            return Mended(doubled, 1.0)
        if len(word) < SHORTEST or word.isdigit():
            return Mended(word, 1.0)
        if word in _common():
            return self._form_of(word) if self._may_have_form(word) else Mended(word, 1.0)
        slipped = self._slips.of(word)
        if slipped is not None:
            return Mended(slipped, (1.0 - 1 / max(len(word), len(slipped))) ** 2)
        if len(word) < TWICE_WRONG:
            return Mended(word, 1.0)
        return _likest(word, [self._neighbours.of(word)])

    def _form_of(self, word: str) -> Mended:
        """A word that is spelt right may pass over a near neighbour for a form of itself."""
        near = groupby(self._neighbours.of(word), key=len)
        return _likest(word, [list(words) for _, words in near])

    def _may_have_form(self, word: str) -> bool:
        """Say whether a known word begins as a form of *word* would; of most there is none."""
        head = word[: ceil(STEM * len(word))]
        at = bisect_left(self._sorted, head)
        return at < len(self._sorted) and self._sorted[at].startswith(head)
