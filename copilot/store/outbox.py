"""Approved replies on their way (`app.ports.outbox.Outbox`)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from copilot.app.ports.outbox import EVERY, Lane
from copilot.domain.errors import Refused
from copilot.domain.outbox import LIVE, OUTBOX_MOVES, OutboxEvent, OutboxItem, OutboxStatus
from copilot.store.desk_tables import pauses
from copilot.store.recall import recalled
from copilot.store.rows import guard, insert_new, move_row, pick
from copilot.store.work_tables import outbox

FIELDS = tuple(field.name for field in fields(OutboxItem))
BY_AGE = (outbox.c.approved_at, outbox.c.id)
# Built once: building a statement costs as much as running it.
OF_CASE = sa.select(outbox).where(outbox.c.case == sa.bindparam("of_case")).order_by(*BY_AGE)
IS_APPROVED = outbox.c.status == OutboxStatus.APPROVED
IS_LIVE = outbox.c.status.in_(sorted(LIVE))
ANY_OF_CHANNEL = (
    sa.select(outbox.c.id).where(IS_LIVE, outbox.c.channel == sa.bindparam("of_channel")).limit(1)
)
ANY_BUT = (
    sa.select(outbox.c.id)
    .where(IS_LIVE, outbox.c.channel.not_in(sa.bindparam("but", expanding=True)))
    .limit(1)
)
IS_PUBLIC_OR_MAY_BE = outbox.c.status.in_(sorted(LIVE | {OutboxStatus.POSTED}))


class SqlOutbox:
    """The outbox within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, item: OutboxItem, *, same_words: str) -> None:
        """
        Keep one, in the transaction that approves.

        Raises:
            Refused: `already_sent` or `same_text`; both rest on unique indexes.
            ValueError: when this very approval is already on its way or was.
        """
        # A digest, because PostgreSQL's indexes take no long texts.
        key = hashlib.sha256(same_words.encode("utf-8", "surrogatepass")).hexdigest()
        values = pick(item, FIELDS) | {"same_words": key}
        if insert_new(self._connection, outbox, values):
            return
        if self.live(item.case) is not None:
            raise Refused("already_sent")
        if self._count(IS_PUBLIC_OR_MAY_BE & (outbox.c.same_words == key), item):
            raise Refused("same_text")
        raise ValueError(f"approval {item.id} was used before")

    def _count(self, where: sa.ColumnElement[bool], item: OutboxItem) -> int:
        here = (outbox.c.channel == item.channel) & (outbox.c.thread == item.thread)
        counted = sa.select(sa.func.count()).select_from(outbox).where(here & where)
        return int(self._connection.execute(counted).scalar_one())

    def get(self, id: str) -> OutboxItem:  # noqa: A002
        """One item."""
        for item in self._select(outbox.c.id == id):
            return item
        raise KeyError(id)

    @recalled
    def live(self, case: str) -> OutboxItem | None:
        """The case's live item."""
        return next(iter(self._select((outbox.c.case == case) & IS_LIVE)), None)

    @recalled
    def of_case(self, case: str) -> Sequence[OutboxItem]:
        """All of a case, oldest first."""
        return [_item(row) for row in self._connection.execute(OF_CASE, {"of_case": case})]

    def posted_as(self, channel: str, posted_id: str) -> OutboxItem | None:
        """The reply that is public as that message of the platform's."""
        there = (outbox.c.channel == channel) & (outbox.c.posted_id == posted_id)
        return next(iter(self._select(there)), None)

    def posted_since(self, at: datetime) -> Sequence[OutboxItem]:
        """What became public from *at* on, in that order."""
        is_posted = (outbox.c.status == OutboxStatus.POSTED) & (outbox.c.posted_at >= at)
        wanted = sa.select(outbox).where(is_posted).order_by(outbox.c.posted_at, outbox.c.id)
        return [_item(row) for row in self._connection.execute(wanted)]

    def first_posted(self, since: datetime) -> Mapping[str, datetime]:
        """Of each case answered *since*, when its first reply of that time became public."""
        first = sa.func.min(outbox.c.posted_at, type_=outbox.c.posted_at.type).label("first")
        wanted = (
            sa.select(outbox.c.case, first)
            .where(outbox.c.status == OutboxStatus.POSTED, outbox.c.posted_at >= since)
            .group_by(outbox.c.case)
        )
        return {row.case: row.first for row in self._connection.execute(wanted)}

    def has_live(self, *, lane: Lane = EVERY) -> bool:
        """Whether anything is on its way."""
        if lane.only is not None:
            asked = self._connection.execute(ANY_OF_CHANNEL, {"of_channel": lane.only})
        else:
            asked = self._connection.execute(ANY_BUT, {"but": lane.but})
        return asked.first() is not None

    def due(self, now: datetime, *, lane: Lane = EVERY, limit: int = 10) -> Sequence[OutboxItem]:
        """APPROVED ones whose time has come and that wait for nobody's word, oldest first."""
        is_due = IS_APPROVED & ~outbox.c.asked & (outbox.c.due_at <= now)
        return self._select(is_due & _within(lane), limit)

    def unsettled(
        self, now: datetime, *, lane: Lane = EVERY, limit: int = 10
    ) -> Sequence[OutboxItem]:
        """UNCERTAIN ones that are due and that nobody was asked about."""
        uncertain = (outbox.c.status == OutboxStatus.UNCERTAIN) & outbox.c.asked.is_(False)
        return self._select(uncertain & (outbox.c.due_at <= now) & _within(lane), limit)

    def orphans(self, now: datetime, *, lane: Lane = EVERY) -> Sequence[OutboxItem]:
        """SENDING ones whose claim has ended: their process died or hangs."""
        sending = outbox.c.status == OutboxStatus.SENDING
        return self._select(sending & (outbox.c.claimed_until <= now) & _within(lane))

    def claim(self, id: str, *, by: str, until: datetime, now: datetime) -> bool:  # noqa: A002
        """Take one APPROVED or UNCERTAIN item that is due, unless posting is paused."""
        before, after = guard(OUTBOX_MOVES, OutboxEvent.CLAIM)
        claimed = self._connection.execute(
            outbox.update()
            .where(
                outbox.c.id == id,
                outbox.c.status.in_(before),
                outbox.c.due_at <= now,
                ~outbox.c.asked,
                ~sa.exists(sa.select(pauses.c.id)),
            )
            .values(
                status=after,
                claimed_by=by,
                claimed_until=until,
                tries=outbox.c.tries + 1,
                looks_failed=0,
                waived_by=None,
            )
        )
        return claimed.rowcount == 1

    def move(
        self,
        id: str,  # noqa: A002
        event: OutboxEvent,
        *,
        at: datetime,
        by: str | None = None,
        due_at: datetime | None = None,
        posted_id: str | None = None,
        posted_url: str | None = None,
        reason: str | None = None,
    ) -> OutboxItem:
        """
        Make one move of `OUTBOX_MOVES`; it ends the claim.

        Raises:
            IllegalMove: with the status found.
            ValueError: for CLAIM, which has conditions of its own.
        """
        if event is OutboxEvent.CLAIM:
            raise ValueError("a claim is made by `claim`")
        values: dict[str, object] = {"claimed_by": None, "claimed_until": None, "reason": reason}
        if due_at is not None:
            values["due_at"] = due_at
        if event is OutboxEvent.CONFIRM:
            values |= {"posted_id": posted_id, "posted_url": posted_url, "posted_at": at}
        only = None if by is None else outbox.c.claimed_by == by
        row = move_row(
            self._connection, outbox, id, moves=OUTBOX_MOVES, event=event, values=values, only=only
        )
        return _item(row)

    def mark_asked(self, id: str) -> bool:  # noqa: A002
        """Note that a person was asked; false when that was done before."""
        asked = self._connection.execute(
            outbox.update().where(outbox.c.id == id, outbox.c.asked.is_(False)).values(asked=True)
        )
        return asked.rowcount == 1

    def look_failed(
        self,
        id: str,  # noqa: A002
        *,
        before: int,
        due_at: datetime,
        reason: str,
    ) -> bool:
        """Count a failed look at an APPROVED item's place; false when somebody was faster."""
        counted = self._connection.execute(
            outbox.update()
            .where(outbox.c.id == id, IS_APPROVED, outbox.c.looks_failed == before)
            .values(looks_failed=before + 1, due_at=due_at, reason=reason)
        )
        return counted.rowcount == 1

    def waive_look(self, id: str, *, by: int, due_at: datetime) -> bool:  # noqa: A002
        """Let an APPROVED item about which a person was asked leave; false when nobody was."""
        waived = self._connection.execute(
            outbox.update()
            .where(outbox.c.id == id, IS_APPROVED, outbox.c.asked)
            .values(asked=False, waived_by=by, due_at=due_at)
        )
        return waived.rowcount == 1

    def held(self) -> Sequence[OutboxItem]:
        """APPROVED ones about which a person was asked, oldest first."""
        return self._select(IS_APPROVED & outbox.c.asked)

    @recalled
    def in_thread(
        self, channel: str, thread: str, *, but: str | None = None
    ) -> Sequence[OutboxItem]:
        """Live and posted replies in a thread, those of the case *but* aside; oldest first."""
        here = (outbox.c.channel == channel) & (outbox.c.thread == thread)
        if but is not None:
            here &= outbox.c.case != but
        return self._select(here & IS_PUBLIC_OR_MAY_BE)

    def _select(
        self, where: sa.ColumnElement[bool], limit: int | None = None
    ) -> Sequence[OutboxItem]:
        wanted = sa.select(outbox).where(where).order_by(*BY_AGE).limit(limit)
        return [_item(row) for row in self._connection.execute(wanted)]


def _within(lane: Lane) -> sa.ColumnElement[bool]:
    if lane.only is not None:
        return outbox.c.channel == lane.only
    return outbox.c.channel.not_in(lane.but) if lane.but else sa.true()


def _item(row: sa.Row[Any]) -> OutboxItem:
    return OutboxItem(**pick(row, FIELDS))
