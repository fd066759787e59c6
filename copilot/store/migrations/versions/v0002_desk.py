"""Tables of the desk and the record: updates, buttons, cards, playbook sets, the log."""

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import index, number, ref, tables, text, time

revision = "0002"
down_revision = "0001"

frozen = tables()

# It exists; named here so that others can refer to it.
cases = sa.Table("cases", frozen, text("id", key=True))

updates = sa.Table(
    "updates",
    frozen,
    text("bot", key=True),
    number("update_id", key=True),
    text("payload"),
    time("received_at"),
    time("handled_at", null=True),
    text("fault", null=True),
)
index("ix_updates_unhandled", updates, "bot", "update_id", where="handled_at IS NULL")

buttons = sa.Table(
    "buttons",
    frozen,
    text("token", key=True),
    ref("case", "cases.id"),
    text("action"),
    number("revision"),
    number("version"),
    text("value"),
    sa.UniqueConstraint("case", "action", "revision", "version", "value"),
)

prompts = sa.Table(
    "prompts",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    text("asked"),
    number("person"),
    number("revision"),
    time("expires_at"),
    number("chat", null=True),
    number("message", null=True),
    time("done_at", null=True),
    sa.UniqueConstraint("chat", "message"),
)

notes = sa.Table(
    "notes",
    frozen,
    number("chat", key=True),
    number("message", key=True),
    ref("case", "cases.id"),
    number("person"),
    text("text"),
    time("at"),
)
index("ix_notes_case", notes, "case")

cards = sa.Table(
    "cards",
    frozen,
    ref("case", "cases.id", key=True),
    number("version"),
    number("shown_version"),
    text("shown_digest", null=True),
    number("chat", null=True),
    number("message", null=True),
    text("above"),
    number("urgency"),
)
index("ix_cards_stale", cards, "urgency", where="version > shown_version")

card_messages = sa.Table(
    "card_messages",
    frozen,
    number("chat", key=True),
    number("message", key=True),
    ref("case", "cases.id"),
)

notices = sa.Table(
    "notices",
    frozen,
    text("id", key=True),
    number("chat"),
    text("code"),
    text("values"),
    ref("case", "cases.id", null=True),
    number("reply_to", null=True),
    text("prompt", null=True),
    number("urgency"),
    time("created_at"),
    time("sent_at", null=True),
    number("message", null=True),
    text("once", null=True),
    sa.UniqueConstraint("once"),
)
index("ix_notices_waiting", notices, "urgency", "created_at", where="sent_at IS NULL")

playbook_sets = sa.Table(
    "playbook_sets",
    frozen,
    text("digest", key=True),
    text("files"),
    time("accepted_at"),
    sa.Column("in_force", sa.Boolean, nullable=False),
)
index(
    "uq_playbook_sets_in_force",
    playbook_sets,
    "in_force",
    where="in_force",
    unique=True,
)

log = sa.Table(
    "log",
    frozen,
    number("number", key=True),
    text("at"),
    text("event"),
    text("case", null=True),
    text("commitment", null=True),
    text("digest"),
)
index("ix_log_case", log, "case")

log_words = sa.Table(
    "log_words",
    frozen,
    number("number", key=True),
    text("salt"),
    text("words"),
    sa.ForeignKeyConstraint(["number"], ["log.number"]),
)

log_head = sa.Table("log_head", frozen, number("id", key=True), number("number"), text("digest"))

counters = sa.Table("counters", frozen, text("name", key=True), number("value"))

pauses = sa.Table("pauses", frozen, number("id", key=True), number("by"), time("at"))

state = sa.Table("state", frozen, text("key", key=True), text("value"))

deliveries = sa.Table(
    "deliveries", frozen, text("channel", key=True), text("delivery", key=True), time("at")
)


def upgrade() -> None:
    """Create them."""
    new = [table for table in frozen.sorted_tables if table is not cases]
    frozen.create_all(op.get_bind(), tables=new, checkfirst=False)
