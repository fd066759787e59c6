"""Say that a promise is kept: publicly, with a reply that a person approves, or in private."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from copilot.app import dismiss, promises, stages
from copilot.app.change import back, pick, workable
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Menu, Outcome
from copilot.domain.case import WORKABLE, CaseStatus
from copilot.domain.errors import Refused
from copilot.domain.handling import Promise
from copilot.domain.person import Right
from copilot.domain.playbook import Duration, Stage, Unit

#: When a continuation in private is due: the end of a day of the desk, counted from today.
DAYS = {"today": 0, "tomorrow": 1, "two_days": 2, "week": 5}
LAST_HOUR = 18


def kept(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """
    Ask where the promise was kept, when it can be said to the customer; else mark it as kept.

    Raises:
        Refused: `promise_kept` when a colleague was first.
    """
    office.require(person, Right.WORK)
    promise = promises.find(office, records, button.case, choice)
    case = records.cases.get(button.case)
    is_open = case.status is CaseStatus.ANSWERED or case.status in WORKABLE
    is_sayable = is_open and Stage.KEPT in stages.others(office, records, case)
    if promise.is_private or not is_sayable:
        return _mark(office, records, promise, person)
    buttons = (
        pick(office, records, button, f"kept_here:{choice}"),
        pick(office, records, button, f"kept_private:{choice}"),
        back(office, records, button),
    )
    return Outcome(code="menu", menu=Menu(kind="kept", buttons=buttons))


def kept_here(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Draft the reply that says so; the promise is kept when that reply is public."""
    promises.find(office, records, button.case, choice)
    return stages.to_stage(office, records, button, person, Stage.KEPT.value)


def kept_private(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Mark the promise as kept out of the public's sight."""
    office.require(person, Right.WORK)
    return _mark(office, records, promises.find(office, records, button.case, choice), person)


def offer_dates(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Ask until when *person* goes on in private; without a date nothing is closed."""
    workable(office, records, button, person, fresh=False)
    now = office.clock.now()
    choices = [
        pick(office, records, button, f"private:{choice}")
        for choice in DAYS
        if _due(office, choice, now) > now
    ]
    return Outcome(
        code="menu",
        menu=Menu(kind="private", buttons=(*choices, back(office, records, button))),
    )


def in_private(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Close the case as answered in private: a promise that *person* owns, with a date."""
    if choice not in DAYS:
        raise Refused("gone")
    dismiss.dismiss(office, records, button, person, reason="private")
    now = office.clock.now()
    due = _due(office, choice, now)
    case = records.cases.get(button.case)
    promises.make_private(office, records, case, owner=person, due_at=due, what="")
    return Outcome(code="private", values={"until": due}, case=case.id)


def _mark(office: Office, records: Records, promise: Promise, person: int) -> Outcome:
    now = office.clock.now()
    if not promises.keep(records, promise, by=person, at=now, how="private"):
        raise Refused("promise_kept", by="")
    return Outcome(code="promise_kept", case=promise.case)


def _due(office: Office, choice: str, now: datetime) -> datetime:
    days = DAYS[choice]
    if days:
        return office.desk.hours.due(now, Duration(days, Unit.WORKING_DAY))
    local = now.astimezone(ZoneInfo(office.brand.timezone))
    closing = [end for _, end in office.desk.hours.stretches(local) if _same_day(local, end)]
    evening = local.replace(hour=LAST_HOUR, minute=0, second=0, microsecond=0)
    return max(closing, default=max(evening, now + timedelta(hours=1)))


def _same_day(local: datetime, end: datetime) -> bool:
    return end.astimezone(local.tzinfo).date() == local.date()
