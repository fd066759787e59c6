"""Messages that call for somebody while an alarm rings: whom they reached, what they become."""

from copilot.app.notify import Plain, tell_about, where
from copilot.app.office import Office
from copilot.app.ports.records import Notice
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.handling import Alarm
from copilot.domain.person import Person

#: In private; in private or at the desk; and the message that takes the place of one of these.
CALL, CALLS, OVER = "danger", ("danger", "danger_desk", "danger_everyone"), "danger_over"
#: What "I’m here" stands for among the choices of a card.
CONFIRM = "here"


def which(records: Records, case: Case) -> str:
    """Which alarm of the case it is: one that was lowered may be raised anew."""
    alarm = records.alarms.of(case.id)
    return f"{case.id}:{alarm.raised_at.isoformat() if alarm else ''}"


def call(
    office: Office,
    records: Records,
    case: Case,
    alarm: Alarm,
    one: Person,
    *,
    otherwise: str | None,
) -> None:
    """Call one person in private; *otherwise* is the notice for the desk where that fails."""
    card = records.cards.get(case.id)
    values: Plain = {
        "round": alarm.rounds + 1,
        "token": _button(office, records, case),
        **where(card),
        "is_loud": True,
        "people": [{"name": office.people.called(one.telegram), "telegram": one.telegram}],
    }
    if otherwise is not None:
        values["otherwise"] = otherwise
    once = f"danger:{which(records, case)}:{alarm.rounds}:{one.telegram}"
    tell_about(office, records, case, "danger", values, to=one.telegram, once=once)


def call_desk(
    office: Office, records: Records, case: Case, people: tuple[Person, ...], *, number: int
) -> None:
    """Call by name whoever is left to be called, in the desk itself."""
    values: Plain = {
        "people": [
            {"name": office.people.called(one.telegram), "telegram": one.telegram}
            for one in people
        ],
        "round": number + 1,
        "token": _button(office, records, case),
        "is_loud": True,
    }
    once = f"danger:{which(records, case)}:all:{number}"
    tell_about(office, records, case, "danger_everyone", values, once=once)


def _button(office: Office, records: Records, case: Case) -> str:
    """The token of "I’m here", which works wherever it is pressed."""
    return records.chat.button(
        token=office.ids.token(),
        case=case.id,
        action="pick",
        revision=0,
        version=0,
        value=f"{CONFIRM}:yes",
        at=office.clock.now(),
    )


def reached(records: Records, case: Case, alarm: Alarm) -> dict[int, bool]:
    """Who was called in private since *alarm* was raised, and whether the last try got through."""
    calls = [one for one in records.notices.about(case.id, CALL) if _is_of(one, alarm)]
    return {one.chat: one.message is not None for one in calls if one.sent_at is not None}


def answered(office: Office, records: Records, case: Case, code: str, values: Plain) -> None:
    """Every message that asks who is there says what became of it, and asks no more."""
    alarm = records.alarms.of(case.id)
    for one in records.notices.about(case.id, *CALLS):
        if alarm is None or not _is_of(one, alarm):
            continue
        said = {**one.values, **values, "replaces": one.id, "first": one.code, "then": code}
        said.pop("otherwise", None)
        tell_about(office, records, case, OVER, said, to=one.chat, once=f"{code}:{one.id}")


def _is_of(notice: Notice, alarm: Alarm) -> bool:
    return notice.created_at >= alarm.raised_at
