"""
The first rows of a new database, and the triggers that keep the log of record append-only.

Shared by revision 0003 and by databases made new, so that both are the same. Released: a later
change goes into functions of its own, called by its own revision.
"""

import sqlalchemy as sa

GENESIS = "0" * 64
REFUSAL = "the log of record is append-only"

#: What is refused: entries are never changed or removed, words only removed.
REFUSED = (("log", "UPDATE"), ("log", "DELETE"), ("log_words", "UPDATE"))


def seed_and_guard(connection: sa.Connection) -> None:
    """Set the end of the empty chain and guard it."""
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
