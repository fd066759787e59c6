"""Later, not now: a case leaves the queue until a time and comes back by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from copilot.app.change import back, pick, workable
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import HandlingView, Menu, Outcome
from copilot.domain.case import Case, CaseEvent, CaseStatus
from copilot.domain.errors import Refused
from copilot.domain.person import Right
from copilot.domain.playbook import Severity

#: What a card may offer; `tomorrow` and `opening` are the next opening, by the day it is on.
CHOICES = ("15m", "1h", "evening", "tomorrow", "opening")
#: The kind of pick that ends it before the time.
NOW = "now"
EVENING_HOUR = 18
MORNING_HOUR = 9


def offer_times(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer when the case should come back."""
    case = workable(office, records, button, person, fresh=False)
    now = office.clock.now()
    choices = tuple(
        pick(office, records, button, f"later:{choice}")
        for choice in CHOICES
        if _is_offered(office, case, choice, now)
    )
    return Outcome(
        code="menu", menu=Menu(kind="later", buttons=(*choices, back(office, records, button)))
    )


def put_off(
    office: Office, records: Records, button: Button, person: int, *, choice: str
) -> Outcome:
    """Put the case off until the chosen time."""
    case = workable(office, records, button, person, fresh=False)
    if choice not in CHOICES:
        raise Refused("gone")
    now = office.clock.now()
    until = _until(office, choice, now)
    records.cases.move(case.id, CaseEvent.SNOOZE, at=now, later_until=until)
    records.log.append(
        "later", at=now, case=case.id, words={"by": person, "until": until.isoformat()}
    )
    records.cards.touch(case.id, urgency=0)
    if case.due_at is not None and now < case.due_at < until:
        values = {"until": until, "due": case.due_at}
        return Outcome(code="put_off_late", values=values, case=case.id)
    return Outcome(code="put_off", values={"until": until}, case=case.id)


def resume(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    """
    Bring a case back before its time; nobody has to hold it for that.

    Raises:
        Refused: `stale` when it is back already.
    """
    office.require(person, Right.WORK)
    case = records.cases.get(button.case)
    if case.status is not CaseStatus.LATER:
        raise Refused("stale")
    now = office.clock.now()
    records.cases.move(case.id, CaseEvent.WAKE, at=now)
    records.log.append("woken", at=now, case=case.id, words={"by": person})
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="brought_back", case=case.id)


def is_aside(case: Case, handling: HandlingView) -> bool:
    """Whether it is wanted out of sight for now: no colleague, nobody in danger waits."""
    wait, alarm = handling.wait, handling.alarm
    if case.status is not CaseStatus.LATER or (alarm is not None and alarm.lowered_at is None):
        return False
    return wait is None or case.later_until != wait.chase_at


def _is_offered(office: Office, case: Case, choice: str, now: datetime) -> bool:
    until = _until(office, choice, now)
    if choice in ("tomorrow", "opening"):
        is_tomorrow = _local(office, until).date() == _tomorrow(office, now).date()
        return is_tomorrow == (choice == "tomorrow")
    return until > now and (case.severity is Severity.CRITICAL or _is_seen(office, until, now))


def _is_seen(office: Office, until: datetime, now: datetime) -> bool:
    """Whether the desk has not closed for the day by then; who works on a day off knows when."""
    hours = office.desk.hours
    today = hours.day(hours.day_of(now))
    return today is None or until < today[1] or hours.is_open(until)


def _until(office: Office, choice: str, now: datetime) -> datetime:
    if choice == "15m":
        return now + timedelta(minutes=15)
    if choice == "1h":
        return now + timedelta(hours=1)
    return _evening(office, now) if choice == "evening" else _opening(office, now)


def _evening(office: Office, now: datetime) -> datetime:
    """18:00, or when the desk opens later; an hour before it closes, for somebody to see it."""
    local = _local(office, now)
    evening = local.replace(hour=EVENING_HOUR, minute=0, second=0, microsecond=0)
    day = office.desk.hours.day(local.date()) if office.desk.hours.week else None
    return min(max(evening, day[0]), day[1] - timedelta(hours=1)) if day else evening


def _opening(office: Office, now: datetime) -> datetime:
    """When the desk opens next from tomorrow on; where it works all night, at nine."""
    hours, midnight = office.desk.hours, _tomorrow(office, now)
    morning = midnight.replace(hour=MORNING_HOUR)
    if hours.is_open(midnight) and hours.is_open(morning):
        return morning
    return hours.next_opening(midnight)


def _tomorrow(office: Office, now: datetime) -> datetime:
    day = _local(office, now) + timedelta(days=1)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _local(office: Office, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(office.brand.timezone))
