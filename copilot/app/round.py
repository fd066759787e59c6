"""What the passing of time brings about: cases come back, claims end."""

from copilot.app.office import Office
from copilot.domain.case import CaseEvent


def tick(office: Office) -> int:
    """Bring back cases whose time has come and free those whose claim has ended."""
    now = office.clock.now()
    with office.store.read() as records:
        due = records.cases.due_again(now)
    changed = 0
    for case in due:
        with office.store.write() as records:
            records.cases.move(case.id, CaseEvent.WAKE, at=now)
            records.log.append("woken", at=now, case=case.id)
            records.cards.touch(case.id, urgency=2)
            changed += 1
    with office.store.write() as records:
        for case in records.cases.lapsed(now):
            records.cards.touch(case.id, urgency=4)
            changed += 1
    return changed
