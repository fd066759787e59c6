"""Close a case without an answer, with a reason; and open it again."""

from collections.abc import Iterator

from copilot.app import alarm, revisit
from copilot.app.change import back, pick, workable
from copilot.app.more import CLOSED
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.same_author import originals
from copilot.app.too_late import closed
from copilot.app.view import Menu, Outcome
from copilot.app.waiting import give_up
from copilot.domain.case import Case, CaseEvent
from copilot.domain.errors import Refused
from copilot.domain.person import Right

REASONS = ("nothing_to_add", "spam", "troll", "community", "duplicate", "legal", "private")


def offer_reasons(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer the reasons; without one nothing is closed."""
    case = workable(office, records, button, person, fresh=False)
    alarm.require_judge(office, records, case, person)
    choices = tuple(
        pick(office, records, button, f"dismiss:{reason}") for reason in _reasons(records, case)
    )
    return Outcome(
        code="menu", menu=Menu(kind="dismiss", buttons=(*choices, back(office, records, button)))
    )


def _reasons(records: Records, case: Case) -> Iterator[str]:
    for reason in REASONS:
        if reason == "duplicate":
            yield from (f"{reason}:{one.number}" for one in originals(records, case))
        yield reason


def dismiss(
    office: Office,
    records: Records,
    button: Button,
    person: int,
    *,
    reason: str,
    of: str | None = None,
) -> Outcome:
    """
    Close the case without an answer; refused when it changed since the menu was opened.

    A duplicate may say *of* which case, by its number.
    """
    case = workable(office, records, button, person, fresh=False)
    alarm.require_judge(office, records, case, person)
    if reason not in REASONS:
        raise Refused("gone")
    original = next((one for one in originals(records, case) if str(one.number) == of), None)
    if records.complaints.get(case.complaint).version != button.version or (of and not original):
        raise Refused("stale")
    now = office.clock.now()
    records.approvals.withdraw(case.id, reason="dismissed", at=now)
    give_up(office, records, case, person)
    records.cases.move(case.id, CaseEvent.DISMISS, at=now, reason=reason)
    words = {"by": person, "reason": reason} | ({"of": original.number} if original else {})
    records.log.append("dismissed", at=now, case=case.id, words=words)
    alarm.closed(office, records, case, person, reason)
    records.cards.touch(case.id, urgency=0)
    if original is not None:
        return Outcome(code="duplicate_of", values={"number": original.number}, case=case.id)
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
