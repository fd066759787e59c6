"""When an answer is due."""

from datetime import datetime, timedelta

from copilot.app.office import Office
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.outbox import OutboxStatus
from copilot.domain.playbook import Duration, Severity, Unit

#: On record when a closed case is open again.
BACK = frozenset({"reopened", "rectifying"})


def waiting_since(records: Records, case: str, stored: StoredComplaint) -> datetime:
    """Since when somebody waits for the next word on *case*: it may have come back."""
    back = (one.at for one in records.log.entries(case=case) if one.event in BACK)
    return max(stored.received_at, *back, stored.received_at)


def deadline(office: Office, severity: Severity, start: datetime) -> datetime | None:
    """When an answer is due to who waits since *start*; for `critical` the clock counts."""
    within = office.desk.answer_within.get(severity)
    if within is None:
        return None
    if within.unit is Unit.WORKING_DAY:
        return office.desk.hours.due(start, within)
    length = timedelta(seconds=within.seconds)
    if severity is Severity.CRITICAL:
        return start + length
    return office.desk.hours.after(start, length)


def next_due(office: Office, records: Records, case: Case, severity: Severity) -> datetime | None:
    """
    When the next reply is due: to who waits for one by the deadline, else as was promised.

    Below a message that its author has deleted none can stand.
    """
    stored = records.complaints.get(case.complaint)
    if stored.complaint.deleted_at is not None:
        return None
    since = waiting_since(records, case.id, stored)
    posted = (o for o in records.outbox.of_case(case.id) if o.status is OutboxStatus.POSTED)
    if not any(one.posted_at and one.posted_at >= since for one in posted):
        return deadline(office, severity, since)
    promised = [one.due_at for one in records.promises.of(case.id) if one.kept_at is None]
    return min(promised, default=None)


#: The reminder comes at a quarter of the time that there was, and no later than this before it.
SHORTEST = timedelta(minutes=5)


def reminder_at(office: Office, case: Case) -> datetime | None:
    """When to remind of the deadline beforehand; never where there was hardly any time at all."""
    due, start, hours = case.due_at, case.opened_at, office.desk.hours
    if due is None:
        return None
    by_clock = case.severity is Severity.CRITICAL
    whole = due - start if by_clock else hours.open_between(start, due)
    ahead = max(whole / 4, SHORTEST)
    if ahead >= whole:
        return None
    return due - ahead if by_clock else hours.after(start, whole - ahead)


def alert_at(office: Office, case: Case, after: Duration) -> datetime | None:
    """When to alert somebody higher up: so long after the deadline, in desk hours as it was."""
    if case.due_at is None:
        return None
    if after.unit is Unit.WORKING_DAY:
        return office.desk.hours.due(case.due_at, after)
    length = timedelta(seconds=after.seconds)
    if case.severity is Severity.CRITICAL:
        return case.due_at + length
    return office.desk.hours.after(case.due_at, length)
