"""A sparse table of weights by feature, in three plain arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Columns, Floats, Vector


@dataclass(frozen=True, slots=True)
class Postings:
    """For each feature, the rows that have it and how much."""

    starts: npt.NDArray[np.int64]
    rows: Columns
    weights: Floats
    lengths: Floats  #: of each row before it was shortened to one

    @classmethod
    def of(
        cls, vectors: Sequence[Vector], owners: npt.NDArray[np.integer], features: int
    ) -> "Postings":
        """Turn *vectors* round; those of one owner are added up."""
        rows = np.repeat(np.asarray(owners, np.int64), [len(v.columns) for v in vectors])
        columns = np.concatenate([v.columns for v in vectors]).astype(np.int64)
        weights = np.concatenate([v.weights for v in vectors])
        width = int(rows.max(initial=0)) + 1
        keys, inverse = np.unique(columns * width + rows, return_inverse=True)
        summed = np.bincount(inverse, weights, minlength=len(keys)).astype(np.float32)
        starts = np.searchsorted(keys // width, np.arange(features + 1))
        ones = np.ones(width, np.float32)
        return cls(starts, (keys % width).astype(np.int32), summed, ones)

    def shortened(self, total: int) -> "Postings":
        """The same with every row brought to length one."""
        lengths = np.sqrt(np.bincount(self.rows, self.weights**2, minlength=total))
        floored: Floats = np.maximum(lengths, 1e-9).astype(np.float32)
        return Postings(self.starts, self.rows, self.weights / floored[self.rows], floored)

    def product(self, vector: Vector, total: int) -> Floats:
        """The product of *vector* with each of *total* rows."""
        starts, ends = self.starts[vector.columns], self.starts[vector.columns + 1]
        sizes = ends - starts
        places = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        weights = self.weights[places] * np.repeat(vector.weights, sizes)
        return np.bincount(self.rows[places], weights, minlength=total).astype(np.float32)
