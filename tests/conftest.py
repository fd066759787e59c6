"""What tests of all kinds begin with."""

import shutil

import pytest

from copilot.store.sql_store import open_store


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A new database, made once: migrations take longer than most tests."""
    folder = tmp_path_factory.mktemp("empty")
    open_store("sqlite:///copilot.db", folder=folder).close()
    return folder / "copilot.db"


@pytest.fixture
def own_database(tmp_path, empty_database):
    """A new database of the test's own, as `copilot.db` in its folder."""
    return shutil.copy(empty_database, tmp_path / "copilot.db")
