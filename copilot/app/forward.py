"""A message that somebody of the team saw elsewhere and gave to the bot: it becomes a case."""

from copilot.app.album import enclose
from copilot.app.intake import Accepted, Intake, accept_within
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.triage import triage
from copilot.app.view import Outcome
from copilot.domain.case import Case
from copilot.domain.channel import FORWARDED
from copilot.domain.complaint import Complaint
from copilot.domain.person import Right

#: Others may wait before it; the loop of the service sees to them all the same.
ROUNDS = 5
#: What is kept under the name of the update that brought it: it came, and it is on record.
BROUGHT, RECORDED = "brought", "recorded"


def take_forwarded(
    office: Office,
    complaint: Complaint,
    *,
    person: int,
    is_part: bool = False,
    doing: str | None = None,
) -> Outcome:
    """
    Make a case of it, once however often it is forwarded, and say its number.

    With *is_part* it is one picture of several that came together: those after the first go to
    the same case. The same update once more, known by *doing*, comes to the same.

    Raises:
        Refused: nobody of the team sent it.
    """
    office.require(person, Right.NOTE)
    if complaint.channel != FORWARDED:
        raise ValueError(complaint.channel)
    accepted, kept = _accept(office, complaint, doing)
    if is_part and accepted.outcome is Intake.KNOWN and kept is None:
        with office.store.write() as records:
            enclose(records, records.complaints.get(accepted.id), complaint)
        return Outcome(code="enclosed")
    case = _case(office, accepted.id)
    for _ in range(ROUNDS):
        if case is not None or not triage(office):
            break
        case = _case(office, accepted.id)
    if case is None:
        return Outcome(code="forwarded_soon")
    if accepted.outcome is not Intake.NEW and kept is None:
        return Outcome(code="forwarded_known", values={"number": case.number}, case=case.id)
    if kept != RECORDED:
        _record(office, case, person, doing)
    return Outcome(code="forwarded", values={"number": case.number}, case=case.id)


def _accept(
    office: Office, complaint: Complaint, doing: str | None
) -> tuple[Accepted, str | None]:
    """Keep it; beside it what an earlier try of the same update came to."""
    with office.store.write() as records:
        accepted = accept_within(office, records, complaint)
        kept = records.state.get(doing) if doing else None
        if doing and accepted.outcome is Intake.NEW:
            records.state.set(doing, BROUGHT)
        return accepted, kept


def _record(office: Office, case: Case, person: int, doing: str | None) -> None:
    with office.store.write() as records:
        records.log.append("forwarded", at=office.clock.now(), case=case.id, words={"by": person})
        if doing:
            records.state.set(doing, RECORDED)


def _case(office: Office, complaint: str) -> Case | None:
    with office.store.read() as records:
        return _of(records, complaint)


def _of(records: Records, complaint: str) -> Case | None:
    """The case of a complaint, or of the one that it repeats."""
    found = records.cases.of_complaint(complaint)
    twin = records.complaints.get(complaint).duplicate_of
    return records.cases.of_complaint(twin) if found is None and twin else found
