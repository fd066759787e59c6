"""Features that come in the same phrases, as often, taken as one: about half remain to learn."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Columns, Floats
from copilot.matching.sparse import Rows

#: So many phrases at a time take little room.
BLOCK = 2_000
#: Finer than how often a feature comes in a phrase makes a difference.
FINE = 16


class Bundles(NamedTuple):
    """
    Phrases by bundles of features, and what part each feature has in its bundle.

    The letters of a word that come in no other word say what the word says. As long as what is
    learned are sums of phrases, nothing is lost: a bundle's weight, shared out among its
    features, is what they would have come to one by one.
    """

    rows: Rows
    bundles: Columns
    shares: Floats

    def spread(self, weights: Floats) -> Floats:
        """The weights of all features, from those of bundles."""
        found = weights.take(self.bundles, axis=0)
        found *= self.shares[:, None]
        return found


def bundle(rows: Rows, weights: Floats) -> Bundles:
    """Bundle what *rows* have; *weights* are those that features have before lengths are one."""
    sums, counts = _signs(rows, weights)
    order = np.lexsort((counts, sums))  # of equals, the first feature comes first
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = (np.diff(sums[order]) != 0) | (np.diff(counts[order]) != 0)
    first = np.empty(len(order), np.int64)
    first[order] = order[is_new][np.cumsum(is_new) - 1]
    is_first = first == np.arange(len(first))
    bundles = (np.cumsum(is_first) - 1)[first].astype(np.int32)
    squares = weights.astype(np.float64) ** 2
    shares = np.sqrt(squares / np.bincount(bundles, squares)[bundles]).astype(np.float32)
    kept = is_first[rows.columns]
    columns = rows.columns[kept]
    sizes = np.add.reduceat(kept, rows.starts[:-1], dtype=np.int64)
    found = Rows(
        np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
        bundles[columns],
        rows.weights[kept] / shares[columns],
        int(is_first.sum()),
    )
    return Bundles(found, bundles, shares)


def _signs(rows: Rows, weights: Floats) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Two numbers for each feature, the same for those that come in the same phrases as often."""
    marks = _marks(len(rows.starts) - 1)
    sums = np.zeros(rows.features)
    counts = np.zeros(rows.features, np.int64)
    for low in range(0, len(marks), BLOCK):
        starts = rows.starts[low : low + BLOCK + 1]
        some, sizes = slice(starts[0], starts[-1]), np.diff(starts)
        columns = rows.columns[some]
        often = rows.weights[some] / weights[columns]
        often /= np.repeat(np.minimum.reduceat(often, starts[:-1] - starts[0]), sizes)
        marked = np.repeat(marks[low : low + BLOCK], sizes)
        marked *= np.rint(FINE * often)
        sums += np.bincount(columns, marked, minlength=rows.features)
        counts += np.bincount(columns, minlength=rows.features)
    return sums, counts


def _marks(size: int) -> npt.NDArray[np.float64]:
    """A number from 0 to 1 for each phrase, such that no two sets of them have the same sum."""
    mixed = np.arange(1, size + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
