"""What was said before: which case a message goes on from, and the exchange so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from operator import itemgetter

from copilot.app.ports.records import SetAside, StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.complaint import Complaint
from copilot.domain.draft import Exchanged
from copilot.domain.outbox import OutboxItem, OutboxStatus
from copilot.matching.sameness import same_words

#: Who writes again in the same place within this time goes on with what was said.
REMEMBERED = timedelta(days=30)
#: What is on record when a reply is public.
POSTED = frozenset({"posted", "confirmed_by_person"})
#: On record when the next reply to an answered case is begun, or given up.
BEGUN = frozenset({"rectifying", "reopened", "stage", "left"})
#: Cases of one conversation that are looked back on.
LOOKED_BACK = 8


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation; *by* is the account of whoever answered for the brand."""

    text: str
    at: datetime
    ours: bool
    by: int | None = None


def origin(records: Records, stored: StoredComplaint) -> Case | None:
    """The case whose reply *stored* answers, or that its author goes on from in this thread."""
    return _answered(records, stored.complaint) or _went_on(records, stored)


def _answered(records: Records, complaint: Complaint) -> Case | None:
    if complaint.parent_id is None:
        return None
    item = records.outbox.posted_as(complaint.channel, complaint.parent_id)
    if item is not None:
        return records.cases.get(item.case)
    parent = records.complaints.find(complaint.channel, complaint.parent_id)
    if parent is None or parent.set_aside is not SetAside.OWN or not parent.complaint.parent_id:
        return None
    # What the brand wrote natively is an answer of ours too.
    asked = records.complaints.find(complaint.channel, parent.complaint.parent_id)
    return records.cases.of_complaint(asked.id) if asked else None


def _went_on(records: Records, stored: StoredComplaint) -> Case | None:
    complaint, author = stored.complaint, stored.complaint.author.key
    if author is None:
        return None
    since = stored.received_at - REMEMBERED
    known = records.complaints.of_author(complaint.channel, author, since=since)
    for other in reversed(known):
        if other.id == stored.id or other.received_at > stored.received_at:
            continue
        if other.complaint.thread != complaint.thread:
            continue
        case = records.cases.of_complaint(other.id)
        if case is not None and _spoke(records, case, other, before=stored.received_at):
            return case
    return None


def _spoke(records: Records, case: Case, stored: StoredComplaint, *, before: datetime) -> bool:
    """Whether the brand had answered *case* by then."""
    return any(one.at <= before for one in _ours(records, case, stored))


def is_same_author(one: Complaint, other: Complaint) -> bool:
    """Whether one person wrote both, as far as the platform says."""
    return one.author.key is not None and one.author.key == other.author.key


def exchange(records: Records, case: Case, stored: StoredComplaint) -> list[Said]:
    """
    What was said before the next word of ours, oldest first; nothing before the first answer.

    To who writes below our reply to somebody else it is that reply alone: what the other customer
    wrote is not this one's.
    """
    told = [_told(records, one, message) for one, message in linked(records, case, stored)]
    if _ours(records, case, stored):
        told.append(_told(records, case, stored))
    return _in_order(told) if told else _above(records, case, stored)


def _in_order(told: list[list[Said]]) -> list[Said]:
    """One after another; an answer never before its question, whatever the clocks say."""
    timed = []
    for said in told:
        times = accumulate((one.at for one in said), max)
        timed += list(zip(times, said, strict=True))
    return [one for _, one in sorted(timed, key=itemgetter(0))]


def exchanged(records: Records, case: Case) -> tuple[Exchanged, ...]:
    """The same, as templates see it."""
    stored = records.complaints.get(case.complaint)
    said = exchange(records, case, stored)
    return tuple(Exchanged(one.text, one.at, one.ours) for one in said)


def linked(
    records: Records, case: Case, stored: StoredComplaint
) -> list[tuple[Case, StoredComplaint]]:
    """The other cases of this conversation that are told on the card of *case*."""
    return [*_earlier(records, case, stored), *_later(records, case, stored)]


def _earlier(
    records: Records, case: Case, stored: StoredComplaint
) -> list[tuple[Case, StoredComplaint]]:
    """The cases of the same person that this one goes on from, oldest first."""
    found: list[tuple[Case, StoredComplaint]] = []
    for _ in range(LOOKED_BACK):
        if case.follows is None:
            break
        case = records.cases.get(case.follows)
        message = records.complaints.get(case.complaint)
        if not is_same_author(message.complaint, stored.complaint):
            break
        found.append((case, message))
    return found[::-1]


