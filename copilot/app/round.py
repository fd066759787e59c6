"""What the passing of time brings about: cases come back, claims and changed facts end."""

from copilot.app.fact_press import end_those_due
from copilot.app.office import Office
from copilot.domain.case import CaseEvent


def tick(office: Office) -> int:
    """Bring back cases whose time has come, free lapsed claims, end facts given for a time."""
    with office.store.write() as records:
        # Read where it is changed: another process may dismiss or put off the same case.
        now = office.clock.now()
        due = records.cases.due_again(now)
        for case in due:
            records.cases.move(case.id, CaseEvent.WAKE, at=now)
            records.log.append("woken", at=now, case=case.id)
            records.cards.touch(case.id, urgency=2)
        lapsed = records.cases.lapsed(now)
        for case in lapsed:
            records.cards.touch(case.id, urgency=4)
        ended = end_those_due(office, records, at=now)
    return len(due) + len(lapsed) + ended
