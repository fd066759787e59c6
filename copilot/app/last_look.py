"""Immediately before posting: is everything still so that the approval rested on?"""

from datetime import datetime

from copilot.app import yes_calls
from copilot.app.conversation import natives, replies
from copilot.app.office import Office
from copilot.app.outdated import outdated
from copilot.app.ports.records import Notice
from copilot.app.ports.store import Records
from copilot.app.standing import is_overdue
from copilot.domain.case import Case, CaseEvent
from copilot.domain.channel import Look, Mode
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxEvent, OutboxItem, OutboxStatus
from copilot.domain.person import Right
from copilot.domain.playbook import Severity

#: What a look at the place itself may have found against posting.
SEEN = {Look.CHANGED: "changed", Look.GONE: "gone", Look.ANSWERED: "answered"}


def objection(
    office: Office, records: Records, item: OutboxItem, *, at: datetime, look: Look | None
) -> str | None:
    """
    Why *item* may not leave any more, by what its place showed and what the database knows.

    Posting being paused is no objection: the claim itself waits for that.
    """
    case = records.cases.get(item.case)
    return (
        _seen(records, case, item, look)
        or _moved(records, case, item)
        or _answered(records, case, item)
        or _outdated(office, records, case, at=at)
        or _not_allowed(office, records, item)
    )


def _seen(records: Records, case: Case, item: OutboxItem, look: Look | None) -> str | None:
    found = SEEN.get(look) if look else None
    if found == "answered" and _is_known(records, case, item):
        return None
    return found


def _is_known(records: Records, case: Case, item: OutboxItem) -> bool:
    """Whether who said yes knew that the brand has answered: a platform says so for ever."""
    told = any(
        one.reason == "answered" and one.withdrawn_at and one.withdrawn_at <= item.approved_at
        for one in records.approvals.list(case.id)
    )
    native = natives(records, case, records.complaints.get(case.complaint))
    return told or any(one.received_at < item.approved_at for one in native)


def _moved(records: Records, case: Case, item: OutboxItem) -> str | None:
    stored = records.complaints.get(case.complaint)
    if stored.complaint.deleted_at is not None:
        return "gone"
    draft = records.drafts.get(case.id, case.revision)
    if draft is None or draft.text != item.text or stored.version != item.complaint_version:
        return "changed"
    return None


def _answered(records: Records, case: Case, item: OutboxItem) -> str | None:
    posted = (o for o in records.outbox.of_case(case.id) if o.status is OutboxStatus.POSTED)
    later = any(one.posted_at and one.posted_at >= item.approved_at for one in posted)
    stored = records.complaints.get(case.complaint)
    native = natives(records, case, stored)
    if later or any(one.received_at >= item.approved_at for one in native):
        return "answered"
    return None


def _outdated(office: Office, records: Records, case: Case, *, at: datetime) -> str | None:
    draft = records.drafts.get(case.id, case.revision)
    found = outdated(office, records, case, draft, at=at) if draft else []
    if found:
        return found[0].code
    return "promise_past" if draft and is_overdue(draft, at) else None


def _not_allowed(office: Office, records: Records, item: OutboxItem) -> str | None:
    channel = office.channels.get(item.channel)
    if channel is None or channel.mode is not Mode.LIVE:
        return "not_live"
    given = records.approvals.standing(item.case, item.digest)
    if item.id not in {approval.id for approval in given}:
        return "not_allowed"
    try:
        for approval in given:
            office.require(approval.person, Right.APPROVE)
    except Refused:
        return "not_allowed"
    return None


def withdraw(
    office: Office, records: Records, item: OutboxItem, *, why: str, at: datetime
) -> None:
    """Withdraw the approval, reopen the case and tell the approver why."""
    records.outbox.move(item.id, OutboxEvent.WITHDRAW, at=at, reason=why)
    reopen(office, records, item, code="withdrawn", why=why, at=at)


def reopen(
    office: Office, records: Records, item: OutboxItem, *, code: str, why: str, at: datetime
) -> None:
    """Put the case of a reply that will not leave back on the desk, and say so."""
    case = records.cases.move(item.case, CaseEvent.WITHDRAW, at=at, reason=why)
    records.approvals.withdraw(item.case, reason=why, at=at)
    records.log.append(code, at=at, case=item.case, words={"approval": item.id, "why": why})
    records.cards.touch(item.case, urgency=1)
    records.notices.add(
        Notice(
            id=office.ids.new(),
            chat=office.desk.chat,
            code=code,
            values={
                "number": case.number,
                "name": office.people.called(item.approved_by),
                "why": why,
                "reason": why,
                "is_loud": case.severity is Severity.CRITICAL,
                "is_answered": bool(replies(records, case)),
            },
            case=item.case,
            urgency=1,
            created_at=at,
        )
    )
    yes_calls.settle(office, records, item.case)
