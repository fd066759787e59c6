"""How columns and partial indexes are written here, so that every table reads as a list."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from copilot.store.column_types import Json, UtcTime, Word

Column = sa.Column[Any]

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def text(name: str, *, null: bool = False, key: bool = False, unique: bool = False) -> Column:
    """A column of text."""
    return sa.Column(name, sa.Text, nullable=null, primary_key=key, unique=unique or None)


def number(name: str, *, null: bool = False, key: bool = False) -> Column:
    """A column of whole numbers; Telegram's do not fit in 32 bits."""
    return sa.Column(name, sa.BigInteger, nullable=null, primary_key=key, autoincrement=False)


def time(name: str, *, null: bool = False) -> Column:
    """A column of moments."""
    return sa.Column(name, UtcTime, nullable=null)


def json(name: str, *, null: bool = False) -> Column:
    """A column of JSON."""
    return sa.Column(name, Json, nullable=null)


def word(name: str, words: type[StrEnum], *, null: bool = False) -> Column:
    """A column of one enumeration's members."""
    return sa.Column(name, Word(words), nullable=null)


def ref(
    name: str, target: str, *, null: bool = False, key: bool = False, unique: bool = False
) -> Column:
    """A column that names a row of another table."""
    return sa.Column(
        name,
        sa.Text,
        sa.ForeignKey(target),
        nullable=null,
        primary_key=key,
        unique=unique or None,
    )


def index(
    name: str, *columns: Column, where: sa.ColumnElement[bool], unique: bool = False
) -> None:
    """Attach a partial index, which both databases have."""
    sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
