"""What every table needs: insert unless known, make one move of a table of moves, pick columns."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

import sqlalchemy as sa

from copilot.domain.errors import IllegalMove

Status = TypeVar("Status", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)
Moves = Mapping[tuple[Status, Event], Status]

#: Databases take only so many parameters in one statement.
AT_ONCE = 500


def pick(source: object, names: Iterable[str]) -> dict[str, Any]:
    """The named attributes of a value or a row."""
    return {name: getattr(source, name) for name in names}


def insert_new(connection: sa.Connection, table: sa.Table, values: Mapping[str, object]) -> bool:
    """Insert a row unless a unique index forbids it; answer whether it went in."""
    statement = _insert_of(connection.dialect.name)(table).on_conflict_do_nothing()
    # Without the option PostgreSQL's count is forgotten before it can be asked for.
    counting = {"preserve_rowcount": True}
    return connection.execute(statement, values, execution_options=counting).rowcount == 1


def known(
    connection: sa.Connection, column: sa.Column[Any], keys: Iterable[str]
) -> frozenset[str]:
    """Those of *keys* that stand in *column*."""
    found = (
        connection.execute(sa.select(column).where(column.in_(some))).scalars()
        for some in in_batches(keys)
    )
    return frozenset(one for some in found for one in some)


def in_batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """*keys*, so many at a time as one statement may ask for."""
    wanted = [*keys]
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


@cache
def _insert_of(dialect: str) -> Any:  # noqa: ANN401 - one class for each database
    # Both databases have the clause, SQLAlchemy has it once for each; the other's costs memory.
    return import_module(f"sqlalchemy.dialects.{dialect}").insert


def guard(moves: Moves[Status, Event], event: Event) -> tuple[list[Status], Status]:
    """The statuses from which *event* may happen, and the one it leads to."""
    before = sorted(status for status, name in moves if name is event)
    (after,) = {after for (_, name), after in moves.items() if name is event}
    return before, after


def move_row(
    connection: sa.Connection,
    table: sa.Table,
    id: str,  # noqa: A002
    *,
    moves: Moves[Status, Event],
    event: Event,
    values: Mapping[str, object],
    only: sa.ColumnElement[bool] | None = None,
) -> sa.Row[Any]:
    """
    Make one move; of any number of concurrent callers exactly one succeeds.

    *only* narrows the guard.

    Raises:
        IllegalMove: with the status found.
        KeyError: when there is no such row.
    """
    before, after = guard(moves, event)
    allowed = sa.and_(
        table.c.id == id, table.c.status.in_(before), only if only is not None else sa.true()
    )
    moved = connection.execute(
        table.update().where(allowed).values(status=after, **values).returning(*table.c)
    ).one_or_none()
    if moved is not None:
        return moved
    found = connection.execute(sa.select(table.c.status).where(table.c.id == id)).scalar()
    if found is None:
        raise KeyError(id)
    raise IllegalMove(f"{table.name} {id} is {found}: {event.value} is not allowed now")
