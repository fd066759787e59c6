"""Tell those whose yes does not stand any more: they believe that the reply leaves."""

from collections.abc import Sequence

from copilot.app import yes_calls
from copilot.app.conversation import replies
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Approval
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.person import Person

#: Why a yes was taken back, and what is said of it; who closes a case needs nobody's yes.
SAID = {"edited": "yes_lost", "redrafted": "yes_lost", "undone": "yes_undone"}


def standing(records: Records, case: str) -> tuple[Approval, ...]:
    """The yeses of a case that nobody has taken back, but to what is public already."""
    found = [one for one in records.approvals.list(case) if one.withdrawn_at is None]
    if not found:
        return ()
    public = {one.digest for one in replies(records, records.cases.get(case))}
    return tuple(one for one in found if one.digest not in public)


def tell_whose(
    office: Office, records: Records, before: Sequence[Approval], case: str, *, by: int
) -> None:
    """Tell whoever had said yes *before*, and has not any more, what *by* has done."""
    # A first yes counts as well: an older call said that none was wanted.
    if before or standing(records, case):
        yes_calls.settle(office, records, case)
    if not before:
        return
    known = {one.id for one in before if one.person != by}
    lost = [one for one in records.approvals.list(case) if one.id in known and one.reason in SAID]
    people = {person.telegram: person for one in lost if (person := _who(office, one))}
    if not people:
        return
    values: Plain = {
        "by": office.people.called(by),
        "revision": lost[-1].revision,
        "people": [office.people.called(one) for one in people],
        "accounts": list(people),
    }
    tell_about(office, records, records.cases.get(case), SAID[lost[-1].reason or ""], values)


def take_back(office: Office, records: Records, case: Case, *, why: str) -> None:
    """Take back the first yes of several, which was said without knowing *why*."""
    names = [office.people.called(one.person) for one in standing(records, case.id)]
    if not names:
        return
    records.approvals.withdraw(case.id, reason=why, at=office.clock.now())
    values: Plain = {"name": ", ".join(names), "why": why, "reason": why}
    tell_about(office, records, case, "withdrawn", values)
    yes_calls.settle(office, records, case.id)


def _who(office: Office, approval: Approval) -> Person | None:
    return office.people.find(approval.person)
