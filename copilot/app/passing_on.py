"""What the next shift has to know: open cases, who has what, what is awaited, promised, tricky."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

from copilot.app.day import promised, standing
from copilot.app.notify import Plain, where
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import Case, CaseStatus
from copilot.domain.charter import blocks
from copilot.domain.handling import Alarm, Moderation
from copilot.domain.person import Right
from copilot.domain.playbook import Severity

#: Named one by one; the rest is counted.
NAMED = 12
#: Whatever is to be looked at some day is due by then.
FOR_EVER = timedelta(days=3650)


def passing_on(office: Office, *, person: int) -> Outcome:
    """
    Gather it for *person*.

    Raises:
        Refused: `stranger`.
    """
    office.require(person, Right.NOTE)
    now = office.clock.now()
    with office.store.read() as records:
        waiting = sorted(records.cases.list(CaseStatus.OPEN), key=_order)
        later = records.cases.list(CaseStatus.LATER)
        awaited = [*later, *_waited_for(records, later, now)]
        held = [one for one in waiting if one.claimant(now) is not None]
        uncertain = records.cases.list(CaseStatus.UNCERTAIN)
        unseen = [records.cases.get(item.case) for item in records.outbox.held()]
        paused = records.state.paused()
        values: Plain = {
            **standing(records),
            **promised(office, records),
            "next": [_case(records, one) for one in waiting if one not in held],
            "held": [
                _case(records, one) | {"name": office.people.called(one.claimant(now))}
                for one in held
            ],
            "asked": [_case(records, records.cases.get(id_)) for id_ in records.approvals.begun()],
            "awaited": [_awaited(records, one) for one in awaited],
            "danger": [_danger(office, records, one) for one in _alarmed(records, waiting, later)],
            "moderate": [
                _moderation(office, records, one, now) for one in _unlawful(records, now)
            ],
            "blocked": [_case(records, one) for one in waiting if _is_blocked(records, one)],
            "doubtful": [_case(records, one) for one in uncertain],
            "unseen": [_case(records, one) for one in unseen],
            "paused_by": office.people.called(paused.by) if paused else None,
        }
    return Outcome(code="passing_on", values=values)


def _order(case: Case) -> tuple[int, str, int]:
    due = case.due_at.isoformat() if case.due_at else "9999"
    return (-case.severity.rank, due, case.number)


def _case(records: Records, case: Case) -> Plain:
    return {"number": case.number, **where(records.cards.get(case.id))}


def _awaited(records: Records, case: Case) -> Plain:
    wait = records.waits.open(case.id)
    at = case.later_until or (wait.chase_at if wait else None)
    until = at.isoformat() if at else None
    colleague = wait.colleague.value if wait else None
    return _case(records, case) | {"colleague": colleague, "until": until}


def _waited_for(records: Records, later: Sequence[Case], now: datetime) -> list[Case]:
    """Cases with a question to a colleague that are not put off: a first answer was given."""
    known = {one.id for one in later}
    asked = [one.case for one in records.waits.due(now + FOR_EVER) if one.case not in known]
    return [records.cases.get(one) for one in asked]


def _alarmed(records: Records, *cases: Sequence[Case]) -> Iterator[tuple[Case, Alarm]]:
    for case in chain(*cases):
        alarm = records.alarms.of(case.id) if case.severity is Severity.CRITICAL else None
        if alarm is not None and alarm.lowered_at is None:
            yield case, alarm


def _danger(office: Office, records: Records, found: tuple[Case, Alarm]) -> Plain:
    case, alarm = found
    by = office.people.called(alarm.confirmed_by) if alarm.confirmed_at else None
    return _case(records, case) | {"by": by}


def _unlawful(records: Records, now: datetime) -> Sequence[Moderation]:
    return records.moderations.due(now + FOR_EVER)


def _moderation(office: Office, records: Records, one: Moderation, now: datetime) -> Plain:
    name, due = office.people.called(one.person), one.due_at.isoformat()
    return _case(records, records.cases.get(one.case)) | {
        "by": name,
        "due": due,
        "late": one.due_at <= now,
    }


def _is_blocked(records: Records, case: Case) -> bool:
    draft = records.drafts.get(case.id, case.revision) if case.revision else None
    return draft is not None and blocks(draft.findings)
