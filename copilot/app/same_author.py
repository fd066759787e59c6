"""What the same person has written beside, so that one of us answers it, knowing of the other."""

from collections.abc import Iterator
from datetime import timedelta

from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case

#: Further apart, they are hardly one matter.
NEAR = timedelta(days=1)
#: More would be a list; the newest say the most.
MOST = 4


def beside(records: Records, case: Case, stored: StoredComplaint) -> tuple[int, ...]:
    """The numbers of other cases of the same person, oldest first."""
    return tuple(one.number for one in _others(records, case, stored))


def touch(records: Records, case: Case, stored: StoredComplaint) -> None:
    """Have the cards that are worked on say that there is another now."""
    for one in _others(records, case, stored):
        if one.status in WORKABLE:
            records.cards.touch(one.id, urgency=4)


def _others(records: Records, case: Case, stored: StoredComplaint) -> Iterator[Case]:
    author = stored.complaint.author.id
    if author is None:
        return
    every = records.complaints.of_author(case.channel, author)
    near = [one for one in every if one.id != stored.id and _is_near(one, stored)]
    for known in near[-MOST:]:
        other = records.cases.of_complaint(known.id)
        # What it goes on from is told above it, word for word.
        if other is not None and case.id != other.follows and other.id != case.follows:
            yield other


def _is_near(one: StoredComplaint, other: StoredComplaint) -> bool:
    return abs(one.received_at - other.received_at) <= NEAR
