"""Someone may be in danger: an alarm is raised, and ends when somebody takes care or says no."""

from copilot.app import alarm_calls
from copilot.app.deadline import waiting_since
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.errors import Refused
from copilot.domain.handling import Alarm
from copilot.domain.person import Right
from copilot.domain.playbook import Playbook
from copilot.matching.retold import is_retold

#: Why a case is closed by whoever goes on in private with the person.
IN_PRIVATE = "private"


def raise_for(office: Office, records: Records, case: Case, playbook: Playbook | None) -> bool:
    """
    Raise the alarm of a case in which somebody may be in danger.

    One that stands is not raised twice; one that was lowered is raised anew.
    """
    if playbook is None or not playbook.is_about_danger:
        return False
    now = office.clock.now()
    alarm, known = Alarm(case=case.id, raised_at=now, next_at=now), records.alarms.of(case.id)
    if known is not None and not _is_over(records, case, known):
        return False
    if not (records.alarms.add(alarm) or records.alarms.raise_again(alarm)):
        return False
    records.log.append("alarm", at=now, case=case.id, words={"playbook": playbook.id})
    records.cards.touch(case.id, urgency=0)
    return True


def stands_again(office: Office, records: Records, case: Case) -> None:
    """A closed case is open again: an alarm that ended with it does not end here."""
    known = records.alarms.of(case.id)
    if known is not None and known.lowered_at is not None:
        playbooks = office.shelf.in_force.playbooks.playbooks
        raise_for(office, records, case, playbooks.get(case.playbook or ""))


def given_back(
    office: Office, records: Records, case: Case, person: int, *, by_clock: bool = False
) -> None:
    """Who was there is there no more, and the person has no answer: others are woken again."""
    known = records.alarms.of(case.id)
    if known is None or known.lowered_at is not None or known.confirmed_by != person:
        return
    items = records.outbox.of_case(case.id)
    if any(one.posted_at and one.posted_at >= known.raised_at for one in items):
        return
    now = office.clock.now()
    records.alarms.raise_again(Alarm(case=case.id, raised_at=now, next_at=now))
    words = {"from": person} if by_clock else {"by": person}
    records.log.append("alarm", at=now, case=case.id, words=words)
    records.cards.touch(case.id, urgency=0)


def lapsed(office: Office, records: Records, case: Case) -> None:
    """A claim ended by itself: “I’m here” half an hour ago is nobody there now."""
    known = records.alarms.of(case.id)
    if known is not None and known.confirmed_by is not None:
        given_back(office, records, case, known.confirmed_by, by_clock=True)


def _is_over(records: Records, case: Case, alarm: Alarm) -> bool:
    """Lowered; or somebody took care, and the case was closed and has come back since."""
    if alarm.lowered_at is not None:
        return True
    since = waiting_since(records, case.id, records.complaints.get(case.complaint))
    return alarm.confirmed_at is not None and alarm.confirmed_at < since


def is_settled(records: Records, stored: StoredComplaint, case: Case) -> bool:
    """Whether somebody has said of these very words, slips apart, that nobody is in danger."""
    known = records.alarms.of(case.id)
    if known is None or known.lowered_at is None:
        return False
    seen = records.complaints.version_at(stored.id, known.lowered_at)
    was = records.complaints.version(stored.id, seen).text
    return not is_retold(was, stored.complaint.text)


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


def lowered(
    office: Office, records: Records, case: Case, person: int, *, reason: str | None = None
) -> bool:
    """
    Somebody says that nobody is in danger: on record, and those who were woken are told.

    With *reason* it was not said: the case was closed without an answer, for that reason.
    """
    now = office.clock.now()
    if not records.alarms.lower(case.id, by=person, at=now):
        return False
    records.log.append("alarm_lowered", at=now, case=case.id, words={"by": person})
    code = "danger_closed" if reason else "danger_lowered"
    tell_others(office, records, case, code, person, reason=reason)
    records.cards.touch(case.id, urgency=0)
    return True


def closed(office: Office, records: Records, case: Case, person: int, reason: str) -> None:
    """A case was closed without an answer: whoever goes on in private takes care of it."""
    if reason == IN_PRIVATE:
        confirmed(office, records, case, person, by_deed=True)
    else:
        lowered(office, records, case, person, reason=reason)


def is_unheard(records: Records, case: Case) -> bool:
    """Whether an alarm rings for the case, and nobody has answered it."""
    known = records.alarms.of(case.id)
    return known is not None and known.is_unheard


def require_judge(office: Office, records: Records, case: Case, person: int) -> None:
    """
    Whoever may not approve does not end an alarm, by whatever way.

    Raises:
        Refused: `not_to_lower`.
    """
    known, alarm = office.people.find(person), records.alarms.of(case.id)
    stands = alarm is not None and alarm.lowered_at is None
    if stands and (known is None or not known.may(Right.APPROVE)):
        raise Refused("not_to_lower")


def moved(
    office: Office, records: Records, case: Case, playbook: Playbook | None, person: int
) -> None:
    """Another playbook was chosen: one about danger raises the alarm, any other lowers it."""
    raise_for(office, records, case, playbook)
    if playbook is None or not playbook.is_about_danger:
        lowered(office, records, case, person)


def tell_others(
    office: Office,
    records: Records,
    case: Case,
    code: str,
    person: int,
    *,
    reason: str | None = None,
) -> None:
    """Tell the desk, and in private everybody else who was woken, what *person* has done."""
    # Nobody is woken to hear that they may sleep.
    values: Plain = {"by": office.people.called(person), "reason": reason, "is_loud": False}
    tell_about(
        office, records, case, code, values, once=f"{code}:{alarm_calls.which(records, case)}"
    )
    for one in office.people.on_call():
        if one.telegram != person:
            tell_about(office, records, case, code, values, to=one.telegram)
    alarm_calls.answered(office, records, case, code, values)
