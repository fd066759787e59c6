"""Sparse tables of weights, in plain arrays: by phrase, and turned round by feature."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Block, Columns, Floats, Vector, Vocabulary, cuts

_NO_COLUMNS, _NO_WEIGHTS = np.zeros(0, np.int32), np.zeros(0, np.float32)


class _Room(threading.local):
    """Where vectors are spread out; to clear a few places costs a tenth of a new room."""

    def __init__(self) -> None:
        self._wide, self._used = _NO_WEIGHTS, _NO_COLUMNS

    def spread(self, vector: Vector, features: int) -> Floats:
        """*vector* with a place for every feature."""
        if len(self._wide) == features:
            self._wide[self._used] = 0
        else:
            self._wide = np.zeros(features, np.float32)
        self._used = vector.columns
        self._wide[self._used] = vector.weights
        return self._wide


_ROOM = _Room()


@dataclass(frozen=True, slots=True)
class Rows:
    """The vectors of many phrases, end to end."""

    starts: npt.NDArray[np.int64]
    columns: Columns
    weights: Floats
    features: int

    @classmethod
    def of(cls, vectors: Sequence[Vector], features: int) -> "Rows":
        """Lay *vectors* end to end."""
        sizes = np.array([len(vector.columns) for vector in vectors], np.int64)
        return cls(
            np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
            np.concatenate([_NO_COLUMNS, *(vector.columns for vector in vectors)]),
            np.concatenate([_NO_WEIGHTS, *(vector.weights for vector in vectors)]),
            features,
        )

    @classmethod
    def joined(cls, blocks: Iterable[Block], features: int) -> "Rows":
        """Lay *blocks* end to end."""
        several = list(blocks)
        sizes = np.concatenate([np.diff(block.starts) for block in several])
        return cls(
            np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
            np.concatenate([block.columns for block in several]),
            np.concatenate([block.weights for block in several]),
            features,
        )

    def blocks(self, owners: Columns) -> Iterator[Block]:
        """All of them, such that none of *owners* is in two blocks."""
        for low, high in pairwise(cuts(len(self.starts) - 1, owners)):
            starts = self.starts[low : high + 1]
            own = slice(starts[0], starts[-1])
            yield Block(starts - starts[0], self.columns[own], self.weights[own])

    @property
    def block(self) -> Block:
        """All of them, to be joined with others."""
        return Block(self.starts, self.columns, self.weights)

    def vector(self, at: int) -> Vector:
        """One phrase by itself."""
        own = slice(self.starts[at], self.starts[at + 1])
        return Vector(self.columns[own], self.weights[own])

    def spread(self, vector: Vector) -> Floats:
        """*vector* with a place for every feature, for `product`, until the thread's next."""
        return _ROOM.spread(vector, self.features)

    def wide(self, at: int) -> Floats:
        """One phrase with a place for every feature."""
        low, high = self.starts[at], self.starts[at + 1]
        wide = np.zeros(self.features, np.float32)
        wide[self.columns[low:high]] = self.weights[low:high]
        return wide

    def product(self, wide: Floats, low: int, high: int) -> Floats:
        """The likeness of a text with each phrase from *low* up to *high*."""
        start, end = self.starts[low], self.starts[high]
        products = wide.take(self.columns[start:end])
        products *= self.weights[start:end]
        return np.asarray(np.add.reduceat(products, self.starts[low:high] - start), np.float32)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """The vectors of phrases too many to keep: made of their words when one is asked for."""

    vocabulary: Vocabulary
    said: Sequence[Sequence[str]]

    @property
    def features(self) -> int:
        """How many features there are."""
        return len(self.vocabulary.columns)

    def blocks(self, owners: Columns) -> Iterator[Block]:
        """All of them, such that none of *owners* is in two blocks."""
        return self.vocabulary.blocks(self.said, owners)

    def vector(self, at: int) -> Vector:
        """One phrase by itself."""
        return self.vocabulary.vector(self.said[at])

    def spread(self, vector: Vector) -> Floats:
        """*vector* with a place for every feature, for `product`, until the thread's next."""
        return _ROOM.spread(vector, self.features)

    def product(self, wide: Floats, low: int, high: int) -> Floats:
        """The likeness of a text with each phrase from *low* up to *high*."""
        blocks = self.vocabulary.blocks(self.said[low:high])
        return Rows.joined(blocks, self.features).product(wide, 0, high - low)
