"""What a database's refusals mean, in one sentence that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from copilot.domain.errors import StoreError

SQLITE_ADVICE = {
    sqlite3.SQLITE_BUSY: "is locked by another program; close that program and try again",
    sqlite3.SQLITE_LOCKED: "is locked by another program; close that program and try again",
    sqlite3.SQLITE_READONLY: "cannot be written; give this user the right to write it",
    sqlite3.SQLITE_PERM: "cannot be written; give this user the right to write it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and is writable",
    sqlite3.SQLITE_CORRUPT: "is damaged; stop and restore it from a backup",
    sqlite3.SQLITE_NOTADB: "is not a database; name another file, or restore it from a backup",
    sqlite3.SQLITE_FULL: "has no room left on its disk; make room",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check its disk",
}

CROWDED = "is busy; let fewer programs use it, or allow more connections"

#: By SQLSTATE.
POSTGRESQL_ADVICE = {
    "40P01": "is busy; another program changes its tables",
    "42501": "refuses this user the right to its tables; grant it",
    "53100": "has no room left on its disk; make room",
    "53300": CROWDED,
    "55P03": "is busy; another process holds it for too long",
}

#: By words of the driver, where a connection never came to be and there is no SQLSTATE.
CONNECTION_ADVICE = {
    "password": "refuses the user or the password; correct them in `database`",
    "pg_hba.conf": "refuses the user; correct it in `database`, or allow it in pg_hba.conf",
    "does not exist": "or its user does not exist; create it, or correct `database`",
    "too many": CROWDED,
    "connection option": "cannot be reached with these options; correct `database`",
}
UNREACHABLE = "cannot be reached; check that PostgreSQL runs there and correct `database`"


@contextmanager
def refusals(place: str) -> Iterator[None]:
    """
    Turn what the database refuses into advice; broken rules of the schema pass unchanged.

    Raises:
        StoreError: instead of the driver's error.
    """
    try:
        yield
    except sa.exc.DBAPIError as exc:
        advice = _advice(exc)
        if advice is None:
            raise
        raise StoreError(f"the database {place} {advice}") from exc
    except sa.exc.TimeoutError as exc:
        raise StoreError(f"the database {place} is busy; too many readers at once") from exc


def is_refused_write(exc: sa.exc.DBAPIError) -> bool:
    """Say whether *exc* is the answer to a write inside a read."""
    return (
        _sqlite_code(exc.orig) == sqlite3.SQLITE_READONLY
        or getattr(exc.orig, "sqlstate", None) == "25006"
    )


def _sqlite_code(orig: BaseException | None) -> int | None:
    # The low byte is the kind, the rest a shade of it.
    code = getattr(orig, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _advice(exc: sa.exc.DBAPIError) -> str | None:
    code = _sqlite_code(exc.orig)
    if code is not None:
        return SQLITE_ADVICE.get(code)
    state = getattr(exc.orig, "sqlstate", None)
    fallback = UNREACHABLE if isinstance(exc, sa.exc.OperationalError) else None
    if state is not None:
        return POSTGRESQL_ADVICE.get(state, fallback)
    said = str(exc.orig)
    return next((known for sign, known in CONNECTION_ADVICE.items() if sign in said), fallback)
