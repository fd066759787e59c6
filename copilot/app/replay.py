"""Past complaints through two sets of playbooks: which answers differ, the worst first."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from copilot.app.shelf import matched_by
from copilot.domain.complaint import Complaint
from copilot.domain.match import Band, Match
from copilot.domain.playbook import Playbook
from copilot.matching.digest import digest_of
from copilot.matching.matcher import Matcher, hear

Playbooks = Mapping[str, Playbook]
#: A new file with so large a part of a lost one's examples is that one by another name.
RENAMED = 0.5
_BANDS = (Band.SURE, Band.LIKELY, Band.UNSURE, Band.NONE)


class Change(StrEnum):
    """What another set of playbooks makes of a complaint; the worst first."""

    LOST = "lost"  #: it had a playbook and has none
    MOVED = "moved"  #: it has another
    LESS_SURE = "less_sure"
    FOUND = "found"  #: it had none and has one
    SURER = "surer"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one set of playbooks answers."""

    playbook: str | None
    band: Band
    confidence: float


@dataclass(frozen=True, slots=True)
class Replayed:
    """One text, the complaints that say it, and both answers."""

    text: str
    complaints: tuple[str, ...]
    before: Verdict
    after: Verdict

    @property
    def change(self) -> Change:
        """How the answers differ."""
        before, after = self.before, self.after
        if before.playbook != after.playbook:
            if before.playbook is None:
                return Change.FOUND
            return Change.LOST if after.playbook is None else Change.MOVED
        if before.band is after.band:
            return Change.SAME
        is_less = _BANDS.index(after.band) > _BANDS.index(before.band)
        return Change.LESS_SURE if is_less else Change.SURER

    @property
    def playbooks(self) -> tuple[str, ...]:
        """Those that either side answered."""
        both = (self.before.playbook, self.after.playbook)
        return tuple(each for each in both if each is not None)

    @property
    def is_grave(self) -> bool:
        """Say whether an answer that was almost sure is gone or another."""
        return self.before.band is Band.SURE and self.change in (Change.LOST, Change.MOVED)


@dataclass(frozen=True, slots=True)
class Replay:
    """Two sets of playbooks, ready to answer."""

    before: Matcher
    after: Matcher
    #: Playbooks that go by another name now: the old one, and the new.
    renamed: Mapping[str, str]

    @classmethod
    def of(cls, before: Playbooks, after: Playbooks) -> "Replay":
        """Learn from both; what they have in common is learned once."""
        first = Matcher.build(before.values())
        renamed = renamed_in(before, after)
        if matched_by(before.values()) == matched_by(after.values()):
            return cls(first, first, renamed)
        is_learned = digest_of(before.values()) == digest_of(after.values())
        return cls(
            first, Matcher.build(after.values(), first.index if is_learned else None), renamed
        )

    def over(
        self, complaints: Iterable[Complaint], *, tick: Callable[[], object] = lambda: None
    ) -> tuple[Replayed, ...]:
        """Answer each different text, as they come; *tick* is called after each."""
        found = []
        for (text, lang), ids in _by_text(complaints).items():
            found.append(self._one(text, lang, tuple(ids)))
            tick()
        return tuple(found)

    def _one(self, text: str, lang: str | None, ids: tuple[str, ...]) -> Replayed:
        # Language, words and kind hang on no playbook: heard once, they are known to both sides.
        heard = hear(text, lang)
        first = self.before.verdict_on(heard)
        second = first if self.after is self.before else self.after.verdict_on(heard)
        return Replayed(text, ids, self._renamed(_verdict(first)), _verdict(second))

    def _renamed(self, verdict: Verdict) -> Verdict:
        name = self.renamed.get(verdict.playbook or "", verdict.playbook)
        return Verdict(name, verdict.band, verdict.confidence)


def texts(complaints: Iterable[Complaint]) -> int:
    """How many different texts there are to answer."""
    return len(_by_text(complaints))


def counts(replayed: Iterable[Replayed]) -> dict[Change, int]:
    """How many complaints changed how."""
    found = Counter[Change]()
    for one in replayed:
        found[one.change] += len(one.complaints)
    return {change: found[change] for change in Change}


def worst_first(
    replayed: Iterable[Replayed], before: Playbooks, after: Playbooks
) -> tuple[Replayed, ...]:
    """What changed: an almost sure answer that is gone first, and critical playbooks first."""

    def weight(one: Replayed) -> tuple[bool, int, int, int, int]:
        severity = max((_rank(each, before, after) for each in one.playbooks), default=0)
        kind = list(Change).index(one.change)
        # One is as bad as the other: which playbook it was counts for more.
        kind = 0 if one.change is Change.MOVED else kind
        band = _BANDS.index(one.before.band)
        return (not one.is_grave, kind, -severity, band, -len(one.complaints))

    return tuple(sorted((one for one in replayed if one.change is not Change.SAME), key=weight))


def moves(changed: Sequence[Replayed]) -> Mapping[tuple[str | None, str | None], int]:
    """From which playbook to which, and how many complaints; most of them first."""
    found = Counter[tuple[str | None, str | None]]()
    for one in changed:
        if one.before.playbook != one.after.playbook:
            found[one.before.playbook, one.after.playbook] += len(one.complaints)
    return dict(found.most_common())


def renamed_in(before: Playbooks, after: Playbooks) -> dict[str, str]:
    """The playbooks that are gone, and what is new with most of their examples."""
    gone = {name: _examples(each) for name, each in before.items() if name not in after}
    came = {name: _examples(each) for name, each in after.items() if name not in before}
    alike = [
        (len(own & theirs) / max(len(own), len(theirs), 1), old, new)
        for old, own in gone.items()
        for new, theirs in came.items()
    ]
    renamed: dict[str, str] = {}
    for share, old, new in sorted(alike, key=lambda each: -each[0]):
        if share >= RENAMED and old not in renamed and new not in renamed.values():
            renamed[old] = new
    return renamed


def _examples(playbook: Playbook) -> frozenset[tuple[str, str]]:
    return frozenset((lang, text) for lang, texts in playbook.examples.items() for text in texts)


def _rank(name: str, before: Playbooks, after: Playbooks) -> int:
    """How serious a playbook is, or was."""
    return max(each[name].severity.rank for each in (before, after) if name in each)


def _verdict(found: Match) -> Verdict:
    return Verdict(found.playbook, found.band, found.confidence)


def _by_text(complaints: Iterable[Complaint]) -> dict[tuple[str, str | None], list[str]]:
    """Who says the same in the same language gets the same answer."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for one in complaints:
        found.setdefault((one.text, one.lang), []).append(one.id)
    return found
