"""Cards say “tomorrow” and “yesterday”: on another day those at work are drawn again."""

from copilot.app.ports.chat import AT_LEISURE
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE

DRAWN = "cards:day"


def turn(records: Records, *, day: str) -> int:
    """Have every card at work drawn again on the first look of *day*; say how many."""
    last = records.state.get(DRAWN)
    if last == day:
        return 0
    records.state.set(DRAWN, day)
    if last is None:
        return 0
    every = [one for status in sorted(WORKABLE) for one in records.cases.list(status)]
    for case in every:
        records.cards.touch(case.id, urgency=AT_LEISURE)
    return len(every)
