"""Which revision a person's words began from, and which message answered a question."""

from alembic import op

from copilot.store.migrations.frozen import number

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the two columns."""
    op.add_column("drafts", number("based_on", null=True))
    op.add_column("prompts", number("answer", null=True))
