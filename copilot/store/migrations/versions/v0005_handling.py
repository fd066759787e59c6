"""Tables of what happens to cases beside their replies; whom a case follows, what is asked."""

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import index, number, ref, tables, text, time

revision = "0005"
down_revision = "0004"

frozen = tables()

# Only named by foreign keys here.
sa.Table("cases", frozen, text("id", key=True))

waits = sa.Table(
    "waits",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    text("colleague"),
    text("question"),
    number("asked_by"),
    time("asked_at"),
    time("chase_at"),
    number("chased"),
    text("answer", null=True),
    number("answered_by", null=True),
    time("answered_at", null=True),
)
index("ix_waits_case", waits, "case")
index("uq_waits_open", waits, "case", where="answered_at IS NULL", unique=True)

insights = sa.Table(
    "insights",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    text("topic"),
    text("word"),
    number("by"),
    time("at"),
)
index("ix_insights_case", insights, "case")
index("ix_insights_at", insights, "at")

escalations = sa.Table(
    "escalations",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    text("to"),
    text("note"),
    number("by", null=True),
    time("at"),
)
index("ix_escalations_case", escalations, "case")

moderations = sa.Table(
    "moderations",
    frozen,
    ref("case", "cases.id", key=True),
    number("person"),
    number("opened_by"),
    time("opened_at"),
    time("due_at"),
    number("version"),
    text("evidence"),
    number("done_by", null=True),
    time("done_at", null=True),
)

ticks = sa.Table(
    "ticks",
    frozen,
    ref("case", "cases.id", key=True),
    text("playbook", key=True),
    text("step", key=True),
    number("by"),
    time("at"),
)

answers = sa.Table(
    "answers",
    frozen,
    ref("case", "cases.id", key=True),
    text("name", key=True),
    text("value"),
    number("by"),
    time("at"),
)

promises = sa.Table(
    "promises",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    text("what"),
    time("due_at"),
    number("owner"),
    sa.Column("is_private", sa.Boolean, nullable=False),
    time("made_at"),
    number("kept_by", null=True),
    time("kept_at", null=True),
)
index("ix_promises_case", promises, "case")
index("ix_promises_open", promises, "due_at", where="kept_at IS NULL")

alarms = sa.Table(
    "alarms",
    frozen,
    ref("case", "cases.id", key=True),
    time("raised_at"),
    time("next_at"),
    number("rounds"),
    number("confirmed_by", null=True),
    time("confirmed_at", null=True),
    number("lowered_by", null=True),
    time("lowered_at", null=True),
)

NEW = (waits, insights, escalations, moderations, ticks, answers, promises, alarms)


def upgrade() -> None:
    """Create them, and the two columns."""
    frozen.create_all(op.get_bind(), tables=NEW, checkfirst=False)
    op.add_column("cases", text("follows", null=True))
    op.add_column("prompts", text("about", null=True))
