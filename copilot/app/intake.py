"""Take complaints in; once this returns, the message is in the database."""

from dataclasses import dataclass, replace
from enum import StrEnum

from copilot.app import album, revisit
from copilot.app.office import Office
from copilot.app.ports.records import SetAside, StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.complaint import Complaint


class Intake(StrEnum):
    """What became of an incoming message."""

    NEW = "new"
    VERSION = "version"  #: a known one, edited or deleted
    KNOWN = "known"  #: nothing new


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to one message; `id` is ours."""

    outcome: Intake
    id: str


def accept(
    office: Office, complaint: Complaint, *, own: bool = False, backlog: bool = False
) -> Accepted:
    """
    Keep one message, or a new version of a known one.

    With *own* it was written by the brand, with *backlog* before the channel was connected: both
    are set aside at once, where they can be listed.
    """
    with office.store.write() as records:
        return accept_within(office, records, complaint, own=own, backlog=backlog)


def accept_from_group(
    office: Office, complaint: Complaint, *, own: bool, is_part: bool = False
) -> Accepted:
    """
    Keep one message of the brand's Telegram group, as `accept` does.

    What a colleague answers a customer there, with their own account, is the brand's own too; who
    answers nobody only tries out what customers see. With *is_part* it is one picture of several
    that were sent together: those after the first go with it.
    """
    with office.store.write() as records:
        if is_part and (first := album.first_of(records, complaint)):
            album.enclose(records, first, complaint)
            return Accepted(Intake.KNOWN, first.id)
        own = own or _answers_customer(office, records, complaint)
        return accept_within(office, records, complaint, own=own)


def _answers_customer(office: Office, records: Records, complaint: Complaint) -> bool:
    author = complaint.author.id or ""
    if complaint.parent_id is None or not author.isdecimal():
        return False
    if office.people.find(int(author)) is None:
        return False
    asked = records.complaints.find(complaint.channel, complaint.parent_id)
    return asked is not None and asked.complaint.author.id != author


def accept_within(
    office: Office,
    records: Records,
    complaint: Complaint,
    *,
    own: bool = False,
    backlog: bool = False,
) -> Accepted:
    """Do the same inside a transaction that the caller commits."""
    now = office.clock.now()
    complaint = _in_its_thread(records, complaint) if own else complaint
    ours = office.ids.new()
    if records.complaints.add(complaint, id=ours, at=now, backlog=backlog):
        if own:
            records.complaints.settle(ours, at=now, set_aside=SetAside.OWN)
            revisit.answered_natively(office, records, records.complaints.get(ours))
        records.log.append("received", at=now, words=_words(complaint))
        return Accepted(Intake.NEW, ours)
    known = records.complaints.find(complaint.channel, complaint.id)
    if known is None:
        raise LookupError(f"complaint {complaint.id} is neither new nor known")
    if not _is_newer(complaint, known):
        return Accepted(Intake.KNOWN, known.id)
    records.complaints.revise(known.id, complaint, at=now)
    # It, or what only repeated it, may be no duplicate any more.
    records.complaints.reconsider(known.id)
    case = records.cases.of_complaint(known.id)
    records.log.append("revised", at=now, case=case.id if case else None, words=_words(complaint))
    if case is not None:
        revisit.changed(office, records, case, known.complaint, complaint)
    return Accepted(Intake.VERSION, known.id)


def _in_its_thread(records: Records, complaint: Complaint) -> Complaint:
    """Where no thread is named, an answer of the brand belongs to that of the message above."""
    if complaint.thread_id is not None or complaint.parent_id is None:
        return complaint
    above = records.complaints.find(complaint.channel, complaint.parent_id)
    thread = above.complaint.thread if above else complaint.parent_id
    return replace(complaint, thread_id=thread)


def _is_newer(complaint: Complaint, known: StoredComplaint) -> bool:
    stored = known.complaint
    if complaint.deleted_at is not None and stored.deleted_at is None:
        return True
    if complaint.edited_at is None:
        return False
    if stored.deleted_at is not None and complaint.edited_at <= stored.deleted_at:
        return False
    return stored.edited_at is None or complaint.edited_at > stored.edited_at


def _words(complaint: Complaint) -> dict[str, object]:
    return {
        "channel": complaint.channel,
        "id": complaint.id,
        "text": complaint.text,
        "author": complaint.author.id or complaint.author.handle or complaint.author.name,
    }
