"""Weights for many phrases: logistic regression, one phrase at a time, starting from averages."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, gcd, hypot

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
Places = npt.NDArray[np.intp]


class Learner:
    """Weights that grow phrase by phrase; in an order that is shuffled, and always the same."""

    def __init__(
        self, rows: Rows, owners: Columns, total: int, known: Chosen, shadows: Mapping[int, int]
    ) -> None:
        """Start from the averages of the *known* phrases of each owner."""
        self._rows, self._owners, self._known = rows, owners, known
        # A shadow stands aside: its own playbook's phrases alone move it, and it moves no other.
        self._dark = np.array([*shadows.values()], np.intp)
        # numpy's own set functions bring its masked arrays into memory for good.
        self._plain = np.flatnonzero(~np.bincount(self._dark, minlength=total).astype(bool))
        start = _averages(rows, owners, total, known)
        self._weights = np.ascontiguousarray(start[self._plain].T)
        self._against = start[self._dark]
        self._places = {row: at for at, row in enumerate(self._plain.tolist())}
        self._shadows = dict(zip(shadows, self._against, strict=True))
        self._casts = {shadow: row for row, shadow in shadows.items()}
        self._open = known.copy()
        longest = int(np.diff(rows.starts).max())
        self._room = np.empty((2, longest, len(self._plain)), np.float32)
        self._steps = STEPS if len(owners) <= MANY else STEPS[:ENOUGH]

    @property
    def weights(self) -> Floats:
        """One weight per feature and owner."""
        found = np.empty((len(self._weights), len(self._plain) + len(self._dark)), np.float32)
        found[:, self._plain] = self._weights
        found[:, self._dark] = self._against.T
        return found

    def learn(self) -> None:
        """Learn from the known phrases, in rounds."""
        for step in self._steps:
            self._round(step)

    def learn_rest(self) -> None:
        """Learn from the others too, now that they have been judged."""
        before = self._length()
        self._open = self._open | ~self._known
        for step in self._steps[-2:]:
            self._round(step)
        # Learning on makes weights grow: a score is to mean what it meant when it was judged.
        less = np.float32(before / max(self._length(), before))
        self._weights *= less
        self._against *= less

    def scores(self, phrases: Sequence[int]) -> Floats:
        """The scores of *phrases* under each owner."""
        found = np.empty((len(phrases), len(self._plain) + len(self._dark)), np.float32)
        for turn, at in enumerate(phrases):
            own, values = self._phrase(at)
            found[turn, self._plain] = values @ self._weights[own]
            found[turn, self._dark] = self._against[:, own] @ values
        return found

    def _phrase(self, at: int) -> tuple[Places, Floats]:
        low, high = self._rows.starts[at], self._rows.starts[at + 1]
        return self._rows.columns[low:high].astype(np.intp), self._rows.weights[low:high]

    def _length(self) -> float:
        return hypot(np.linalg.norm(self._weights), np.linalg.norm(self._against))

    def _round(self, step: float) -> None:
        places, whose = np.flatnonzero(self._open), self._owners.tolist()
        learned = []
        for at in places[_shuffled(len(places), step)].tolist():
            own, values = self._phrase(at)
            teach = self._teach if whose[at] in self._places else self._oppose
            if teach(own, values, whose[at], step) < LEARNED * step:
                learned.append(at)
        self._open[learned] = False

    def _teach(self, own: Places, values: Floats, owner: int, step: float) -> float:
        """Move what a phrase says of every playbook; how wrong it was at most."""
        here = self._weights.take(own, 0, self._room[0, : len(own)], "clip")
        place, scores = self._places[owner], values @ here
        against, doubt = self._shadows.get(owner), 0.0
        if against is not None:
            there = against.take(own)
            doubt = step * _doubt(float(scores[place] - values @ there))
        wrong = max(doubt, _judged(scores, place, step))
        if wrong >= LEARNED * step:
            here += np.dot(values[:, None], scores[None], self._room[1, : len(own)])
            self._weights[own] = here
            if against is not None:
                against[own] = there - np.float32(doubt) * values
        return wrong

    def _oppose(self, own: Places, values: Floats, shadow: int, step: float) -> float:
        """Move what a phrase says of a shadow, which is against its own playbook alone."""
        playbook = self._casts[shadow]
        against, place = self._shadows[playbook], self._places[playbook]
        ahead = values @ against[own] - values @ self._weights[own, place]
        doubt = step * _doubt(float(ahead))
        if doubt >= LEARNED * step:
            against[own] += np.float32(doubt) * values
        return doubt


def _judged(scores: Floats, owner: int, step: float) -> float:
    scores -= np.maximum.reduce(scores)
    np.exp(scores, scores)
    scores *= -step / np.add.reduce(scores)
    scores[owner] += step
    return float(scores[owner])


def _doubt(ahead: float) -> float:
    return 1 / (1 + exp(min(max(ahead, -FAR), FAR)))


def _averages(rows: Rows, owners: Columns, total: int, known: Chosen) -> Floats:
    """The middle of each owner's known phrases, owner by owner."""
    weights = np.zeros((total, rows.features), np.float32)
    sizes = np.diff(rows.starts)
    belongs = np.repeat(owners, sizes)
    values = np.where(np.repeat(known, sizes), rows.weights, np.float32(0))
    bounds = np.searchsorted(belongs, np.arange(total + 1)).tolist()
    for owner, (low, high) in enumerate(pairwise(bounds)):
        summed = np.bincount(rows.columns[low:high], values[low:high], minlength=rows.features)
        length = np.sqrt(summed @ summed)
        if length > 0:
            weights[owner] = summed * (START / length)
    return weights


def _shuffled(size: int, step: float) -> Columns:
    """Every number below *size* once, neighbours far apart, in another order for each step."""
    stride = max(1, int(size * GOLDEN / step))
    while gcd(stride, size) > 1:
        stride += 1
    return (np.arange(size) * stride % size).astype(np.int32)
