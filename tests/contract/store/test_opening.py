"""What a database that cannot be used says, in one sentence, and without the password."""

import os
import sqlite3
import sys
import tempfile
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from copilot.domain.errors import StoreError
from copilot.store.sql_store import open_store, open_to_read

SECRET = "s3cret-p4ss"

needs_driver = pytest.mark.skipif(
    find_spec("psycopg") is None and os.environ.get("CI") != "true",
    reason="psycopg is not installed (pip install 'reply-copilot[postgresql]')",
)


def refusal(url, **options):
    with pytest.raises(StoreError) as caught:
        open_store(url, **options)
    assert SECRET not in f"{caught.value}{caught.value.__cause__}"
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_relative_file_lies_in_the_folder_given(tmp_path):
    """The configuration's folder, wherever the command was started."""
    open_store("sqlite:///copilot.db", folder=tmp_path).close()

    assert ["copilot.db"] == [path.name for path in tmp_path.iterdir()]


def test_only_its_owner_reads_a_new_database(tmp_path):
    """It holds customers' names."""
    open_store(f"sqlite:///{tmp_path}/copilot.db").close()

    assert oct((tmp_path / "copilot.db").stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://u:{SECRET}@localhost/x",
        f"{SECRET}",
        f"postgresql//u:{SECRET}@localhost/x",
        f"postgresql://u:{SECRET}@localhost:port/x",
        "",
    ],
)
def test_another_kind_of_address_is_refused_without_repeating_it(url):
    assert "neither sqlite:///FILE nor postgresql://" in refusal(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_without_a_file_is_refused(url):
    """It would forget every approval at the next start."""
    assert "names no file" in refusal(url)


def test_a_missing_folder_is_named(tmp_path):
    said = refusal("sqlite:///data/copilot.db", folder=tmp_path)

    assert said == (
        f"the database's folder {tmp_path}/data does not exist; create it or correct `database`"
    )


def test_a_folder_is_not_a_database(tmp_path):
    assert "is a folder; name a file" in refusal(f"sqlite:///{tmp_path}")


@contextmanager
def nobody():
    """Root may write anywhere; for a moment be somebody who may not."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_folder():
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_an_unwritable_folder_is_refused(open_folder):
    open_folder.chmod(0o555)
    with nobody():
        said = refusal(f"sqlite:///{open_folder}/copilot.db")
    open_folder.chmod(0o755)

    assert "cannot be written (Permission denied)" in said


def test_an_unwritable_file_is_refused(open_folder):
    open_store(f"sqlite:///{open_folder}/copilot.db").close()
    (open_folder / "copilot.db").chmod(0o444)
    open_folder.chmod(0o755)
    with nobody():
        said = refusal(f"sqlite:///{open_folder}/copilot.db")

    assert "cannot be written (Permission denied)" in said


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "copilot.db"
    path.write_text("title: Produit reçu cassé\n" * 50)

    assert "is not a database" in refusal(f"sqlite:///{path}")


def test_a_damaged_database_is_refused(tmp_path):
    path = tmp_path / "copilot.db"
    open_store(f"sqlite:///{path}").close()
    damaged = bytearray(path.read_bytes())
    damaged[100:4096] = b"\xff" * 3996
    path.write_bytes(damaged)

    assert "is damaged; stop and restore it from a backup" in refusal(f"sqlite:///{path}")


def test_a_database_damaged_while_in_use_says_so(sqlite_url):
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)

    def use():
        store = open_store(sqlite_url)
        try:
            with store.read() as records:
                records.cases.list()
        finally:
            store.close()

    with pytest.raises(StoreError, match="is damaged"):
        use()


def test_a_locked_database_is_refused_after_the_wait(tmp_path):
    path = tmp_path / "copilot.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = refusal(f"sqlite:///{path}", busy_seconds=0.05)

    assert "is locked by another program; close that program and try again" in said


def test_a_writer_that_waits_too_long_says_so(sqlite_url):
    store, other = (open_store(sqlite_url, busy_seconds=0.05) for _ in range(2))

    def wait():
        with store.write(), other.write():
            pass

    with pytest.raises(StoreError, match="is locked by another program"):
        wait()
    with other.write() as records:
        records.state.set("a", "usable again")
    store.close()
    other.close()


def set_revision(url, revision):
    store = open_store(url)
    with store.write() as records:
        records.log._connection.exec_driver_sql(
            f"UPDATE alembic_version SET version_num = '{revision}'"  # noqa: S608 - ours
        )
    store.close()


def test_a_database_of_a_newer_version_is_refused(url):
    """An old program would write what the new one no longer understands."""
    set_revision(url, "9999")
    said = refusal(url)
    assert "was made by a newer version (its schema is 9999" in said
    assert said.endswith("update reply-copilot")
    restore(url)


def restore(url):
    from copilot.store import engine, migrate

    made = engine.make(engine.parse(url, Path()), engine.Purpose.MIGRATE, busy_seconds=1)
    with made.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE alembic_version SET version_num = '{migrate.HEAD}'"  # noqa: S608 - ours
        )


def test_somebody_elses_tables_are_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE cases (id INTEGER)")

    assert "holds tables of another program" in refusal(f"sqlite:///{path}")


def test_a_wrong_password_is_refused_without_repeating_it(postgresql):
    said = refusal(with_password(postgresql, "anybody"))

    assert said.endswith("refuses the user or the password; correct them in `database`")


def with_password(postgresql, user):
    """The server trusts everybody by itself; make it ask *user* for a password."""
    postgresql.do(f"DROP ROLE IF EXISTS {user}")
    postgresql.do(f"CREATE ROLE {user} LOGIN PASSWORD 'another'")
    rules = postgresql.folder / "data" / "pg_hba.conf"
    asking = f"local all {user} scram-sha-256\n"
    if asking not in rules.read_text():
        rules.write_text(asking + rules.read_text())
    postgresql.do("SELECT pg_reload_conf()")
    return postgresql.uri.replace("postgres:@", f"{user}:{SECRET}@")


def test_an_unknown_database_is_refused(postgresql):
    said = refusal(postgresql.url("nothing_here"))

    assert "does not exist" in said
    assert said.endswith("correct `database`")


@needs_driver
def test_an_unreachable_server_is_refused():
    said = refusal(f"postgresql://u:{SECRET}@127.0.0.1:9/x")

    assert said == (
        "the database 127.0.0.1:9/x cannot be reached; "
        "check that PostgreSQL runs there and correct `database`"
    )


@needs_driver
def test_a_misspelt_option_is_refused():
    said = refusal(f"postgresql://u:{SECRET}@127.0.0.1:9/x?pasword=1")

    assert said.endswith("cannot be reached with these options; correct `database`")


def test_a_postgresql_writer_that_waits_too_long_says_so(postgresql_url):
    store, other = (open_store(postgresql_url, busy_seconds=0.05) for _ in range(2))

    def wait():
        with store.write(), other.write():
            pass

    with pytest.raises(StoreError, match="another process holds it for too long"):
        wait()
    with other.write() as records:
        records.state.set("a", "usable again")
    store.close()
    other.close()


def test_a_server_that_was_restarted_is_found_again(postgresql, postgresql_url):
    """The database's nightly update must not stop the desk."""
    store = open_store(postgresql_url)
    with store.write() as records:
        records.state.set("a", "b")
    postgresql.do(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with store.write() as records:
        assert records.state.get("a") == "b"
    store.close()


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "pip install 'reply-copilot[postgresql]'" in refusal("postgresql://u@127.0.0.1:9/x")


def test_a_look_makes_no_database(tmp_path):
    """A command that only reads leaves nothing behind."""
    with pytest.raises(StoreError) as caught:
        open_to_read("sqlite:///copilot.db", folder=tmp_path)

    assert f"there is no database {tmp_path}/copilot.db yet; `copilot run` makes it" == str(
        caught.value
    )
    assert [] == list(tmp_path.iterdir())


def test_a_look_upgrades_nothing(tmp_path):
    """A desk of the older version may be running on it."""
    url = f"sqlite:///{tmp_path}/copilot.db"
    open_store(url).close()
    with closing(sqlite3.connect(tmp_path / "copilot.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()

    with pytest.raises(StoreError, match="older version; `copilot run` brings it up to date"):
        open_to_read(url)
    with closing(sqlite3.connect(tmp_path / "copilot.db")) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()

    assert ("0001",) == found


def test_a_look_sees_what_a_writer_keeps_and_writes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/copilot.db"
    writer = open_store(url)
    looking = open_to_read(url)
    with writer.write() as records:
        records.state.set("seen", "yes")
        with looking.read() as before:
            assert before.state.get("seen") is None
    with looking.read() as records:
        assert "yes" == records.state.get("seen")
    with pytest.raises(StoreError, match="cannot be written"), looking.write() as records:
        records.state.set("seen", "no")
    looking.close()
    writer.close()
