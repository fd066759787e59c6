"""Messages of the bot's that are not cards (`app.ports.chat.Notices`)."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

import sqlalchemy as sa

from copilot.app.ports.records import Notice
from copilot.store.desk_tables import fact_prompts, notices, prompts
from copilot.store.rows import insert_new, known, pick

FIELDS = tuple(field.name for field in fields(Notice))


class SqlNotices:
    """Notices within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, notice: Notice, *, once: str | None = None) -> bool:
        """Keep one to send; with *once* only if none was ever kept under that key."""
        values = pick(notice, FIELDS)
        return insert_new(self._connection, notices, values | {"once": once})

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of *keys* under which one was ever kept."""
        return known(self._connection, notices.c.once, keys)

    def waiting(self, *, limit: int = 10) -> Sequence[Notice]:
        """Those to send, by urgency, then age."""
        wanted = (
            sa.select(notices)
            .where(notices.c.sent_at.is_(None))
            .order_by(notices.c.urgency, notices.c.created_at, notices.c.id)
            .limit(limit)
        )
        return [Notice(**pick(row, FIELDS)) for row in self._connection.execute(wanted)]

    def about(self, case: str, *codes: str) -> Sequence[Notice]:
        """Those of *codes* about a case, sent or not, oldest first."""
        wanted = (
            sa.select(notices)
            .where(notices.c.case == case, notices.c.code.in_(codes))
            .order_by(notices.c.created_at, notices.c.id)
        )
        return [Notice(**pick(row, FIELDS)) for row in self._connection.execute(wanted)]

    def forget(self, before: datetime, *, limit: int) -> int:
        """Remove some of those sent *before*, oldest first; what is told once for ever stays."""
        old = (
            sa.select(notices.c.id)
            .where(notices.c.once.is_(None), notices.c.sent_at < before)
            .order_by(notices.c.sent_at)
            .limit(limit)
        )
        return self._connection.execute(notices.delete().where(notices.c.id.in_(old))).rowcount

    def find(self, id: str) -> Notice | None:  # noqa: A002
        """One of them."""
        row = self._connection.execute(sa.select(notices).where(notices.c.id == id)).one_or_none()
        return None if row is None else Notice(**pick(row, FIELDS))

    def at(self, chat: int, message: int) -> str | None:
        """The case that the message of that number is about; none for what is about none."""
        there = (notices.c.chat == chat) & (notices.c.message == message)
        newest = sa.select(notices.c.case).where(there).order_by(notices.c.sent_at.desc()).limit(1)
        return self._connection.execute(newest).scalar_one_or_none()

    def take_aside(self, person: int, *, case: str) -> None:
        """Questions about a case to *person* that nobody has seen yet are put in private."""
        asked = sa.select(prompts.c.id).where(
            prompts.c.person == person, prompts.c.case == case, prompts.c.done_at.is_(None)
        )
        self._connection.execute(
            notices.update()
            .where(notices.c.sent_at.is_(None), notices.c.prompt.in_(asked))
            .values(chat=person)
        )

    def ask_again(self, chat: int, *, now: datetime) -> None:
        """Send questions anew that stand in *chat*, where nobody can answer them any more."""
        for table in (prompts, fact_prompts):
            stands = (table.c.chat == chat) & table.c.done_at.is_(None)
            asked = sa.select(table.c.id).where(stands, table.c.expires_at > now)
            self._connection.execute(
                notices.update()
                .where(notices.c.prompt.in_(asked))
                .values(sent_at=None, message=None)
            )

    def sent(
        self,
        id: str,  # noqa: A002
        *,
        message: int | None,
        at: datetime,
        chat: int | None = None,
    ) -> None:
        """
        Record that it is in the chat; the prompt it asks learns its message.

        With *chat* where it truly is: numbers begin anew in a group that became a supergroup.
        """
        row = self._connection.execute(
            notices.update()
            .where(notices.c.id == id, notices.c.sent_at.is_(None))
            .values(sent_at=at, message=message)
            .returning(notices.c.chat, notices.c.prompt)
        ).one_or_none()
        if row is None or row.prompt is None or message is None:
            return
        for table in (prompts, fact_prompts):
            self._connection.execute(
                table.update()
                .where(table.c.id == row.prompt)
                .values(chat=row.chat if chat is None else chat, message=message)
            )
