"""Questions of the bot's to one person, which a reply to the message answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from copilot.app.office import Office
from copilot.app.ports.records import Asked, Notice, Prompt
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; the desk has the words for `code`."""

    asked: Asked
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    within: timedelta
    about: str | None = None  #: which of several it asks for


def ask(office: Office, records: Records, case: Case, person: int, question: Question) -> None:
    """Put a question to *person* below the case's card; a reply to it is the answer."""
    now = office.clock.now()
    prompt = Prompt(
        id=office.ids.new(),
        case=case.id,
        asked=question.asked,
        person=person,
        revision=case.revision,
        expires_at=now + question.within,
        about=question.about,
    )
    records.chat.add_prompt(prompt)
    values = {"number": case.number, "name": office.people.called(person), "telegram": person}
    notice = Notice(
        id=office.ids.new(),
        chat=office.desk.chat,
        code=question.code,
        values={**values, **question.values},
        case=case.id,
        prompt=prompt.id,
        urgency=0,
        created_at=now,
    )
    records.notices.add(notice)


def take(office: Office, records: Records, prompt: Prompt) -> None:
    """
    Close a question: its one answer is here.

    Raises:
        Refused: `question_over` when it has expired or was answered.
    """
    if not records.chat.answer_prompt(prompt.id, at=office.clock.now(), message=prompt.answer):
        raise Refused("question_over")
