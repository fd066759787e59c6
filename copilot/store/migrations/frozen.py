"""
Shapes of columns as released migrations know them.

Nothing here may change, or old migrations would make something else than they did: a new shape
gets a new function.
"""

from typing import Any

import sqlalchemy as sa

Column = sa.Column[Any]


def tables() -> sa.MetaData:
    """An empty collection of tables with the names we give to constraints."""
    return sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


def text(name: str, *, null: bool = False, key: bool = False) -> Column:
    """Text: words, ids, JSON."""
    return sa.Column(name, sa.Text, nullable=null, primary_key=key)


def number(name: str, *, null: bool = False, key: bool = False) -> Column:
    """A whole number of 64 bits."""
    return sa.Column(name, sa.BigInteger, nullable=null, primary_key=key, autoincrement=False)


def time(name: str, *, null: bool = False) -> Column:
    """A moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def ref(name: str, target: str, *, null: bool = False, key: bool = False) -> Column:
    """The id of a row of another table."""
    return sa.Column(name, sa.Text, sa.ForeignKey(target), nullable=null, primary_key=key)


def index(
    name: str, table: sa.Table, *columns: str, where: str | None = None, unique: bool = False
) -> None:
    """Attach an index, a partial one with *where*."""
    condition = None if where is None else sa.text(where)
    sa.Index(
        name,
        *(table.c[column] for column in columns),
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )
