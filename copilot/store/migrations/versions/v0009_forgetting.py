"""What is kept only to be known again is found by its age."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the two indexes."""
    condition = sa.text("fault IS NULL")
    op.create_index(
        "ix_updates_handled",
        "updates",
        ["handled_at"],
        sqlite_where=condition,
        postgresql_where=condition,
    )
    op.create_index("ix_deliveries_at", "deliveries", ["at"])
