"""Learning: from phrases to everything a score needs, judged by phrases held out."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copilot.matching import calibrate, hold_out, learner, stepwise
from copilot.matching.bundles import bundle
from copilot.matching.calibrate import Calibration
from copilot.matching.centres import Centres
from copilot.matching.features import UNHEARD, Block, Columns, Floats, Vocabulary
from copilot.matching.index import NEARNESS, TALK, Index
from copilot.matching.phrases import Phrase
from copilot.matching.sparse import Rows, Unwritten
from copilot.matching.spelling import Speller

#: Phrases squared times playbooks: up to here all phrases are best learned together.
TOGETHER = 60_000_000
#: Features times playbooks: beyond it weights need too much room, and averages serve.
LEARNABLE = 10_000_000
FEW = 900
#: One by one: of so many parts, one at a time is left out, until so many phrases are judged.
PARTS, JUDGED, TURNS = 10, 400, 3
SAMPLE = 500
#: The vectors of more phrases would take more room than all the rest.
KEPT = 20_000


class _Rows(NamedTuple):
    """Which row of the scores is whose: playbooks first, their shadows, small talk last."""

    playbooks: int
    shadows: dict[int, int]
    talk: int | None

    @property
    def total(self) -> int:
        return self.playbooks + len(self.shadows) + (self.talk is not None)


class _Held(NamedTuple):
    """Phrases scored without themselves."""

    phrases: npt.NDArray[np.intp]
    owners: Columns
    scores: Floats
    nearest: Floats  #: to an example of the playbook that scores best


def build(phrases: Sequence[Phrase], talk: Sequence[tuple[str, ...]] = ()) -> Index:
    """Number, weigh, learn and calibrate."""
    names = tuple(sorted({phrase.playbook for phrase in phrases if phrase.counts_for}))
    numbers = {name: row for row, name in enumerate(names)}
    opposed = sorted({p.playbook for p in phrases if not p.counts_for and p.playbook in numbers})
    shadows = {numbers[name]: len(names) + at for at, name in enumerate(opposed)}
    owned = [
        (numbers[each.playbook] if each.counts_for else shadows[numbers[each.playbook]], each)
        for each in phrases
        if each.playbook in numbers
    ]
    owned.sort(key=lambda pair: pair[0])
    counted: list[Block] | None = [] if len(owned) <= KEPT else None
    vocabulary = Vocabulary.learn([phrase.words for _, phrase in owned], counted)
    speller = Speller(word for _, phrase in owned for word in phrase.words)
    # Small talk is weighed in the library's own features: it adds none.
    heard = [said for said in talk if len(vocabulary.vector(said).columns)]
    layout = _Rows(len(names), shadows, len(names) + len(shadows) if heard else None)
    owned += [(layout.total - 1, Phrase("", " ".join(said), said, False)) for said in heard]
    owners = np.array([row for row, _ in owned], np.int32)
    rows = _rows(vocabulary, counted, [phrase.words for _, phrase in owned], heard)
    weights, centres, held = _learned(rows, vocabulary, owners, layout)
    nearness, calibration = _calibrated(rows, held, layout, np.bincount(owners)[: len(names)])
    return Index(
        names,
        tuple(phrase for _, phrase in owned),
        tuple(pairwise(np.searchsorted(owners, np.arange(layout.total + 1)).tolist())),
        shadows,
        layout.talk,
        speller,
        vocabulary,
        rows,
        weights,
        centres,
        nearness,
        calibration,
    )


def _rows(
    vocabulary: Vocabulary,
    counted: list[Block] | None,
    said: Sequence[tuple[str, ...]],
    heard: Sequence[tuple[str, ...]],
) -> Rows | Unwritten:
    """The vectors of all phrases, the last of which are small talk; of very many, their words."""
    if counted is None:
        return Unwritten(vocabulary, said)
    talk = Rows.of([vocabulary.vector(words) for words in heard], len(vocabulary.columns))
    blocks = [*map(vocabulary.weigh, counted), talk.block]
    counted.clear()  # it takes as much room as all the rest
    return Rows.joined(blocks, len(vocabulary.columns))


def _learned(
    rows: Rows | Unwritten, vocabulary: Vocabulary, owners: Columns, layout: _Rows
) -> tuple[Floats | None, Centres | None, _Held]:
    """Weights, or the middles of playbooks that are too many for them; and what was judged."""
    if isinstance(rows, Unwritten) or rows.features * layout.total > LEARNABLE:
        return None, *_averaged(rows, owners, layout)
    if len(owners) ** 2 * layout.total <= TOGETHER:
        weights, held = _together(rows, owners, layout)
    else:
        weights, held = _one_by_one(rows, vocabulary, owners, layout)
    return weights, None, held


def _together(rows: Rows, owners: Columns, layout: _Rows) -> tuple[Floats, _Held]:
    vectors = [rows.vector(at) for at in range(len(owners))]
    belongs = np.zeros((len(owners), layout.total), np.float32)
    belongs[np.arange(len(owners)), owners] = 1
    alike = learner.likeness(vectors, rows.features)
    turns = 10 if len(owners) <= FEW else learner.FOLDS
    folds = hold_out.fold_numbers(owners, turns)
    out = hold_out.left_out(
        owners, folds, turns, layout.playbooks, lambda held, low, high: alike[held, low:high]
    )
    shares, scores = learner.learn(alike, belongs, folds, out, learner.Beside.of(layout.shadows))
    best = scores[:, : layout.playbooks].argmax(axis=1)
    nearest = np.zeros(len(owners), np.float32)
    for fold in range(out.shape[1]):  # one at a time, to need less room
        held = np.flatnonzero(folds == fold)
        elsewhere = (owners == best[held, None]) & ~out[:, fold]
        nearest[held] = (alike[held] * elsewhere).max(axis=1)
    return learner.weigh(vectors, shares, rows.features), _Held(
        np.arange(len(owners)), owners, scores, nearest
    )


def _one_by_one(
    rows: Rows, vocabulary: Vocabulary, owners: Columns, layout: _Rows
) -> tuple[Floats, _Held]:
    """Learn phrase by phrase; judge by parts left out, the last of which is learned as well."""
    bundles = bundle(rows, vocabulary.weights)
    rows = bundles.rows
    parts = max(PARTS, len(owners) // JUDGED)
    turns = min(TURNS, -(-JUDGED * parts // len(owners)))
    folds = hold_out.fold_numbers(owners, parts)
    out = hold_out.left_out(owners, folds, turns, layout.playbooks, partial(_likeness, rows))
    sample = np.argsort(folds, kind="stable")[: int((folds < turns).sum())]
    found: list[Floats] = []
    for turn in range(turns):
        learning = stepwise.Learner(rows, owners, layout.total, ~out[:, turn], layout.shadows)
        learning.learn()
        found.append(learning.scores(np.flatnonzero(folds == turn).tolist()))
    learning.learn_rest()
    scores = np.concatenate(found)
    best = scores[:, : layout.playbooks].argmax(axis=1)
    nearest = np.zeros(len(sample), np.float32)
    for turn, (one, row) in enumerate(zip(sample.tolist(), best.tolist(), strict=True)):
        low, high = np.searchsorted(owners, (row, row + 1)).tolist()
        alike = rows.product(rows.wide(one), low, high)
        nearest[turn] = alike[~out[low:high, folds[one]]].max(initial=0.0)
    weights = bundles.spread(learning.weights)
    return weights, _Held(sample, owners[sample], scores, nearest)


def _likeness(rows: Rows, held: npt.NDArray[np.intp], low: int, high: int) -> Floats:
    return np.stack([rows.product(rows.wide(at), low, high) for at in held.tolist()])


def _averaged(rows: Rows | Unwritten, owners: Columns, layout: _Rows) -> tuple[Centres, _Held]:
    """Learn nothing but each playbook's middle; judge by a sample of phrases left out in turn."""
    centres = Centres.of(rows.blocks(owners), owners, layout.total, rows.features)
    sample = np.arange(0, len(owners), max(1, len(owners) // SAMPLE))
    vectors = [rows.vector(at) for at in sample.tolist()]
    scores = np.stack([centres.product(vector) for vector in vectors])
    at, own = np.arange(len(sample)), owners[sample]
    length = centres.lengths[own]
    overlap = scores[at, own] * length
    rest = np.sqrt(np.maximum(length * length - 2 * overlap + 1, 1e-6))
    scores[at, own] = np.maximum(overlap - 1, 0) / rest
    best = scores[:, : layout.playbooks].argmax(axis=1)
    nearest = np.zeros(len(sample), np.float32)
    for turn, (one, row) in enumerate(zip(sample.tolist(), best.tolist(), strict=True)):
        low, high = np.searchsorted(owners, (row, row + 1)).tolist()
        alike = rows.product(rows.spread(vectors[turn]), low, high)
        if low <= one < high:
            alike[one - low] = 0
        nearest[turn] = alike.max()
    return centres, _Held(sample, own, scores, nearest)


def _calibrated(
    rows: Rows | Unwritten, held: _Held, layout: _Rows, sizes: npt.NDArray[np.int64]
) -> tuple[float, Calibration]:
    scores = held.scores[:, : layout.playbooks]
    best, first = scores.max(axis=1), scores.argmax(axis=1)
    belongs = held.owners < layout.playbooks
    nearness = NEARNESS * float(best[belongs].std())
    sure = best + nearness * held.nearest
    if layout.talk is not None:
        sure += TALK * (best - held.scores[:, layout.talk])
    right = first[belongs] == held.owners[belongs]
    examples = float(sizes @ sizes) / float(sizes.sum())
    fresh = (sure / _lengths(rows, held.phrases))[belongs]
    return nearness, calibrate.learn(sure[belongs], fresh, right, examples)


def _lengths(rows: Rows | Unwritten, phrases: npt.NDArray[np.intp]) -> Floats:
    """How long each phrase would be, were it not of the library: what is its alone is unheard."""
    if isinstance(rows, Unwritten):
        return np.ones(len(phrases), np.float32)
    alone = np.bincount(rows.columns, minlength=rows.features)[rows.columns] == 1
    spared = np.add.reduceat(alone * rows.weights**2, rows.starts[:-1])[phrases]
    return np.sqrt(np.maximum(1 - (1 - UNHEARD) * spared, UNHEARD)).astype(np.float32)
