"""
Correct a reply that is public: by another one below it, approved like any; both on record.

It is drafted from the template as it reads today; where none says that it corrects, a person is
asked for the words.
"""

from contextlib import suppress
from datetime import timedelta

from copilot.app import draft, edit, own_draft, propose, revision, stages
from copilot.app.asking import Question, ask, take
from copilot.app.conversation import replies
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.too_late import closed
from copilot.app.view import Outcome
from copilot.domain.case import WORKABLE, Case, CaseEvent, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy, blocks
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxItem
from copilot.domain.person import Right
from copilot.matching.sameness import same_words


def ask_correction(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Bring the case back with a correction drafted, or ask *person* for its words.

    Raises:
        Refused: `closed`, `deleted` or `read_only`: nothing can be posted below it.
    """
    office.require(person, Right.WORK)
    case = records.cases.get(button.case)
    posted = _posted(office, records, case)
    with suppress(Refused), records.attempt():
        return _drafted(office, records, case, posted, person)
    values = {"text": posted.text, "revision": case.revision}
    question = Question(
        asked=Asked.CORRECTION, code="rectify_prompt", values=values, within=edit.EDIT_WITHIN
    )
    ask(office, records, case, person, question)
    return Outcome(code="prompted", case=case.id)


def corrected(
    office: Office, records: Records, prompt: Prompt, person: int, words: str
) -> Outcome:
    """
    Bring the case back with *words* as its draft; they leave when they are approved.

    Raises:
        Refused: `same_text`, or as `ask_correction`.
    """
    office.require(person, Right.WORK)
    case = records.cases.get(prompt.case)
    if case.status in WORKABLE:
        # Somebody brought it back meanwhile: what was written is the reply's next wording.
        return edit.wording(office, records, prompt, person, words)
    posted = _posted(office, records, case)
    if same_words(words) == same_words(posted.text):
        raise Refused("same_text")
    take(office, records, prompt)
    signed_for = _bring_back(office, records, case, posted, person)
    made = own_draft.words(
        office, records, case, words, author=person, signed_for=signed_for, based_on=case.revision
    )
    propose.if_trainee(office, records, case, made, person)
    records.cards.renew(case.id)
    rules = tuple(dict.fromkeys(finding.rule for finding in made.findings))
    return Outcome(
        code="revised",
        values={"revision": made.revision, "blocked": blocks(made.findings), "rules": rules},
        case=case.id,
    )


def _drafted(
    office: Office, records: Records, case: Case, posted: OutboxItem, person: int
) -> Outcome:
    """
    Propose what the template says today, opened by what it corrects.

    Raises:
        Refused: no template does; nothing is left of the attempt.
    """
    public = stages.posted_draft(records, case)
    if public is None or public.author is not None:
        # What a person wrote is in no template: it would be another answer, and no correction.
        raise Refused("no_variant")
    signed_for = _bring_back(office, records, case, posted, person)
    back = records.cases.get(case.id)
    complaint = records.complaints.get(case.complaint).complaint
    draft.again(office, records, back, complaint, signed_for=signed_for)
    made = records.drafts.get(case.id, records.cases.get(case.id).revision)
    drafter = office.shelf.in_force.drafter
    if made is None or made.template is None or not drafter.corrects(made.template.path):
        raise Refused("no_variant")
    records.cards.renew(case.id)
    return Outcome(code="rectifying", values={"revision": made.revision}, case=case.id)


def _bring_back(
    office: Office, records: Records, case: Case, posted: OutboxItem, person: int
) -> int | None:
    """Open the case again to correct *posted*, on record; give who signs."""
    now = office.clock.now()
    records.cases.move(case.id, CaseEvent.REOPEN, at=now)
    log = {"by": person, "approval": posted.id, "text": posted.text}
    records.log.append("rectifying", at=now, case=case.id, words=log)
    return _signer(office, records, case, person)


def _posted(office: Office, records: Records, case: Case) -> OutboxItem:
    """The public reply to correct."""
    found = replies(records, case)
    if found and records.complaints.get(case.complaint).complaint.deleted_at is not None:
        raise Refused("deleted")
    if case.status is not CaseStatus.ANSWERED or not found:
        raise closed(office, records, case)
    channel = office.channels.get(case.channel)
    if channel is None or channel.mode is not Mode.LIVE:
        raise Refused("read_only", channel=case.channel)
    return found[-1]


def _signer(office: Office, records: Records, case: Case, person: int) -> int | None:
    """Where people sign, who corrects takes the case and signs."""
    charter = revision.set_of(office, records, case.set_digest).playbooks.charter
    known = office.people.find(person)
    if charter.signature is SignedBy.BRAND or known is None or not known.may(Right.APPROVE):
        return None
    now = office.clock.now()
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    return person if records.cases.claim(case.id, by=person, until=until, now=now) else None
