"""Take a person's yes to exactly one revision, and write it to the outbox in the same breath."""

from datetime import datetime, timedelta

from copilot.app import approvals, standing
from copilot.app.conversation import natives
from copilot.app.notify import tell_about
from copilot.app.office import Office
from copilot.app.own_words import wants_own_words
from copilot.app.ports.records import Approval, Button
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.app.too_late import already_sent, claimed, closed
from copilot.app.verification import require_verified
from copilot.app.view import Outcome
from copilot.domain.case import WORKABLE, Case, CaseEvent, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxItem, OutboxStatus
from copilot.domain.person import Person, Right
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
    draft = _shown(office, records, case, button)
    _require_allowed(office, records, case, draft, approver, now=now)
    _hold(office, records, case, draft, approver, now=now)
    approval = say_yes(office, records, case, draft, approver, at=now)
    missing = approvals.missing(office, records, case, draft)
    if missing:
        return ask_others(office, records, case, draft, approver, missing=missing)
    return send(office, records, case, draft, approval, event=CaseEvent.APPROVE)


def say_yes(
    office: Office, records: Records, case: Case, draft: Draft, approver: Person, *, at: datetime
) -> Approval:
    """
    Keep a person's yes to *draft*, on record.

    Raises:
        Refused: `already_approved`, with who is missing.
    """
    approval = Approval(
        id=office.ids.new(),
        case=case.id,
        revision=draft.revision,
        digest=approvals.digest(records, case, draft),
        person=approver.telegram,
        role=approver.role.value,
        at=at,
    )
    if not records.approvals.add(approval):
        raise Refused("already_approved", missing=approvals.missing(office, records, case, draft))
    _log_approved(records, case, draft, approval)
    records.cards.touch(case.id, urgency=0)
    return approval


def ask_others(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft,
    approver: Person,
    *,
    missing: tuple[str, ...],
) -> Outcome:
    """Tell those who could say the next yes: a card that changes in place wakes nobody."""
    people = {
        person.telegram: office.people.called(person.telegram)
        for able in approvals.could(office, records, case, draft, missing).values()
        for person in able
    }
    values = {
        "name": office.people.called(approver.telegram),
        "revision": draft.revision,
        "missing": list(missing),
        "people": list(people.values()),
        "accounts": list(people),
    }
    tell_about(office, records, case, "yes_wanted", values)
    return Outcome(code="needs_more", values={"missing": missing}, case=case.id)


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


def _shown(office: Office, records: Records, case: Case, button: Button) -> Draft:
    stored = records.complaints.get(case.complaint)
    if case.status is CaseStatus.APPROVED or records.outbox.live(case.id) is not None:
        raise already_sent(office, records, case)
    if case.status not in WORKABLE:
        raise closed(office, records, case)
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
    playbook = approvals.playbook_of(office, records, case)
    if wants_own_words(playbook, draft):
        raise Refused("own_words")
    if not approvals.is_asked(approver, playbook):
        raise Refused("yes_not_asked", role=approver.role.value)
    claimant, given = case.claimant(now), approvals.yeses(office, records, case, draft)
    # Who has the case, or signs, and has said yes already waits for the others' yes.
    if claimant not in (None, approver.telegram, *given):
        raise claimed(office, case, now)
    charter = set_of(office, records, draft.set_digest).playbooks.charter
    own = draft.signed_for == approver.telegram
    if charter.signature is SignedBy.PERSON and not own and draft.signed_for not in given:
        raise Refused("claim_first")
    blocking = standing.blocking(office, records, case, draft, at=now)
    if blocking:
        raise Refused("blocked", rules=blocking)
    require_verified(office, records, case, draft)


def _hold(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft,
    approver: Person,
    *,
    now: datetime,
) -> None:
    """A claim may end while its holder reads: what is signed for them is still theirs to send."""
    if draft.signed_for != approver.telegram or case.claimant(now) is not None:
        return
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    if records.cases.claim(case.id, by=approver.telegram, until=until, now=now):
        words = {"by": approver.telegram, "from": ""}
        records.log.append("claimed", at=now, case=case.id, words=words)


def generation(records: Records, case: Case) -> str:
    """
    What a button to approve is bound to beside the words.

    An approval that was taken back is not given again by a card from before: a press may arrive
    late, or be handled twice when a process ends in between. Nor does one that does not show yet
    what the brand has answered on the platform itself.
    """
    taken_back = sum(one.withdrawn_at is not None for one in records.approvals.list(case.id))
    native = len(natives(records, case, records.complaints.get(case.complaint)))
    return f"{taken_back or ''}{f'+{native}' if native else ''}"


def _log_approved(records: Records, case: Case, draft: Draft, approval: Approval) -> None:
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
