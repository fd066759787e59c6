"""Why the runner-up lost: what the playbook that came nearest lacks to be the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copilot.domain.match import Kind, Lost, RunnerUp
from copilot.domain.playbook import Playbook
from copilot.matching.conditions import Conditions
from copilot.matching.features import Floats
from copilot.matching.index import Index, Scored
from copilot.matching.reading import Reading
from copilot.matching.span import whole
from copilot.matching.telling import STEM, Said, Telling

#: A lead, in spreads of the score, within which the second is right more than half as often as
#: the first, measured on the French and the shop sets.
CLOSE = 0.25
#: How much more a word must be worth to the first than to the second to have decided.
DECIDES = 0.15
#: How many of the words it requires are named.
NAMED = 3


class Round(NamedTuple):
    """One text and what came of it: everything a reason may rest on."""

    reading: Reading
    heard: Sequence[str]
    lang: str
    kind: Kind
    scored: Scored
    scores: Floats
    order: Sequence[int]
    applies: bool
    is_telling: bool  #: whether the first candidate shares a word that tells

    @property
    def likest(self) -> int:
        """The playbook the text resembles most before anything is held against it."""
        return int(self.scored.raw[: len(self.scored.scores)].argmax())


@dataclass(frozen=True, slots=True)
class RunnersUp:
    """What a library knows of why one of its playbooks is not the answer."""

    index: Index
    telling: Telling
    demanding: Mapping[int, Playbook]  #: those that require or exclude words
    unlikely: Mapping[Kind, npt.NDArray[np.bool_]]

    def of(self, played: Round) -> RunnerUp | None:
        """Name the playbook that came nearest without being the answer, and why it is not."""
        first = played.order[0]
        if played.likest != first or not played.applies:
            kept_off = self._kept_off(played, played.likest)
            if kept_off is not None:
                return kept_off
        if not played.applies:
            return self._named(first, Lost.FAR if played.is_telling else Lost.NOTHING)
        if len(played.order) == 1:
            return None
        second = played.order[1]
        return self._kept_off(played, second) or self._behind(played, first, second)

    def _kept_off(self, played: Round, row: int) -> RunnerUp | None:
        """What bars a playbook, however much the text resembles it."""
        book = self.demanding.get(row)
        if book is not None:
            if words := _excluded(book, played):
                return self._named(row, Lost.EXCLUDED, words)
            if self._is_tempting(played, row) and (words := _required(book, played)):
                return self._named(row, Lost.REQUIRED, words)
        if self._is_another_matter(played, row):
            return self._named(row, Lost.NOT_EXAMPLE, (self._shadow_phrase(played, row),))
        odd = self.unlikely.get(played.kind)
        if odd is not None and odd[row] and not odd.all():
            return self._named(row, Lost.KIND)
        return None

    def _is_tempting(self, played: Round, row: int) -> bool:
        """Say whether a text has a word that makes one think of a playbook."""
        said = self.telling.of(row)
        return any(said.weigh(word) >= DECIDES for word in played.reading.words)

    def _is_another_matter(self, played: Round, row: int) -> bool:
        return self.index.contested(played.scored, row) > 0

    def _shadow_phrase(self, played: Round, row: int) -> str:
        shadow = self.index.shadows[row]
        return self.index.nearest(played.scored, shadow, 1)[0][0].text

    def _behind(self, played: Round, first: int, second: int) -> RunnerUp:
        """A playbook that nothing bars: nearly equal, short of a word, or just less alike."""
        lead = float(played.scores[first] - played.scores[second])
        if lead < CLOSE * self.index.calibration.spread:
            return self._named(second, Lost.CLOSE)
        theirs, own = self.telling.of(first), self.telling.of(second)
        at = _deciding(played.reading, theirs, own)
        if at is None:
            return self._named(second, Lost.LESS)
        word, token = played.reading.words[at], played.reading.tokens[at]
        return RunnerUp(
            self.index.playbooks[second],
            Lost.WORD,
            span=whole(played.reading.text, token.start, token.end),
            theirs=theirs.count(word),
            own=own.count(word),
        )

    def _named(self, row: int, lost: Lost, words: tuple[str, ...] = ()) -> RunnerUp:
        return RunnerUp(self.index.playbooks[row], lost, words)


def _deciding(reading: Reading, theirs: Said, own: Said) -> int | None:
    """Where the word stands that speaks most for the first and least for the second."""
    best, most = None, DECIDES
    for at, word in enumerate(reading.words):
        # What says too little to the first need not be asked of the second.
        if reading.small[at] or (worth := theirs.weigh(word)) <= most:
            continue
        more = worth - own.weigh(word)
        if more > most and theirs.count(word) > own.count(word):
            best, most = at, more
    return best


def _excluded(book: Playbook, played: Round) -> tuple[str, ...]:
    """The first phrase a playbook excludes that is said, as it is written there."""
    for at, texts in book.excludes.items():
        for text in texts:
            alone = replace(book, requires={}, excludes={at: (text,)})
            if not Conditions.of(alone).admit(played.heard, played.lang):
                return (text,)
    return ()


def _required(book: Playbook, played: Round) -> tuple[str, ...]:
    """The words a playbook requires, when none of them is said."""
    if Conditions.of(replace(book, excludes={})).admit(played.heard, played.lang):
        return ()
    asked = book.requires.get(played.lang) or next(iter(book.requires.values()))
    apart = {text[:STEM].casefold(): text for text in reversed(asked)}
    return tuple(text for text in asked if text in apart.values())[:NAMED]
