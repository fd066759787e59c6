"""Reminders of first answers: one before the deadline, one at it, an alert after; never more."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from copilot.app.alarm_rounds import is_coming
from copilot.app.approvals import playbook_of
from copilot.app.conversation import natives
from copilot.app.deadline import BACK, alert_at, reminder_at
from copilot.app.escalate import escalate
from copilot.app.handling import to_alert
from copilot.app.notify import Plain, tell, tell_about, where
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revisit import CAME_BACK
from copilot.domain.case import Case, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.handling import Escalation
from copilot.domain.person import Person
from copilot.domain.playbook import Posture, Severity

#: A minute more or less is nothing; two hundred open cases need not be read every second.
LOOK_EVERY = timedelta(seconds=30)
LOOKED = "reminders:looked"
#: More than these at once are told in one message, the day it burns.
APART = 3
NAMED = 12
BEFORE, LATE, ALERT = "before", "late", "alert"


def remind(office: Office, records: Records, *, now: datetime) -> int:
    """Say what is due soon or late, and alert; nothing is ever said twice. Say how many."""
    if _looked_lately(records, now):
        return 0
    waiting = [case for case in records.cases.list(CaseStatus.OPEN) if _rings(office, case, now)]
    since = records.cases.waiting_since(back=BACK)
    told = _wake_on_call(office, records, waiting, since, now)
    for step in (BEFORE, LATE, ALERT):
        due = [case for case in waiting if _is_due(office, records, case, step, now)]
        untold = _untold(records, due, step, since)
        fresh = [
            case
            for case, key in untold
            if _wants_answer(office, records, case, since[case.id]) and records.state.once(key)
        ]
        _redraw(records, [case for case, _ in untold if case not in fresh], step)
        _tell(office, records, fresh, step, now)
        for case in fresh:
            # How long is left has changed, or nothing is left.
            records.cards.touch(case.id, urgency=4)
        told += len(fresh)
    return told


def _untold(
    records: Records, due: Sequence[Case], step: str, since: Mapping[str, datetime]
) -> list[tuple[Case, str]]:
    """
    Those of which it was never said, each with the key that says so from then on.

    Once for each time that somebody waits: a case that came back has a deadline of its own. What
    is late stays so for hours: whether it was told is asked for all at once.
    """
    keys = {case.id: f"reminder:{step}:{case.id}:{since[case.id].isoformat()}" for case in due}
    known = records.state.known(keys.values())
    return [(case, keys[case.id]) for case in due if keys[case.id] not in known]


def _redraw(records: Records, cases: Sequence[Case], step: str) -> None:
    """Of what nobody is reminded of, the card says all the same how long is left, or how late."""
    keys = {f"drawn:{step}:{case.id}:{case.due_at}": case for case in cases if step != ALERT}
    known = records.state.known(keys)
    for key, case in keys.items():
        if key not in known and records.state.once(key):
            records.cards.touch(case.id, urgency=4)


def _looked_lately(records: Records, now: datetime) -> bool:
    last = records.state.get(LOOKED)
    if last is not None and timedelta() <= now - datetime.fromisoformat(last) < LOOK_EVERY:
        return True
    records.state.set(LOOKED, now.isoformat())
    return False


def _rings(office: Office, case: Case, now: datetime) -> bool:
    """Outside desk hours only what is critical; the rest waits for the desk to open."""
    return case.severity is Severity.CRITICAL or office.desk.hours.is_open(now)


def _is_due(office: Office, records: Records, case: Case, step: str, now: datetime) -> bool:
    at = _at(office, records, case, step)
    if at is None or case.due_at is None or now < at:
        return False
    return step != BEFORE or now < case.due_at


def _at(office: Office, records: Records, case: Case, step: str) -> datetime | None:
    if step == BEFORE:
        return reminder_at(office, case)
    if step == LATE:
        return case.due_at
    playbook = playbook_of(office, records, case)
    wanted = playbook.escalate if playbook else None
    return alert_at(office, case, wanted.after) if wanted else None


def _wants_answer(office: Office, records: Records, case: Case, since: datetime) -> bool:
    """What is answered, needs no answer, or cannot be answered from here is nobody’s delay."""
    channel = office.channels.get(case.channel)
    if channel is None or channel.mode is not Mode.LIVE:
        return False
    playbook = playbook_of(office, records, case)
    if playbook is not None and playbook.posture is Posture.SILENT:
        return False
    if case.due_at is None or case.due_at <= since:
        return False
    posted = [item.posted_at for item in records.outbox.of_case(case.id)]
    if any(at is not None and at >= since for at in posted):
        return False
    stored = records.complaints.get(case.complaint)
    if stored.complaint.deleted_at is not None:
        return False
    # A colleague may have answered on the platform itself.
    return not any(one.received_at >= since for one in natives(records, case, stored))


def _tell(
    office: Office, records: Records, cases: Sequence[Case], step: str, now: datetime
) -> None:
    if len(cases) > APART:
        _tell_together(office, records, cases, step, now)
        return
    for case in cases:
        if step == ALERT:
            escalate(office, records, case)
        else:
            values = _values(office, case, _concerned(office, case, now))
            tell_about(office, records, case, f"reminder_{step}", values)


def _tell_together(
    office: Office, records: Records, cases: Sequence[Case], step: str, now: datetime
) -> None:
    ordered = sorted(cases, key=lambda one: (-one.severity.rank, one.due_at or now, one.number))
    concerned = {
        case.id: _alerted(office, records, case, now)
        if step == ALERT
        else _concerned(office, case, now)
        for case in ordered
    }
    people = _sorted({one for every in concerned.values() for one in every})
    named: Plain = {
        "people": [
            {"name": office.people.called(one.telegram), "telegram": one.telegram}
            for one in people
        ]
    }
    tell(office, records, f"reminders_{step}", _together(ordered) | named)
    for one in people if step == ALERT else ():
        mine = [case for case in ordered if one in concerned[case.id]]
        card = records.cards.get(mine[0].id)
        tell(
            office,
            records,
            "reminders_alert_private",
            _together(mine) | where(card),
            to=one.telegram,
        )


def _together(cases: Sequence[Case]) -> Plain:
    return {
        "numbers": [one.number for one in cases[:NAMED]],
        "count": len(cases),
        "is_loud": any(one.severity is Severity.CRITICAL for one in cases),
    }


def _alerted(office: Office, records: Records, case: Case, now: datetime) -> tuple[Person, ...]:
    """Keep that they are alerted; one message tells them of all at once."""
    playbook = playbook_of(office, records, case)
    role = playbook.escalate.to if playbook and playbook.escalate else ""
    told = to_alert(office, role)
    alert = Escalation(id=office.ids.new(), case=case.id, to=role, note="", by=None, at=now)
    records.escalations.add(alert)
    words: Plain = {"by": None, "to": role, "told": [one.telegram for one in told], "note": ""}
    records.log.append("escalated", at=now, case=case.id, words=words)
    records.cards.touch(case.id, urgency=4)
    return told


def _concerned(office: Office, case: Case, now: datetime) -> tuple[Person, ...]:
    """Whoever has the case; at night, for what is critical, whoever is on call."""
    holder = office.people.find(case.claimant(now))
    if holder is not None:
        return (holder,)
    return () if office.desk.hours.is_open(now) else office.people.on_call()


def _wake_on_call(
    office: Office,
    records: Records,
    waiting: Sequence[Case],
    since: Mapping[str, datetime],
    now: datetime,
) -> int:
    """What is critical and comes at night, or comes back, reaches whoever is on call, once."""
    if office.desk.hours.is_open(now):
        return 0
    calls = [
        (_once(case, one, since[case.id]), case, one)
        for case in waiting
        # Whoever is called must have a way to the card: it comes first.
        if case.claimant(now) is None
        and not is_coming(records, case, since=case.opened_at, now=now)
        for one in office.people.on_call()
    ]
    known = records.notices.known([once for once, _, _ in calls])
    # Someone in danger has an alarm of their own.
    return sum(
        records.alarms.of(case.id) is None and _wake(office, records, case, one, once=once)
        for once, case, one in calls
        if once not in known
    )


def _once(case: Case, one: Person, since: datetime) -> str:
    """Anew when the customer brought it back; whoever reopens it at the desk is there already."""
    is_back = case.reason == CAME_BACK and case.due_at is not None
    return f"on_call:{case.id}:{one.telegram}" + (f":{since.isoformat()}" if is_back else "")


def _wake(office: Office, records: Records, case: Case, one: Person, *, once: str) -> bool:
    card = records.cards.get(case.id)
    values = _values(office, case, (one,)) | {
        **where(card),
        "otherwise": "on_call_desk",
    }
    return tell_about(office, records, case, "on_call", values, to=one.telegram, once=once)


def _values(office: Office, case: Case, people: Sequence[Person]) -> Plain:
    return {
        "due_at": case.due_at.isoformat() if case.due_at else None,
        "people": [
            {"name": office.people.called(one.telegram), "telegram": one.telegram}
            for one in people
        ],
        "is_loud": case.severity is Severity.CRITICAL,
    }


def _sorted(people: set[Person]) -> list[Person]:
    return sorted(people, key=lambda one: one.name)
