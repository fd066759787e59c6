"""What one brand configured, as plain values (CONTRACT.md, section 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from copilot.domain.hours import DeskHours
from copilot.domain.playbook import Duration, Severity, Unit


@dataclass(frozen=True, slots=True)
class Brand:
    """The brand; `languages` are those it answers in, the first by default."""

    name: str
    languages: tuple[str, ...]
    timezone: str


def _answer_within() -> Mapping[Severity, Duration]:
    return {
        Severity.CRITICAL: Duration(15, Unit.MINUTE),
        Severity.HIGH: Duration(1, Unit.HOUR),
        Severity.MEDIUM: Duration(4, Unit.HOUR),
        Severity.LOW: Duration(1, Unit.DAY),
    }


def _undo() -> Mapping[str, Duration]:
    return {"default": Duration(10, Unit.SECOND), "critical": Duration(20, Unit.SECOND)}


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The desk's chat, language and times."""

    language: str
    chat: int
    hours: DeskHours
    answer_within: Mapping[Severity, Duration] = field(default_factory=_answer_within)
    undo: Mapping[str, Duration] = field(default_factory=_undo)
    claim_for: Duration = field(default_factory=lambda: Duration(30, Unit.MINUTE))

    def undo_seconds(self, severity: Severity) -> int:
        """How long an approved reply waits before it leaves."""
        chosen = self.undo.get(severity.value) or self.undo.get("default")
        return chosen.seconds if chosen else 0
