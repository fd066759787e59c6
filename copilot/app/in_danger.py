"""Whoever may be in danger now: what everybody at the desk has in sight."""

from datetime import timedelta

from copilot.app.more import CLOSED
from copilot.app.notify import Plain, where
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.handling import Alarm

#: An alarm that nobody has ended in so long is not today's any more.
REMEMBERED = timedelta(days=7)


def now_in_danger(office: Office, records: Records) -> list[Plain]:
    """Cases whose alarm stands and that are not closed, and who looks after each."""
    return [
        _told(office, records, case, alarm)
        for case, alarm in _standing(office, records)
        if case.status not in CLOSED
    ]


def _standing(office: Office, records: Records) -> list[tuple[Case, Alarm]]:
    since = office.clock.now() - REMEMBERED
    return [(records.cases.get(one.case), one) for one in records.alarms.standing(since)]


def _told(office: Office, records: Records, case: Case, alarm: Alarm) -> Plain:
    name = office.people.called(alarm.confirmed_by) if alarm.confirmed_by else None
    return {"number": case.number, "name": name, **where(records.cards.get(case.id))}