def _later(
    records: Records, case: Case, stored: StoredComplaint
) -> list[tuple[Case, StoredComplaint]]:
    """Those that went on from this one and were answered, before it came back itself."""
    return [
        (one, message)
        for one, message in followers(records, case, stored)
        if _ours(records, one, message)
    ]


def followers(
    records: Records, case: Case, stored: StoredComplaint
) -> list[tuple[Case, StoredComplaint]]:
    """The cases of the same person that go on from *case*, and from those in turn, in order."""
    author = stored.complaint.author.key
    if author is None or not _ours(records, case, stored):
        return []
    above, found = {case.id}, []
    wrote = records.complaints.of_author(case.channel, author, since=stored.received_at)
    for message in wrote[: LOOKED_BACK + 1]:
        one = records.cases.of_complaint(message.id)
        if one is not None and one.follows in above:
            above.add(one.id)
            found.append((one, message))
    return found


def _above(records: Records, case: Case, stored: StoredComplaint) -> list[Said]:
    """What we said to somebody else, where this message stands below it."""
    parent = stored.complaint.parent_id
    if case.follows is None or parent is None:
        return []
    item = records.outbox.posted_as(case.channel, parent)
    if item is not None:
        return [_posted(item)]
    own = records.complaints.find(case.channel, parent)
    return [_native(own)] if own is not None and own.set_aside is SetAside.OWN else []


def _told(records: Records, case: Case, stored: StoredComplaint) -> list[Said]:
    """The words that were answered, our answers, and what the words became since."""
    ours, complaint = _ours(records, case, stored), stored.complaint
    now = Said(complaint.text, complaint.created_at or stored.received_at, ours=False)
    if stored.version == 1 or not ours:
        return [now, *ours]
    then = records.complaints.version(stored.id, _answered_version(records, case, stored, ours))
    if then.text == complaint.text:
        return [now, *ours]
    first = Said(then.text, then.created_at or stored.received_at, ours=False)
    changed = replace(now, at=complaint.edited_at or now.at)
    return [first, *sorted([*ours, changed], key=lambda one: one.at)]


def _answered_version(
    records: Records, case: Case, stored: StoredComplaint, ours: Sequence[Said]
) -> int:
    posted = replies(records, case)
    if posted:
        return posted[0].complaint_version
    return records.complaints.version_at(stored.id, ours[0].at)


def _posted(item: OutboxItem) -> Said:
    return Said(item.text, item.posted_at or item.approved_at, ours=True, by=item.approved_by)


def _native(one: StoredComplaint) -> Said:
    return Said(one.complaint.text, one.complaint.created_at or one.received_at, ours=True)


def _ours(records: Records, case: Case, stored: StoredComplaint) -> list[Said]:
    posted = [_posted(one) for one in replies(records, case)]
    native = [_native(one) for one in natives(records, case, stored)]
    return sorted([*posted, *native], key=lambda one: one.at)


def replies(records: Records, case: Case) -> list[OutboxItem]:
    """The replies to *case* that are public, oldest first."""
    return [one for one in records.outbox.of_case(case.id) if one.status is OutboxStatus.POSTED]


def is_rectifying(records: Records, case: Case) -> bool:
    """Whether the next reply to *case* corrects the one that is public."""
    corrected = corrections(records, case)
    return bool(corrected) and corrected[-1]


def corrections(records: Records, case: Case) -> list[bool]:
    """Of each public reply, and of the one to come: whether it corrects the one before."""
    marks = [False]
    for entry in records.log.entries(case=case.id):
        if entry.event in POSTED:
            marks.append(False)
        elif entry.event in BEGUN:
            marks[-1] = entry.event == "rectifying"
    return marks


def natives(records: Records, case: Case, stored: StoredComplaint) -> list[StoredComplaint]:
    """What the brand wrote on the platform itself after the message, to it or to its thread."""
    found = [
        one
        for one in records.complaints.own(case.channel, case.thread)
        if one.complaint.parent_id in (stored.complaint.id, None, case.thread)
        and one.complaint.deleted_at is None
        and _is_after(one, stored)
    ]
    if not found:
        return []
    # A platform also tells us of what we have posted ourselves.
    sent = {same_words(one.text) for one in records.outbox.in_thread(case.channel, case.thread)}
    return [one for one in found if not _is_echo(records, one.complaint, sent)]


def _is_after(one: StoredComplaint, stored: StoredComplaint) -> bool:
    mine, theirs = one.complaint.created_at, stored.complaint.created_at
    if mine is not None and theirs is not None:
        return mine >= theirs
    return one.received_at >= stored.received_at


def _is_echo(records: Records, complaint: Complaint, sent: set[str]) -> bool:
    if same_words(complaint.text) in sent:
        return True
    return records.outbox.posted_as(complaint.channel, complaint.id) is not None
