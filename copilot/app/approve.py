"""Take a person's yes to exactly one revision, and write it to the outbox in the same breath."""

from datetime import datetime, timedelta

from copilot.app import standing
from copilot.app.office import Office
from copilot.app.ports.records import Approval, Button
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.app.view import Outcome
from copilot.domain.case import Case, CaseEvent, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import Level, SignedBy
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxItem, OutboxStatus, approval_digest
from copilot.domain.person import Person, Right
from copilot.domain.playbook import Playbook
from copilot.matching.sameness import same_words


def approve(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Approve the revision that the pressed card showed.

    Raises:
        Refused: with the reason; nothing was approved.
    """
    approver = office.require(person, Right.APPROVE)
    now = office.clock.now()
    case = records.cases.get(button.case)
    draft = _shown(records, case, button)
    _require_allowed(office, records, case, draft, approver, now=now)
    digest = _digest(records, case, draft)
    approval = Approval(
        id=office.ids.new(),
        case=case.id,
        revision=draft.revision,
        digest=digest,
        person=person,
        role=approver.role.value,
        at=now,
    )
    if not records.approvals.add(approval):
        raise Refused("already_approved", missing=_missing(office, records, case, digest))
    log_approved(records, case, draft, approval)
    records.cards.touch(case.id, urgency=0)
    missing = _missing(office, records, case, digest)
    if missing:
        return Outcome(code="needs_more", values={"missing": missing}, case=case.id)
    return send(office, records, case, draft, approval, event=CaseEvent.APPROVE)


def send(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft,
    approval: Approval,
    *,
    event: CaseEvent,
) -> Outcome:
    """Write the outbox row of a complete approval; the reply leaves when the undo time is over."""
    stored = records.complaints.get(case.complaint)
    seconds = office.desk.undo_seconds(case.severity)
    due = approval.at + timedelta(seconds=seconds)
    item = OutboxItem(
        id=approval.id,
        case=case.id,
        channel=case.channel,
        thread=case.thread,
        complaint_id=stored.complaint.id,
        complaint_version=stored.version,
        text=draft.text,
        lang=draft.lang,
        digest=approval.digest,
        approved_by=approval.person,
        approved_at=approval.at,
        status=OutboxStatus.APPROVED,
        due_at=due,
    )
    records.outbox.add(item, same_words=same_words(draft.text))
    records.cases.move(case.id, event, at=approval.at)
    records.cards.touch(case.id, urgency=0)
    if records.state.paused() is not None:
        return Outcome(code="approved_paused", case=case.id, alert=True)
    return Outcome(code="approved", values={"seconds": seconds, "at": due}, case=case.id)


def _shown(records: Records, case: Case, button: Button) -> Draft:
    stored = records.complaints.get(case.complaint)
    if case.status is CaseStatus.APPROVED or records.outbox.live(case.id) is not None:
        raise Refused("already_sent")
    if case.status not in (CaseStatus.OPEN, CaseStatus.LATER):
        raise Refused("closed", status=case.status.value)
    if button.revision != case.revision or button.version != stored.version:
        raise Refused("stale")
    if button.value != generation(records, case):
        raise Refused("stale")
    if stored.complaint.deleted_at is not None:
        raise Refused("deleted")
    draft = records.drafts.get(case.id, case.revision)
    if draft is None:
        raise Refused("no_draft")
    return draft


def _require_allowed(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft,
    approver: Person,
    *,
    now: datetime,
) -> None:
    channel = office.channels.get(case.channel)
    if channel is None or channel.mode is not Mode.LIVE:
        raise Refused("read_only", channel=case.channel)
    claimant, given = case.claimant(now), yeses(office, records, case, draft)
    # Who has the case, or signs, and has said yes already waits for the others' yes.
    if claimant not in (None, approver.telegram, *given):
        raise claimed(office, case, now)
    charter = set_of(office, records, draft.set_digest).playbooks.charter
    own = claimant is not None and draft.signed_for == approver.telegram
    if charter.signature is SignedBy.PERSON and not own and draft.signed_for not in given:
        raise Refused("claim_first")
    blocking = [
        finding.rule
        for finding in standing.findings(office, records, case, draft, at=now)
        if finding.level is Level.BLOCK
    ]
    if blocking:
        raise Refused("blocked", rules=tuple(dict.fromkeys(blocking)))


def generation(records: Records, case: Case) -> str:
    """
    What a button to approve is bound to beside the words.

    An approval that was taken back is not given again by a card from before: a press may arrive
    late, or be handled twice when a process ends in between.
    """
    taken_back = sum(one.withdrawn_at is not None for one in records.approvals.list(case.id))
    return str(taken_back or "")


def claimed(office: Office, case: Case, now: datetime) -> Refused:
    """The refusal that says who has the case, and for how long already."""
    started = case.claimed_until or now
    held = now - (started - timedelta(seconds=office.desk.claim_for.seconds))
    minutes = max(0, int(held.total_seconds() // 60))
    return Refused("claimed", by=office.people.name_of(case.claimed_by), minutes=minutes)


def _missing(office: Office, records: Records, case: Case, digest: str) -> tuple[str, ...]:
    """Roles that still have to say yes, or `approver` for each further person."""
    playbook = _playbook(office, records, case)
    if playbook is None:
        return ()
    given = _counted(office, records, case, digest)
    left = list(playbook.approval_roles)
    for person in given:
        if person.role.value in left:
            left.remove(person.role.value)
    more = playbook.approvals_needed - len(given) - len(left)
    return (*left, *("approver" for _ in range(more)))


def _counted(office: Office, records: Records, case: Case, digest: str) -> list[Person]:
    """Who said yes to these very words and still may: people leave, and roles change."""
    given = {approval.person for approval in records.approvals.standing(case.id, digest)}
    found = (office.people.find(person) for person in sorted(given))
    return [person for person in found if person and person.may(Right.APPROVE)]


def missing(office: Office, records: Records, case: Case, draft: Draft) -> tuple[str, ...]:
    """Who still has to say yes to the current draft, for the card."""
    return _missing(office, records, case, _digest(records, case, draft))


def yeses(office: Office, records: Records, case: Case, draft: Draft) -> frozenset[int]:
    """Who has said yes to the current draft, and still counts."""
    counted = _counted(office, records, case, _digest(records, case, draft))
    return frozenset(person.telegram for person in counted)


def _digest(records: Records, case: Case, draft: Draft) -> str:
    stored = records.complaints.get(case.complaint)
    return approval_digest(
        draft.text,
        channel=case.channel,
        complaint_id=stored.complaint.id,
        version=stored.version,
    )


def _playbook(office: Office, records: Records, case: Case) -> Playbook | None:
    if case.playbook is None:
        return None
    return set_of(office, records, case.set_digest).playbooks.playbooks.get(case.playbook)


def log_approved(records: Records, case: Case, draft: Draft, approval: Approval) -> None:
    """Put a yes on record: who, and the very words."""
    records.log.append(
        "approved",
        at=approval.at,
        case=case.id,
        words={
            "by": approval.person,
            "role": approval.role,
            "revision": draft.revision,
            "text": draft.text,
            "approval": approval.id,
            "digest": approval.digest,
        },
    )
