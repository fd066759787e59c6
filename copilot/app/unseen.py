"""
A reply whose place could not be looked at: it waits, and in the end a person decides.

A channel that has nothing to ask says so (`Look.BLIND`) and holds nothing up. This is about one
that could be asked, and whose answer never came: nobody knows then whether the message still
stands as it was when the yes was given.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from copilot.app import approvals
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.outcome import BACKOFF
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.errors import NotDelivered, Refused
from copilot.domain.outbox import OutboxItem
from copilot.domain.person import Right

#: After so many looks that failed, some six minutes, a person is asked.
MOST_LOOKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A look that failed, and why."""

    reason: str
    wait_seconds: float | None = None  #: as the platform asks, when it does


def of_fault(fault: Exception) -> Unseen:
    """What went wrong, without the words of strange libraries: they may hold secrets."""
    if isinstance(fault, NotDelivered):
        return Unseen(reason=fault.reason, wait_seconds=fault.retry_after_seconds)
    if isinstance(fault, TimeoutError):
        return Unseen(reason="no answer in time")
    return Unseen(reason=f"the channel broke: {type(fault).__name__}")


def hold(
    office: Office, records: Records, item: OutboxItem, unseen: Unseen, *, at: datetime
) -> None:
    """Put *item* off until the next look; after the last one, put the question to a person."""
    failed = item.looks_failed + 1
    wait = unseen.wait_seconds or BACKOFF[min(failed, len(BACKOFF)) - 1]
    if not records.outbox.look_failed(
        item.id,
        before=item.looks_failed,
        due_at=at + timedelta(seconds=wait),
        reason=unseen.reason,
    ):
        return
    words = {"approval": item.id, "reason": unseen.reason}
    records.log.append("look_failed", at=at, case=item.case, words=words)
    records.cards.touch(item.case, urgency=1)
    if failed >= MOST_LOOKS:
        _ask(office, records, item, at=at)


def publish(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """
    Let the reply leave even if the next look fails too; it can be taken back as after a yes.

    The look is still tried: what it finds counts, only its failing holds nothing up any more.

    Raises:
        Refused: `yes_not_asked`; `stale` when the question is answered or the reply taken back.
    """
    approver = office.require(person, Right.APPROVE)
    case, item = records.cases.get(button.case), records.outbox.live(button.case)
    if not approvals.is_asked(approver, approvals.playbook_of(office, records, case)):
        raise Refused("yes_not_asked", role=approver.role.value)
    now = office.clock.now()
    due = now + timedelta(seconds=office.desk.undo_seconds(case.severity))
    if item is None or item.id != choice:
        raise Refused("stale")
    if not records.outbox.waive_look(item.id, by=person, due_at=due):
        raise Refused("stale")
    words = {"by": person, "approval": item.id, "text": item.text}
    records.log.append("look_waived", at=now, case=case.id, words=words)
    records.cards.touch(case.id, urgency=0)
    is_paused = records.state.paused() is not None
    return Outcome(code="approved_paused" if is_paused else "look_waived", case=case.id)


def _ask(office: Office, records: Records, item: OutboxItem, *, at: datetime) -> None:
    """Ask once: a card that changes in place wakes nobody."""
    if not records.outbox.mark_asked(item.id):
        return
    case = records.cases.get(item.case)
    words = {"approval": item.id}
    records.log.append("look_asked", at=at, case=item.case, words=words)
    values: Plain = {"name": office.people.called(item.approved_by), "channel": item.channel}
    tell_about(office, records, case, "look_asked", values)
