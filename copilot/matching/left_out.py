"""What a library's examples would find, each left out: who is found, and who is confused."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from copilot.domain.match import Kind
from copilot.domain.playbook import Playbook, Posture
from copilot.matching.bundles import bundle
from copilot.matching.conditions import Conditions
from copilot.matching.features import Floats
from copilot.matching.index import Index
from copilot.matching.kind import kind_of
from copilot.matching.phrases import Phrase
from copilot.matching.rivals import Numbers, rivals, scores
from copilot.matching.sparse import Rows

#: Playbooks that a text of a kind is not answered with.
_ODD = {Kind.COMPLAINT: Posture.THANK, Kind.PRAISE: Posture.APOLOGISE}
#: No playbook's row.
NOBODY = -1
#: So many phrases at a time take little room.
TOGETHER = 128


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
        self._index = index
        self._rows = bundle(rows, index.vocabulary.weights).rows
        self._books = [playbooks[name] for name in index.playbooks]
        self._bounds = index.bounds[: len(self._books)]
        self._conditions = {
            row: Conditions.of(book)
            for row, book in enumerate(self._books)
            if book.requires or book.excludes
        }

    def all(self) -> Iterator[Left]:
        """Try every example."""
        found, most = rivals(self._rows, self._bounds)
        own = np.repeat(np.arange(len(self._books)), [high - low for low, high in self._bounds])
        least = self._scores(own)
        is_hopeful = (found != own) & (most > least)
        leads = self._scores(np.where(is_hopeful, found, NOBODY)) - least
        is_astray = np.any(leads > 0, axis=0)
        for row, book in enumerate(self._books):
            langs = {text: lang for lang, texts in book.examples.items() for text in texts}
            for at in range(*self._bounds[row]):
                phrase = self._index.phrases[at]
                lang, best, lead = langs[phrase.text], row, 0.0
                if is_astray[at]:
                    ahead = zip(found[:, at].tolist(), leads[:, at].tolist(), strict=True)
                    best, lead = self._winner(row, ahead, phrase, lang)
                name = self._index.playbooks[best]
                yield Left(phrase.playbook, lang, phrase.text, name, lead)

    def _winner(
        self, own: int, ahead: Iterable[tuple[int, float]], phrase: Phrase, lang: str
    ) -> tuple[int, float]:
        """Of those *ahead* of a phrase's own playbook, the farthest that may have it; its lead."""
        best, most = own, 0.0
        for row, lead in ahead:
            if lead > most and self._may_be(row, phrase, lang):
                best, most = row, lead
        return best, most

    def _scores(self, playbooks: Numbers) -> Floats:
        """How much the other examples of *playbooks* speak for each phrase, in its place."""
        wanted = playbooks.ravel()
        order = np.argsort(wanted, kind="stable")
        cuts = np.searchsorted(wanted[order], np.arange(len(self._books) + 1)).tolist()
        found = np.full(len(wanted), -np.inf, np.float32)
        for row, (start, end) in enumerate(pairwise(cuts)):
            for low in range(start, end, TOGETHER):
                at = order[low : min(low + TOGETHER, end)]
                found[at] = self._score(at % playbooks.shape[-1], row)
        return found.reshape(playbooks.shape)

    def _score(self, phrases: Numbers, row: int) -> Floats:
        """How much the other examples speak for a playbook, and `not_examples` against it."""
        found = scores(self._rows, phrases, *self._bounds[row])
        shadow = self._index.shadows.get(row)
        if shadow is None:
            return found
        against = scores(self._rows, phrases, *self._index.bounds[shadow])
        return np.asarray(found - np.maximum(against - found, 0), np.float32)

    def _may_be(self, row: int, phrase: Phrase, lang: str) -> bool:
        """Say whether a playbook's conditions and posture let it have a phrase."""
        conditions = self._conditions.get(row)
        if conditions and not conditions.admit(phrase.words, lang):
            return False
        posture = self._books[row].posture
        odd = posture in _ODD.values()
        return not odd or _ODD.get(kind_of(phrase.text, lang, phrase.words)) is not posture
