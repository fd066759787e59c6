"""Words that came too late to be a reply: given back ready to copy, and a note on record."""

from collections.abc import Mapping

from copilot.app.notify import tell
from copilot.app.office import Office
from copilot.app.ports.records import Note, Prompt
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.errors import Refused
from copilot.domain.person import Right

#: Why an answer cannot be used although it was asked for and its author may write.
TOO_LATE = frozenset(
    {
        "claimed",
        "closed",
        "deleted",
        "not_allowed",
        "not_waiting",
        "question_over",
        "reply_changed",
        "stale",
        "too_late",
        "waiting",
        "yes_given",
    }
)


def keep(
    office: Office,
    records: Records,
    prompt: Prompt,
    refused: Refused,
    *,
    chat: int,
    message: int,
    person: int,
    text: str,
) -> Outcome:
    """
    Keep what *person* wrote, and tell them why it is not the reply.

    Raises:
        Refused: `stranger`.
    """
    office.require(person, Right.NOTE)
    now = office.clock.now()
    note = Note(case=prompt.case, chat=chat, message=message, person=person, text=text, at=now)
    is_new = records.chat.add_note(note)
    if not is_new and records.chat.revise_note(chat, message, text=text) is None:
        return Outcome(code="kept", case=prompt.case)
    words = {"by": person, "text": text, "why": refused.code}
    records.log.append("words_kept", at=now, case=prompt.case, words=words)
    records.cards.touch(prompt.case, urgency=4)
    values = {
        "number": records.cases.get(prompt.case).number,
        "why": refused.code,
        "values": _plain(refused.values),
        "text": text,
    }
    tell(office, records, "words_kept", values, reply_to=message)
    return Outcome(code="kept", case=prompt.case)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """What can be kept with a notice."""
    return {name: value for name, value in values.items() if isinstance(value, str | int)}
