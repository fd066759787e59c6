"""The migrations and the tables the code believes in are the same."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from copilot.store import engine, migrate
from copilot.store.schema import metadata
from copilot.store.sql_store import open_store
from tests.contract.store.making import NOW


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """A database that nobody has opened yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new.db"
        return
    server = request.getfixturevalue("postgresql")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture
def connect(empty):
    parsed = engine.parse(empty, Path())
    return engine.make(parsed, engine.Purpose.MIGRATE, busy_seconds=5).begin


def test_migrations_make_the_schema(empty, connect):
    with connect() as connection:
        migrate.run_revisions(connection)
    with connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert [] == compare_metadata(context, metadata)


def described(connection):
    """Tables and indexes as the database itself writes them, without what names our own."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")
    else:
        found = connection.exec_driver_sql(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace UNION ALL "
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
        )
    return sorted((name, parts(sql or "")) for name, sql in found if "alembic" not in name)


def parts(sql):
    """The order of a table's constraints means nothing."""
    return sorted(" ".join(sql.split()).removesuffix(" )").split(", "))


def rows(connection):
    """What a database that nobody has used holds."""
    tables = [table for table in metadata.tables.values() if table.name != "alembic_version"]
    return {
        table.name: [tuple(row) for row in connection.execute(sa.select(table))]
        for table in tables
    }


def test_a_new_database_is_like_one_that_was_migrated_all_the_way(empty, connect):
    """Indexes with conditions, triggers and first rows too: Alembic compares none of them."""
    with connect() as connection:
        migrate.run_revisions(connection)
        migrated = described(connection), rows(connection)
        connection.rollback()
    open_store(empty).close()
    with connect() as connection:
        assert migrated == (described(connection), rows(connection))


def test_every_migration_is_known_by_name():
    """A database is taken for a newer version's when its revision is not on the list."""
    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    scripts = ScriptDirectory.from_config(config)
    found = [script.revision for script in scripts.walk_revisions()]

    assert list(reversed(found)) == list(migrate.REVISIONS)


def test_an_old_database_is_upgraded_with_what_is_in_it(empty, connect):
    """Each step alone: nothing rests on starting from nothing."""
    known = migrate.REVISIONS
    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    scripts = ScriptDirectory.from_config(config)
    from alembic.operations import Operations

    with connect() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            scripts.get_revision(known[0]).module.upgrade()
        context.stamp(scripts, known[0])
    store = open_store(empty)
    with store.write() as records:
        records.log.append("x", at=NOW)
    store.close()
    with connect() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        assert found == migrate.HEAD


def test_several_processes_may_open_a_new_database_at_once(empty):
    start = threading.Barrier(4)

    def open_it(_):
        start.wait()
        open_store(empty).close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(open_it, range(4)))

    store = open_store(empty)
    with store.read() as records:
        verdict = records.log.verify()
    store.close()
    assert (0, ()) == (verdict.entries, verdict.faults)


def alembic_is_loaded(url):
    """Whether a process that opens the database carries Alembic afterwards."""
    script = (
        "import sys; from copilot.store.sql_store import open_store; open_store(sys.argv[1]).close(); "
        "print(any(name.startswith('alembic') for name in sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, url], capture_output=True, text=True, check=True
    )
    return found.stdout.strip() == "True"


def test_a_database_of_today_opens_without_alembic(url):
    """A service does not carry the tool that upgrades others for as long as it lives."""
    assert not alembic_is_loaded(url)


def test_a_new_database_is_made_without_alembic(empty):
    assert not alembic_is_loaded(empty)


def test_a_failed_upgrade_leaves_nothing_behind(empty, connect):
    """Half a schema would be taken for somebody else's at the next start."""
    with connect() as connection:
        connection.exec_driver_sql("CREATE VIEW cases AS SELECT 1")
    with pytest.raises(sa.exc.DBAPIError, match="cases"):
        open_store(empty)
    with connect() as connection:
        assert [] == sa.inspect(connection).get_table_names()
        connection.exec_driver_sql("DROP VIEW cases")

    open_store(empty).close()
