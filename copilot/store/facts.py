"""Facts that the desk has changed (`app.ports.facts.Facts`)."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime

import sqlalchemy as sa

from copilot.app.ports.records import FactPrompt
from copilot.domain.fact_change import FactChange, FactStatus
from copilot.store.desk_tables import fact_buttons, fact_changes, fact_prompts
from copilot.store.rows import insert_new, pick

FIELDS = tuple(field.name for field in fields(FactChange))
PROMPT_FIELDS = tuple(field.name for field in fields(FactPrompt))


class SqlFacts:
    """Changes of facts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, change: FactChange) -> None:
        """Keep a new change."""
        self._connection.execute(fact_changes.insert().values(**pick(change, FIELDS)))

    def get(self, id: str) -> FactChange | None:  # noqa: A002
        """One change."""
        wanted = sa.select(fact_changes).where(fact_changes.c.id == id)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else FactChange(**pick(row, FIELDS))

    def move(self, change: FactChange, *, expected: FactStatus) -> bool:
        """Keep *change* as it is now, if it still stands at *expected*."""
        values = pick(change, FIELDS)
        moved = self._connection.execute(
            fact_changes.update()
            .where(fact_changes.c.id == change.id, fact_changes.c.status == expected)
            .values(**values)
        )
        return moved.rowcount == 1

    def in_force(self) -> Sequence[FactChange]:
        """Those that nobody has ended, also when their time has come; oldest first."""
        wanted = (
            sa.select(fact_changes)
            .where(fact_changes.c.status == FactStatus.IN_FORCE)
            .order_by(fact_changes.c.accepted_at, fact_changes.c.id)
        )
        return [FactChange(**pick(row, FIELDS)) for row in self._connection.execute(wanted)]

    def button(self, *, token: str, meaning: str) -> str:
        """The token for this meaning: the one given out before, or *token* from now on."""
        if insert_new(self._connection, fact_buttons, {"token": token, "meaning": meaning}):
            return token
        wanted = sa.select(fact_buttons.c.token).where(fact_buttons.c.meaning == meaning)
        return str(self._connection.execute(wanted).scalar_one())

    def pressed(self, token: str) -> str | None:
        """What a token means."""
        wanted = sa.select(fact_buttons.c.meaning).where(fact_buttons.c.token == token)
        return self._connection.execute(wanted).scalar()

    def add_prompt(self, prompt: FactPrompt) -> None:
        """Keep a question."""
        self._connection.execute(fact_prompts.insert().values(**asdict(prompt)))

    def prompt(self, chat: int, message: int) -> FactPrompt | None:
        """The question that a message of the bot's asks."""
        here = (fact_prompts.c.chat == chat) & (fact_prompts.c.message == message)
        row = self._connection.execute(sa.select(fact_prompts).where(here)).one_or_none()
        return None if row is None else FactPrompt(**pick(row, PROMPT_FIELDS))

    def answer_prompt(self, id: str, *, at: datetime) -> bool:  # noqa: A002
        """Take its one answer; false when it was answered or has expired."""
        answered = self._connection.execute(
            fact_prompts.update()
            .where(
                fact_prompts.c.id == id,
                fact_prompts.c.done_at.is_(None),
                fact_prompts.c.expires_at > at,
            )
            .values(done_at=at)
        )
        return answered.rowcount == 1
