"""The matcher: which playbook a text resembles, how sure, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copilot.domain.match import Candidate, Evidence, Kind, Match, band_of
from copilot.domain.playbook import Playbook, Posture
from copilot.matching import evidence, language
from copilot.matching.conditions import Conditions
from copilot.matching.evidence import Reading
from copilot.matching.features import Floats
from copilot.matching.index import Index, Scored, build, collect
from copilot.matching.kind import kind_of
from copilot.matching.learner import softmax
from copilot.matching.normalise import tokens

#: Nobody reads further to know what a message is about, and a flood must not stop the desk.
LONGEST = 4_000
REASONS = 2
#: Postures that a message of a kind hardly ever calls for.
ODD = {Kind.COMPLAINT: Posture.THANK, Kind.PRAISE: Posture.APOLOGISE}
LEAST_LIKENESS = 0.02


@dataclass(frozen=True, slots=True)
class Matcher:
    """A library made ready to answer; it never changes, so threads may share it."""

    _index: Index | None
    _conditions: Mapping[int, Conditions]
    _unlikely: Mapping[Kind, npt.NDArray[np.bool_]]

    @classmethod
    def build(cls, playbooks: Iterable[Playbook]) -> "Matcher":
        """Learn from the examples of *playbooks*, in whatever order they come."""
        library = {playbook.id: playbook for playbook in playbooks}
        phrases = collect(library.values())
        if not any(phrase.counts_for for phrase in phrases):
            return cls(None, {}, {})
        index = build(phrases)
        conditions = {
            row: Conditions.of(library[name])
            for row, name in enumerate(index.playbooks)
            if library[name].requires or library[name].excludes
        }
        postures = [library[name].posture for name in index.playbooks]
        unlikely = {
            kind: np.array([posture is odd for posture in postures]) for kind, odd in ODD.items()
        }
        return cls(index, conditions, unlikely)

    def match(self, text: str, lang: str | None = None, *, top: int = 3) -> Match:
        """Say which playbook *text* belongs to; the language is detected only when not given."""
        lang = language.detect(text) if lang is None else lang.lower().partition("-")[0]
        kind = kind_of(text, lang)
        said = tokens(text[:LONGEST], lang)
        if self._index is None or not said:
            return Match(lang, kind, None, band_of(0.0, applies=False), 0.0)
        heard = [token.word for token in said]
        mended = self._index.speller.mend(heard)
        found = tuple(word for word, _ in mended)
        reading = Reading(text, said, found)
        vector = self._index.vocabulary.vector(found, [trust for _, trust in mended])
        scored = self._index.score(vector)
        admitted = np.ones(len(scored.scores), np.bool_)
        for row, conditions in self._conditions.items():
            admitted[row] = conditions.admit(heard, lang)
        ranked = self._rank(self._temper(scored.scores, kind), admitted, top)
        candidates = tuple(
            Candidate(
                self._index.playbooks[row],
                confidence,
                self._because(reading, scored, row, REASONS if at == 0 else 1),
            )
            for at, (row, confidence) in enumerate(ranked)
        )
        first = candidates[0] if candidates else None
        confidence = first.confidence if first else 0.0
        applies = (
            bool(ranked and admitted[ranked[0][0]])
            and confidence >= self._index.calibration.floor
            and self._index.shares_word(found, ranked[0][0])
        )
        return Match(
            lang,
            kind,
            first.playbook if first and applies else None,
            band_of(confidence, applies=applies),
            confidence,
            candidates,
        )

    def _temper(self, scores: Floats, kind: Kind) -> Floats:
        """Make thanks less likely for a complaint, and excuses for praise."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        odd = self._unlikely.get(kind)
        if odd is None or odd.all():
            return scores
        return np.where(odd, scores - np.float32(self._index.calibration.spread), scores)

    def _rank(
        self, tempered: Floats, admitted: npt.NDArray[np.bool_], top: int
    ) -> list[tuple[int, float]]:
        """The best rows with their probabilities, none above the one before it."""
        assert self._index is not None  # noqa: S101 - `match` returns before
        scores = np.where(admitted, tempered, np.float32(-1e9))
        order = np.argsort(-scores, kind="stable")[:top]
        shares = softmax(scores)
        best = float(scores[order[0]]) if len(order) else 0.0
        first = self._index.calibration.confidence(best) if admitted.any() else 0.0
        left = max(1.0 - float(shares[order[0]]), 1e-9) if len(order) else 1.0
        ranked: list[tuple[int, float]] = []
        ceiling = first
        for at, row in enumerate(order.tolist()):
            rest = float(shares[row]) / left * (1 - first) if admitted[row] else 0.0
            ceiling = first if at == 0 else min(ceiling, rest)
            ranked.append((row, round(ceiling, 6)))
        return ranked

    def _because(
        self, reading: Reading, scored: Scored, row: int, reasons: int
    ) -> tuple[Evidence, ...]:
        assert self._index is not None  # noqa: S101 - `match` returns before
        why = (
            evidence.explain(reading, phrase.text, phrase.words)
            for phrase, likeness in self._index.nearest(scored, row, reasons)
            if likeness >= LEAST_LIKENESS
        )
        return tuple(point for point in why if point is not None)
