"""How often the look at a reply's place failed, and who let it leave all the same."""

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import number

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the two columns; of what is on its way no look has failed."""
    failed = sa.Column("looks_failed", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("outbox", failed)
    op.add_column("outbox", number("waived_by", null=True))
