"""What the passing of time brings about: cases come back, claims end."""

from copilot.app.office import Office
from copilot.domain.case import CaseEvent


def tick(office: Office) -> int:
    """Bring back cases whose time has come and free those whose claim has ended."""
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
    return len(due) + len(lapsed)
