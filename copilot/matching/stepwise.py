"""Weights for many phrases: logistic regression, one phrase at a time, starting from averages."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, gcd

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Columns, Floats
from copilot.matching.learner import FAR
from copilot.matching.sparse import Rows

#: What the averages are worth at first, before anything is learned from mistakes.
START = 8.0
#: How far one mistake moves the weights, in each round over all phrases.
STEPS = (3.0, 1.5, 1.0, 0.75)
#: Of so many phrases, fewer rounds teach enough.
MANY, ENOUGH = 3_000, 2
#: A phrase whose playbook is already so nearly certain teaches nothing more.
LEARNED = 0.03
GOLDEN = 0.6180339887

Chosen = npt.NDArray[np.bool_]


class Learner:
    """Weights that grow phrase by phrase; in an order that is shuffled, and always the same."""

    def __init__(
        self, rows: Rows, owners: Columns, total: int, known: Chosen, shadows: Mapping[int, int]
    ) -> None:
        """Start from the averages of the *known* phrases of each owner."""
        self.weights = _averages(rows, owners, total, known)
        self._rows, self._owners, self._known = rows, owners, known
        self._shadows = shadows
        self._casts = {shadow: row for row, shadow in shadows.items()}
        self._dark = np.array([*self._casts], np.intp)
        self._open = known.copy()
        self._room = np.empty((2, int(np.diff(rows.starts).max()), total), np.float32)
        self._steps = STEPS if len(owners) <= MANY else STEPS[:ENOUGH]

    def learn(self) -> None:
        """Learn from the known phrases, in rounds."""
        for step in self._steps:
            self._round(step)

    def learn_rest(self) -> None:
        """Learn from the others too, now that they have been judged."""
        before = np.linalg.norm(self.weights)
        self._open = self._open | ~self._known
        for step in self._steps[-2:]:
            self._round(step)
        # Learning on makes weights grow: a score is to mean what it meant when it was judged.
        self.weights *= before / max(np.linalg.norm(self.weights), before)

    def scores(self, phrases: Sequence[int]) -> Floats:
        """The scores of *phrases* under each owner."""
        rows, found = self._rows, np.empty((len(phrases), self.weights.shape[1]), np.float32)
        for turn, at in enumerate(phrases):
            low, high = rows.starts[at], rows.starts[at + 1]
            found[turn] = rows.weights[low:high] @ self.weights[rows.columns[low:high]]
        return found

    def _round(self, step: float) -> None:
        places = np.flatnonzero(self._open)
        starts, whose = self._rows.starts.tolist(), self._owners.tolist()
        columns, given, weights = self._rows.columns, self._rows.weights, self.weights
        space, room = self._room
        judge, learned = self._judge, []
        for at in places[_shuffled(len(places), step)].tolist():
            low, high, owner = starts[at], starts[at + 1], whose[at]
            own, values = columns[low:high].astype(np.intp), given[low:high]
            here = weights.take(own, 0, space[: high - low], "clip")
            wrong = values @ here
            if judge(wrong, owner, step) < LEARNED * step:
                learned.append(at)
                continue
            here += np.multiply(values[:, None], wrong, room[: high - low])
            weights[own] = here
        self._open[learned] = False

    def _judge(self, scores: Floats, owner: int, step: float) -> float:
        """Put in the place of *scores* how far to move each; how wrong they were at most."""
        if not self._shadows:
            return _judged(scores, owner, step)
        playbook = self._casts.get(owner)
        if playbook is not None:  # a shadow is learned against its own playbook alone
            doubt = step * _doubt(scores[owner] - scores[playbook])
            scores[:] = 0
            scores[owner] = doubt
            return doubt
        shadow = self._shadows.get(owner)
        doubt = 0.0 if shadow is None else step * _doubt(scores[owner] - scores[shadow])
        scores[self._dark] = -np.inf
        wrong = _judged(scores, owner, step)
        if shadow is not None:
            scores[shadow] = -doubt
        return max(wrong, doubt)


def _judged(scores: Floats, owner: int, step: float) -> float:
    scores -= scores.max()
    np.exp(scores, scores)
    scores *= -step / scores.sum()
    scores[owner] += step
    return float(scores[owner])


def _doubt(ahead: float) -> float:
    return 1 / (1 + exp(min(max(ahead, -FAR), FAR)))


def _averages(rows: Rows, owners: Columns, total: int, known: Chosen) -> Floats:
    """The middle of each owner's known phrases."""
    weights = np.zeros((rows.features, total), np.float32)
    sizes = np.diff(rows.starts)
    belongs = np.repeat(owners, sizes)
    values = np.where(np.repeat(known, sizes), rows.weights, np.float32(0))
    bounds = np.searchsorted(belongs, np.arange(total + 1)).tolist()
    for owner, (low, high) in enumerate(pairwise(bounds)):
        summed = np.bincount(rows.columns[low:high], values[low:high], minlength=rows.features)
        length = np.sqrt(summed @ summed)
        if length > 0:
            weights[:, owner] = summed * (START / length)
    return weights


def _shuffled(size: int, step: float) -> Columns:
    """Every number below *size* once, neighbours far apart, in another order for each step."""
    stride = max(1, int(size * GOLDEN / step))
    while gcd(stride, size) > 1:
        stride += 1
    return (np.arange(size) * stride % size).astype(np.int32)
