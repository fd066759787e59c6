"""Updates, buttons, prompts and notes (`app.ports.chat.Chat`)."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime

import sqlalchemy as sa

from copilot.app.ports.records import Button, Note, Prompt
from copilot.store.desk_tables import buttons, notes, prompts, updates
from copilot.store.recall import recalled
from copilot.store.rows import insert_new, pick

BUTTON_FIELDS = tuple(field.name for field in fields(Button))
PROMPT_FIELDS = tuple(field.name for field in fields(Prompt))
NOTE_FIELDS = tuple(field.name for field in fields(Note))
MEANING = ("case", "action", "revision", "version", "value")
# Built once: each card asks these, and building one costs as much as running it.
GIVEN_OUT = sa.select(buttons.c.token, *(buttons.c[name] for name in MEANING)).where(
    buttons.c.case == sa.bindparam("of_case")
)
BUTTON = sa.select(buttons).where(buttons.c.token == sa.bindparam("of_token"))


class SqlChat:
    """What goes between the desk and Telegram, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        #: Of each case, by what they mean; nobody else gives any out meanwhile.
        self._tokens: dict[str, dict[tuple[object, ...], str]] = {}

    def add_update(self, update_id: int, payload: str, *, bot: str, at: datetime) -> bool:
        """Keep a raw update before it is confirmed; false when it is known."""
        values = {"bot": bot, "update_id": update_id, "payload": payload, "received_at": at}
        return insert_new(self._connection, updates, values)

    def unhandled(self, *, bot: str, limit: int = 100) -> Sequence[tuple[int, str]]:
        """Updates nobody has handled, by their number."""
        waiting = (
            sa.select(updates.c.update_id, updates.c.payload)
            .where(updates.c.bot == bot, updates.c.handled_at.is_(None))
            .order_by(updates.c.update_id)
            .limit(limit)
        )
        return [(row[0], row[1]) for row in self._connection.execute(waiting)]

    def handled(self, update_id: int, *, bot: str, at: datetime, fault: str | None = None) -> None:
        """Mark one as handled; *fault* says why it could not be."""
        self._connection.execute(
            updates.update()
            .where(updates.c.bot == bot, updates.c.update_id == update_id)
            .values(handled_at=at, fault=fault)
        )

    def forget_updates(self, before: datetime, *, limit: int) -> int:
        """Remove some of those handled *before*, oldest first; those with a fault stay."""
        old = (
            sa.select(updates.c.bot, updates.c.update_id)
            .where(updates.c.fault.is_(None), updates.c.handled_at < before)
            .order_by(updates.c.handled_at)
            .limit(limit)
        )
        theirs = sa.tuple_(updates.c.bot, updates.c.update_id).in_(old)
        return self._connection.execute(updates.delete().where(theirs)).rowcount

    def button(
        self,
        *,
        token: str,
        case: str,
        action: str,
        revision: int,
        version: int,
        value: str = "",
        at: datetime,
    ) -> str:
        """The token for this meaning: the one given out before, or *token* from now on."""
        meaning = (case, action, revision, version, value)
        # All at once: a card asks for half a dozen, and most were given out before.
        if case not in self._tokens:
            rows = self._connection.execute(GIVEN_OUT, {"of_case": case})
            self._tokens[case] = {tuple(row[1:]): row.token for row in rows}
        known = self._tokens[case]
        if meaning not in known:
            button = dict(zip(MEANING, meaning, strict=True))
            given = {"token": token, **button, "given_at": at}
            if not insert_new(self._connection, buttons, given):
                raise ValueError(f"the token {token} means something else")
            known[meaning] = token
        return known[meaning]

    @recalled
    def find_button(self, token: str) -> Button | None:
        """What a token stands for."""
        row = self._connection.execute(BUTTON, {"of_token": token}).one_or_none()
        return None if row is None else Button(**pick(row, BUTTON_FIELDS))

    def forget_buttons(self, before: datetime, *, limit: int) -> int:
        """Remove some of those given out *before*, oldest first."""
        old = (
            sa.select(buttons.c.token)
            .where(buttons.c.given_at < before)
            .order_by(buttons.c.given_at)
            .limit(limit)
        )
        forgotten = self._connection.execute(buttons.delete().where(buttons.c.token.in_(old)))
        self._tokens.clear()
        return forgotten.rowcount

    def add_prompt(self, prompt: Prompt) -> None:
        """Keep a question."""
        self._connection.execute(prompts.insert().values(**asdict(prompt)))

    def prompt(self, chat: int, message: int) -> Prompt | None:
        """The question that a message of the bot's asks."""
        wanted = sa.select(prompts).where(prompts.c.chat == chat, prompts.c.message == message)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else Prompt(**pick(row, PROMPT_FIELDS))

    def is_asked(self, case: str, *, person: int, about: str, revision: int) -> bool:
        """Whether that person was asked about this at that revision of the case."""
        wanted = sa.select(prompts.c.id).where(
            prompts.c.case == case,
            prompts.c.person == person,
            prompts.c.about == about,
            prompts.c.revision == revision,
        )
        return self._connection.execute(wanted.limit(1)).first() is not None

    def answer_prompt(self, id: str, *, at: datetime, message: int | None = None) -> bool:  # noqa: A002
        """Take its one answer; false when it was answered or has expired."""
        answered = self._connection.execute(
            prompts.update()
            .where(prompts.c.id == id, prompts.c.done_at.is_(None), prompts.c.expires_at > at)
            .values(done_at=at, answer=message)
        )
        return answered.rowcount == 1

    def add_note(self, note: Note) -> bool:
        """Keep a note; false when that message is known."""
        return insert_new(self._connection, notes, asdict(note))

    def revise_note(self, chat: int, message: int, *, text: str) -> str | None:
        """Change a note's words; give its case, or nothing when there is no such note."""
        revised = self._connection.execute(
            notes.update()
            .where(notes.c.chat == chat, notes.c.message == message)
            .values(text=text)
            .returning(notes.c.case)
        )
        return revised.scalar_one_or_none()

    @recalled
    def notes(self, case: str) -> Sequence[Note]:
        """A case's notes, oldest first."""
        wanted = (
            sa.select(notes)
            .where(notes.c.case == case)
            .order_by(notes.c.at, notes.c.chat, notes.c.message)
        )
        return [Note(**pick(row, NOTE_FIELDS)) for row in self._connection.execute(wanted)]
