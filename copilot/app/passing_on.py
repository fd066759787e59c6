"""What the next shift has to know: open cases, who has what, what is awaited, promised, tricky."""

from datetime import timedelta

from copilot.app.day import promised, standing
from copilot.app.notify import Plain
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import Case, CaseStatus
from copilot.domain.charter import blocks
from copilot.domain.person import Right

#: Named one by one; the rest is counted.
NAMED = 12
#: Of open promises, those due so soon.
AHEAD = timedelta(days=2)


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
        held = [one for one in waiting if one.claimant(now) is not None]
        uncertain = records.cases.list(CaseStatus.UNCERTAIN)
        unseen = [records.cases.get(item.case) for item in records.outbox.held()]
        paused = records.state.paused()
        values: Plain = {
            **standing(records),
            "promises": promised(office, records, now + AHEAD),
            "next": [_case(records, one) for one in waiting[:NAMED] if one not in held],
            "held": [
                _case(records, one) | {"name": office.people.name_of(one.claimant(now))}
                for one in held
            ],
            "awaited": [_awaited(records, one) for one in later[:NAMED]],
            "blocked": [_case(records, one) for one in waiting if _is_blocked(records, one)],
            "doubtful": [_case(records, one) for one in uncertain],
            "unseen": [_case(records, one) for one in unseen],
            "paused_by": office.people.name_of(paused.by) if paused else None,
        }
    return Outcome(code="passing_on", values=values)


def _order(case: Case) -> tuple[int, str, int]:
    due = case.due_at.isoformat() if case.due_at else "9999"
    return (-case.severity.rank, due, case.number)


def _case(records: Records, case: Case) -> Plain:
    card = records.cards.get(case.id)
    return {"number": case.number, "message": card.message if card else None}


def _awaited(records: Records, case: Case) -> Plain:
    wait = records.waits.open(case.id)
    until = case.later_until.isoformat() if case.later_until else None
    colleague = wait.colleague.value if wait else None
    return _case(records, case) | {"colleague": colleague, "until": until}


def _is_blocked(records: Records, case: Case) -> bool:
    draft = records.drafts.get(case.id, case.revision) if case.revision else None
    return draft is not None and blocks(draft.findings)
