"""The database behind `app.ports.store.Store`: one writer, many readers."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from copilot.domain.errors import StoreError
from copilot.store import engine, migrate, recall
from copilot.store.cards import SqlCards
from copilot.store.cases import SqlCases
from copilot.store.chat import SqlChat
from copilot.store.complaints import SqlComplaints
from copilot.store.drafts import SqlApprovals, SqlDrafts
from copilot.store.engine import Purpose
from copilot.store.facts import SqlFacts
from copilot.store.handling import (
    SqlAlarms,
    SqlEscalations,
    SqlInsights,
    SqlModerations,
    SqlSteps,
    SqlWaits,
)
from copilot.store.lessons import SqlLessons
from copilot.store.log import SqlLog
from copilot.store.notices import SqlNotices
from copilot.store.outbox import SqlOutbox
from copilot.store.promises import SqlPromises
from copilot.store.refusal import is_refused_write, refusals
from copilot.store.state import SqlSets, SqlState

BUSY_SECONDS = 30.0


class SqlRecords:
    """Everything, inside one transaction (`app.ports.store.Records`)."""

    def __init__(self, connection: sa.Connection, *, place: str) -> None:
        recall.begin(connection)
        self._connection = connection
        self._place = place
        self.complaints = SqlComplaints(connection)
        self.cases = SqlCases(connection)
        self.drafts = SqlDrafts(connection)
        self.approvals = SqlApprovals(connection)
        self.outbox = SqlOutbox(connection)
        self.chat = SqlChat(connection)
        self.cards = SqlCards(connection)
        self.notices = SqlNotices(connection)
        self.sets = SqlSets(connection)
        self.facts = SqlFacts(connection)
        self.log = SqlLog(connection)
        self.lessons = SqlLessons(connection)
        self.state = SqlState(connection)
        self.waits = SqlWaits(connection)
        self.insights = SqlInsights(connection)
        self.escalations = SqlEscalations(connection)
        self.moderations = SqlModerations(connection)
        self.steps = SqlSteps(connection)
        self.promises = SqlPromises(connection)
        self.alarms = SqlAlarms(connection)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """
        A part that may fail alone: after an error it is as if it had never been begun.

        Raises:
            StoreError: the database refused, and the whole transaction is lost.
        """
        part = self._connection.begin_nested()
        try:
            with refusals(self._place):
                yield
        except BaseException:
            try:
                part.rollback()
            except sa.exc.SQLAlchemyError as lost:
                # After some faults of its disk SQLite has ended the transaction by itself: what
                # follows would be kept at once, each statement alone.
                raise StoreError("the database gave up a transaction; try again") from lost
            # It knows tokens that are no more.
            self.chat = SqlChat(self._connection)
            raise
        part.commit()


class SqlStore:
    """
    An open database; made by `open_store`.

    Safe to use from several threads: reads run side by side, writes wait for each other here and,
    by the database's own lock, in other processes.
    """

    def __init__(self, *, writer: sa.Engine, reader: sa.Engine, place: str) -> None:
        self._writer = writer
        self._reader = reader
        self._place = place
        self._turn = threading.Lock()
        self._writing: int | None = None  #: the thread whose turn it is

    @contextmanager
    def write(self) -> Iterator[SqlRecords]:
        """
        One immediate transaction; committed at the end, rolled back on an error.

        Raises:
            StoreError: when the database refuses; nothing was kept.
            RuntimeError: inside another write of the same thread, which would wait for ever.
        """
        if self._writing == threading.get_ident():
            raise RuntimeError("write() inside write(): it would wait for itself")
        with self._turn, refusals(self._place):
            self._writing = threading.get_ident()
            try:
                with self._writer.begin() as connection:
                    yield SqlRecords(connection, place=self._place)
            finally:
                self._writing = None

    @contextmanager
    def read(self) -> Iterator[SqlRecords]:
        """
        One consistent view.

        Raises:
            StoreError: when the database refuses.
            RuntimeError: for a write in it.
        """
        with refusals(self._place):
            try:
                with self._reader.begin() as connection:
                    yield SqlRecords(connection, place=self._place)
            except sa.exc.DBAPIError as exc:
                if is_refused_write(exc):
                    raise RuntimeError("a write inside read()") from exc
                raise

    def close(self) -> None:
        """Let go of connections; the writer last, so that SQLite tidies its files away."""
        self._reader.dispose()
        self._writer.dispose()


def open_store(
    url: str, *, folder: Path | None = None, busy_seconds: float = BUSY_SECONDS
) -> SqlStore:
    """
    Open the database that *url* names, creating or upgrading it.

    A relative SQLite file lies in *folder* (default: the current one). A writer waits
    *busy_seconds* for another process.

    Raises:
        StoreError: in one sentence that says what to do, never with the password.
    """
    parsed = engine.parse(url, folder or Path())
    place = engine.place(parsed)
    if parsed.get_backend_name() == "sqlite":
        _prepare_file(Path(str(parsed.database)))
    _require_driver(parsed)
    with refusals(place):
        _bring_up_to_date(parsed, place, busy_seconds)
    return SqlStore(
        writer=engine.make(parsed, Purpose.WRITE, busy_seconds=busy_seconds),
        reader=engine.make(parsed, Purpose.READ, busy_seconds=busy_seconds),
        place=place,
    )


def open_to_read(
    url: str, *, folder: Path | None = None, busy_seconds: float = BUSY_SECONDS
) -> SqlStore:
    """
    Open the database that *url* names for reading alone: it is neither created nor upgraded.

    Raises:
        StoreError: it is not there, or not today's.
    """
    parsed = engine.parse(url, folder or Path())
    place = engine.place(parsed)
    if parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).is_file():
        raise StoreError(f"there is no database {place} yet; `copilot run` makes it")
    _require_driver(parsed)
    reader = engine.make(parsed, Purpose.READ, busy_seconds=busy_seconds)
    try:
        _require_current(reader, place)
    except StoreError:
        reader.dispose()
        raise
    return SqlStore(writer=reader, reader=reader, place=place)


def _prepare_file(path: Path) -> None:
    """Make sure of the file: SQLite's own refusals do not say what is wrong."""
    if not path.parent.is_dir():
        raise StoreError(
            f"the database's folder {path.parent} does not exist; create it or correct `database`"
        )
    if path.is_dir():
        raise StoreError(f"the database {path} is a folder; name a file in `database`")
    try:
        # Customers' words are nobody else's business; SQLite's side files take the same rights.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as exc:
        raise StoreError(
            f"the database {path} cannot be written ({exc.strerror}); "
            "give this user the right, or name another file in `database`"
        ) from exc


def _require_driver(url: sa.URL) -> None:
    try:
        url.get_dialect().import_dbapi()
    except ImportError as exc:
        raise StoreError(
            "PostgreSQL needs its driver; install it with: pip install 'reply-copilot[postgresql]'"
        ) from exc


def _require_current(reader: sa.Engine, place: str) -> None:
    with refusals(place):
        if migrate.is_current(reader, place=place):
            return
    raise StoreError(
        f"the database {place} was made by an older version; `copilot run` brings it up to date"
    )


def _bring_up_to_date(url: sa.URL, place: str, busy_seconds: float) -> None:
    migration = engine.make(url, Purpose.MIGRATE, busy_seconds=busy_seconds)
    if not migrate.is_current(migration, place=place):
        migrate.upgrade(migration, place=place)
