"""How sure: a probability learned from what the library's own phrases score when held out."""

from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from copilot.matching.features import Floats

#: Of phrases that belong, the share that may be answered "none": at least, and at most. What is
#: held out scores the lower for it, the fewer examples are left: so much more for each example.
REFUSED, SCARCE, MOST_REFUSED = 0.09, 0.5, 0.2
#: Held out, a playbook for which no word of the text tells was right at half the odds of others
#: with its score, unless that was too low to give it. And who is shown no words is not told
#: "sure", whatever the score.
UNTOLD, MOST_UNTOLD = 0.5, 0.89
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

    def untold(self, sure: float) -> float:
        """How sure a playbook is for which no word of the text tells, only all of them at once."""
        odds = UNTOLD * sure
        less = max(odds / (odds + 1 - sure), min(sure, self.floor))
        return min(less, MOST_UNTOLD)


def learn(
    best: Floats, fresh: Floats, right: npt.NDArray[np.bool_], examples: float
) -> Calibration:
    """
    Fit the curve to held-out answers; a pull towards flat keeps small libraries modest.

    Args:
        best: the score of the best playbook for each phrase, held out.
        fresh: the same, as it would be were the phrase no part of the library at all.
        right: whether that playbook was the phrase's own.
        examples: how many a phrase's playbook has, on average.
    """
    middle = float(fresh.mean())
    spread = max(float(fresh.std()), abs(middle) / 4) + 1e-6
    inputs = np.stack([(fresh - middle) / spread, np.ones(len(fresh))], axis=1)
    # Two imagined answers, one right and one wrong, keep the curve off 0 and 1.
    wanted = (right * len(right) + 0.5) / (len(right) + 1)
    # And a text that resembles nothing, which no playbook is right for.
    inputs = np.concatenate([inputs, [[-middle / spread, 1.0]]])
    wanted = np.append(wanted, 0.0)
    pull = np.diag([PULL, 1e-6])
    line = np.zeros(2)
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-np.clip(inputs @ line, -FARTHEST, FARTHEST)))
        curve = inputs.T @ (inputs * (guess * (1 - guess))[:, None]) + pull
        line += np.linalg.solve(curve, inputs.T @ (wanted - guess) - pull @ line)
    slope, base = max(float(line[0]), 0.0), float(line[1])
    fitted = Calibration(middle, spread, slope, base)
    floor = fitted.confidence(_least(best, examples))
    return Calibration(middle, spread, slope, base, floor)


def _least(best: Floats, examples: float) -> float:
    """The least score that is not "none"; numpy's own quantile loads two megabytes to say so."""
    share = min(REFUSED + SCARCE / examples, MOST_REFUSED)
    return float(np.interp(share * (len(best) - 1), np.arange(len(best)), np.sort(best)))
