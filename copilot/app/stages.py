"""Another stage of the same playbook: the first answer, the solution, the promise kept."""

from datetime import timedelta

from copilot.app import draft
from copilot.app.change import back, pick, workable
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.revision import reply_language, set_of
from copilot.app.too_late import closed
from copilot.app.view import Menu, Outcome
from copilot.domain.case import Case, CaseEvent, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxStatus
from copilot.domain.person import Right
from copilot.domain.playbook import Stage

#: The first word to a whole thread is an incident's, never one case's.
OFFERED = (Stage.FIRST, Stage.SOLUTION, Stage.KEPT)


def others(office: Office, records: Records, case: Case) -> tuple[Stage, ...]:
    """The stages that the case can be drafted at now, beside the one shown."""
    channel = office.channels.get(case.channel)
    is_gone = records.complaints.get(case.complaint).complaint.deleted_at is not None
    if channel is None or channel.mode is not Mode.LIVE or is_gone or case.playbook is None:
        return ()
    posted = posted_draft(records, case)
    taken = {case.stage}
    # A promise is kept, and a first answer given, once something of ours is public.
    taken.add(Stage.FIRST if posted or case.follows else Stage.KEPT)
    in_force = office.shelf.in_force.playbooks
    lang = reply_language(office, case.lang)
    return tuple(
        stage
        for stage in OFFERED
        if stage not in taken and in_force.variants(case.playbook, stage, lang)
    )


def posted_draft(records: Records, case: Case) -> Draft | None:
    """The last reply of the case that is public, as it was drafted."""
    posted = [o for o in records.outbox.of_case(case.id) if o.status is OutboxStatus.POSTED]
    if not posted:
        return None
    approvals = {one.id: one.revision for one in records.approvals.list(case.id)}
    return records.drafts.get(case.id, approvals.get(posted[-1].id, 0))


def offer_stages(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Offer the other stages of the playbook; of an answered case, what comes after.

    A button that names the only one there is goes straight there.

    Raises:
        Refused: `no_stage`, or as `to_stage` does.
    """
    if button.value:
        return to_stage(office, records, button, person, button.value)
    case = _case(office, records, button, person)
    choices = [
        pick(office, records, button, f"stage:{stage.value}")
        for stage in others(office, records, case)
    ]
    if not choices:
        raise Refused("no_stage")
    return Outcome(
        code="menu", menu=Menu(kind="stage", buttons=(*choices, back(office, records, button)))
    )


def to_stage(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """
    Draft another stage with the set in force; an answered case comes back for it.

    Raises:
        Refused: `stale`, `gone`, `template_failed`, or why the case cannot be worked on.
    """
    case = _case(office, records, button, person)
    if button.revision != case.revision:
        raise Refused("stale")
    stage = next((one for one in others(office, records, case) if one.value == choice), None)
    playbook = office.shelf.in_force.playbooks.playbooks.get(case.playbook or "")
    if stage is None or playbook is None:
        raise Refused("gone")
    now = office.clock.now()
    current = records.drafts.get(case.id, case.revision)
    signed_for = current.signed_for if current else case.claimed_by
    if case.status is CaseStatus.ANSWERED:
        case = records.cases.move(case.id, CaseEvent.REOPEN, at=now)
        signed_for = _take(office, records, case, person)
    complaint = records.complaints.get(case.complaint).complaint
    draft.at_stage(office, records, case, complaint, playbook, stage=stage, signed_for=signed_for)
    words = {"by": person, "stage": stage.value}
    records.log.append("stage", at=now, case=case.id, words=words)
    records.cards.touch(case.id, urgency=0)
    code = "stage" if records.cases.get(case.id).revision else "stage_waits"
    return Outcome(code=code, values={"stage": stage.value}, case=case.id)


def leave(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """What is posted already is enough: the case is answered again, as it was."""
    case = workable(office, records, button, person, fresh=False)
    posted = posted_draft(records, case)
    if posted is None:
        raise Refused("gone")
    now = office.clock.now()
    records.approvals.withdraw(case.id, reason="left", at=now)
    records.cases.redraft(
        case.id,
        expected=case.revision,
        revision=posted.revision,
        playbook=posted.template.playbook if posted.template else case.playbook,
        stage=posted.stage.value,
        severity=case.severity.value,
        set_digest=posted.set_digest,
        due_at=None,
    )
    records.cases.move(case.id, CaseEvent.LEAVE, at=now)
    records.log.append("left", at=now, case=case.id, words={"by": person})
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="left", case=case.id)


def _case(office: Office, records: Records, button: Button, person: int) -> Case:
    case = records.cases.get(button.case)
    if case.status is not CaseStatus.ANSWERED:
        return workable(office, records, button, person, fresh=False)
    office.require(person, Right.WORK)
    if posted_draft(records, case) is None:
        raise closed(office, records, case)
    return case


def _take(office: Office, records: Records, case: Case, person: int) -> int | None:
    """Who opens a case again to go on with it signs what follows, where people sign."""
    charter = set_of(office, records, case.set_digest).playbooks.charter
    approver = office.people.find(person)
    if charter.signature is SignedBy.BRAND or not (approver and approver.may(Right.APPROVE)):
        return None
    now = office.clock.now()
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    return person if records.cases.claim(case.id, by=person, until=until, now=now) else None
