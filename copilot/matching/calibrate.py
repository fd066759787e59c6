"""How sure: a probability learned from what the library's own phrases get when held out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Floats

Doubles = npt.NDArray[np.float64]

#: Of phrases that belong, the share that may be answered "none".
REFUSED = 0.10
PULL = 1.0
ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a sure answer from a doubtful one."""

    share: float  #: of the first playbook among all
    lead: float  #: over the second, in score
    nearest: float  #: likeness with the nearest phrase
    known: float  #: share of the text that the library knows


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over the signs, and the least novelty score that is not "none"."""

    middle: tuple[float, ...]
    spread: tuple[float, ...]
    slope: tuple[float, ...]
    base: float
    floor: float

    def confidence(self, row: Floats | Doubles) -> float:
        """The probability that the first playbook is the right one."""
        z = self.base
        for sign, middle, spread, slope in zip(
            row, self.middle, self.spread, self.slope, strict=True
        ):
            z += slope * (float(sign) - middle) / spread
        return float(1 / (1 + np.exp(-z)))


def signs(scores: Floats, nearest: float | Floats, known: float | Floats) -> Doubles:
    """The signs of each row of *scores*, as numbers on which a straight line can be drawn."""
    scores = np.atleast_2d(scores)
    ordered = -np.sort(-scores, axis=1)[:, :2]
    best = ordered[:, 0]
    second = ordered[:, 1] if ordered.shape[1] > 1 else np.zeros_like(best)
    rest = np.exp(scores - best[:, None]).sum(axis=1) - 1
    odds = -np.log(np.maximum(rest, 1e-6))
    return np.stack(np.broadcast_arrays(odds, best - second, best, nearest, known), axis=1).astype(
        np.float64
    )


def learn(rows: Doubles, right: npt.NDArray[np.bool_]) -> Calibration:
    """Fit the curve to held-out answers; a pull towards flat keeps small libraries modest."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    # Two imagined answers, one right and one wrong, keep the curve off 0 and 1.
    wanted = (right * len(right) + 0.5) / (len(right) + 1)
    pull = np.diag([PULL] * rows.shape[1] + [1e-6])
    line = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-np.clip(inputs @ line, -30, 30)))
        slope = inputs.T @ (inputs * (guess * (1 - guess))[:, None]) + pull
        line += np.linalg.solve(slope, inputs.T @ (wanted - guess) - pull @ line)
    sure = inputs @ line
    floor = float(np.quantile(1 / (1 + np.exp(-sure)), REFUSED))
    return Calibration(tuple(middle), tuple(spread), tuple(line[:-1]), float(line[-1]), floor)
