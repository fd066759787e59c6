"""A person's own words for a reply: asked for, taken, and changed while nobody has said yes."""

from datetime import timedelta

from copilot.app import approvals, own_draft, propose, standing
from copilot.app.asking import Question, ask
from copilot.app.change import workable
from copilot.app.conversation import is_rectifying, replies
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.signing import typed_signer
from copilot.app.view import Outcome
from copilot.domain.case import Case
from copilot.domain.charter import SignedBy, blocks
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.person import Right
from copilot.matching.sameness import same_words

#: An edit may take a meeting; after this the draft has gone cold.
EDIT_WITHIN = timedelta(hours=4)


def ask_wording(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Ask *person* for the reply's words, with the present ones ready to copy.

    A card not yet redrawn may be pressed: the prompt is about the words in force, and shows them.
    """
    case = workable(office, records, button, person, fresh=False)
    draft = records.drafts.get(case.id, case.revision)
    author = records.complaints.get(case.complaint).complaint.author
    values = {
        "text": draft.text if draft else "",
        "revision": case.revision,
        "author": author.name or author.handle or "",
    }
    question = Question(asked=Asked.WORDING, code="edit_prompt", values=values, within=EDIT_WITHIN)
    ask(office, records, case, person, question)
    return Outcome(code="prompted", case=case.id)


def wording(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """
    Keep the answer to a prompt as the next revision, whatever a colleague changed meanwhile.

    Raises:
        Refused: `claimed`, `closed`, `deleted` or `too_late`; the words are then kept as a note.
    """
    case = _writable(office, records, prompt, person)
    now = office.clock.now()
    if not records.chat.answer_prompt(prompt.id, at=now, message=prompt.answer):
        raise Refused("too_late")
    current = records.drafts.get(case.id, case.revision)
    known = office.people.find(person)
    if current and current.text == words and known and known.may(Right.APPROVE):
        # Sent back as it stood: nobody has changed anything.
        return Outcome(code="same_words", values={"revision": current.revision}, case=case.id)
    before = _foreign(records, case, prompt.revision, person)
    draft = _keep(office, records, case, words, person, based_on=prompt.revision)
    return _outcome(office, records, draft, based_on=prompt.revision if before else None)


def rewording(
    office: Office, records: Records, prompt: Prompt, person: int, words: str
) -> Outcome:
    """
    Take the words anew of whoever edits the message that answered a prompt.

    Raises:
        Refused: `claimed`, `closed`, `deleted`, `yes_given` or `reply_changed`: it is too late.
    """
    case = _writable(office, records, prompt, person)
    current = records.drafts.get(case.id, case.revision)
    is_own = current is not None and current.author == person
    if current is None or not is_own or current.based_on != (prompt.revision or None):
        raise Refused("reply_changed", revision=case.revision)
    if current.text == words:
        return Outcome(code="known", case=case.id)
    given = approvals.yeses(office, records, case, current)
    if given:
        by = ", ".join(office.people.called(one) for one in sorted(given))
        raise Refused("yes_given", by=by, revision=current.revision)
    draft = _keep(office, records, case, words, person, based_on=prompt.revision)
    return _outcome(office, records, draft, based_on=None)


def _writable(office: Office, records: Records, prompt: Prompt, person: int) -> Case:
    """The case whose reply *person* may write now: below a message that is gone none can stand."""
    case = workable(office, records, _button(prompt), person, fresh=False)
    if records.complaints.get(case.complaint).complaint.deleted_at is not None:
        raise Refused("deleted")
    return case


def _button(prompt: Prompt) -> Button:
    return Button(token="", case=prompt.case, action="edit", revision=prompt.revision, version=0)


def _foreign(records: Records, case: Case, since: int, person: int) -> bool:
    """Whether somebody else, or a template, has made a revision since *since*."""
    return any(
        draft.author != person for draft in records.drafts.list(case.id) if draft.revision > since
    )


def _keep(
    office: Office, records: Records, case: Case, words: str, person: int, *, based_on: int
) -> Draft:
    _require_new(records, case, words)
    signer = _signer(office, records, case, words, person)
    draft = own_draft.words(
        office,
        records,
        case,
        words,
        author=person,
        signed_for=signer,
        based_on=based_on,
    )
    records.approvals.withdraw(case.id, reason="edited", at=office.clock.now())
    propose.if_trainee(office, records, case, draft, person)
    records.cards.touch(case.id, urgency=0)
    return draft


def _require_new(records: Records, case: Case, words: str) -> None:
    """What stands there already corrects nothing."""
    public = replies(records, case)
    is_same = bool(public) and same_words(words) == same_words(public[-1].text)
    if is_same and is_rectifying(records, case):
        raise Refused("same_text")


def _outcome(office: Office, records: Records, draft: Draft, *, based_on: int | None) -> Outcome:
    """What the card says of it too: the charter, and what stands against it at this moment."""
    case = records.cases.get(draft.case)
    found = standing.findings(office, records, case, draft, at=office.clock.now())
    rules = tuple(dict.fromkeys(finding.rule for finding in found))
    values = {
        "revision": draft.revision,
        "blocked": blocks(found),
        "rules": rules,
        "based_on": based_on,
    }
    return Outcome(code="revised", values=values, case=draft.case)


def _signer(office: Office, records: Records, case: Case, words: str, person: int) -> int | None:
    """
    Who signs *words*.

    Whoever holds the case signs, in the place of anybody else, whether they typed it or not;
    without a claim it is who has typed a signature, and failing that whose it was. Where the brand
    signs it is nobody, but for a name left from when people signed, which the brand's replaces.
    """
    charter = own_draft.set_for_words(office, records, case).playbooks.charter
    typed = typed_signer(office, words, first=person)
    previous = records.drafts.get(case.id, case.revision)
    before = previous.signed_for if previous else None
    if charter.signature is SignedBy.BRAND:
        return typed if typed == before else None
    holder = office.people.find(case.claimant(office.clock.now()))
    if holder is not None and holder.telegram == person and holder.may(Right.APPROVE):
        return person
    return typed or before
