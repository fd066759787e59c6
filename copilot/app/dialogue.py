"""What people write at the desk: new wording to a prompt of the bot's, notes to each other."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import timedelta

from copilot.app import escalate, fact_talk, insight, revision, waiting
from copilot.app.asking import Question, ask
from copilot.app.change import workable
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Note, Prompt
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.charter import SignedBy, blocks
from copilot.domain.errors import Refused
from copilot.domain.person import Right

#: An edit may take a meeting; after this the draft has gone cold.
EDIT_WITHIN = timedelta(hours=4)


def ask_wording(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Ask *person* for the reply's words, with the present ones ready to copy.

    A card not yet redrawn may be pressed: the prompt is about the words in force, and shows them.
    """
    case = workable(office, records, button, person, fresh=False)
    draft = records.drafts.get(case.id, case.revision)
    values = {"text": draft.text if draft else "", "revision": case.revision}
    question = Question(asked=Asked.WORDING, code="edit_prompt", values=values, within=EDIT_WITHIN)
    ask(office, records, case, person, question)
    return Outcome(code="prompted", case=case.id)


def reply(
    office: Office, *, chat: int, to_message: int, message: int, person: int, text: str
) -> Outcome | None:
    """
    Take a message that replies to one of the bot's.

    To a prompt, by the person it was put to, it is new wording; to a card it is a note to the
    team and never public. Nothing is returned for a reply to anything else.

    Raises:
        Refused: with the reason; the words stay in the chat, nothing else was changed.
    """
    with office.store.write() as records:
        prompt = records.chat.prompt(chat, to_message)
        if prompt is not None:
            return _answer(office, records, prompt, person, text)
        about_fact = records.facts.prompt(chat, to_message)
        if about_fact is not None:
            return fact_talk.answer(office, records, about_fact, person=person, text=clean(text))
        case = records.cards.at(chat, to_message)
        if case is None:
            return None
        office.require(person, Right.NOTE)
        now = office.clock.now()
        note = Note(case=case, chat=chat, message=message, person=person, text=text, at=now)
        if records.chat.add_note(note):
            records.log.append("note", at=now, case=case, words={"by": person, "text": text})
            records.cards.touch(case, urgency=4)
        return Outcome(code="noted", case=case)


def _answer(office: Office, records: Records, prompt: Prompt, person: int, text: str) -> Outcome:
    """Take an answer from whom it was asked of, and hand it to what asked for it."""
    if person != prompt.person:
        code = "not_asked" if prompt.asked is Asked.WORDING else "asked_another"
        raise Refused(code, by=office.people.name_of(prompt.person))
    words = clean(text)
    if not words:
        raise Refused("empty")
    return ANSWERS[prompt.asked](office, records, prompt, person, words)


def _wording(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    case = records.cases.get(prompt.case)
    button = Button(token="", case=case.id, action="edit", revision=prompt.revision, version=0)
    case = workable(office, records, button, person)
    now = office.clock.now()
    if not records.chat.answer_prompt(prompt.id, at=now):
        raise Refused("too_late")
    previous = records.drafts.get(case.id, case.revision)
    draft = revision.words(
        office,
        records,
        case,
        words,
        author=person,
        signed_for=_signer(
            office, records, case.id, person, previous.signed_for if previous else None
        ),
    )
    records.approvals.withdraw(case.id, reason="edited", at=now)
    records.cards.touch(case.id, urgency=0)
    rules = tuple(dict.fromkeys(finding.rule for finding in draft.findings))
    return Outcome(
        code="revised",
        values={"revision": draft.revision, "blocked": blocks(draft.findings), "rules": rules},
        case=case.id,
    )


def _signer(
    office: Office, records: Records, case: str, person: int, signed_for: int | None
) -> int | None:
    """Whoever holds the case signs; without a claim the signature stays whose it was."""
    current = records.cases.get(case)
    charter = revision.set_of(office, records, current.set_digest).playbooks.charter
    if charter.signature is SignedBy.BRAND:
        return None
    return person if current.claimant(office.clock.now()) == person else signed_for


def clean(text: str) -> str:
    """A person's words as they will be posted: NFC, plain line ends; empty if nothing shows."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        character
        for character in plain
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    seen = any(not one.isspace() and unicodedata.category(one) != "Cf" for one in kept)
    return kept.strip() if seen else ""


#: What takes the answer to each kind of question.
ANSWERS: Mapping[Asked, Callable[[Office, Records, Prompt, int, str], Outcome]] = {
    Asked.ALERT: escalate.noted,
    Asked.COLLEAGUE: waiting.answered,
    Asked.INSIGHT: insight.word,
    Asked.QUESTION: waiting.begin,
    Asked.WORDING: _wording,
}
