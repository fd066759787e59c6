"""Tables of facts that the desk changes: changes, questions, buttons."""

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import index, number, ref, tables, text, time

revision = "0004"
down_revision = "0003"

frozen = tables()

fact_changes = sa.Table(
    "fact_changes",
    frozen,
    text("id", key=True),
    text("playbook"),
    text("name"),
    text("status"),
    text("value"),
    text("source"),
    time("ends_at", null=True),
    number("proposed_by"),
    time("proposed_at"),
    number("accepted_by", null=True),
    time("accepted_at", null=True),
    number("ended_by", null=True),
    time("ended_at", null=True),
)
index(
    "uq_fact_changes_in_force",
    fact_changes,
    "playbook",
    "name",
    where="status = 'in_force'",
    unique=True,
)

fact_prompts = sa.Table(
    "fact_prompts",
    frozen,
    text("id", key=True),
    ref("change", "fact_changes.id"),
    text("asked"),
    number("person"),
    time("expires_at"),
    number("chat", null=True),
    number("message", null=True),
    time("done_at", null=True),
    sa.UniqueConstraint("chat", "message"),
)

fact_buttons = sa.Table(
    "fact_buttons",
    frozen,
    text("token", key=True),
    text("meaning"),
    sa.UniqueConstraint("meaning"),
)


def upgrade() -> None:
    """Create them."""
    frozen.create_all(op.get_bind(), checkfirst=False)
