"""Draw cards again whose “time left” has grown old, a few at a time."""

from datetime import datetime, timedelta

from copilot.app.office import Office
from copilot.domain.case import Case, CaseStatus

#: A card may be this old before what it says of time misleads.
OLD = timedelta(minutes=5)

#: Cards in one look; Telegram takes twenty messages a minute in a group, and people come first.
AT_ONCE = 4

#: After everything that somebody waits for.
URGENCY = 8


class Refresh:
    """Remembers, in this process alone, when each open card was last looked at."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._seen: dict[str, datetime] = {}

    def look(self) -> int:
        """Ask for the cards due first among the old ones to be drawn again; say how many."""
        now = self._office.clock.now()
        with self._office.store.read() as records:
            cases = [case for case in records.cases.list(CaseStatus.OPEN) if case.due_at]
        self._seen = {case.id: self._seen.get(case.id, now) for case in cases}
        old = sorted((case for case in cases if now - self._seen[case.id] >= OLD), key=_due)
        for case in old[:AT_ONCE]:
            with self._office.store.write() as records:
                records.cards.touch(case.id, urgency=URGENCY)
            self._seen[case.id] = now
        return len(old[:AT_ONCE])


def _due(case: Case) -> tuple[str, int]:
    return (case.due_at.isoformat() if case.due_at else "", case.number)
