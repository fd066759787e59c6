"""A person's answer to the question of an uncertain send: it is there, it is not, send again."""

from copilot.app import approvals, promises, revisit
from copilot.app.approve import ask_others, say_yes, send
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.verification import require_verified
from copilot.app.view import Outcome
from copilot.domain.case import CaseEvent
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxEvent, OutboxItem, OutboxStatus
from copilot.domain.person import Right


def posted(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """It is public: a person has looked."""
    office.require(person, Right.APPROVE)
    item = _uncertain(records, button)
    now = office.clock.now()
    records.outbox.move(item.id, OutboxEvent.CONFIRM, at=now)
    records.cases.move(button.case, CaseEvent.POST, at=now)
    _log(office, records, "confirmed_by_person", item, person)
    promises.follow(office, records, item, at=now)
    revisit.catch_up(office, records, item)
    return Outcome(code="marked_posted", case=button.case)


def absent(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """It is not public: the case is open again, with its draft."""
    office.require(person, Right.APPROVE)
    item = _uncertain(records, button)
    now = office.clock.now()
    records.outbox.move(item.id, OutboxEvent.REPLACE, at=now, reason="absent")
    records.approvals.withdraw(button.case, reason="absent", at=now)
    records.cases.move(button.case, CaseEvent.WITHDRAW, at=now)
    _log(office, records, "absent_by_person", item, person)
    return Outcome(code="marked_absent", case=button.case)


def resend(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Send the same words again: new approvals, as many as the first send had, with a new key.

    Raises:
        Refused: when the draft may not be approved now.
    """
    approver = office.require(person, Right.APPROVE)
    item = _uncertain(records, button)
    case = records.cases.get(button.case)
    draft = records.drafts.get(case.id, case.revision)
    stored = records.complaints.get(case.complaint)
    if draft is None or draft.text != item.text or stored.version != item.complaint_version:
        raise Refused("stale")
    if not approvals.is_asked(approver, approvals.playbook_of(office, records, case)):
        raise Refused("yes_not_asked", role=approver.role.value)
    require_verified(office, records, case, draft)
    now = office.clock.now()
    if item.id in {one.id for one in records.approvals.standing(case.id, item.digest)}:
        # Those yeses were to the first send, and it has used them up.
        records.approvals.withdraw(case.id, reason="resent", at=now)
    approval = say_yes(office, records, case, draft, approver, at=now)
    missing = approvals.missing(office, records, case, draft)
    if missing:
        return ask_others(office, records, case, draft, approver, missing=missing)
    records.outbox.move(item.id, OutboxEvent.REPLACE, at=now, reason="resent")
    _log(office, records, "resent", item, person)
    send(office, records, case, draft, approval, event=CaseEvent.APPROVE)
    is_paused = records.state.paused() is not None
    return Outcome(code="approved_paused" if is_paused else "resent", case=case.id)


def _uncertain(records: Records, button: Button) -> OutboxItem:
    item = records.outbox.live(button.case)
    if item is None or item.status is not OutboxStatus.UNCERTAIN or not item.asked:
        raise Refused("closed", status=records.cases.get(button.case).status.value)
    if button.value.partition(":")[2] != item.id:
        raise Refused("stale")
    return item


def _log(office: Office, records: Records, event: str, item: OutboxItem, person: int) -> None:
    records.log.append(
        event,
        at=office.clock.now(),
        case=item.case,
        words={"by": person, "approval": item.id, "text": item.text},
    )
    records.cards.touch(item.case, urgency=0)
