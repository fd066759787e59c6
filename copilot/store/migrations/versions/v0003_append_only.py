"""The log of record takes entries and gives none back; its first row of state."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

GENESIS = "0" * 64
REFUSAL = "the log of record is append-only"

#: What is refused: entries are never changed or removed, words only removed.
REFUSED = (("log", "UPDATE"), ("log", "DELETE"), ("log_words", "UPDATE"))


def upgrade() -> None:
    """Set the end of the empty chain and guard it."""
    connection = op.get_bind()
    connection.execute(
        sa.text("INSERT INTO log_head (id, number, digest) VALUES (1, 0, :digest)"),
        {"digest": GENESIS},
    )
    connection.execute(sa.text("INSERT INTO counters (name, value) VALUES ('case', 0)"))
    if connection.dialect.name == "sqlite":
        _guard_sqlite(connection)
    else:
        _guard_postgresql(connection)


def _guard_sqlite(connection: sa.Connection) -> None:
    for table, verb in REFUSED:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _guard_postgresql(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table, verb in REFUSED:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    connection.exec_driver_sql(
        "CREATE TRIGGER log_refuses_truncate BEFORE TRUNCATE ON log "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
