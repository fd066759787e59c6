"""What was said before: which case a message goes on from, and the exchange so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

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

    Somebody else's conversation is not this customer's, even where they write below our reply.
    """
    said: list[Said] = []
    for one, message in reversed(list(_before(records, case, stored))):
        said += [_theirs(message), *_ours(records, one, message)]
    ours = _ours(records, case, stored)
    return [*said, _theirs(stored), *ours] if ours else said


def exchanged(records: Records, case: Case) -> tuple[Exchanged, ...]:
    """The same, as templates see it."""
    stored = records.complaints.get(case.complaint)
    said = exchange(records, case, stored)
    return tuple(Exchanged(one.text, one.at, one.ours) for one in said)


def _before(
    records: Records, case: Case, stored: StoredComplaint
) -> Iterator[tuple[Case, StoredComplaint]]:
    """The cases that this one goes on from, newest first."""
    for _ in range(LOOKED_BACK):
        if case.follows is None:
            return
        case = records.cases.get(case.follows)
        message = records.complaints.get(case.complaint)
        if not is_same_author(message.complaint, stored.complaint):
            return
        yield case, message


def _theirs(stored: StoredComplaint) -> Said:
    complaint = stored.complaint
    return Said(complaint.text, complaint.created_at or stored.received_at, ours=False)


def _ours(records: Records, case: Case, stored: StoredComplaint) -> list[Said]:
    posted = [
        Said(one.text, one.posted_at or one.approved_at, ours=True, by=one.approved_by)
        for one in replies(records, case)
    ]
    native = [
        Said(one.complaint.text, one.complaint.created_at or one.received_at, ours=True)
        for one in natives(records, case, stored)
    ]
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
    sent = {same_words(text) for text in records.outbox.texts(case.channel, case.thread)}
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
