"""Weights for every playbook at once: multinomial logistic regression, learned from likeness."""

from collections.abc import Sequence

import numpy as np

from copilot.matching.features import Columns, Floats, Vector

STEPS = 50
SHRINK = 0.02
FOLDS = 5
CHUNK = 1024


def likeness(vectors: Sequence[Vector], features: int) -> Floats:
    """The likeness of each phrase with each other, 0 to 1; the diagonal is 1."""
    rows = np.repeat(np.arange(len(vectors)), [len(v.columns) for v in vectors])
    columns = np.concatenate([v.columns for v in vectors])
    weights = np.concatenate([v.weights for v in vectors])
    shared = np.bincount(columns, minlength=features) > 1
    renumbered = np.cumsum(shared) - 1
    keep = shared[columns]
    rows, columns, weights = rows[keep], renumbered[columns[keep]], weights[keep]
    order = np.argsort(columns, kind="stable")
    rows, columns, weights = rows[order], columns[order], weights[order]
    alike = np.zeros((len(vectors), len(vectors)), np.float32)
    for low in range(0, int(shared.sum()), CHUNK):
        start, end = np.searchsorted(columns, (low, low + CHUNK))
        block = np.zeros((len(vectors), CHUNK), np.float32)
        block[rows[start:end], columns[start:end] - low] = weights[start:end]
        alike += block @ block.T
    np.fill_diagonal(alike, 1.0)
    return alike


def learn(alike: Floats, belongs: Floats) -> Floats:
    """One share per phrase and playbook, such that likeness times shares gives scores."""
    shares: Floats = np.zeros_like(belongs)
    ahead: Floats = shares
    momentum = 1.0
    step = np.float32(1.0 / (0.5 * _largest(alike) + SHRINK))
    for _ in range(STEPS):
        wrong = softmax(alike @ ahead) - belongs + np.float32(SHRINK) * ahead
        fresh: Floats = np.asarray(ahead - step * wrong, np.float32)
        grown = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        ahead = fresh + np.float32((momentum - 1) / grown) * (fresh - shares)
        shares, momentum = fresh, grown
    return shares


def held_out(alike: Floats, belongs: Floats, folds: Columns) -> Floats:
    """The scores each phrase gets from what was learned without it."""
    scores = np.zeros_like(belongs)
    for fold in range(int(folds.max()) + 1):
        out, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(out) and len(rest):
            shares = learn(np.ascontiguousarray(alike[np.ix_(rest, rest)]), belongs[rest])
            scores[out] = alike[np.ix_(out, rest)] @ shares
    return scores


def weigh(vectors: Sequence[Vector], shares: Floats, features: int) -> Floats:
    """One weight per feature and playbook."""
    weights = np.zeros((features, shares.shape[1]), np.float32)
    for vector, share in zip(vectors, shares, strict=True):
        weights[vector.columns] += vector.weights[:, None] * share
    return weights


def softmax(scores: Floats) -> Floats:
    """Scores as shares that sum to one, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def _largest(alike: Floats) -> float:
    """The largest eigenvalue, from a few powers of a fixed start."""
    vector = np.ones(len(alike), np.float32)
    length = 1.0
    for _ in range(12):
        vector = alike @ vector
        length = float(np.linalg.norm(vector)) or 1.0
        vector /= length
    return length * 1.05
