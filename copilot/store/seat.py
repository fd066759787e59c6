"""
Seats (`app.ports.seat.Seat`): a lock that the operating system or PostgreSQL frees at a death.

SQLite's seats lie in a file of their own beside the database: a lock on the database itself would
keep everyone else from writing.
"""

import contextlib
import sqlite3
from pathlib import Path
from zlib import crc32

import sqlalchemy as sa

from copilot.app.ports.seat import Seat
from copilot.domain.errors import StoreError
from copilot.store import engine
from copilot.store.refusal import refusals

#: The first half of the advisory locks' key; other programs may have locks of their own.
SPACE = 67797
#: A dead machine says nothing: its seat is free after so many unanswered seconds.
SILENT_SECONDS = 6


def open_seat(url: str, name: str, *, folder: Path | None = None) -> Seat:
    """
    The seat called *name* among all processes that share the database of *url*.

    Raises:
        StoreError: when *url* names neither SQLite nor PostgreSQL.
    """
    parsed = engine.parse(url, folder or Path())
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        return FileSeat(path.with_name(f"{path.name}.{name}.seat"))
    return ServerSeat(parsed, name)


class FileSeat:
    """An exclusive lock on a file that holds nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Sit down, or make sure that we still sit."""
        if self._held is not None:
            return True
        try:
            self._path.touch(mode=0o600)
            held = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as exc:
            raise self._refused(exc) from exc
        try:
            held.execute("BEGIN EXCLUSIVE").close()
        except sqlite3.Error as exc:
            held.close()
            if exc.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise self._refused(exc) from exc
        self._held = held
        return True

    def leave(self) -> None:
        """Get up."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _refused(self, exc: Exception) -> StoreError:
        return StoreError(
            f"{self._path} cannot be locked ({exc}); give this user the right to write it"
        )


class ServerSeat:
    """An advisory lock of PostgreSQL's, as long as its connection lives."""

    def __init__(self, url: sa.URL, name: str) -> None:
        self._place = engine.place(url)
        self._key = {"space": SPACE, "name": crc32(name.encode()) - 2**31}
        self._engine = sa.create_engine(
            url, hide_parameters=True, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT"
        )
        self._held: sa.Connection | None = None

    def take(self) -> bool:
        """Sit down, or make sure that we still sit."""
        with refusals(self._place):
            try:
                return self._is_alive() if self._held is not None else self._sit()
            except sa.exc.DBAPIError:
                self.leave()
                raise

    def leave(self) -> None:
        """Get up; a connection that is broken already has let go by itself."""
        held, self._held = self._held, None
        if held is not None:
            with contextlib.suppress(sa.exc.DBAPIError):
                held.close()

    def _is_alive(self) -> bool:
        assert self._held is not None  # noqa: S101 - asked just before
        self._held.execute(sa.text("SELECT 1"))
        return True

    def _sit(self) -> bool:
        connection = self._engine.connect()
        try:
            for setting in _WATCHED:
                connection.execute(sa.text(setting))
            lock = sa.text("SELECT pg_try_advisory_lock(:space, :name)")
            is_ours = bool(connection.execute(lock, self._key).scalar())
        except sa.exc.DBAPIError:
            connection.close()
            raise
        if is_ours:
            self._held = connection
        else:
            connection.close()
        return is_ours


#: Has the server notice a machine that vanished; on a local socket they do nothing.
_WATCHED = (
    "SET tcp_keepalives_idle = 2",
    "SET tcp_keepalives_interval = 1",
    f"SET tcp_keepalives_count = {SILENT_SECONDS - 2}",
    f"SET tcp_user_timeout = '{SILENT_SECONDS}s'",
)
