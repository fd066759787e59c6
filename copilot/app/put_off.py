"""Later, not now: a case leaves the queue until a time and comes back by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from copilot.app.change import back, pick, workable
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Menu, Outcome
from copilot.domain.case import CaseEvent
from copilot.domain.errors import Refused

#: What a card offers; `evening` is 18:00 of the brand's day, `tomorrow` the next opening.
CHOICES = ("15m", "1h", "evening", "tomorrow")
EVENING_HOUR = 18
MORNING_HOUR = 9


def offer_times(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer when the case should come back."""
    workable(office, records, button, person, fresh=False)
    now = office.clock.now()
    choices = tuple(
        pick(office, records, button, f"later:{choice}")
        for choice in CHOICES
        if _until(office, choice, now) > now
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
    return Outcome(code="put_off", values={"until": until}, case=case.id)


def _until(office: Office, choice: str, now: datetime) -> datetime:
    if choice == "15m":
        return now + timedelta(minutes=15)
    if choice == "1h":
        return now + timedelta(hours=1)
    local = now.astimezone(ZoneInfo(office.brand.timezone))
    if choice == "evening":
        return local.replace(hour=EVENING_HOUR, minute=0, second=0, microsecond=0)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    opening = office.desk.hours.next_opening(midnight)
    return midnight.replace(hour=MORNING_HOUR) if opening == midnight else opening
