"""Accepted playbook sets and the state of the desk (`app.ports.record.Sets`, `State`)."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from copilot.app.ports.records import AcceptedSet, Pause
from copilot.store.desk_tables import deliveries, pauses, playbook_sets, state
from copilot.store.rows import insert_new, known


class SqlSets:
    """Accepted sets within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def accept(self, accepted: AcceptedSet) -> bool:
        """Keep one, put it in force; false when it already was in force."""
        current = self.current()
        if current is not None and current.digest == accepted.digest:
            return False
        self._connection.execute(
            playbook_sets.update().where(playbook_sets.c.in_force).values(in_force=False)
        )
        values = {
            "digest": accepted.digest,
            "files": accepted.files,
            "accepted_at": accepted.accepted_at,
            "in_force": True,
        }
        if not insert_new(self._connection, playbook_sets, values):
            self._connection.execute(
                playbook_sets.update()
                .where(playbook_sets.c.digest == accepted.digest)
                .values(in_force=True, accepted_at=accepted.accepted_at)
            )
        return True

    def current(self) -> AcceptedSet | None:
        """The one in force."""
        return self._one(playbook_sets.c.in_force)

    def get(self, digest: str) -> AcceptedSet | None:
        """One that was accepted at some time."""
        return self._one(playbook_sets.c.digest == digest)

    def accepted_at(self, digest: str) -> datetime | None:
        """When one was put in force the last time."""
        wanted = sa.select(playbook_sets.c.accepted_at).where(playbook_sets.c.digest == digest)
        return self._connection.execute(wanted).scalar_one_or_none()

    def _one(self, where: sa.ColumnElement[bool]) -> AcceptedSet | None:
        row = self._connection.execute(sa.select(playbook_sets).where(where)).one_or_none()
        if row is None:
            return None
        return AcceptedSet(digest=row.digest, files=row.files, accepted_at=row.accepted_at)


class SqlState:
    """The state of the desk within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def pause(self, *, by: int, at: datetime) -> bool:
        """Suspend posting; false when it was."""
        return insert_new(self._connection, pauses, {"id": 1, "by": by, "at": at})

    def resume(self) -> bool:
        """Resume posting; false when it was not suspended."""
        return self._connection.execute(pauses.delete()).rowcount == 1

    def paused(self) -> Pause | None:
        """The standing pause."""
        row = self._connection.execute(sa.select(pauses)).one_or_none()
        return None if row is None else Pause(by=row.by, at=row.at)

    def get(self, key: str) -> str | None:
        """A small value kept across restarts."""
        return self._connection.execute(
            sa.select(state.c.value).where(state.c.key == key)
        ).scalar()

    def set(self, key: str, value: str) -> None:
        """Keep a small value."""
        if not insert_new(self._connection, state, {"key": key, "value": value}):
            self._connection.execute(state.update().where(state.c.key == key).values(value=value))

    def drop(self, key: str) -> None:
        """Forget a small value."""
        self._connection.execute(state.delete().where(state.c.key == key))

    def once(self, key: str) -> bool:
        """Whether nobody has ever done what *key* names; keeps that it is done now."""
        return insert_new(self._connection, state, {"key": key, "value": ""})

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of *keys* under which something is kept."""
        return known(self._connection, state.c.key, keys)

    def first_delivery(self, channel: str, delivery: str, *, at: datetime) -> bool:
        """Whether a webhook delivery id is new; keeps it."""
        values = {"channel": channel, "delivery": delivery, "at": at}
        return insert_new(self._connection, deliveries, values)

    def forget_deliveries(self, before: datetime, *, limit: int) -> int:
        """Remove some of the delivery ids kept *before*, oldest first."""
        old = (
            sa.select(deliveries.c.channel, deliveries.c.delivery)
            .where(deliveries.c.at < before)
            .order_by(deliveries.c.at)
            .limit(limit)
        )
        theirs = sa.tuple_(deliveries.c.channel, deliveries.c.delivery).in_(old)
        return self._connection.execute(deliveries.delete().where(theirs)).rowcount
