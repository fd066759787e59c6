"""A message that changed after it had a case: seen, matched again, and brought back if need be."""

import logging
from dataclasses import replace

from copilot.app import alarm, draft, last_look, lost_yes, same_author
from copilot.app.conversation import natives, replies
from copilot.app.office import Office
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.app.revision import point
from copilot.domain.case import WORKABLE, Case, CaseEvent, CaseStatus
from copilot.domain.complaint import Complaint
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.match import Match
from copilot.domain.outbox import OutboxItem, OutboxStatus
from copilot.domain.playbook import Playbook
from copilot.matching.retold import is_retold

log = logging.getLogger(__name__)

#: Why a closed case is open again.
CAME_BACK = "came_back"


def changed(office: Office, records: Records, case: Case, was: Complaint, now: Complaint) -> None:
    """Take in a new version of the message of *case*: what rested on the old one is taken back."""
    records.cards.touch(case.id, urgency=2)
    if case.status in WORKABLE:
        lost_yes.take_back(office, records, case, why="gone" if now.deleted_at else "changed")
    if now.deleted_at is not None:
        take_back(office, records, case, why="gone")
        _bring_back_quietly(office, records, records.cases.get(case.id))
        return
    records.complaints.triage_again(case.complaint)
    if case.status is CaseStatus.APPROVED:
        take_back(office, records, case, why="changed")
    elif case.status not in WORKABLE and says_else(was, now):
        _bring_back(office, records, case)


def says_else(was: Complaint, now: Complaint) -> bool:
    """Whether more than spelling has changed."""
    return was.media != now.media or is_retold(was.text, now.text)


def answered_natively(office: Office, records: Records, own: StoredComplaint) -> None:
    """Mark the cases that the brand has just spoken to on the platform itself."""
    now = office.clock.now()
    for case in records.cases.unposted(own.complaint.channel, own.complaint.thread):
        stored = records.complaints.get(case.complaint)
        if own.id not in {one.id for one in natives(records, case, stored)}:
            continue
        records.log.append("answered_natively", at=now, case=case.id, words={"complaint": own.id})
        records.cards.touch(case.id, urgency=2)
        if case.status in WORKABLE:
            lost_yes.take_back(office, records, case, why="answered")
        take_back(office, records, case, why="answered")


def take_back(office: Office, records: Records, case: Case, *, why: str) -> None:
    """Withdraw the approval of a reply that has not left yet."""
    item = records.outbox.live(case.id)
    if item is not None and item.status is OutboxStatus.APPROVED:
        last_look.withdraw(office, records, item, why=why, at=office.clock.now())


def _bring_back_quietly(office: Office, records: Records, case: Case) -> None:
    """
    Nobody waits for an answer below a message that is gone: no deadline, and no draft.

    What we have answered stands on the desk again all the same: a promise may be open.
    """
    if replies(records, case):
        _bring_back(office, records, case, why="deleted")
    case = records.cases.get(case.id)
    if case.status in WORKABLE:
        records.cases.redraft(
            case.id,
            expected=case.revision,
            revision=0 if replies(records, case) else case.revision,
            playbook=case.playbook,
            stage=case.stage.value,
            severity=case.severity.value,
            set_digest=case.set_digest,
            due_at=None,
        )


def _bring_back(office: Office, records: Records, case: Case, *, why: str = "edited") -> None:
    if case.status not in (CaseStatus.ANSWERED, CaseStatus.DISMISSED):
        return
    now = office.clock.now()
    records.cases.move(case.id, CaseEvent.REOPEN, at=now, reason=CAME_BACK)
    records.approvals.withdraw(case.id, reason=CAME_BACK, at=now)
    records.log.append("reopened", at=now, case=case.id, words={"by": None, "why": why})
    records.cards.renew(case.id)


