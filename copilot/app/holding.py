"""
A holding reply: what can be said while somebody outside the desk is asked.

It is drafted from the playbook's own `holding` template, approved like any other, and gives way to
what it was drafted over once the colleague has answered.
"""

from contextlib import suppress
from dataclasses import replace

from copilot.app import draft
from copilot.app.change import signer
from copilot.app.conversation import replies
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import point, reply_language
from copilot.domain.case import Case
from copilot.domain.channel import Mode
from copilot.domain.charter import blocks
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.playbook import Playbook, Stage


def propose(office: Office, records: Records, case: Case) -> None:
    """
    Draft a holding reply where nothing that the card shows can be said meanwhile.

    Words that a person wrote stay; so does a first answer that can leave, for it says that we look
    into it.
    """
    playbook = office.shelf.in_force.playbooks.playbooks.get(case.playbook or "")
    if playbook is None or not _is_wanted(office, records, case):
        return
    with suppress(Refused), records.attempt():
        _draft(office, records, case, playbook, Stage.HOLDING)
        made = _shown(records, records.cases.get(case.id))
        if made is None or blocks(made.findings):
            raise Refused("no_variant")
        words = {"revision": made.revision, "instead_of": case.stage.value}
        records.log.append("holding", at=made.created_at, case=case.id, words=words)


def withdraw(office: Office, records: Records, case: Case) -> None:
    """Go back to the stage that a holding reply, which nobody has posted, stands in for."""
    shown = _shown(records, case)
    if shown is None or shown.stage is not Stage.HOLDING or shown.author is not None:
        return
    before = _stage_before(records, case)
    playbook = office.shelf.in_force.playbooks.playbooks.get(case.playbook or "")
    if playbook is not None:
        with suppress(Refused), records.attempt():
            _draft(office, records, case, playbook, before)
            return
    without = replace(case, stage=before)
    point(office, records, without, playbook, revision=0, in_force=office.shelf.in_force)


def _stage_before(records: Records, case: Case) -> Stage:
    said = (one for one in records.log.entries(case=case.id) if one.event == "holding")
    words = [one.words for one in said if one.words]
    return Stage(str(words[-1]["instead_of"])) if words else Stage.FIRST


def _is_wanted(office: Office, records: Records, case: Case) -> bool:
    channel = office.channels.get(case.channel)
    complaint = records.complaints.get(case.complaint).complaint
    if channel is None or channel.mode is not Mode.LIVE or complaint.deleted_at is not None:
        return False
    lang = reply_language(office, case.lang)
    in_force = office.shelf.in_force.playbooks
    if not in_force.variants(case.playbook or "", Stage.HOLDING, lang):
        return False
    shown = _shown(records, case)
    if shown is None:
        return True
    is_first = shown.stage is Stage.FIRST and not replies(records, case)
    return shown.author is None and (not is_first or blocks(shown.findings))


def _draft(office: Office, records: Records, case: Case, playbook: Playbook, stage: Stage) -> None:
    complaint = records.complaints.get(case.complaint).complaint
    signed_for = signer(records, case)
    draft.at_stage(office, records, case, complaint, playbook, stage=stage, signed_for=signed_for)


def _shown(records: Records, case: Case) -> Draft | None:
    return records.drafts.get(case.id, case.revision)
