"""In which thread a message stands, and which message a posted reply became."""

import json

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column, fill it for what the brand wrote, and the two indexes."""
    op.add_column("complaints", text("thread", null=True))
    _fill(op.get_bind())
    for name, table, columns, where in (
        ("ix_complaints_own", "complaints", ["channel", "thread"], "set_aside = 'own'"),
        ("ix_outbox_posted", "outbox", ["channel", "posted_id"], "posted_id IS NOT NULL"),
    ):
        condition = sa.text(where)
        op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _fill(connection: sa.Connection) -> None:
    own = connection.execute(
        sa.text(
            "SELECT c.id, c.external_id, v.payload FROM complaints c "
            "JOIN complaint_versions v ON v.complaint = c.id AND v.version = c.version "
            "WHERE c.set_aside = 'own'"
        )
    ).all()
    for row in own:
        payload = json.loads(row.payload) if isinstance(row.payload, str) else row.payload
        connection.execute(
            sa.text("UPDATE complaints SET thread = :thread WHERE id = :id"),
            {"thread": payload.get("thread_id") or row.external_id, "id": row.id},
        )
