"""Buttons know since when they are given out; what is about a case is found without a scan."""

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import time

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column and the indexes; what was given out before counts from now on."""
    op.add_column("buttons", time("given_at", null=True))
    op.execute(sa.text("UPDATE buttons SET given_at = CURRENT_TIMESTAMP"))
    op.create_index("ix_buttons_given", "buttons", ["given_at"])
    op.create_index("ix_prompts_case", "prompts", ["case"])
    op.create_index("ix_notices_case", "notices", ["case"])
    once = sa.text("once IS NULL")
    op.create_index(
        "ix_notices_sent", "notices", ["sent_at"], sqlite_where=once, postgresql_where=once
    )
