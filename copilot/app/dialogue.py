"""What people write at the desk: new wording to a prompt of the bot's, notes to each other."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from copilot.app import (
    details,
    edit,
    escalate,
    fact_talk,
    insight,
    lost_yes,
    playbook_search,
    rectify,
    waiting,
)
from copilot.app.doing import once
from copilot.app.kept_words import TOO_LATE, keep
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Note, Prompt
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.errors import Refused
from copilot.domain.person import Right
from copilot.domain.postable import postable


def reply(
    office: Office,
    *,
    chat: int,
    to_message: int,
    message: int,
    person: int,
    text: str,
    doing: str | None = None,
) -> Outcome | None:
    """
    Take a message that replies to one of the bot's.

    To a prompt, by the person it was put to, it is the answer, or a note if it comes too late; to
    a card, or to a message about a case, it is a note to the team and never public. The same
    message once more, known by *doing*, does nothing and comes to the same. Nothing is returned
    for what strangers say of anything else.

    Raises:
        Refused: with the reason; the words stay in the chat, nothing else was changed.
    """
    written = _Written(chat=chat, message=message, person=person, text=text, doing=doing)
    return _taken(office, to_message, written, _take)


def edited(
    office: Office,
    *,
    chat: int,
    to_message: int,
    message: int,
    person: int,
    text: str,
    doing: str | None = None,
) -> Outcome | None:
    """
    Take the new words of a message that replies to one of the bot's.

    They change the draft that the message became, or the note that it is.

    Raises:
        Refused: with the reason; nothing was changed.
    """
    written = _Written(chat=chat, message=message, person=person, text=text, doing=doing)
    return _taken(office, to_message, written, _take_anew)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What somebody wrote, and where."""

    chat: int
    message: int
    person: int
    text: str
    doing: str | None


#: Of a message that replies to one of the bot's, what becomes of it.
_Take = Callable[[Office, Records, int, _Written], Outcome | None]


def _taken(office: Office, to_message: int, written: _Written, take: _Take) -> Outcome | None:
    """Do it in one transaction, once; words that came too late are kept in another."""
    try:
        with office.store.write() as records:
            return once(records, written.doing, lambda: take(office, records, to_message, written))
    except Refused as refused:
        return _keep(office, to_message, written, refused)


def _take(office: Office, records: Records, to_message: int, written: _Written) -> Outcome | None:
    prompt = records.chat.prompt(written.chat, to_message)
    if prompt is not None:
        return _answer(office, records, prompt, written)
    about_fact = records.facts.prompt(written.chat, to_message)
    if about_fact is not None:
        return fact_talk.answer(
            office, records, about_fact, person=written.person, text=clean(written.text)
        )
    case = about(records, written.chat, to_message)
    if case is None:
        if office.people.find(written.person) is None:
            return None
        raise Refused("about_nothing")
    office.require(written.person, Right.NOTE)
    return _note(office, records, case, written)


def about(records: Records, chat: int, message: int) -> str | None:
    """The case whose card that message of the bot's is, or about which it speaks."""
    return records.cards.at(chat, message) or records.notices.at(chat, message)


def _answer(office: Office, records: Records, prompt: Prompt, written: _Written) -> Outcome:
    """Take an answer from whom it was asked of, and hand it to what asked for it."""
    if written.person != prompt.person:
        code = "not_asked" if prompt.asked is Asked.WORDING else "asked_another"
        raise Refused(code, by=office.people.called(prompt.person))
    if prompt.answer == written.message:
        # The same message once more, because a process ended before it could say so.
        return Outcome(code="known", case=prompt.case)
    words = clean(written.text)
    if not words:
        raise Refused("empty")
    answered = replace(prompt, answer=written.message)
    return _told(office, records, answered, written.person, words, by=ANSWERS)


def _told(
    office: Office,
    records: Records,
    prompt: Prompt,
    person: int,
    words: str,
    *,
    by: "Mapping[Asked, Taker]",
) -> Outcome:
    """Hand an answer on, and tell those whose yes it takes back."""
    before = lost_yes.standing(records, prompt.case)
    outcome = by[prompt.asked](office, records, prompt, person, words)
    lost_yes.tell_whose(office, records, before, prompt.case, by=person)
    return outcome


def _note(office: Office, records: Records, case: str, written: _Written) -> Outcome:
    now = office.clock.now()
    note = Note(
        case=case,
        chat=written.chat,
        message=written.message,
        person=written.person,
        text=written.text,
        at=now,
    )
    if records.chat.add_note(note):
        words = {"by": written.person, "text": written.text}
        records.log.append("note", at=now, case=case, words=words)
        records.cards.touch(case, urgency=4)
    return Outcome(code="noted", case=case)


def _take_anew(
    office: Office, records: Records, to_message: int, written: _Written
) -> Outcome | None:
    prompt = records.chat.prompt(written.chat, to_message)
    words = clean(written.text)
    if not words:
        return None
    if prompt is not None and prompt.answer == written.message:
        if prompt.asked not in CHANGES:
            # A colleague was asked in those words: they are not taken back in silence.
            raise Refused("answer_taken")
        return _told(office, records, prompt, written.person, words, by=CHANGES)
    office.require(written.person, Right.NOTE)
    case = records.chat.revise_note(written.chat, written.message, text=written.text)
    if case is None:
        known = about(records, written.chat, to_message)
        return _note(office, records, known, written) if known else None
    said = {"by": written.person, "text": written.text}
    records.log.append("note_changed", at=office.clock.now(), case=case, words=said)
    records.cards.touch(case, urgency=4)
    return Outcome(code="noted", case=case)


def _keep(office: Office, to_message: int, written: _Written, refused: Refused) -> Outcome:
    """
    Lose nobody's words because a colleague was faster.

    Raises:
        Refused: again, where nobody asked for them.
    """
    if refused.code not in TOO_LATE:
        raise refused
    with office.store.write() as records:
        prompt = records.chat.prompt(written.chat, to_message)
        if prompt is None:
            raise refused
        return once(
            records,
            written.doing,
            lambda: keep(
                office,
                records,
                prompt,
                refused,
                chat=written.chat,
                message=written.message,
                person=written.person,
                text=written.text,
            ),
        )


def clean(text: str) -> str:
    """A person's words as they will be posted; empty if nothing of them shows."""
    kept = postable(text)
    seen = any(not one.isspace() and unicodedata.category(one) != "Cf" for one in kept)
    return kept.strip() if seen else ""


#: What takes the answer to a question, by its kind.
Taker = Callable[[Office, Records, Prompt, int, str], Outcome]
ANSWERS: Mapping[Asked, Taker] = {
    Asked.ALERT: escalate.noted,
    Asked.COLLEAGUE: waiting.answered,
    Asked.CORRECTION: rectify.corrected,
    Asked.DETAIL: details.fill_in,
    Asked.INSIGHT: insight.word,
    Asked.PLAYBOOK: playbook_search.found,
    Asked.QUESTION: waiting.begin,
    Asked.WORDING: edit.wording,
}
#: What takes the answer's new words when its message is edited.
CHANGES: Mapping[Asked, Taker] = {
    Asked.ALERT: escalate.renoted,
    Asked.CORRECTION: edit.rewording,
    Asked.DETAIL: details.correct,
    Asked.WORDING: edit.rewording,
}
