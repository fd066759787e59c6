"""
Tables of what happens to cases beside their replies.

A change here needs a migration beside it; a test holds the two to each other.
"""

import sqlalchemy as sa

from copilot.domain.handling import Colleague, Topic
from copilot.store.columns import index, metadata, number, ref, text, time, word

waits = sa.Table(
    "waits",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    word("colleague", Colleague),
    text("question"),
    number("asked_by"),
    time("asked_at"),
    time("chase_at"),
    number("chased"),
    text("answer", null=True),
    number("answered_by", null=True),
    time("answered_at", null=True),
    sa.Index("ix_waits_case", "case"),
)
# Two people who ask at once: the second finds the first one's question.
index("uq_waits_open", waits.c.case, where=waits.c.answered_at.is_(None), unique=True)

insights = sa.Table(
    "insights",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    word("topic", Topic),
    text("word"),
    number("by"),
    time("at"),
    sa.Index("ix_insights_case", "case"),
    sa.Index("ix_insights_at", "at"),
)

escalations = sa.Table(
    "escalations",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    text("to"),
    text("note"),
    number("by", null=True),
    time("at"),
    sa.Index("ix_escalations_case", "case"),
)

moderations = sa.Table(
    "moderations",
    metadata,
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
    metadata,
    ref("case", "cases.id", key=True),
    text("playbook", key=True),
    text("step", key=True),
    number("by"),
    time("at"),
)

answers = sa.Table(
    "answers",
    metadata,
    ref("case", "cases.id", key=True),
    text("name", key=True),
    text("value"),
    number("by"),
    time("at"),
)

promises = sa.Table(
    "promises",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    text("what"),
    time("due_at"),
    number("owner"),
    sa.Column("is_private", sa.Boolean, nullable=False),
    time("made_at"),
    number("kept_by", null=True),
    time("kept_at", null=True),
    sa.Index("ix_promises_case", "case"),
)
index("ix_promises_open", promises.c.due_at, where=promises.c.kept_at.is_(None))

alarms = sa.Table(
    "alarms",
    metadata,
    ref("case", "cases.id", key=True),
    time("raised_at"),
    time("next_at"),
    number("rounds"),
    number("confirmed_by", null=True),
    time("confirmed_at", null=True),
    number("lowered_by", null=True),
    time("lowered_at", null=True),
)
