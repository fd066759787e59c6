"""Pictures that were sent together come one by one: they are one message."""

from dataclasses import replace
from datetime import timedelta

from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.complaint import Complaint

#: Between the first and the last picture of one album.
TOGETHER = timedelta(seconds=5)


def enclose(records: Records, known: StoredComplaint, part: Complaint) -> None:
    """Put another picture to a message that is there already; twice does nothing more."""
    new = tuple(one for one in part.media if one not in known.complaint.media)
    if not new:
        return
    whole = replace(known.complaint, media=(*known.complaint.media, *new))
    records.complaints.enclose(known.id, whole)
    case = records.cases.of_complaint(known.id)
    if case is not None:
        records.cards.touch(case.id, urgency=1)


def first_of(records: Records, part: Complaint) -> StoredComplaint | None:
    """The picture of the same album that came before *part*: same author, same place, at once."""
    author = part.author.key
    if author is None or part.created_at is None or part.text:
        return None
    known = records.complaints.of_author(part.channel, author)
    near = (one for one in reversed(known) if one.complaint.id != part.id)
    return next((one for one in near if _is_together(one.complaint, part)), None)


def _is_together(one: Complaint, part: Complaint) -> bool:
    if not one.media or one.created_at is None or part.created_at is None:
        return False
    is_same_place = one.parent_id == part.parent_id
    return is_same_place and abs(one.created_at - part.created_at) <= TOGETHER
