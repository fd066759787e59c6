"""What a card shows of the past: the exchange so far, and what has changed since its draft."""

from collections.abc import Sequence

from copilot.app.conversation import Said, corrections, exchange, is_same_author, natives, replies
from copilot.app.office import Office
from copilot.app.ports.records import Approval, StoredComplaint
from copilot.app.ports.store import Records
from copilot.app.view import ConversationView, PostedView, SaidView
from copilot.domain.case import Case
from copilot.domain.draft import Draft
from copilot.domain.outbox import OutboxItem


def look_back(
    office: Office, records: Records, case: Case, stored: StoredComplaint, draft: Draft | None
) -> ConversationView:
    """Gather it."""
    before = records.cases.get(case.follows) if case.follows else None
    first = records.complaints.get(before.complaint) if before else None
    new = _unseen(records, case, stored, draft)
    told = {(one.complaint.text, one.complaint.created_at or one.received_at) for one in new}
    said = [one for one in exchange(records, case, stored) if (one.text, one.at) not in told]
    changed_from = _changed_from(records, case, stored, draft)
    # Read only where something is public: most cards have no past.
    marks = corrections(records, case) if replies(records, case) else [False]
    return ConversationView(
        follows=before.number if before else None,
        is_same_author=first is not None and is_same_author(first.complaint, stored.complaint),
        said=tuple(_view(office, one) for one in said if not _is_quoted(one, stored)),
        changed_from=changed_from,
        natives=tuple(
            SaidView(one.complaint.text, one.complaint.created_at or one.received_at, ours=True)
            for one in new
        ),
        is_newer=draft is not None
        and bool(
            new or _edited_since(records, stored, draft) or _answered_since(records, before, draft)
        ),
        is_rectifying=marks[-1],
        posted=_posted(office, records, case, marks),
    )


def _is_quoted(said: Said, stored: StoredComplaint) -> bool:
    """The card quotes its own message anyway."""
    written, edited = stored.complaint.created_at or stored.received_at, stored.complaint.edited_at
    return not said.ours and said.text == stored.complaint.text and said.at in (written, edited)


def _view(office: Office, said: Said) -> SaidView:
    name = office.people.called(said.by) if said.by is not None else None
    return SaidView(said.text, said.at, ours=said.ours, name=name)


def _unseen(
    records: Records, case: Case, stored: StoredComplaint, draft: Draft | None
) -> list[StoredComplaint]:
    """What the brand wrote on the platform since the draft was made."""
    found = natives(records, case, stored)
    return [one for one in found if draft is None or one.received_at > draft.created_at]


def _edited_since(records: Records, stored: StoredComplaint, draft: Draft) -> bool:
    if stored.version == 1:
        return False
    seen = records.complaints.version_at(stored.id, draft.created_at)
    return seen < stored.version and _text(records, stored, seen) != stored.complaint.text


def _answered_since(records: Records, before: Case | None, draft: Draft) -> bool:
    """Whether what the message goes on from was answered only after its own reply was drafted."""
    public = replies(records, before) if before else []
    return any((one.posted_at or one.approved_at) > draft.created_at for one in public)


def _changed_from(
    records: Records, case: Case, stored: StoredComplaint, draft: Draft | None
) -> str | None:
    """The words to hold the present ones against: those answered, drafted for, or just before."""
    if stored.version == 1:
        return None
    answered = replies(records, case)
    seen = stored.version
    if answered:
        seen = answered[-1].complaint_version
        if seen == stored.version:
            return None
    elif draft is not None:
        seen = records.complaints.version_at(stored.id, draft.created_at)
    text = _text(records, stored, min(seen, stored.version - 1))
    return text if text != stored.complaint.text else None


def _text(records: Records, stored: StoredComplaint, version: int) -> str:
    return records.complaints.version(stored.id, version).text


def _posted(
    office: Office, records: Records, case: Case, marks: list[bool]
) -> tuple[PostedView, ...]:
    approvals = records.approvals.list(case.id)
    revisions = {one.id: one.revision for one in approvals}
    return tuple(
        PostedView(
            item=one,
            by=approvers(office, approvals, one),
            revision=revisions.get(one.id, case.revision),
            is_correction=place < len(marks) and marks[place],
        )
        for place, one in enumerate(replies(records, case))
    )


def approvers(office: Office, approvals: Sequence[Approval], item: OutboxItem) -> tuple[str, ...]:
    """Everyone whose yes to these words stood when they left, in the order they said it."""
    said = [one for one in approvals if one.digest == item.digest and one.withdrawn_at is None]
    people = dict.fromkeys(one.person for one in said) or {item.approved_by: None}
    return tuple(office.people.called(person) for person in people)
