"""The middle of each playbook, where playbooks are too many to learn weights for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Block, Columns, Floats, Vector

#: A feature that so large a share of playbooks has is looked up as a whole row; for the others
#: it is quicker to go through who has it.
SHARED = 0.125


class _Sums(NamedTuple):
    """Owners' phrases added up: a column, whose it is, and how much."""

    columns: Columns
    owners: Columns
    weights: Floats


@dataclass(frozen=True, slots=True)
class Centres:
    """The middle of each playbook, by feature: who has it and how much."""

    starts: npt.NDArray[np.int64]
    owners: Columns
    weights: Floats
    lengths: Floats  #: of each middle before it was brought to one
    places: Columns  #: of features that many have: their row in `shared`; else -1
    shared: Floats

    @classmethod
    def of(cls, blocks: Iterable[Block], owners: Columns, total: int, features: int) -> "Centres":
        """
        Add up the phrases of each owner and bring the sums to length one.

        Args:
            blocks: all phrases, in the order of *owners*; none of whom may be in two blocks.
            owners: whose each phrase is, in rising order.
            total: how many owners there are.
            features: how many features there are.
        """
        parts = list(_sums(blocks, owners, features))
        counts = np.zeros(features, np.int64)
        for part in parts:
            counts += np.bincount(part.columns, minlength=features)
        lengths = np.sqrt(
            np.bincount(
                np.concatenate([part.owners for part in parts]),
                np.concatenate([part.weights for part in parts]) ** 2,
                minlength=total,
            )
        )
        floored: Floats = np.maximum(lengths, 1e-6).astype(np.float32)
        heavy = np.flatnonzero(counts >= max(SHARED * total, 2))
        places = np.full(features, -1, np.int32)
        places[heavy] = np.arange(len(heavy))
        shared = np.zeros((len(heavy), total), np.float32)
        counts[heavy] = 0
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        found = cls(
            starts,
            np.empty(starts[-1], np.int32),
            np.empty(starts[-1], np.float32),
            floored,
            places,
            shared,
        )
        found._fill(parts)
        return found

    def within(self, rows: Sequence[int]) -> "Centres":
        """The middles of *rows* alone, in that order."""
        numbers = np.full(len(self.lengths), -1, np.int32)
        numbers[rows] = np.arange(len(rows))
        owners = numbers[self.owners]
        left = owners >= 0
        ahead = np.concatenate([np.zeros(1, np.int64), np.cumsum(left)])
        return Centres(
            ahead[self.starts],
            owners[left],
            self.weights[left],
            self.lengths[rows],
            self.places,
            self.shared[:, rows],
        )

    def _fill(self, parts: Iterable[_Sums]) -> None:
        """Put every sum in its place, brought to the length of its owner's middle."""
        ahead = self.starts[:-1].copy()
        for columns, owners, sums in parts:
            weights = sums / self.lengths[owners]
            row = self.places[columns]
            many = row >= 0
            self.shared[row[many], owners[many]] = weights[many]
            few, whose, weights = columns[~many], owners[~many], weights[~many]
            order = np.argsort(few, kind="stable")
            few = few[order]
            first = np.flatnonzero(np.concatenate([[True], few[1:] != few[:-1]])[: len(few)])
            sizes = np.diff(first, append=len(few))
            places = np.arange(len(few)) + np.repeat(ahead[few[first]] - first, sizes)
            self.owners[places] = whose[order]
            self.weights[places] = weights[order]
            ahead[few[first]] += sizes

    def product(self, vector: Vector) -> Floats:
        """The likeness of a text with each middle."""
        row = self.places[vector.columns]
        many = row >= 0
        found = vector.weights[many] @ self.shared.take(row[many], axis=0)
        few, given = vector.columns[~many], vector.weights[~many]
        starts = self.starts[few]
        sizes = self.starts[few + 1] - starts
        ends = np.cumsum(sizes)
        if not len(ends) or not ends[-1]:
            return found
        places = np.arange(ends[-1]) + np.repeat(starts - ends + sizes, sizes)
        weights = self.weights[places] * np.repeat(given, sizes)
        return np.asarray(
            found + np.bincount(self.owners[places], weights, minlength=len(found)), np.float32
        )


def _sums(blocks: Iterable[Block], owners: Columns, features: int) -> Iterator[_Sums]:
    at = 0
    for block in blocks:
        whose = owners[at : at + len(block.starts) - 1].astype(np.int64)
        at += len(whose)
        keys = np.repeat(whose * features, np.diff(block.starts)) + block.columns
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        sums = np.add.reduceat(block.weights[order], first).astype(np.float32)
        keys = keys[first]
        own = keys // features
        yield _Sums((keys - own * features).astype(np.int32), own.astype(np.int32), sums)
