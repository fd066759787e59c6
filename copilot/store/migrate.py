"""
Bringing a database to today's schema.

Alembic costs a service ten megabytes for as long as it lives, so it is imported only where an
older database is to be brought up. A new one is made from the tables as they are today; a test
proves that both ways lead to the same schema, indexes and triggers.
"""

from pathlib import Path

import sqlalchemy as sa

from copilot.domain.errors import StoreError
from copilot.store.guard import seed_and_guard
from copilot.store.schema import metadata

#: Every released revision, oldest first; a test holds it to the files.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
HEAD = REVISIONS[-1]
FOLDER = Path(__file__).parent / "migrations"

_version = sa.table("alembic_version", sa.column("version_num", sa.Text))


def is_current(engine: sa.Engine, *, place: str) -> bool:
    """
    Say whether the schema is today's.

    Raises:
        StoreError: when it is a later one, or somebody else's.
    """
    with engine.connect() as connection:
        return _revision(connection, place) == HEAD


def upgrade(engine: sa.Engine, *, place: str) -> None:
    """
    Make the database today's, in one transaction; of several processes one does it.

    Raises:
        StoreError: when it is a later one, or somebody else's.
    """
    with engine.begin() as connection:
        found = _revision(connection, place)
        if found is None:
            _create(connection)
        elif found != HEAD:
            run_revisions(connection)


def _revision(connection: sa.Connection, place: str) -> str | None:
    tables = set(sa.inspect(connection).get_table_names())
    if _version.name not in tables:
        if tables & set(metadata.tables):
            raise StoreError(
                f"the database {place} holds tables of another program; name another database"
            )
        return None
    found = connection.execute(sa.select(_version.c.version_num)).scalar()
    if found is not None and found not in REVISIONS:
        raise StoreError(
            f"the database {place} was made by a newer version (its schema is {found}, "
            f"this program knows {HEAD}); update reply-copilot"
        )
    return None if found is None else str(found)


def _create(connection: sa.Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    seed_and_guard(connection)
    connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(_version.insert().values(version_num=HEAD))


def run_revisions(connection: sa.Connection) -> None:
    """Run every revision that the database has not had yet."""
    from alembic.config import Config  # noqa: PLC0415 - see the module's docstring
    from alembic.operations import Operations  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(connection)
    done = context.get_current_revision() or "base"
    with Operations.context(context):
        for script in reversed(list(scripts.iterate_revisions("head", done))):
            script.module.upgrade()
    context.stamp(scripts, "head")
