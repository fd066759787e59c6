"""Close a case without an answer, with a reason; and open it again."""

from copilot.app import alarm, revisit
from copilot.app.change import back, pick, workable
from copilot.app.more import CLOSED
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.too_late import closed
from copilot.app.view import Menu, Outcome
from copilot.app.waiting import give_up
from copilot.domain.case import CaseEvent
from copilot.domain.errors import Refused
from copilot.domain.person import Right

REASONS = ("nothing_to_add", "spam", "troll", "community", "duplicate", "legal", "private")


def offer_reasons(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer the reasons; without one nothing is closed."""
    case = workable(office, records, button, person, fresh=False)
    alarm.require_judge(office, records, case, person)
    choices = tuple(pick(office, records, button, f"dismiss:{reason}") for reason in REASONS)
    return Outcome(
        code="menu", menu=Menu(kind="dismiss", buttons=(*choices, back(office, records, button)))
    )


def dismiss(
    office: Office, records: Records, button: Button, person: int, *, reason: str
) -> Outcome:
    """Close the case without an answer; refused when it changed since the menu was opened."""
    case = workable(office, records, button, person, fresh=False)
    alarm.require_judge(office, records, case, person)
    if reason not in REASONS:
        raise Refused("gone")
    if records.complaints.get(case.complaint).version != button.version:
        raise Refused("stale")
    now = office.clock.now()
    records.approvals.withdraw(case.id, reason="dismissed", at=now)
    give_up(office, records, case, person)
    records.cases.move(case.id, CaseEvent.DISMISS, at=now, reason=reason)
    records.log.append("dismissed", at=now, case=case.id, words={"by": person, "reason": reason})
    alarm.closed(office, records, case, person, reason)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="dismissed", values={"reason": reason}, case=case.id)


def reopen(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Put a closed case back on the desk: dismissed too soon, or answered and not done with."""
    office.require(person, Right.WORK)
    case = records.cases.get(button.case)
    if case.status not in CLOSED:
        raise closed(office, records, case)
    now = office.clock.now()
    records.cases.move(case.id, CaseEvent.REOPEN, at=now)
    records.log.append("reopened", at=now, case=case.id, words={"by": person})
    again = records.cases.get(case.id)
    revisit.go_on(office, records, again)
    alarm.stands_again(office, records, again)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="reopened", case=case.id)
