"""The phrases of a library, its playbooks, and the score of a text under each of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from copilot.matching.calibrate import Calibration
from copilot.matching.centres import Centres
from copilot.matching.features import Floats, Vector, Vocabulary
from copilot.matching.language import small_words
from copilot.matching.phrases import Phrase
from copilot.matching.sparse import Rows, Unwritten
from copilot.matching.spelling import Speller

#: How much less a text is sure to belong for resembling small talk as well.
TALK = 0.25
#: How much more for resembling one single example, in spreads of the score.
NEARNESS = 1.75
#: By how much, of that, a text must resemble what is no example more than the examples; less by
#: so much when it is like one such phrase. What one phrase counts beside all of them.
CLEAR, NEARLY, CLOSER = 0.6, 1.5, 2.0
#: What is contested at all is so by this much.
MARGIN = 1e-6
#: A near copy of an example of another playbook makes that one of the best few.
RIVALS = 6
#: So many are sorted sooner one by one.
FEW = 40


class Scored(NamedTuple):
    """A text under every playbook and as small talk, and spread out to be held to phrases."""

    scores: Floats
    raw: Floats  #: with those of shadows and of small talk
    wide: Floats


@dataclass(slots=True)
class Index:
    """Everything a score needs, built once."""

    playbooks: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    #: Where the phrases of each row begin and end, in `phrases`.
    bounds: tuple[tuple[int, int], ...]
    shadows: dict[int, int]  #: playbook row to the row of what only looks like it
    talk: int | None  #: the row of small talk
    speller: Speller
    vocabulary: Vocabulary
    rows: Rows | Unwritten
    weights: Floats | None
    centres: Centres | None
    nearness: float
    calibration: Calibration

    def within(self, playbooks: Collection[str]) -> "Index | None":
        """
        The same without those that are not among *playbooks*; nothing when none is left.

        What was learned beside them stays: they make place for no other until all is learned anew.
        """
        kept = [row for row, name in enumerate(self.playbooks) if name in playbooks]
        if len(kept) == len(self.playbooks):
            return self
        if not kept:
            return None
        opposed = [(at, self.shadows[row]) for at, row in enumerate(kept) if row in self.shadows]
        rows = [*kept, *(shadow for _, shadow in opposed)]
        talk = None if self.talk is None else len(rows)
        rows += [] if self.talk is None else [self.talk]
        return replace(
            self,
            playbooks=tuple(self.playbooks[row] for row in kept),
            bounds=tuple(self.bounds[row] for row in rows),
            shadows={at: len(kept) + place for place, (at, _) in enumerate(opposed)},
            talk=talk,
            weights=None if self.weights is None else self.weights[:, rows],
            centres=None if self.centres is None else self.centres.within(rows),
        )

    def score(self, vector: Vector) -> Scored:
        """Score a text under every playbook."""
        # What numpy counts with by itself is four times used, and else made anew each time.
        vector = Vector(vector.columns.astype(np.intp), vector.weights)
        if self.weights is not None:
            scores = vector.weights @ self.weights.take(vector.columns, axis=0)
        else:
            assert self.centres is not None  # noqa: S101 - one of the two is always built
            scores = self.centres.product(vector)
        return Scored(scores[: len(self.playbooks)], scores, self.rows.spread(vector))

    def confidence(self, scored: Scored, best: float, nearest: float) -> float:
        """How sure it is that a text of this best score belongs to its best playbook."""
        less = 0.0 if self.talk is None else TALK * (best - float(scored.raw[self.talk]))
        return self.calibration.confidence(best + less + self.nearness * nearest)

    def contested(self, scored: Scored, row: int) -> float:
        """How much more than a playbook its `not_examples` resemble a text; none is zero."""
        shadow = self.shadows.get(row)
        if shadow is None:
            return 0.0
        close = self._closest(scored, shadow)
        more = float(scored.raw[shadow] - scored.raw[row])
        more += CLOSER * self.nearness * (close - self._closest(scored, row))
        if more <= (CLEAR - NEARLY * close) * self.nearness:
            return 0.0
        return max(more, MARGIN)

    def _closest(self, scored: Scored, row: int) -> float:
        return float(self.rows.product(scored.wide, *self.bounds[row]).max())

    def shares_word(self, words: Sequence[str], row: int) -> bool:
        """Say whether a word that means something is also in an example of this playbook."""
        low, high = self.bounds[row]
        small = small_words()
        telling = {word for word in words if len(word) > 1 and word not in small}
        if not telling:
            return True
        return any(not telling.isdisjoint(phrase.words) for phrase in self.phrases[low:high])

    def nearest(self, scored: Scored, row: int, count: int) -> list[tuple[Phrase, float]]:
        """The examples of one playbook most like the text, the likest first."""
        low, high = self.bounds[row]
        likeness = self.rows.product(scored.wide, low, high)
        if count == 1:
            best = [int(likeness.argmax())]
        elif len(likeness) <= FEW:
            found = likeness.tolist()
            # the first of equals stays before the others: `reverse` keeps their order
            best = sorted(range(len(found)), key=found.__getitem__, reverse=True)[:count]
            return [(self.phrases[low + at], found[at]) for at in best]
        else:
            best = np.argsort(-likeness, kind="stable")[:count].tolist()
        return [(self.phrases[low + at], float(likeness[at])) for at in best]

    def nearest_elsewhere(self, scored: Scored, row: int) -> float:
        """How like the text the likest phrase is among the playbooks that come nearest else."""
        rivals = np.argsort(-scored.raw, kind="stable")[: RIVALS + 1].tolist()
        return max((self._closest(scored, each) for each in rivals if each != row), default=0.0)
