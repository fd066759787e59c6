"""The unit of work on the desk, and every move its status may make."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from copilot.domain.match import Kind, Match
from copilot.domain.playbook import Severity, Stage


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "open"  #: on the desk, waiting for somebody
    LATER = "later"  #: put off until a time
    APPROVED = "approved"  #: a yes was given; the reply is on its way
    UNCERTAIN = "uncertain"  #: sent, and nobody knows yet whether it is public
    ANSWERED = "answered"
    DISMISSED = "dismissed"  #: closed without an answer, with a reason


class CaseEvent(StrEnum):
    """What can happen to a case."""

    APPROVE = "approve"
    WITHDRAW = "withdraw"
    POST = "post"
    LOSE = "lose"
    SNOOZE = "snooze"
    WAKE = "wake"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    LEAVE = "leave"  #: what is posted already is enough


CASE_MOVES = {
    (CaseStatus.OPEN, CaseEvent.APPROVE): CaseStatus.APPROVED,
    (CaseStatus.LATER, CaseEvent.APPROVE): CaseStatus.APPROVED,
    (CaseStatus.UNCERTAIN, CaseEvent.APPROVE): CaseStatus.APPROVED,
    (CaseStatus.APPROVED, CaseEvent.WITHDRAW): CaseStatus.OPEN,
    (CaseStatus.UNCERTAIN, CaseEvent.WITHDRAW): CaseStatus.OPEN,
    (CaseStatus.APPROVED, CaseEvent.POST): CaseStatus.ANSWERED,
    (CaseStatus.UNCERTAIN, CaseEvent.POST): CaseStatus.ANSWERED,
    (CaseStatus.APPROVED, CaseEvent.LOSE): CaseStatus.UNCERTAIN,
    (CaseStatus.OPEN, CaseEvent.SNOOZE): CaseStatus.LATER,
    (CaseStatus.LATER, CaseEvent.SNOOZE): CaseStatus.LATER,
    (CaseStatus.LATER, CaseEvent.WAKE): CaseStatus.OPEN,
    (CaseStatus.OPEN, CaseEvent.DISMISS): CaseStatus.DISMISSED,
    (CaseStatus.LATER, CaseEvent.DISMISS): CaseStatus.DISMISSED,
    (CaseStatus.DISMISSED, CaseEvent.REOPEN): CaseStatus.OPEN,
    (CaseStatus.ANSWERED, CaseEvent.REOPEN): CaseStatus.OPEN,
    (CaseStatus.OPEN, CaseEvent.LEAVE): CaseStatus.ANSWERED,
    (CaseStatus.LATER, CaseEvent.LEAVE): CaseStatus.ANSWERED,
}

#: Statuses in which a draft may still change.
WORKABLE = frozenset({CaseStatus.OPEN, CaseStatus.LATER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    One complaint and what follows from it.

    `revision` is the number of the current draft (0 without one); `claimed_by` a Telegram id.
    """

    id: str
    number: int
    complaint: str  #: our id of the complaint
    channel: str
    thread: str
    status: CaseStatus
    match: Match
    kind: Kind
    lang: str
    severity: Severity
    playbook: str | None
    set_digest: str
    stage: Stage
    revision: int
    opened_at: datetime
    due_at: datetime | None = None
    claimed_by: int | None = None
    claimed_until: datetime | None = None
    later_until: datetime | None = None
    closed_at: datetime | None = None
    reason: str | None = None  #: why it was dismissed or an approval withdrawn
    follows: str | None = None  #: the case whose reply its message answers, or goes on from

    def claimant(self, now: datetime) -> int | None:
        """Who holds the case now; a claim ends by itself."""
        if self.claimed_until is None or self.claimed_until <= now:
            return None
        return self.claimed_by
