"""What waits on the desk, and where the next card is."""

from copilot.app.office import Office
from copilot.app.ports.records import SetAside
from copilot.app.view import Outcome
from copilot.domain.case import Case, CaseStatus


def queue(office: Office) -> Outcome:
    """Count what waits; the next case is the most serious, then the one due first."""
    with office.store.read() as records:
        counts = records.cases.counts()
        waiting = sorted(records.cases.list(CaseStatus.OPEN), key=_order)
        first = waiting[0] if waiting else None
        card = records.cards.get(first.id) if first else None
        paused = records.state.paused()
        aside = [one.set_aside for one in records.complaints.set_aside()]
    return Outcome(
        code="queue",
        values={
            **{status.value: counts[status] for status in CaseStatus},
            "duplicates": sum(one is SetAside.DUPLICATE for one in aside),
            "next_number": first.number if first else None,
            "next_message": card.message if card else None,
            "next_due": first.due_at if first else None,
            "paused_by": office.people.name_of(paused.by) if paused else None,
        },
    )


def _order(case: Case) -> tuple[int, str, int]:
    due = case.due_at.isoformat() if case.due_at else "9999"
    return (-case.severity.rank, due, case.number)
