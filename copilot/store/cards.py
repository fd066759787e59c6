"""What must be drawn on the desk (`app.ports.chat.Cards`)."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from copilot.app.ports.chat import AT_LEISURE, BACKGROUND
from copilot.app.ports.records import RENEWED, CardRecord
from copilot.domain.playbook import Severity
from copilot.store.desk_tables import card_messages, cards
from copilot.store.rows import insert_new, pick
from copilot.store.work_tables import cases

FIELDS = tuple(field.name for field in fields(CardRecord))
IS_STALE = cards.c.version > cards.c.shown_version
IS_FIRST = cards.c.message.is_(None) & (cards.c.urgency >= BACKGROUND)
IS_AT_LEISURE = cards.c.urgency >= AT_LEISURE
IS_CRITICAL = cases.c.severity == Severity.CRITICAL
RANK = sa.case(
    (IS_AT_LEISURE, sa.case((IS_CRITICAL, 1), else_=0)),
    else_=sa.case({severity: severity.rank for severity in Severity}, value=cases.c.severity),
)
PLACE = sa.case((IS_AT_LEISURE, -cards.c.message), else_=cases.c.number)


class SqlCards:
    """Cards within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def touch(self, case: str, *, urgency: int = 5) -> None:
        """Ask for the card to be drawn (again); the smaller urgency wins until it is drawn."""
        first = {"case": case, "version": 1, "shown_version": 0, "above": [], "urgency": urgency}
        if insert_new(self._connection, cards, first):
            return
        already_wanted_sooner = IS_STALE & (cards.c.urgency < urgency)
        self._update(
            case,
            version=cards.c.version + 1,
            urgency=sa.case((already_wanted_sooner, cards.c.urgency), else_=urgency),
        )

    def get(self, case: str) -> CardRecord | None:
        """The card of a case."""
        wanted = sa.select(cards).where(cards.c.case == case)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else _card(row)

    def stale(self, *, limit: int = 1, sparing: bool = False) -> Sequence[CardRecord]:
        """Cards to draw: by urgency, severity and number; at leisure from the chat's end up."""
        wanted = sa.select(cards).join(cases, cases.c.id == cards.c.case).where(IS_STALE)
        if sparing:
            wanted = wanted.where(~IS_AT_LEISURE, ~IS_FIRST)
        wanted = wanted.order_by(cards.c.urgency, RANK.desc(), PLACE).limit(limit)
        return [_card(row) for row in self._connection.execute(wanted)]

    def shown(
        self,
        case: str,
        *,
        version: int,
        digest: str,
        chat: int,
        message: int,
        above: tuple[int, ...] = (),
    ) -> None:
        """Record what Telegram shows now; a touch since *version* keeps the card stale."""
        self._update(
            case,
            shown_version=version,
            shown_digest=digest,
            chat=chat,
            message=message,
            above=above,
        )
        for number in (message, *above):
            place = {"chat": chat, "message": number, "case": case}
            insert_new(self._connection, card_messages, place)

    def renew(self, case: str) -> None:
        """Have the case stand at the end of the chat again, as an answer to its own old card."""
        self._update(case, version=cards.c.version + 1, shown_digest=RENEWED, urgency=1)

    def lost(self, case: str) -> None:
        """The message is gone from the chat: it must be sent anew."""
        self._update(
            case,
            version=cards.c.version + 1,
            shown_digest=None,
            chat=None,
            message=None,
            above=(),
        )

    def copied(self, case: str, *, chat: int, message: int) -> None:
        """Note that somebody sees the card in a private chat too."""
        place = {"chat": chat, "message": message, "case": case}
        insert_new(self._connection, card_messages, place)

    def copies(self, case: str) -> Sequence[tuple[int, int]]:
        """Chat and message of the newest copy in each private chat."""
        # Telegram numbers private chats above zero, groups below.
        of_case = (card_messages.c.case == case) & (card_messages.c.chat > 0)
        newest = (
            sa.select(card_messages.c.chat, sa.func.max(card_messages.c.message))
            .where(of_case)
            .group_by(card_messages.c.chat)
            .order_by(card_messages.c.chat)
        )
        return [(row[0], row[1]) for row in self._connection.execute(newest)]

    def at(self, chat: int, message: int) -> str | None:
        """The case whose card (or message above it) that is; old cards count too."""
        here = (card_messages.c.chat == chat) & (card_messages.c.message == message)
        return self._connection.execute(sa.select(card_messages.c.case).where(here)).scalar()

    def _update(self, case: str, **values: object) -> None:
        changed = self._connection.execute(
            cards.update().where(cards.c.case == case).values(**values)
        )
        if changed.rowcount != 1:
            raise KeyError(case)


def _card(row: sa.Row[Any]) -> CardRecord:
    values = pick(row, FIELDS)
    return CardRecord(**values | {"above": tuple(row.above)})
