"""Each desk day is opened and closed with a message: what waits, what is promised, how it went."""

from datetime import date, datetime, timedelta

from copilot.app.figures import figures
from copilot.app.notify import Plain, tell
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import CaseStatus
from copilot.domain.playbook import Severity

#: A process that was down at the hour still says it, but not in the middle of the day.
LATE = timedelta(hours=2)
PROMISES = 8


def begin_or_end(office: Office, records: Records, *, now: datetime) -> int:
    """Open or close the desk’s day, once; say how many messages that makes."""
    today = now.astimezone(office.desk.hours.zone).date()
    # A day that ends at midnight is closed when the next has begun.
    days = (today, today - timedelta(days=1))
    return sum(_look(office, records, day, now) for day in days)


def _look(office: Office, records: Records, day: date, now: datetime) -> int:
    hours = office.desk.hours.day(day) if office.desk.hours.week else None
    if hours is None:
        return 0
    told = 0
    for kind, at in zip(("open", "close"), hours, strict=True):
        is_now = at <= now < at + LATE and (kind == "close" or now < hours[1])
        if is_now and records.state.once(f"day:{kind}:{day.isoformat()}"):
            tell(office, records, f"day_{kind}", _values(office, records, kind, day), urgency=1)
            told += 1
    return told


def _values(office: Office, records: Records, kind: str, day: date) -> Plain:
    shown = day if kind == "close" else _last_day(office, day)
    monday = shown - timedelta(days=shown.weekday())
    hours = office.desk.hours
    start, end = hours.begins(shown), hours.begins(shown + timedelta(days=1))
    promised_on = day if kind == "open" else day + timedelta(days=1)
    return {
        **_pause(office, records),
        **standing(records),
        **promised(office, records, hours.begins(promised_on + timedelta(days=1))),
        "day": figures(office, records, start, end),
        # On a week's first day both would say the same.
        "week": figures(office, records, hours.begins(monday), end) if shown > monday else {},
        "is_yesterday": shown == day - timedelta(days=1),
        "is_last_week": monday + timedelta(days=7) <= day,
    }


def _pause(office: Office, records: Records) -> Plain:
    """A pause that goes on from one day to the next may be one that nobody thinks of any more."""
    paused = records.state.paused()
    if paused is None:
        return {}
    return {
        "paused_by": office.people.called(paused.by),
        "paused_at": paused.at.isoformat(),
        "kept_back": records.cases.counts()[CaseStatus.APPROVED],
    }


def standing(records: Records) -> Plain:
    """What waits: how many by severity, and the oldest."""
    waiting = records.cases.list(CaseStatus.OPEN)
    oldest = min(waiting, key=lambda one: (one.opened_at, one.number), default=None)
    counts = {one.value: sum(case.severity is one for case in waiting) for one in Severity}
    return {
        "waiting": len(waiting),
        "severities": {name: count for name, count in counts.items() if count},
        "oldest": oldest.number if oldest else None,
        "oldest_at": oldest.opened_at.isoformat() if oldest else None,
        "uncertain": records.cases.counts()[CaseStatus.UNCERTAIN],
        "unseen": len(records.outbox.held()),
    }


def promised(office: Office, records: Records, until: datetime | None = None) -> Plain:
    """Open promises, or those due by *until*: the most urgent, and how many more."""
    due = [one for one in records.promises.open() if until is None or one.due_at <= until]
    told = [
        {
            "number": records.cases.get(one.case).number,
            "due_at": one.due_at.isoformat(),
            "name": office.people.called(one.owner),
        }
        for one in due[:PROMISES]
    ]
    return {"promises": told, "promises_more": len(due) - len(told)}


def _last_day(office: Office, day: date) -> date:
    """The desk day before *day*; with long holidays, just the day before."""
    before = (day - timedelta(days=back) for back in range(1, 15))
    return next((one for one in before if office.desk.hours.day(one)), day - timedelta(days=1))
