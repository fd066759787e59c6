"""The log of record takes entries and gives none back; its first row of state."""

from alembic import op

from copilot.store.guard import seed_and_guard

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Set the end of the empty chain and guard it."""
    seed_and_guard(op.get_bind())
