"""An approved reply on its way to a channel, and every move its status may make."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutboxStatus(StrEnum):
    """Where a reply stands."""

    APPROVED = "approved"  #: nothing has left; it can be taken back
    SENDING = "sending"  #: claimed by one process; the request may have left
    UNCERTAIN = "uncertain"  #: sent without an answer; it may be public
    POSTED = "posted"
    WITHDRAWN = "withdrawn"  #: taken back, refused or replaced; it is not public as far as we know


class OutboxEvent(StrEnum):
    """What can happen to it."""

    CLAIM = "claim"
    CONFIRM = "confirm"
    RELEASE = "release"
    LOSE = "lose"
    WITHDRAW = "withdraw"  #: taken back before anything left
    REJECT = "reject"  #: refused for good by the platform
    REPLACE = "replace"  #: a person says it is not public, or sends it again


OUTBOX_MOVES = {
    (OutboxStatus.APPROVED, OutboxEvent.CLAIM): OutboxStatus.SENDING,
    # Repeating an unknown send; only a channel whose recovery is REPEAT does this.
    (OutboxStatus.UNCERTAIN, OutboxEvent.CLAIM): OutboxStatus.SENDING,
    (OutboxStatus.SENDING, OutboxEvent.CONFIRM): OutboxStatus.POSTED,
    (OutboxStatus.UNCERTAIN, OutboxEvent.CONFIRM): OutboxStatus.POSTED,
    (OutboxStatus.SENDING, OutboxEvent.RELEASE): OutboxStatus.APPROVED,
    (OutboxStatus.UNCERTAIN, OutboxEvent.RELEASE): OutboxStatus.APPROVED,
    (OutboxStatus.SENDING, OutboxEvent.LOSE): OutboxStatus.UNCERTAIN,
    (OutboxStatus.APPROVED, OutboxEvent.WITHDRAW): OutboxStatus.WITHDRAWN,
    (OutboxStatus.SENDING, OutboxEvent.REJECT): OutboxStatus.WITHDRAWN,
    (OutboxStatus.UNCERTAIN, OutboxEvent.REPLACE): OutboxStatus.WITHDRAWN,
}

#: While one of these stands, the case has a live row and no second one may be written.
LIVE = frozenset({OutboxStatus.APPROVED, OutboxStatus.SENDING, OutboxStatus.UNCERTAIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """
    One row of the outbox; `id` is the approval's id and the key on every try.

    `text` and `digest` never change after the row is written.
    """

    id: str
    case: str
    channel: str
    thread: str
    complaint_id: str  #: the platform's id of the message it answers
    complaint_version: int
    text: str
    lang: str
    digest: str
    approved_by: int
    approved_at: datetime
    status: OutboxStatus
    due_at: datetime  #: not before this: the time to undo, or the backoff
    tries: int = 0
    claimed_by: str | None = None  #: a process
    claimed_until: datetime | None = None
    posted_id: str | None = None
    posted_url: str | None = None
    posted_at: datetime | None = None
    reason: str | None = None
    asked: bool = False  #: a person has been asked: what became of it, or whether it may leave
    looks_failed: int = 0  #: looks at its place that failed since it was last tried
    waived_by: int | None = None  #: who has said that it may leave without such a look


def approval_digest(text: str, *, channel: str, complaint_id: str, version: int) -> str:
    """Seal what an approval rests on: the exact text, the channel, the message it answers."""
    parts = (text, channel, complaint_id, str(version))
    seal = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8")
        seal.update(len(data).to_bytes(8, "big") + data)
    return seal.hexdigest()
