"""What a library's examples would find, each left out: who is found, and who is confused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from copilot.domain.match import Kind
from copilot.domain.playbook import Playbook, Posture
from copilot.matching.centres import Centres
from copilot.matching.conditions import Conditions
from copilot.matching.features import Columns, Floats
from copilot.matching.index import Index
from copilot.matching.kind import kind_of
from copilot.matching.phrases import Phrase
from copilot.matching.sparse import Rows

#: So many playbooks are looked at closely, and so many of the likest examples of each.
LOOKED_AT, LIKEST = 3, 3
#: What those examples count beside the middle of all. On the starter library as many phrases then
#: find their own playbook as with weights that are learned without each tenth in turn: 83 of 100.
NEAR = 0.5
#: Playbooks that a text of a kind is not answered with.
_ODD = {Kind.COMPLAINT: Posture.THANK, Kind.PRAISE: Posture.APOLOGISE}


@dataclass(frozen=True, slots=True)
class Left:
    """One example, and the playbook that the other examples find for it."""

    playbook: str
    lang: str
    text: str
    found: str
    lead: float  #: of the playbook found over its own, 0 when that is its own

    @property
    def is_found(self) -> bool:
        """Whether its own playbook is found."""
        return self.found == self.playbook


def left_out(index: Index, playbooks: Mapping[str, Playbook]) -> tuple[Left, ...]:
    """
    Say of each example what would be found, were it not in the library.

    Nothing is learned again: each is held against the middle of the other examples of every
    playbook, and against the likest few. Of libraries too large to keep in rows, nothing is said.
    """
    if not isinstance(index.rows, Rows):
        return ()
    return tuple(_Trial(index, index.rows, playbooks).all())


class _Trial:
    def __init__(self, index: Index, rows: Rows, playbooks: Mapping[str, Playbook]) -> None:
        self._index, self._rows = index, rows
        self._books = [playbooks[name] for name in index.playbooks]
        self._total = len(index.bounds)
        self._conditions = {
            row: Conditions.of(book)
            for row, book in enumerate(self._books)
            if book.requires or book.excludes
        }
        sizes = [high - low for low, high in index.bounds]
        self._owners: Columns = np.repeat(np.arange(self._total), sizes).astype(np.int32)
        self._centres = Centres.of(
            rows.blocks(self._owners), self._owners, self._total, rows.features
        )

    def all(self) -> Iterator[Left]:
        """Try every example in turn."""
        for row, book in enumerate(self._books):
            langs = {text: lang for lang, texts in book.examples.items() for text in texts}
            for at in range(*self._index.bounds[row]):
                phrase = self._index.phrases[at]
                yield self._left(at, row, langs[phrase.text], phrase)

    def _left(self, at: int, own: int, lang: str, phrase: Phrase) -> Left:
        scores = self._centres.product(self._rows.vector(at))
        scores[own] = self._without(float(scores[own]), own)
        wide = self._rows.wide(at)
        least = self._score(scores, wide, own, at)
        first = scores[: len(self._books)]
        found, best = own, least
        for row in np.argsort(-first, kind="stable")[:LOOKED_AT].tolist():
            if row == own or self._most(float(first[row]), row) <= best:
                continue
            score = self._score(scores, wide, row, at)
            if score > best and self._may_be(row, phrase, lang):
                found, best = row, score
        name = self._index.playbooks[found]
        return Left(phrase.playbook, lang, phrase.text, name, best - least)

    def _most(self, score: float, row: int) -> float:
        """What the score could be at most: no more of a likeness than all examples have."""
        low, high = self._index.bounds[row]
        whole = score * float(self._centres.lengths[row])
        return score + NEAR * min(1.0, whole / min(LIKEST, high - low))

    def _without(self, score: float, own: int) -> float:
        """The likeness with the middle of one's own playbook, had one no part in it."""
        length = float(self._centres.lengths[own])
        overlap = score * length
        rest = sqrt(max(length * length - 2 * overlap + 1, 1e-6))
        return max(overlap - 1, 0.0) / rest

    def _score(self, scores: Floats, wide: Floats, row: int, at: int) -> float:
        """How much the other examples speak for a playbook, and `not_examples` against it."""
        score = float(scores[row]) + NEAR * self._likest(wide, row, at)
        shadow = self._index.shadows.get(row)
        if shadow is None:
            return score
        against = float(scores[shadow]) + NEAR * self._likest(wide, shadow, at)
        return score - max(against - score, 0.0)

    def _likest(self, wide: Floats, row: int, at: int) -> float:
        low, high = self._index.bounds[row]
        alike = self._rows.product(wide, low, high)
        if low <= at < high:
            alike[at - low] = 0.0
        alike.sort()
        return float(alike[-LIKEST:].sum()) / min(LIKEST, high - low)

    def _may_be(self, row: int, phrase: Phrase, lang: str) -> bool:
        """Say whether a playbook's conditions and posture let it have a phrase."""
        conditions = self._conditions.get(row)
        if conditions and not conditions.admit(phrase.words, lang):
            return False
        posture = self._books[row].posture
        odd = posture in _ODD.values()
        return not odd or _ODD.get(kind_of(phrase.text, lang, phrase.words)) is not posture
