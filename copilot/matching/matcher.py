"""The matcher: which playbook a text resembles, how sure, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from copilot.domain.match import Band, Candidate, Evidence, Kind, Match, band_of
from copilot.domain.playbook import Playbook, Posture
from copilot.matching import evidence, language
from copilot.matching.conditions import Conditions
from copilot.matching.features import Floats
from copilot.matching.index import Index, Scored
from copilot.matching.kind import kind_of
from copilot.matching.learn import learn
from copilot.matching.letters import LONGEST_WORD
from copilot.matching.normalise import Token, tokens
from copilot.matching.phrases import Phrase
from copilot.matching.reading import Reading, believed
from copilot.matching.runner_up import Round, RunnersUp
from copilot.matching.telling import Telling

#: Nobody reads further to know what a message is about, and a flood must not stop the desk.
LONGEST = 2_500
MOST_WORDS = 250
REASONS = 2
#: Among how many of the likest examples the most convincing are sought.
LOOKED_AT = 6
#: Postures that a message of a kind hardly ever calls for.
ODD = {Kind.COMPLAINT: Posture.THANK, Kind.PRAISE: Posture.APOLOGISE}
LEAST_LIKENESS = 0.02
#: So many rows are found sooner one by one than by sorting all.
FEW = 10
#: The score of a playbook whose conditions bar the text.
NEVER = np.float32(-1e9)
#: So like an example, and so much more than any other playbook's, a text is a near copy of it.
COPY, APART, COPIED = 0.7, 0.2, 0.95
#: So like an example, a text is that example, and no word of it need tell.
SAME = 0.9


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says, whatever playbooks there are: its language, its words and its kind."""

    lang: str
    words: Sequence[str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Matcher:
    """A library made ready to answer; it never changes, so threads may share it."""

    _index: Index | None
    _conditions: Mapping[int, Conditions]
    _unlikely: Mapping[Kind, npt.NDArray[np.bool_]]
    _sorry: frozenset[str]  #: playbooks that are answered with an apology
    _runners_up: RunnersUp | None = None

    @property
    def index(self) -> Index | None:
        """What was learned, if there was anything to learn from."""
        return self._index

    @classmethod
    def build(cls, playbooks: Iterable[Playbook], index: Index | None = None) -> "Matcher":
        """
        Learn from the examples of *playbooks*, in whatever order they come.

        What was learned before is taken from *index*; of playbooks, only their postures and
        conditions are then looked at. One that is not among them any more is never found, and one
        that *index* does not know is not found yet.
        """
        _read_tables()
        library = {playbook.id: playbook for playbook in playbooks}
        index = (index and index.within(library)) or learn(library.values())
        if index is None:
            return cls(None, {}, {}, frozenset())
        conditions = {
            row: Conditions.of(library[name])
            for row, name in enumerate(index.playbooks)
            if library[name].requires or library[name].excludes
        }
        postures = [library[name].posture for name in index.playbooks]
        unlikely = {
            kind: np.array([posture is odd for posture in postures]) for kind, odd in ODD.items()
        }
        sorry = (name for name, each in library.items() if each.posture is Posture.APOLOGISE)
        runners_up = RunnersUp(
            index,
            Telling(index.phrases, index.bounds, index.vocabulary),
            {row: library[index.playbooks[row]] for row in conditions},
            unlikely,
        )
        return cls(index, conditions, unlikely, frozenset(sorry), runners_up)

    def match(self, text: str, lang: str | None = None, *, top: int = 3) -> Match:
        """Say which playbook *text* belongs to; the language is detected only when not given."""
        lang, said = _said(text, lang)
        heard = [token.word for token in said]
        kind = kind_of(text, lang, heard)
        if self._index is None or not said or top < 1:
            return Match(lang, kind, None, band_of(0.0, applies=False), 0.0)
        mended = self._index.speller.mend(heard)
        guessed, trust = zip(*mended, strict=True)
        reading = Reading(text, said, believed(heard, guessed, trust))
        scored = self._index.score(self._index.vocabulary.vector(guessed, trust))
        scores = self._scores(scored, heard, lang, kind)
        order = _highest(scores, max(top, 2))
        best = order[0]
        nearest = self._index.nearest(scored, best, LOOKED_AT)
        sure, applies = self._weighed(scored, scores, best, nearest[0][1], guessed)
        because = self._because(reading, best, nearest)
        # Nobody is shown why of the others: what is said of them is why they are not the answer.
        candidates = tuple(
            Candidate(self._index.playbooks[row], confidence, () if turn else because)
            for turn, (row, confidence) in enumerate(
                zip(order[:top], _shared_out(sure, scores, order[:top]), strict=True)
            )
        )
        is_telling = any(reason.is_telling for reason in because)
        played = Round(
            reading, heard, lang, kind, scored, scores, order, applies, is_telling=is_telling
        )
        return self._answer(candidates, played)

    def verdict(self, text: str, lang: str | None = None) -> Match:
        """
        Give the first candidate of `match`, without reasons and what came next.

        It takes a fraction of the time: conditions are tried of those alone that might win.
        """
        return self.verdict_on(hear(text, lang))

    def verdict_on(self, said: Heard) -> Match:
        """Do the same for a text that was heard once for several matchers."""
        lang, heard, kind = said.lang, said.words, said.kind
        if self._index is None or not heard:
            return Match(lang, kind, None, band_of(0.0, applies=False), 0.0)
        mended = self._index.speller.mend(heard)
        guessed, trust = zip(*mended, strict=True)
        scored = self._index.score(self._index.vocabulary.vector(guessed, trust))
        scores, best = self._best(scored, heard, lang, kind)
        [(_, likeness)] = self._index.nearest(scored, best, 1)
        sure, applies = self._weighed(scored, scores, best, likeness, guessed)
        first = Candidate(self._index.playbooks[best], round(sure, 6))
        band = band_of(first.confidence, applies=applies)
        playbook = first.playbook if applies else None
        kind = self._kind(kind, band, first.playbook)
        return Match(lang, kind, playbook, band, first.confidence, (first,))

    def _best(
        self, scored: Scored, heard: Sequence[str], lang: str, kind: Kind
    ) -> tuple[Floats, int]:
        """The best of `_scores`; those below it need not be held to their conditions."""
        assert self._index is not None  # noqa: S101 - `verdict` returns before
        scores = self._temper(scored.scores, kind)
        left = dict(self._conditions)

        def admitted() -> int:
            best = int(scores.argmax())
            while (conditions := left.pop(best, None)) and not conditions.admit(heard, lang):
                scores[best] = NEVER
                best = int(scores.argmax())
            return best

        self._contest(scored, scores, admitted)
        return scores, admitted()

    def _weighed(
        self, scored: Scored, scores: Floats, best: int, likeness: float, said: Sequence[str]
    ) -> tuple[float, bool]:
        """How sure the best playbook is, and whether it applies."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        assert self._runners_up is not None  # noqa: S101 - built with the index
        if scores[best] <= NEVER:
            return 0.0, False
        sure = self._index.confidence(scored, float(scores[best]), likeness)
        copied = self._copied(scored, best, sure, likeness)
        calibration = self._index.calibration
        applies = copied >= calibration.floor and self._index.shares_word(said, best)
        is_told = likeness >= SAME or self._runners_up.telling.of(best).tells(said)
        return copied if is_told else calibration.untold(sure), applies

    def _kind(self, kind: Kind, band: Band, first: str) -> Kind:
        """What is most likely a case for an apology is a complaint, even without a harsh word."""
        is_likely = kind is Kind.OTHER and band in (Band.SURE, Band.LIKELY)
        return Kind.COMPLAINT if is_likely and first in self._sorry else kind

    def _answer(self, candidates: tuple[Candidate, ...], played: Round) -> Match:
        assert self._runners_up is not None  # noqa: S101 - `match` returns before
        first = candidates[0]
        band = band_of(first.confidence, applies=played.applies)
        return Match(
            played.lang,
            self._kind(played.kind, band, first.playbook),
            first.playbook if played.applies else None,
            band,
            first.confidence,
            candidates,
            self._runners_up.of(played),
        )

    def _scores(self, scored: Scored, heard: Sequence[str], lang: str, kind: Kind) -> Floats:
        """The scores by which playbooks are ranked; `NEVER` for those that bar the text."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        scores = self._temper(scored.scores, kind)
        for row, conditions in self._conditions.items():
            if not conditions.admit(heard, lang):
                scores[row] = NEVER
        self._contest(scored, scores, lambda: int(scores.argmax()))
        return scores

    def _contest(self, scored: Scored, scores: Floats, first: Callable[[], int]) -> None:
        """Lower what is first as far as it is contested, until what is first is not."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        if not self._index.shadows:
            return
        seen: set[int] = set()
        while (best := first()) not in seen and scores[best] > NEVER:
            seen.add(best)
            more = self._index.contested(scored, best)
            if more:
                scores[best] -= np.float32(self._index.calibration.spread + more)

    def _temper(self, scores: Floats, kind: Kind) -> Floats:
        """Make thanks less likely for a complaint, and excuses for praise."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        odd = self._unlikely.get(kind)
        if odd is None or odd.all():
            return scores.copy()
        return np.where(odd, scores - np.float32(self._index.calibration.spread), scores)

    def _because(
        self, reading: Reading, row: int, nearest: Iterable[tuple[Phrase, float]]
    ) -> tuple[Evidence, ...]:
        assert self._runners_up is not None  # noqa: S101 - `match` returns before
        near = [pair for pair in nearest if pair[1] >= LEAST_LIKENESS]
        return evidence.choose(reading, near, self._runners_up.telling.of(row), REASONS)

    def _copied(self, scored: Scored, row: int, sure: float, nearest: float) -> float:
        """How sure the best playbook is: a near copy of one of its examples is sure."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        if nearest < COPY or sure >= COPIED:
            return sure
        apart = nearest - self._index.nearest_elsewhere(scored, row)
        return COPIED if apart >= APART else sure


def hear(text: str, lang: str | None = None) -> Heard:
    """What a text says before any playbook is asked."""
    lang, said = _said(text, lang)
    words = [token.word for token in said]
    return Heard(lang, words, kind_of(text, lang, words))


def _read_tables() -> None:
    """Read the tables that any text may need, so that the first to need one has not to wait."""
    for lang in ("fr", "en"):
        tokens("a;b www.a l'#unmotdeplus", lang)
    language.detect("a")
    kind_of("a", language.UNKNOWN)


def _said(text: str, lang: str | None) -> tuple[str, tuple[Token, ...]]:
    """The language of a text, and its words as far as anybody reads."""
    lang = language.detect(text) if lang is None else lang.lower().partition("-")[0]
    found = tokens(text[:LONGEST], lang, MOST_WORDS)
    if max([len(token[0]) for token in found], default=0) <= LONGEST_WORD:
        return lang, found
    return lang, tuple(token for token in found if len(token.word) <= LONGEST_WORD)


def _highest(scores: Floats, count: int) -> list[int]:
    """The rows of the highest scores, of equals the first; sorting a thousand takes longer."""
    if count > FEW:
        return cast("list[int]", np.argsort(-scores, kind="stable")[:count].tolist())
    left, found = scores.copy(), []
    for _ in range(min(count, len(left))):
        found.append(int(left.argmax()))
        left[found[-1]] = -np.inf
    return found


def _shared_out(sure: float, scores: Floats, order: list[int]) -> list[float]:
    """The probability of each row of *order*, none above the one before it."""
    raised = np.exp(scores - scores[order[0]])
    left = max(float(np.add.reduce(raised)) - 1.0, 1e-9)
    confidences = [round(sure, 6)]
    # What is barred is raised to nothing: its score is far below any other.
    for share in raised.take(order[1:]).tolist() if scores[order[0]] > NEVER else ():
        confidences.append(round(min(confidences[-1], share / left * (1 - sure)), 6))
    return confidences + [0.0] * (len(order) - len(confidences))
