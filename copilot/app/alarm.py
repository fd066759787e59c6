"""Someone may be in danger: the people on call are woken in private until one confirms."""

from datetime import datetime, timedelta

from copilot.app.handling import those_who_take_part
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.handling import Alarm
from copilot.domain.person import Person
from copilot.domain.playbook import Playbook

EVERY = timedelta(minutes=3)
ROUNDS = 10
#: After the whole desk was called, there is nobody left to wake.
NEVER = timedelta(days=3650)
#: What "I’m here" stands for among the choices of a card.
CONFIRM = "here"


def raise_for(office: Office, records: Records, case: Case, playbook: Playbook | None) -> None:
    """Raise the alarm of a case in which somebody may be in danger; once for ever."""
    if playbook is None or not playbook.is_about_danger:
        return
    now = office.clock.now()
    if records.alarms.add(Alarm(case=case.id, raised_at=now, next_at=now)):
        records.log.append("alarm", at=now, case=case.id, words={"playbook": playbook.id})


def wake(office: Office, records: Records, *, now: datetime) -> int:
    """Wake whoever should be woken now; say for how many cases."""
    return sum(_again(office, records, alarm, now) for alarm in records.alarms.due(now))


def confirmed(
    office: Office, records: Records, case: Case, person: int, *, by_deed: bool = False
) -> bool:
    """
    Somebody takes care of it: nobody is woken any more, and the others are told who has it.

    *by_deed* when it was not said but shown, by taking the case or answering it.
    """
    now = office.clock.now()
    if not records.alarms.confirm(case.id, by=person, at=now):
        return False
    words = {"by": person, "by_deed": by_deed}
    records.log.append("alarm_confirmed", at=now, case=case.id, words=words)
    tell_others(office, records, case, "danger_taken", person)
    records.cards.touch(case.id, urgency=0)
    return True


def lowered(office: Office, records: Records, case: Case, person: int) -> bool:
    """Somebody says that nobody is in danger: on record, and those who were woken are told."""
    now = office.clock.now()
    if not records.alarms.lower(case.id, by=person, at=now):
        return False
    records.log.append("alarm_lowered", at=now, case=case.id, words={"by": person})
    tell_others(office, records, case, "danger_lowered", person)
    records.cards.touch(case.id, urgency=0)
    return True


def moved(
    office: Office, records: Records, case: Case, playbook: Playbook | None, person: int
) -> None:
    """Another playbook was chosen: one about danger raises the alarm, any other lowers it."""
    raise_for(office, records, case, playbook)
    if playbook is None or not playbook.is_about_danger:
        lowered(office, records, case, person)


def tell_others(office: Office, records: Records, case: Case, code: str, person: int) -> None:
    """Tell the desk, and in private everybody else who was woken, what *person* has done."""
    values: Plain = {"by": office.people.name_of(person)}
    tell_about(office, records, case, code, values, once=f"{code}:{case.id}")
    for one in office.people.on_call():
        if one.telegram != person:
            tell_about(office, records, case, code, values, to=one.telegram)


def _again(office: Office, records: Records, alarm: Alarm, now: datetime) -> bool:
    case = records.cases.get(alarm.case)
    if _is_seen_to(office, records, case, now):
        return False
    is_last = alarm.rounds >= ROUNDS
    next_at = now + (NEVER if is_last else EVERY)
    if not records.alarms.again(case.id, expected=alarm.rounds, next_at=next_at):
        return False
    people = those_who_take_part(office) if is_last else office.people.on_call()
    words = {"round": alarm.rounds + 1, "people": [one.telegram for one in people]}
    records.log.append("alarm_rung", at=now, case=case.id, words=words)
    if is_last:
        call_desk(office, records, case, people)
    else:
        for one in people:
            _call(office, records, case, alarm, one)
    records.cards.touch(case.id, urgency=1)
    return True


def _is_seen_to(office: Office, records: Records, case: Case, now: datetime) -> bool:
    """Whoever takes the case, or has settled it, has seen it without saying so."""
    if case.status is CaseStatus.DISMISSED:
        lowered(office, records, case, _dismissed_by(records, case))
        return True
    if case.status not in WORKABLE:
        confirmed(office, records, case, _answered_by(records, case), by_deed=True)
        return True
    holder = case.claimant(now)
    return holder is not None and confirmed(office, records, case, holder, by_deed=True)


def _answered_by(records: Records, case: Case) -> int:
    items = records.outbox.of_case(case.id)
    return items[-1].approved_by if items else 0


def _dismissed_by(records: Records, case: Case) -> int:
    said = [one.words for one in records.log.entries(case=case.id) if one.event == "dismissed"]
    by = said[-1].get("by") if said and said[-1] else None
    return by if isinstance(by, int) else 0


def _call(office: Office, records: Records, case: Case, alarm: Alarm, one: Person) -> None:
    card = records.cards.get(case.id)
    values: Plain = {
        "round": alarm.rounds + 1,
        "token": button_for(office, records, case),
        "chat": card.chat if card else None,
        "message": card.message if card else None,
        "is_loud": True,
        "people": [{"name": one.name, "telegram": one.telegram}],
        "otherwise": "danger_desk",
    }
    once = f"danger:{case.id}:{alarm.rounds}:{one.telegram}"
    tell_about(office, records, case, "danger", values, to=one.telegram, once=once)


def call_desk(office: Office, records: Records, case: Case, people: tuple[Person, ...]) -> None:
    """Call by name whoever is left to be called, in the desk itself."""
    values: Plain = {
        "people": [{"name": one.name, "telegram": one.telegram} for one in people],
        "token": button_for(office, records, case),
        "is_loud": True,
    }
    tell_about(office, records, case, "danger_everyone", values, once=f"danger:{case.id}:all")


def button_for(office: Office, records: Records, case: Case) -> str:
    """The token of "I’m here", which works wherever it is pressed."""
    return records.chat.button(
        token=office.ids.token(),
        case=case.id,
        action="pick",
        revision=0,
        version=0,
        value=f"{CONFIRM}:yes",
    )
