"""Words as weighted features: words, pairs of neighbours, pieces of two to five letters."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Columns: TypeAlias = npt.NDArray[np.int32]

SHORTEST, LONGEST = 2, 5
#: Chosen by hold-out on the training halves; letters count most where phrases are few.
WORD, PAIR = 1.5, 1.0
CACHED_WORDS = 20_000


def pieces(word: str) -> list[str]:
    """The word itself and its runs of letters, with its edges marked."""
    edged = f"<{word}>"
    found = [f" {word}"]
    for size in range(SHORTEST, min(LONGEST, len(edged)) + 1):
        found += [edged[at : at + size] for at in range(len(edged) - size + 1)]
    return found


@dataclass(frozen=True, slots=True)
class Vector:
    """One text: columns and weights, of length one together with what is unknown."""

    columns: Columns
    weights: Floats


class _Word(NamedTuple):
    """What the library has of a word."""

    columns: Columns
    missed: float  #: the squared weight of what it does not have
    known: float  #: of what it has


@dataclass(slots=True)
class Vocabulary:
    """Every feature of a library, its column and its weight."""

    columns: dict[str, int]
    weights: Floats
    unknown: float  #: the weight of a feature seen once, and so of one never seen
    _words: dict[str, _Word] = field(default_factory=dict)

    @classmethod
    def learn(cls, phrases: Sequence[Sequence[str]]) -> "Vocabulary":
        """Number the features of *phrases* and weigh each by its rarity."""
        cut: dict[str, tuple[str, ...]] = {}
        seen: Counter[str] = Counter()
        near: Counter[str] = Counter()
        for phrase in phrases:
            for word in phrase:
                if word not in cut:
                    cut[word] = tuple(dict.fromkeys(pieces(word)))
            seen.update({piece for word in phrase for piece in cut[word]})
            near.update(set(pairs(phrase)))
        names = [*sorted(seen), *sorted(near)]
        counts = np.array(
            [
                *(seen[name] for name in names[: len(seen)]),
                *(near[name] for name in names[len(seen) :]),
            ],
            np.float32,
        )
        total = 1 + len(phrases)
        weights = 1 + np.log(total / (1 + counts))
        # A word's own name begins with a space, and so comes first in order.
        whole = len(cut)
        weights[:whole] *= WORD
        weights[len(seen) :] *= PAIR
        weights = weights.astype(np.float32)
        columns = {name: at for at, name in enumerate(names)}
        known: dict[str, _Word] = {}
        for word, found in cut.items():
            own = np.array([columns[piece] for piece in found], np.int32)
            known[word] = _Word(own, 0.0, _squared(weights[own]))
        return cls(columns, weights, 1 + float(np.log(total / 2)), known)

    def vector(self, words: Sequence[str], trust: Sequence[float] | None = None) -> Vector:
        """
        Weigh the features of *words*; what the library never saw counts against them all.

        A word guessed from a misspelling counts in full, and against the whole as far as it
        is not to be trusted: it helps to choose, and makes the choice less sure.
        """
        near = [self.columns.get(pair, -1) for pair in pairs(words)]
        missed = near.count(-1) * (PAIR * self.unknown) ** 2
        parts = [np.array([column for column in near if column >= 0], np.int32)]
        for at, word in enumerate(words):
            own = self._word(word)
            parts.append(own.columns)
            missed += own.missed
            if trust is not None and trust[at] < 1.0:
                missed += (1.0 - trust[at] ** 2) * own.known
        columns, counts = _counted(np.concatenate(parts))
        weights = self.weights[columns] * (1 + np.log(counts))
        length = (float(weights @ weights) + missed) ** 0.5 or 1.0
        return Vector(columns, (weights / length).astype(np.float32))

    def _word(self, word: str) -> _Word:
        found = self._words.get(word)
        if found is None:
            named = {piece: self.columns.get(piece, -1) for piece in pieces(word)}
            columns = np.array([at for at in named.values() if at >= 0], np.int32)
            missed = sum(kind_weight(piece) ** 2 for piece, at in named.items() if at < 0)
            found = _Word(columns, missed * self.unknown**2, _squared(self.weights[columns]))
            if len(self._words) < CACHED_WORDS:
                self._words[word] = found
        return found


def _squared(weights: Floats) -> float:
    return float(weights @ weights)


def _counted(columns: Columns) -> tuple[Columns, Floats]:
    """Each column once, in order, and how often; `np.unique` takes thrice the time."""
    columns.sort()
    first = np.empty(len(columns) + 1, np.bool_)
    first[0] = first[-1] = True
    np.not_equal(columns[1:], columns[:-1], out=first[1:-1])
    places = first.nonzero()[0]
    if len(columns) == 0:
        return columns, np.zeros(0, np.float32)
    return columns[places[:-1]], (places[1:] - places[:-1]).astype(np.float32)


def pairs(words: Sequence[str]) -> Iterable[str]:
    """Neighbouring words, as features."""
    return (f"{left} {right}" for left, right in pairwise(words))


def kind_weight(name: str) -> float:
    """How much a feature counts for being a word, a pair or a piece."""
    at = name.find(" ")
    return 1.0 if at < 0 else WORD if at == 0 else PAIR
