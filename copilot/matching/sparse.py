"""Sparse tables of weights, in plain arrays: by phrase, and turned round by feature."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Columns, Floats, Vector


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
            np.concatenate([vector.columns for vector in vectors]),
            np.concatenate([vector.weights for vector in vectors]),
            features,
        )

    def spread(self, vector: Vector) -> Floats:
        """*vector* with a place for every feature, for `product`."""
        wide = np.zeros(self.features, np.float32)
        wide[vector.columns] = vector.weights
        return wide

    def wide(self, at: int) -> Floats:
        """One phrase with a place for every feature."""
        low, high = self.starts[at], self.starts[at + 1]
        wide = np.zeros(self.features, np.float32)
        wide[self.columns[low:high]] = self.weights[low:high]
        return wide

    def product(self, wide: Floats, low: int, high: int) -> Floats:
        """The likeness of a text with each phrase from *low* up to *high*."""
        start, end = self.starts[low], self.starts[high]
        products = wide[self.columns[start:end]] * self.weights[start:end]
        return np.asarray(np.add.reduceat(products, self.starts[low:high] - start), np.float32)


@dataclass(frozen=True, slots=True)
class Centres:
    """The middle of each playbook, by feature: who has it and how much."""

    starts: npt.NDArray[np.int64]
    owners: Columns
    weights: Floats
    lengths: Floats  #: of each middle before it was brought to one
    total: int

    @classmethod
    def of(cls, rows: Rows, owners: Columns, total: int) -> "Centres":
        """Add up the phrases of each owner and bring the sums to length one."""
        belongs = np.repeat(owners.astype(np.int64), np.diff(rows.starts))
        keys = rows.columns * np.int64(total) + belongs
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        summed = np.add.reduceat(rows.weights[order], first).astype(np.float32)
        keys = keys[first]
        whose = (keys % total).astype(np.int32)
        lengths = np.sqrt(np.bincount(whose, summed * summed, minlength=total))
        floored: Floats = np.maximum(lengths, 1e-6).astype(np.float32)
        starts = np.searchsorted(keys, np.arange(rows.features + 1) * np.int64(total))
        return cls(starts, whose, summed / floored[whose], floored, total)

    def product(self, vector: Vector) -> Floats:
        """The likeness of a text with each middle."""
        starts = self.starts[vector.columns]
        sizes = self.starts[vector.columns + 1] - starts
        ends = np.cumsum(sizes)
        places = np.arange(int(ends[-1]) if len(ends) else 0)
        places += np.repeat(starts - ends + sizes, sizes)
        weights = self.weights[places] * np.repeat(vector.weights, sizes)
        found = np.bincount(self.owners[places], weights, minlength=self.total)
        return found.astype(np.float32)
