"""Refusals for whoever comes second: they say who was first, and so that nothing was sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxStatus


def claimed(office: Office, case: Case, now: datetime) -> Refused:
    """The refusal that says who has the case, and for how long already."""
    started = case.claimed_until or now
    held = now - (started - timedelta(seconds=office.desk.claim_for.seconds))
    minutes = max(0, int(held.total_seconds() // 60))
    return Refused("claimed", by=office.people.called(case.claimed_by), minutes=minutes)


def already_sent(office: Office, records: Records, case: Case) -> Refused:
    """The refusal that says whose yes sends the reply already."""
    item = records.outbox.live(case.id)
    by = office.people.called(item.approved_by) if item else ""
    return Refused("already_sent", by=by) if by else Refused("already_sent")


def closed(office: Office, records: Records, case: Case) -> Refused:
    """The refusal that says where the case stands, and who brought it there."""
    by = settled_by(office, records, case)
    status = case.status.value
    return Refused("closed", status=status, by=by) if by else Refused("closed", status=status)


def settled_by(office: Office, records: Records, case: Case) -> str | None:
    """Who closed the case, or whose yes its reply is posted on; of an open one, nobody."""
    if case.status in WORKABLE:
        return None
    if case.status is CaseStatus.DISMISSED:
        return dismissed_by(office, records, case)
    items = [one for one in records.outbox.of_case(case.id) if _counts(one.status)]
    return office.people.called(items[-1].approved_by) if items else None


def dismissed_by(office: Office, records: Records, case: Case) -> str | None:
    """Who dismissed the case, if that is still on record."""
    by = _closing(records, case).get("by")
    return office.people.called(by) if isinstance(by, int) else None


def duplicate_of(records: Records, case: Case) -> int | None:
    """The number of the case that *case* was closed as a duplicate of, where that was said."""
    of = _closing(records, case).get("of") if case.status is CaseStatus.DISMISSED else None
    return of if isinstance(of, int) else None


def _closing(records: Records, case: Case) -> Mapping[str, object]:
    """What is on record of how the case was dismissed, the last time."""
    closing = [e for e in records.log.entries(case=case.id) if e.event == "dismissed" and e.words]
    return (closing[-1].words if closing else None) or {}


def _counts(status: OutboxStatus) -> bool:
    return status is not OutboxStatus.WITHDRAWN
