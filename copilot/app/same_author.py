"""What the same person has written beside, so that one of us answers it, knowing of the other."""

from collections.abc import Iterator
from datetime import timedelta

from copilot.app.conversation import REMEMBERED, followers, linked
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case, CaseStatus

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


def link(records: Records, case: Case, stored: StoredComplaint) -> None:
    """
    Have what its author has written in this thread since go on from *case*, just answered.

    Its reply was drafted before we had spoken: drafted again, it neither greets nor asks twice.
    """
    for one in _others(records, case, stored):
        is_since = records.complaints.get(one.complaint).received_at >= stored.received_at
        if (
            one.status in WORKABLE
            and one.follows is None
            and one.thread == case.thread
            and is_since
        ):
            records.cases.go_on(one.id, follows=case.id)
            records.cards.touch(one.id, urgency=2)


def originals(records: Records, case: Case) -> tuple[Case, ...]:
    """
    The cases that *case* may repeat, by number: of the same person, or else of the thread.

    None that is itself closed as a duplicate: somebody must stay to be answered.
    """
    stored = records.complaints.get(case.complaint)
    author, since = stored.complaint.author.key, stored.received_at - REMEMBERED
    if author is None:
        known = list(records.cases.unposted(case.channel, case.thread))
    else:
        every = records.complaints.of_author(case.channel, author, since=since)
        known = [found for one in every if (found := records.cases.of_complaint(one.id))]
    others = [one for one in known if one.id != case.id and not _is_duplicate(one)]
    return tuple(sorted(others, key=lambda one: one.number)[-MOST:])


def _is_duplicate(case: Case) -> bool:
    return case.status is CaseStatus.DISMISSED and case.reason == "duplicate"


def _others(records: Records, case: Case, stored: StoredComplaint) -> Iterator[Case]:
    author = stored.complaint.author.id
    if author is None:
        return
    every = records.complaints.of_author(case.channel, author)
    after = {message.id for _, message in followers(records, case, stored)}
    near = [
        one for one in every if one.id != stored.id and (one.id in after or _near(one, stored))
    ]
    # What it goes on from, and what we answered since, is told above it, word for word.
    told = {one.id for one, _ in linked(records, case, stored)}
    for known in near[-MOST:]:
        other = records.cases.of_complaint(known.id)
        if other is not None and other.id not in told:
            yield other


def _near(one: StoredComplaint, other: StoredComplaint) -> bool:
    return abs(one.received_at - other.received_at) <= NEAR
