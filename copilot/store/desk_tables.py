"""
Tables of the desk and the record: updates, buttons, prompts, cards, playbook sets, the log.

A change here needs a migration beside it; a test holds the two to each other.
"""

import sqlalchemy as sa

from copilot.app.ports.records import Asked
from copilot.domain.fact_change import FactStatus
from copilot.store.columns import index, json, metadata, number, ref, text, time, word

updates = sa.Table(
    "updates",
    metadata,
    text("bot", key=True),
    number("update_id", key=True),
    text("payload"),
    time("received_at"),
    time("handled_at", null=True),
    text("fault", null=True),
)
index(
    "ix_updates_unhandled",
    updates.c.bot,
    updates.c.update_id,
    where=updates.c.handled_at.is_(None),
)
index("ix_updates_handled", updates.c.handled_at, where=updates.c.fault.is_(None))

buttons = sa.Table(
    "buttons",
    metadata,
    text("token", key=True),
    ref("case", "cases.id"),
    text("action"),
    number("revision"),
    number("version"),
    text("value"),
    time("given_at", null=True),
    sa.UniqueConstraint("case", "action", "revision", "version", "value"),
    sa.Index("ix_buttons_given", "given_at"),
)

prompts = sa.Table(
    "prompts",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    word("asked", Asked),
    number("person"),
    number("revision"),
    time("expires_at"),
    number("chat", null=True),
    number("message", null=True),
    time("done_at", null=True),
    text("about", null=True),
    number("answer", null=True),
    sa.UniqueConstraint("chat", "message"),
    sa.Index("ix_prompts_case", "case"),
)

notes = sa.Table(
    "notes",
    metadata,
    number("chat", key=True),
    number("message", key=True),
    ref("case", "cases.id"),
    number("person"),
    text("text"),
    time("at"),
    sa.Index("ix_notes_case", "case"),
)

cards = sa.Table(
    "cards",
    metadata,
    ref("case", "cases.id", key=True),
    number("version"),
    number("shown_version"),
    text("shown_digest", null=True),
    number("chat", null=True),
    number("message", null=True),
    json("above"),
    number("urgency"),
)
index("ix_cards_stale", cards.c.urgency, where=cards.c.version > cards.c.shown_version)

# Every message a case ever had: people press and answer old ones.
card_messages = sa.Table(
    "card_messages",
    metadata,
    number("chat", key=True),
    number("message", key=True),
    ref("case", "cases.id"),
)

notices = sa.Table(
    "notices",
    metadata,
    text("id", key=True),
    number("chat"),
    text("code"),
    json("values"),
    ref("case", "cases.id", null=True),
    number("reply_to", null=True),
    text("prompt", null=True),
    number("urgency"),
    time("created_at"),
    time("sent_at", null=True),
    number("message", null=True),
    text("once", null=True, unique=True),
    sa.Index("ix_notices_case", "case"),
)
index("ix_notices_sent", notices.c.sent_at, where=notices.c.once.is_(None))
index(
    "ix_notices_waiting",
    notices.c.urgency,
    notices.c.created_at,
    where=notices.c.sent_at.is_(None),
)

fact_changes = sa.Table(
    "fact_changes",
    metadata,
    text("id", key=True),
    text("playbook"),
    text("name"),
    word("status", FactStatus),
    json("value"),
    text("source"),
    time("ends_at", null=True),
    number("proposed_by"),
    time("proposed_at"),
    number("accepted_by", null=True),
    time("accepted_at", null=True),
    number("ended_by", null=True),
    time("ended_at", null=True),
)
# Of two brand leads who say yes at once, the second finds the first one's value.
index(
    "uq_fact_changes_in_force",
    fact_changes.c.playbook,
    fact_changes.c.name,
    where=fact_changes.c.status == FactStatus.IN_FORCE,
    unique=True,
)

fact_prompts = sa.Table(
    "fact_prompts",
    metadata,
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
    "fact_buttons", metadata, text("token", key=True), text("meaning", unique=True)
)

playbook_sets = sa.Table(
    "playbook_sets",
    metadata,
    text("digest", key=True),
    json("files"),
    time("accepted_at"),
    sa.Column("in_force", sa.Boolean, nullable=False),
)
index(
    "uq_playbook_sets_in_force",
    playbook_sets.c.in_force,
    where=playbook_sets.c.in_force,
    unique=True,
)

# Triggers of the migration refuse every change to a row of `log`, and to one of `log_words`
# everything but its removal.
log = sa.Table(
    "log",
    metadata,
    number("number", key=True),
    text("at"),
    text("event"),
    text("case", null=True),
    text("commitment", null=True),
    text("digest"),
    sa.Index("ix_log_case", "case"),
)

log_words = sa.Table(
    "log_words",
    metadata,
    number("number", key=True),
    text("salt"),
    text("words"),
    sa.ForeignKeyConstraint(["number"], ["log.number"]),
)

# One row: the end of the chain, and on PostgreSQL what a writer locks.
log_head = sa.Table("log_head", metadata, number("id", key=True), number("number"), text("digest"))

counters = sa.Table("counters", metadata, text("name", key=True), number("value"))

pauses = sa.Table("pauses", metadata, number("id", key=True), number("by"), time("at"))

state = sa.Table("state", metadata, text("key", key=True), text("value"))

deliveries = sa.Table(
    "deliveries",
    metadata,
    text("channel", key=True),
    text("delivery", key=True),
    time("at"),
    sa.Index("ix_deliveries_at", "at"),
)
