"""Which playbooks come near an example, and how near, were the example not in the library."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Floats
from copilot.matching.sparse import Rows

#: So many playbooks are looked at closely, and so many of the likest examples of each.
LOOKED_AT, LIKEST = 3, 3
#: What those examples count beside the middle of all. On the starter library as many phrases then
#: find their own playbook as with weights that are learned without each tenth in turn: 83 of 100.
NEAR = 0.5
#: The middles of so many playbooks at a time: features times playbooks.
ROOM = 4_000_000
_SHORTEST = 1e-6

Numbers = npt.NDArray[np.intp]
Bounds = Sequence[tuple[int, int]]


def rivals(rows: Rows, bounds: Bounds) -> tuple[Numbers, Floats]:
    """
    The playbooks whose middles are nearest to each phrase, and what they may score at most.

    Args:
        rows: the phrases, those of the first playbook first.
        bounds: where the phrases of each playbook begin and end.
    """
    width = max(1, ROOM // rows.features)
    scores, most, numbers = [], [], []
    for low in range(0, len(bounds), width):
        some = bounds[low : low + width]
        near, wholes = _near_middles(rows, some, bounds[-1][1])
        counts = np.array([min(end - start, LIKEST) for start, end in some], np.float32)
        for _ in range(min(LOOKED_AT, len(some))):
            best = near.argmax(axis=1)
            at = np.arange(len(near)), best
            scores.append(near[at])
            # No more of a likeness than all examples have together.
            most.append(near[at] + NEAR * np.minimum(1, wholes[at] / counts[best]))
            numbers.append(best + low)
            near[at] = -np.inf
    order = np.argsort(-np.stack(scores), axis=0, kind="stable")[:LOOKED_AT]
    return (
        np.take_along_axis(np.stack(numbers), order, axis=0),
        np.take_along_axis(np.stack(most), order, axis=0),
    )


def _near_middles(rows: Rows, bounds: Bounds, size: int) -> tuple[Floats, Floats]:
    """The likeness of each phrase with each middle, and with all of a playbook added up."""
    sums = np.stack(list(_sums(rows, bounds)), axis=1)
    lengths = np.maximum(np.linalg.norm(sums, axis=0), _SHORTEST)
    wholes = np.empty((size, len(bounds)), np.float32)
    for at in range(size):
        one = rows.vector(at)
        np.dot(one.weights, sums.take(one.columns, 0), wholes[at])
    near = wholes / lengths
    for turn, (low, high) in enumerate(bounds):
        near[low:high, turn] = without(wholes[low:high, turn] - 1, lengths[turn])
    return near, wholes


def _sums(rows: Rows, bounds: Bounds) -> Iterator[Floats]:
    for low, high in bounds:
        own = slice(rows.starts[low], rows.starts[high])
        sums = np.bincount(rows.columns[own], rows.weights[own], minlength=rows.features)
        yield sums.astype(np.float32)


def without(rest: Floats, length: float) -> Floats:
    """The likeness of phrases with the middle of a playbook, had they no part in it."""
    lengths = np.sqrt(np.maximum(length * length - 2 * rest - 1, _SHORTEST))
    return np.asarray(np.maximum(rest, 0) / lengths, np.float32)


def scores(rows: Rows, phrases: Numbers, low: int, high: int) -> Floats:
    """
    How much the examples from *low* up to *high* speak for having *phrases* among them.

    It is how like their middle a phrase is, and how like the likest of them, itself aside.
    """
    alike, length = _likeness(rows, phrases, low, high)
    at = np.flatnonzero((phrases >= low) & (phrases < high))
    alike[at, phrases[at] - low] = 0
    wholes = alike.sum(axis=1)
    found = wholes / max(length, _SHORTEST)
    found[at] = without(wholes[at], length)
    alike.sort(axis=1)
    likest = alike[:, -LIKEST:].sum(axis=1)
    return np.asarray(found + NEAR / min(LIKEST, high - low) * likest, np.float32)


def _likeness(rows: Rows, phrases: Numbers, low: int, high: int) -> tuple[Floats, float]:
    """The likeness of *phrases* with each example, and how long all of these are together."""
    own = slice(rows.starts[low], rows.starts[high])
    columns, weights = rows.columns[own], rows.weights[own]
    wide = np.zeros((rows.features, high - low), np.float32)
    wide[columns, np.repeat(np.arange(high - low), np.diff(rows.starts[low : high + 1]))] = weights
    length = np.linalg.norm(np.bincount(columns, weights))
    starts, sizes = rows.starts[phrases], rows.starts[phrases + 1] - rows.starts[phrases]
    ends = np.cumsum(sizes)
    places = np.arange(ends[-1]) + np.repeat(starts - ends + sizes, sizes)
    alike = wide.take(rows.columns[places], 0)
    alike *= rows.weights[places, None]
    return np.add.reduceat(alike, ends - sizes), float(length)
