"""Misspelt words, mapped to the nearest word that the library knows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

ALIKE = 0.74
SHORTEST = 4
CACHED_WORDS = 20_000


def squeeze(word: str) -> str:
    """Write every doubled letter once: doubling is what people most often get wrong."""
    return "".join(letter for letter, _ in groupby(word))


def same_spelling(left: str, right: str) -> bool:
    """Say whether two normalised words are one, misspelt."""
    if left == right:
        return True
    if min(len(left), len(right)) < SHORTEST:
        return False
    return OSA.normalized_similarity(left, right, score_cutoff=ALIKE) > 0


class Speller:
    """The words of a library, found again when misspelt."""

    def __init__(self, words: Iterable[str]) -> None:
        counted = Counter(words)
        ordered = sorted(counted, key=lambda word: (-counted[word], word))
        self._known = frozenset(ordered)
        self._squeezed: dict[str, str] = {}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in ordered:
            self._squeezed.setdefault(squeeze(word), word)
            if len(word) >= SHORTEST - 1 and not word.isdigit():
                self._by_length[len(word)].append(word)
        self._found: dict[str, str] = {}

    def correct(self, words: Sequence[str]) -> list[str]:
        """Put a known word in the place of each misspelt one; others stay."""
        return [word if word in self._known else self._nearest(word) for word in words]

    def _nearest(self, word: str) -> str:
        found = self._found.get(word)
        if found is None:
            found = self._search(word)
            if len(self._found) < CACHED_WORDS:
                self._found[word] = found
        return found

    def _search(self, word: str) -> str:
        doubled = self._squeezed.get(squeeze(word))
        if doubled is not None:
            return doubled
        if len(word) < SHORTEST or word.isdigit():
            return word
        best, best_score = word, ALIKE
        reach = int(len(word) * (1 - ALIKE) / ALIKE)
        for length in sorted(
            range(len(word) - reach, len(word) + reach + 1), key=lambda at: abs(at - len(word))
        ):
            near = self._by_length.get(length)
            hit = near and process.extractOne(
                word, near, scorer=OSA.normalized_similarity, score_cutoff=best_score
            )
            if hit and (hit[1] > best_score or best == word):
                best, best_score = hit[0], hit[1]
        return best
