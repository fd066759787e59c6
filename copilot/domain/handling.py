"""What happens to a case beside its reply: whom it waits for, what it taught, what is promised."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Colleague(StrEnum):
    """Whom a case can wait for."""

    LEGAL = "legal"
    AFTER_SALES = "after_sales"
    SHOP = "shop"
    PRESS = "press"


class Topic(StrEnum):
    """What a complaint tells the people who make the product about."""

    PRODUCT = "product"
    DELIVERY = "delivery"
    SHOP = "shop"
    BILLING = "billing"
    COMMUNICATION = "communication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A question to a colleague outside the desk; a case has one open at most."""

    id: str
    case: str
    colleague: Colleague
    question: str
    asked_by: int
    asked_at: datetime
    chase_at: datetime  #: when the desk is reminded that no answer came
    chased: int = 0  #: how often it was
    answer: str | None = None
    answered_by: int | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """What a complaint tells about the product and the company; never about a person."""

    id: str
    case: str
    topic: Topic
    word: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Somebody higher up was told; by the clock when `by` is nobody."""

    id: str
    case: str
    to: str  #: a role
    note: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """
    Unlawful content that a named person deals with on the platform itself.

    `evidence` is the digest of the message as it was; its words stay with the complaint's version.
    """

    case: str
    person: int
    opened_by: int
    opened_at: datetime
    due_at: datetime
    version: int  #: of the complaint
    evidence: str
    done_by: int | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One step of `verify` that somebody has seen to; `step` is its text in the file's order."""

    case: str
    playbook: str
    step: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a colleague filled in for a template's `ask`."""

    case: str
    name: str
    value: str
    by: int
    at: datetime


class PromiseState(StrEnum):
    """What became of a promise."""

    DUE = "due"
    BROKEN = "broken"  #: its time is over, and nobody has said that it is kept
    KEPT = "kept"
    KEPT_LATE = "kept_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a posted reply undertakes, or a continuation in private; somebody owns it."""

    id: str  #: of the approval of the reply that made it, or its own
    case: str
    what: str
    due_at: datetime
    owner: int
    is_private: bool
    made_at: datetime
    kept_by: int | None = None
    kept_at: datetime | None = None

    def state(self, now: datetime) -> PromiseState:
        """Say what has become of it at *now*; what is due at this very moment is not broken."""
        if self.kept_at is not None:
            is_late = self.kept_at > self.due_at
            return PromiseState.KEPT_LATE if is_late else PromiseState.KEPT
        return PromiseState.BROKEN if now > self.due_at else PromiseState.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Someone may be in danger: people on call are woken in private until one confirms."""

    case: str
    raised_at: datetime
    next_at: datetime  #: when they are woken again
    rounds: int = 0
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    lowered_by: int | None = None  #: who said that it is an exaggeration
    lowered_at: datetime | None = None

    @property
    def is_unheard(self) -> bool:
        """Nobody has confirmed it, and nobody has lowered it."""
        return self.confirmed_at is None and self.lowered_at is None
