"""A playbook: what a kind of crisis looks like, how serious it is and how we answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

#: Phrases, words or one text, by language.
Phrases = Mapping[str, tuple[str, ...]]
Texts = Mapping[str, str]


class Severity(StrEnum):
    """How serious; ordered by `rank`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low to 3 for critical."""
        return tuple(Severity).index(self)


class Posture(StrEnum):
    """How the brand answers."""

    APOLOGISE = "apologise"
    INFORM = "inform"
    CORRECT = "correct"
    THANK = "thank"
    PERSON = "person"  #: no draft: a person writes
    SILENT = "silent"  #: no answer

    @property
    def drafts(self) -> bool:
        """Whether replies are drafted from templates."""
        return self not in (Posture.PERSON, Posture.SILENT)


class Responsibility(StrEnum):
    """How far the public holds the brand responsible (Coombs, 2007)."""

    VICTIM = "victim"
    ACCIDENTAL = "accidental"
    PREVENTABLE = "preventable"


class Stage(StrEnum):
    """Where in the exchange a reply stands."""

    FIRST = "first"
    HOLDING = "holding"  #: while somebody else is asked; answers nothing yet
    SOLUTION = "solution"
    KEPT = "kept"
    INCIDENT = "incident"


class Unit(StrEnum):
    """Units of a duration."""

    SECOND = "s"
    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WORKING_DAY = "wd"


SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400}


@dataclass(frozen=True, slots=True)
class Duration:
    """A number and a unit; working days are counted by the desk's hours, not by the clock."""

    count: int
    unit: Unit

    @property
    def seconds(self) -> int:
        """
        Length by the clock.

        Raises:
            ValueError: for working days, which have no fixed length.
        """
        if self.unit is Unit.WORKING_DAY:
            raise ValueError("working days have no fixed length; ask the desk's hours")
        return self.count * SECONDS[self.unit]

    def __str__(self) -> str:
        return f"{self.count}{self.unit.value}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated, sourced value that templates may state."""

    name: str
    value: Texts
    source: str
    since: date | None = None
    until: date | None = None  #: the last day on which it may be stated
    ends_at: datetime | None = None  #: of a value that the desk gave: the moment it ends
    label: Texts = field(default_factory=dict)  #: what it is about, for who reads the value

    def is_expired(self, today: date) -> bool:
        """Say whether it may no longer be stated on *today* (the brand's own day)."""
        return self.until is not None and today > self.until


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What a playbook's replies promise, and within what time."""

    what: Texts
    within: Duration


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom to alert when nobody has answered."""

    to: str  #: a role
    after: Duration


@dataclass(frozen=True, slots=True)
class IncidentRule:
    """What makes a pile-on."""

    count: int = 10
    within: Duration = field(default_factory=lambda: Duration(30, Unit.MINUTE))
    reactions: int | None = None


@dataclass(frozen=True, slots=True)
class PlaybookTest:
    """A phrase that `copilot check` runs; *expect* is `this`, `not this` or another id."""

    lang: str
    expect: str
    phrase: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Playbook:
    """One file `playbooks/<id>.yaml`, as CONTRACT.md section 4 defines it."""

    id: str
    path: str
    title: str
    severity: Severity
    posture: Posture
    examples: Phrases
    responsibility: Responsibility | None = None
    owner: str | None = None
    not_examples: Phrases = field(default_factory=dict)
    requires: Phrases = field(default_factory=dict)
    excludes: Phrases = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    verify: tuple[Texts, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    ask: Mapping[str, Texts] = field(default_factory=dict)
    promise: Undertaking | None = None
    approvals: int = 1  #: how many different people
    approval_roles: tuple[str, ...] = ()  #: or one of each of these roles
    escalate: Escalation | None = None
    incident: IncidentRule | None = None
    tests: tuple[PlaybookTest, ...] = ()

    @property
    def approvals_needed(self) -> int:
        """How many different people must say yes."""
        return max(self.approvals, len(self.approval_roles))

    @property
    def is_about_danger(self) -> bool:
        """Say whether somebody may be in danger: a journalist, too, is answered by a person."""
        return self.posture is Posture.PERSON and self.severity is Severity.CRITICAL


def in_language(texts: Texts, lang: str) -> str | None:
    """The text in *lang*, or in whatever language there is, or nothing."""
    return texts.get(lang) or next(iter(texts.values()), None)
