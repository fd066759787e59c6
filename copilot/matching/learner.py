"""Weights for every playbook at once: multinomial logistic regression, learned from likeness."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Columns, Floats, Vector

STEPS = 28
SHRINK = 0.02
FOLDS = 5
CHUNK = 512
#: The steepest the curve may be: one half in theory; with several playbooks a quarter is safe,
#: and takes half the steps.
STEEPEST, STEEP, SEVERAL = 0.5, 0.25, 4
#: A feature of so many phrases at most is counted pair by pair, the others in one product.
RARE = 24
#: What is so far ahead is as good as certain.
FAR = 30.0


def likeness(vectors: Sequence[Vector], features: int) -> Floats:
    """The likeness of each phrase with each other, 0 to 1; the diagonal is 1."""
    rows = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(v.columns) for v in vectors])
    columns = np.concatenate([v.columns for v in vectors])
    weights = np.concatenate([v.weights for v in vectors])
    counts = np.bincount(columns, minlength=features)
    order = np.argsort(columns, kind="stable")
    rows, columns, weights = rows[order], columns[order], weights[order]
    rare = counts[columns] <= RARE
    alike = _by_pairs(rows[rare], columns[rare], weights[rare], len(vectors))
    number = np.cumsum(counts > RARE) - 1
    rows, columns, weights = rows[~rare], number[columns[~rare]], weights[~rare]
    for low in range(0, int(number[-1]) + 1 if features else 0, CHUNK):
        start, end = np.searchsorted(columns, (low, low + CHUNK))
        block = np.zeros((len(vectors), CHUNK), np.float32)
        block[rows[start:end], columns[start:end] - low] = weights[start:end]
        alike += block @ block.T
    np.fill_diagonal(alike, 1.0)
    return alike


def _by_pairs(rows: Columns, columns: Columns, weights: Floats, size: int) -> Floats:
    """Add up the products of every two phrases that share a feature; features come sorted."""
    alike = np.zeros(size * size, np.float32)
    for away in range(1, RARE):
        at = np.flatnonzero(columns[away:] == columns[:-away])
        if not len(at):
            break
        left, right = rows[at].astype(np.int64), rows[at + away].astype(np.int64)
        products = weights[at] * weights[at + away]
        np.add.at(alike, left * size + right, products)
        np.add.at(alike, right * size + left, products)
    return alike.reshape(size, size)


class Beside(NamedTuple):
    """
    Shadows, each learned against its own playbook, and in no other's way.

    What only looks like one playbook is often an example of another: were shadows to compete
    with every playbook, a counter-example of one would speak against its neighbour.
    """

    playbooks: npt.NDArray[np.intp]
    shadows: npt.NDArray[np.intp]

    @classmethod
    def of(cls, shadows: Mapping[int, int]) -> "Beside":
        """From each playbook's row to that of its shadow."""
        return cls(np.array([*shadows], np.intp), np.array([*shadows.values()], np.intp))

    def chances(self, scores: Floats, belongs: Floats) -> Floats:
        """The share of each row for each phrase, along the last axis of *scores*."""
        if not len(self.shadows):
            return softmax(scores)
        ahead = np.clip(scores[..., self.playbooks] - scores[..., self.shadows], -FAR, FAR)
        own, against = belongs[:, None, self.playbooks], belongs[:, None, self.shadows]
        scores[..., self.shadows] = -np.inf
        found = softmax(scores)
        found *= 1 - against.sum(axis=-1, keepdims=True)
        found[..., self.shadows] = (own + against) / (1 + np.exp(ahead))
        return found


def learn(
    alike: Floats, belongs: Floats, folds: Columns, out: npt.NDArray[np.bool_], beside: Beside
) -> tuple[Floats, Floats]:
    """
    Learn from all phrases, and without what each turn leaves *out*, in one go.

    Returns:
        One share per phrase and playbook, such that likeness times shares gives scores;
        and the scores of each phrase from what was learned in the turn of its fold.
    """
    size, total = belongs.shape
    turns = out.shape[1] + 1
    kept = np.ones((size, turns, 1), np.float32)
    kept[:, 1:, 0] = ~out
    wanted = belongs[:, None, :] * kept
    shares = np.zeros((size, turns, total), np.float32)
    ahead = shares
    momentum = 1.0
    steep = STEEP if total >= SEVERAL else STEEPEST
    step = np.float32(1.0 / (steep * _largest(alike) + SHRINK))
    for _ in range(STEPS):
        wrong = beside.chances((alike @ ahead.reshape(size, -1)).reshape(shares.shape), belongs)
        wrong *= kept
        wrong -= wanted
        wrong += np.float32(SHRINK) * ahead
        wrong *= -step
        wrong += ahead
        grown = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        ahead = wrong + np.float32((momentum - 1) / grown) * (wrong - shares)
        shares, momentum = wrong, grown
    scores = (alike @ shares.reshape(size, -1)).reshape(shares.shape)
    return np.ascontiguousarray(shares[:, 0]), scores[np.arange(size), folds + 1]


def weigh(vectors: Sequence[Vector], shares: Floats, features: int) -> Floats:
    """One weight per feature and playbook."""
    weights = np.zeros((features, shares.shape[1]), np.float32)
    for vector, share in zip(vectors, shares, strict=True):
        weights[vector.columns] += vector.weights[:, None] * share
    return weights


def softmax(scores: Floats) -> Floats:
    """Scores as shares that sum to one, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    raised /= raised.sum(axis=-1, keepdims=True)
    return np.asarray(raised, np.float32)


def _largest(alike: Floats) -> float:
    """The largest eigenvalue, from a few powers of a fixed start."""
    vector = np.ones(len(alike), np.float32)
    length = 1.0
    for _ in range(12):
        vector = alike @ vector
        length = float(np.linalg.norm(vector)) or 1.0
        vector /= length
    return length * 1.05
