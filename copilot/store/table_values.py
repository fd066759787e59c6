"""The rows of a table that holds the values of one class."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import sqlalchemy as sa

from copilot.store.rows import insert_new, pick

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Value = TypeVar("Value", bound=DataclassInstance)
else:
    Value = TypeVar("Value")


class Rows(Generic[Value]):
    """The rows of one table as values of one class."""

    table: ClassVar[sa.Table]
    value: ClassVar[type[Any]]

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def _insert(self, value: Value) -> bool:
        return insert_new(self._connection, self.table, pick(value, _names(self.value)))

    def _where(
        self, condition: sa.ColumnElement[bool], *order: sa.ColumnElement[Any]
    ) -> list[Value]:
        wanted = sa.select(self.table).where(condition).order_by(*order)
        names = _names(self.value)
        return [self.value(**pick(row, names)) for row in self._connection.execute(wanted)]

    def _replace(self, condition: sa.ColumnElement[bool], value: Value) -> bool:
        return self._change(condition, **pick(value, _names(self.value)))

    def _change(self, condition: sa.ColumnElement[bool], **values: object) -> bool:
        changed = self._connection.execute(self.table.update().where(condition).values(**values))
        return changed.rowcount == 1


def only(found: Sequence[Value]) -> Value | None:
    """The one that was found, if it was."""
    return found[0] if found else None


def _names(value: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(value))
