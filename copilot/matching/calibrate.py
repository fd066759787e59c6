"""How sure: a probability learned from what the library's own phrases score when held out."""

from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Floats

#: Of phrases that belong, the share that may be answered "none".
REFUSED = 0.10
PULL = 1.0
ROUNDS = 25
FARTHEST = 30.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over the best score, and the least confidence that is not "none"."""

    middle: float
    spread: float
    slope: float
    base: float
    floor: float = 0.0

    def confidence(self, score: float) -> float:
        """The probability that the playbook with this best score is the right one."""
        z = self.base + self.slope * (score - self.middle) / self.spread
        return 1 / (1 + exp(-max(-FARTHEST, min(FARTHEST, z))))


def learn(best: Floats, right: npt.NDArray[np.bool_]) -> Calibration:
    """Fit the curve to held-out answers; a pull towards flat keeps small libraries modest."""
    middle, spread = float(best.mean()), float(best.std()) + 1e-6
    inputs = np.stack([(best - middle) / spread, np.ones(len(best))], axis=1)
    # Two imagined answers, one right and one wrong, keep the curve off 0 and 1.
    wanted = (right * len(right) + 0.5) / (len(right) + 1)
    pull = np.diag([PULL, 1e-6])
    line = np.zeros(2)
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-np.clip(inputs @ line, -FARTHEST, FARTHEST)))
        curve = inputs.T @ (inputs * (guess * (1 - guess))[:, None]) + pull
        line += np.linalg.solve(curve, inputs.T @ (wanted - guess) - pull @ line)
    slope, base = max(float(line[0]), 0.0), float(line[1])
    fitted = Calibration(middle, spread, slope, base)
    floor = fitted.confidence(float(np.quantile(best, REFUSED)))
    return Calibration(middle, spread, slope, base, floor)
