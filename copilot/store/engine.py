"""Connections: how each database is opened, and how its transactions begin."""

import sqlite3
import time
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from copilot.domain.errors import StoreError
from copilot.store import recall

#: Between two tries of what SQLite does not wait for by itself.
BUSY_PAUSE_SECONDS = 0.01


class Purpose(StrEnum):
    """What an engine's transactions are for."""

    WRITE = "write"
    READ = "read"
    MIGRATE = "migrate"


# PostgreSQL's writers wait for each other at the end of the log, as SQLite's do at the file: what
# a use case reads before it writes stays true until it commits, on both, and no two deadlock.
BEGIN = {
    ("sqlite", Purpose.WRITE): "BEGIN IMMEDIATE",
    ("sqlite", Purpose.READ): "BEGIN",
    ("sqlite", Purpose.MIGRATE): "BEGIN IMMEDIATE",
    ("postgresql", Purpose.WRITE): "SELECT number FROM log_head WHERE id = 1 FOR UPDATE",
    ("postgresql", Purpose.MIGRATE): "SELECT pg_advisory_xact_lock(67796)",
}


def parse(url: str, folder: Path) -> sa.URL:
    """
    Read the configuration's `database`; a relative file lies in *folder*.

    Raises:
        StoreError: when it names neither SQLite nor PostgreSQL.
    """
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        parsed = None
    kind = parsed.drivername.partition("+")[0] if parsed is not None else ""
    if parsed is None or kind not in {"sqlite", "postgresql", "postgres"}:
        # Without the cause: it would repeat the address, and the password in it.
        raise StoreError(
            "the database's address is neither sqlite:///FILE nor "
            "postgresql://USER:PASSWORD@HOST/NAME; correct `database`"
        )
    if kind != "sqlite":
        return parsed.set(drivername="postgresql+psycopg")
    if not parsed.database or parsed.database == ":memory:":
        raise StoreError("sqlite:/// names no file; write for instance sqlite:///copilot.db")
    return parsed.set(drivername="sqlite", database=str(folder / parsed.database))


def file_of(url: str, folder: Path) -> Path | None:
    """
    The file of an SQLite database; other databases have none.

    Raises:
        StoreError: when *url* names neither SQLite nor PostgreSQL.
    """
    parsed = parse(url, folder)
    return Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None


def place(url: sa.URL) -> str:
    """What messages call the database: never the user's password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    host = url.host or url.query.get("host") or "localhost"
    return f"{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def make(url: sa.URL, purpose: Purpose, *, busy_seconds: float) -> sa.Engine:
    """Prepare connections for one purpose; none is opened yet."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, purpose, busy_seconds)
    return _postgresql(url, purpose, busy_seconds)


def _create(url: sa.URL, purpose: Purpose, **options: Any) -> sa.Engine:  # noqa: ANN401 - passed on
    if purpose is Purpose.MIGRATE:
        options["poolclass"] = sa.NullPool
    else:
        options["pool_size"] = 1 if purpose is Purpose.WRITE else 4
    # Parameters hold customers' words; they have no place in an error or a log.
    engine = sa.create_engine(url, hide_parameters=True, **options)
    statement = BEGIN.get((engine.dialect.name, purpose))
    if statement:
        sa.event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(statement))
    recall.forget_on_writes(engine)
    return engine


def _sqlite(url: sa.URL, purpose: Purpose, busy_seconds: float) -> sa.Engine:
    engine = _create(
        url, purpose, connect_args={"timeout": busy_seconds, "check_same_thread": False}
    )
    settings = (
        "PRAGMA synchronous = FULL",
        "PRAGMA secure_delete = ON",
        # Changing a table rebuilds it, which would look like deleting what others refer to.
        f"PRAGMA foreign_keys = {'OFF' if purpose is Purpose.MIGRATE else 'ON'}",
        f"PRAGMA query_only = {'ON' if purpose is Purpose.READ else 'OFF'}",
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        # The driver would begin transactions by itself, and never immediate ones.
        connection.isolation_level = None
        _write_ahead(connection, busy_seconds)
        for setting in settings:
            connection.execute(setting).close()

    return engine


def _write_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Switch the file to its write-ahead log, for which SQLite itself waits for nobody."""
    until = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as busy:
            if busy.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BUSY_PAUSE_SECONDS)
        else:
            return


def _postgresql(url: sa.URL, purpose: Purpose, busy_seconds: float) -> sa.Engine:
    options: dict[str, Any] = {"pool_pre_ping": True}
    if purpose is Purpose.READ:
        options["execution_options"] = {
            "isolation_level": "REPEATABLE READ",
            "postgresql_readonly": True,
        }
    engine = _create(url, purpose, **options)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.execute(f"SET lock_timeout = {int(busy_seconds * 1000)}")
        connection.commit()

    return engine
