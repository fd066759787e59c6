"""What replies undertook (`app.ports.handling.Promises`)."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from copilot.domain.handling import Promise
from copilot.store.handling_tables import promises
from copilot.store.table_values import Rows


class SqlPromises(Rows[Promise]):
    """Promises within one transaction."""

    table, value = promises, Promise

    def add(self, promise: Promise) -> bool:
        """Keep one; false when it is known."""
        return self._insert(promise)

    def of(self, case: str) -> Sequence[Promise]:
        """Of a case, oldest first."""
        return self._where(promises.c.case == case, promises.c.made_at, promises.c.id)

    def open(self) -> Sequence[Promise]:
        """Those not kept yet, the most urgent first."""
        return self._where(promises.c.kept_at.is_(None), promises.c.due_at, promises.c.id)

    def due(self, until: datetime) -> Sequence[Promise]:
        """Of those not kept yet, what is due by *until*, the most urgent first."""
        is_due = promises.c.kept_at.is_(None) & (promises.c.due_at <= until)
        return self._where(is_due, promises.c.due_at, promises.c.id)

    def all(self) -> Sequence[Promise]:
        """Every one, the one due first first."""
        return self._where(sa.true(), promises.c.due_at, promises.c.id)

    def due_between(self, start: datetime, end: datetime) -> Sequence[Promise]:
        """Those due from *start* to before *end*, kept or not, by their time."""
        within = (promises.c.due_at >= start) & (promises.c.due_at < end)
        return self._where(within, promises.c.due_at, promises.c.id)

    def keep(self, id: str, *, by: int, at: datetime) -> bool:  # noqa: A002
        """Mark one as kept, once."""
        return self._change(_is_open(id), kept_by=by, kept_at=at)

    def move(self, id: str, *, due_at: datetime) -> bool:  # noqa: A002
        """Give an open one another time."""
        return self._change(_is_open(id), due_at=due_at)

    def hand_to(self, id: str, owner: int) -> bool:  # noqa: A002
        """Give an open one to somebody else."""
        return self._change(_is_open(id), owner=owner)


def _is_open(id: str) -> sa.ColumnElement[bool]:  # noqa: A002
    return (promises.c.id == id) & promises.c.kept_at.is_(None)