def rematch(
    office: Office, records: Records, case: Case, stored: StoredComplaint, match: Match
) -> None:
    """
    Hold a case against the new words of its message.

    A playbook that a person chose stays, and so do a person's words: they are marked instead. But
    words that sound like danger always raise the alarm, and only a person says that it is over.
    """
    records.cases.rematch(case.id, match)
    records.cards.touch(case.id, urgency=2)
    moved = records.cases.get(case.id)
    words = {"playbook": match.playbook, "band": match.band.value}
    records.log.append("rematched", at=office.clock.now(), case=case.id, words=words)
    is_settled = alarm.is_settled(records, stored, case)
    wanted = _wanted(office, records, case, match, is_settled=is_settled)
    raised = not is_settled and alarm.raise_for(office, records, moved, _playbook(office, wanted))
    if raised:
        # A letter may make the difference: what was closed is not closed any more.
        _bring_back(office, records, moved)
        moved = records.cases.get(case.id)
    if moved.status not in WORKABLE:
        return
    current = records.drafts.get(case.id, case.revision)
    # What was answered once is not proposed again as it stands.
    is_used = current is not None and any(
        one.text == current.text for one in replies(records, moved)
    )
    if wanted == case.playbook and not is_used and case.reason != CAME_BACK:
        return
    if is_used or current is None or (current.author is None and wanted != case.playbook):
        redraft(office, records, moved, stored.complaint, playbook=wanted, current=current)
    else:
        _point_at(office, records, moved, wanted, revision=moved.revision)


def _wanted(
    office: Office, records: Records, case: Case, match: Match, *, is_settled: bool
) -> str | None:
    """The playbook that the case has from now on."""
    if _is_about_danger(_playbook(office, case.playbook)):
        return case.playbook
    if _is_about_danger(_playbook(office, match.playbook)) and not is_settled:
        return match.playbook
    return case.playbook if _is_chosen(records, case) else match.playbook


def _playbook(office: Office, id_: str | None) -> Playbook | None:
    return office.shelf.in_force.playbooks.playbooks.get(id_ or "")


def _is_about_danger(playbook: Playbook | None) -> bool:
    return playbook is not None and playbook.is_about_danger


def _is_chosen(records: Records, case: Case) -> bool:
    """Whether a person said which playbook it is."""
    chosen = any(one.event == "playbook" for one in records.log.entries(case=case.id))
    return chosen or case.playbook != case.match.playbook


def go_on(office: Office, records: Records, case: Case) -> None:
    """Draft another reply for a case that is open again; what is public is not said twice."""
    current = records.drafts.get(case.id, case.revision)
    complaint = records.complaints.get(case.complaint).complaint
    if complaint.deleted_at is not None:
        _bring_back_quietly(office, records, case)
    elif replies(records, case):
        redraft(office, records, case, complaint, playbook=case.playbook, current=current)


def catch_up(office: Office, records: Records, item: OutboxItem) -> None:
    """
    Take in what came while a reply, which is public now, was being written and was leaving.

    A case whose message was edited comes back; what the same person has written below it since
    goes on from this reply.
    """
    case = records.cases.get(item.case)
    stored = records.complaints.get(case.complaint)
    same_author.link(records, case, stored)
    if stored.version == item.complaint_version:
        return
    if stored.complaint.deleted_at is not None:
        _bring_back_quietly(office, records, case)
        return
    was = records.complaints.version(stored.id, item.complaint_version)
    rings = alarm.is_unheard(records, case)
    if rings or says_else(was, stored.complaint):
        _bring_back(office, records, case)
        records.complaints.triage_again(stored.id)


def redraft(
    office: Office,
    records: Records,
    case: Case,
    complaint: Complaint,
    *,
    playbook: str | None,
    current: Draft | None,
) -> None:
    """Draft anew under *playbook*, or leave the case without a draft where that cannot be done."""
    found = _playbook(office, playbook)
    signer = case.claimed_by or (current.signed_for if current else None)
    if found is not None:
        try:
            draft.with_playbook(office, records, case, complaint, found, signed_for=signer)
        except Refused as refused:
            log.info("case %d has no draft now: %s", case.number, refused.code)
        else:
            return
    _point_at(office, records, case, playbook, revision=0)


def _point_at(
    office: Office, records: Records, case: Case, playbook: str | None, *, revision: int
) -> None:
    in_force = office.shelf.in_force
    found = _playbook(office, playbook)
    moved = replace(case, playbook=found.id if found else None)
    point(office, records, moved, found, revision=revision, in_force=in_force)
