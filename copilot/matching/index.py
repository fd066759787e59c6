"""The phrases of a library, its playbooks, and the score of a text under each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from copilot.domain.playbook import Playbook
from copilot.matching import calibrate, learner
from copilot.matching.calibrate import Calibration
from copilot.matching.features import Columns, Floats, Vector, Vocabulary
from copilot.matching.language import small_words
from copilot.matching.normalise import words
from copilot.matching.sparse import Centres, Rows
from copilot.matching.spelling import Speller

#: Phrases squared times playbooks: beyond it learning would take seconds, and averages serve.
LEARNABLE = 300_000_000
FEW = 400
SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Phrase:
    """One example, or one phrase that is alike but another matter."""

    playbook: str
    text: str
    words: tuple[str, ...]
    counts_for: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    """A text under every playbook, and spread out to be held against phrases."""

    scores: Floats
    wide: Floats


@dataclass(slots=True)
class Index:
    """Everything a score needs, built once."""

    playbooks: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    owners: (
        Columns  #: for each phrase the row of its playbook; its shadow's when it counts against
    )
    shadows: dict[int, int]  #: playbook row to the row of what only looks like it
    speller: Speller
    vocabulary: Vocabulary
    rows: Rows
    weights: Floats | None
    centres: Centres | None
    calibration: Calibration

    def score(self, vector: Vector) -> Scored:
        """Score a text under every playbook, shadows set off against their playbooks."""
        if self.weights is not None:
            scores = vector.weights @ self.weights[vector.columns]
        else:
            assert self.centres is not None  # noqa: S101 - one of the two is always built
            scores = self.centres.product(vector)
        return Scored(self._without_shadows(scores), self.rows.spread(vector))

    def shares_word(self, words: Sequence[str], row: int) -> bool:
        """Say whether a word that means something is also in an example of this playbook."""
        low, high = np.searchsorted(self.owners, (row, row + 1)).tolist()
        telling = {word for word in words if len(word) > 1} - small_words()
        if not telling:
            return True
        return any(not telling.isdisjoint(phrase.words) for phrase in self.phrases[low:high])

    def nearest(self, scored: Scored, row: int, count: int) -> list[tuple[Phrase, float]]:
        """The examples of one playbook most like the text, the likest first."""
        low, high = np.searchsorted(self.owners, (row, row + 1)).tolist()
        likeness = self.rows.product(scored.wide, low, high)
        best = np.argsort(-likeness, kind="stable")[:count].tolist()
        return [(self.phrases[low + at], float(likeness[at])) for at in best]

    def _without_shadows(self, scores: Floats) -> Floats:
        kept = scores[: len(self.playbooks)].copy()
        for row, shadow in self.shadows.items():
            kept[row] -= max(0.0, float(scores[shadow] - kept[row]))
        return kept


def collect(playbooks: Iterable[Playbook]) -> list[Phrase]:
    """Every distinct phrase, in an order that does not depend on the order of playbooks."""
    examples: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    against: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    for playbook in sorted(playbooks, key=lambda each: each.id):
        for kept, phrases, counts_for in (
            (examples, playbook.examples, True),
            (against, playbook.not_examples, False),
        ):
            for lang, text in sorted((at, text) for at in phrases for text in phrases[at]):
                found = tuple(words(text, lang))
                if found:
                    kept.setdefault(
                        (playbook.id, found), Phrase(playbook.id, text, found, counts_for)
                    )
    somewhere = {found for _, found in examples}
    return [
        *examples.values(),
        *(phrase for (_, found), phrase in against.items() if found not in somewhere),
    ]


def build(phrases: Sequence[Phrase]) -> Index:
    """Number, weigh, learn and calibrate."""
    names = tuple(sorted({phrase.playbook for phrase in phrases if phrase.counts_for}))
    rows = {name: row for row, name in enumerate(names)}
    opposed = sorted({p.playbook for p in phrases if not p.counts_for and p.playbook in rows})
    shadows = {rows[name]: len(names) + at for at, name in enumerate(opposed)}
    owned = [
        (rows[each.playbook] if each.counts_for else shadows[rows[each.playbook]], each)
        for each in phrases
        if each.playbook in rows
    ]
    owned.sort(key=lambda pair: pair[0])
    phrases = tuple(each for _, each in owned)
    owners = np.array([row for row, _ in owned], np.int32)
    vocabulary = Vocabulary.learn([phrase.words for phrase in phrases])
    vectors = [vocabulary.vector(phrase.words) for phrase in phrases]
    features, total = len(vocabulary.columns), len(names) + len(shadows)
    speller = Speller(word for phrase in phrases for word in phrase.words)
    table = Rows.of(vectors, features)
    weights, centres = None, None
    if len(phrases) ** 2 * total <= LEARNABLE:
        weights, calibration = _learned(vectors, owners, total, features)
    else:
        centres, calibration = _averaged(vectors, table, owners, total)
    return Index(
        names,
        phrases,
        owners,
        shadows,
        speller,
        vocabulary,
        table,
        weights,
        centres,
        calibration,
    )


def _learned(
    vectors: Sequence[Vector], owners: Columns, total: int, features: int
) -> tuple[Floats, Calibration]:
    belongs = np.zeros((len(owners), total), np.float32)
    belongs[np.arange(len(owners)), owners] = 1
    alike = learner.likeness(vectors, features)
    shares = learner.learn(alike, belongs)
    folds = fold_numbers(owners, 10 if len(owners) <= FEW else learner.FOLDS)
    scores = learner.held_out(alike, belongs, folds)
    calibration = calibrate.learn(scores.max(axis=1), scores.argmax(axis=1) == owners)
    return learner.weigh(vectors, shares, features), calibration


def _averaged(
    vectors: Sequence[Vector], table: Rows, owners: Columns, total: int
) -> tuple[Centres, Calibration]:
    """Learn nothing but each playbook's middle; judge by a sample of phrases left out in turn."""
    centres = Centres.of(table, owners, total)
    sample = np.arange(0, len(vectors), max(1, len(vectors) // SAMPLE))
    scores = np.stack([centres.product(vectors[at]) for at in sample.tolist()])
    at, own = np.arange(len(sample)), owners[sample]
    length = centres.lengths[own]
    overlap = scores[at, own] * length
    rest = np.sqrt(np.maximum(length * length - 2 * overlap + 1, 1e-6))
    scores[at, own] = np.maximum(overlap - 1, 0) / rest
    return centres, calibrate.learn(scores.max(axis=1), scores.argmax(axis=1) == own)


def fold_numbers(owners: Columns, folds: int) -> Columns:
    """Spread each playbook's phrases over the folds."""
    seen: dict[int, int] = {}
    numbers = np.zeros(len(owners), np.int32)
    for at, owner in enumerate(owners.tolist()):
        seen[owner] = seen.get(owner, -1) + 1
        numbers[at] = (seen[owner] + owner) % folds
    return numbers
