"""
Tables of the work: complaints, cases, drafts, approvals, the outbox.

A change here needs a migration beside it; a test holds the two to each other. What must be at
most one is a unique index, not care taken elsewhere.
"""

import sqlalchemy as sa

from copilot.app.ports.records import SetAside
from copilot.domain.case import CaseStatus
from copilot.domain.match import Kind
from copilot.domain.outbox import LIVE, OutboxStatus
from copilot.domain.playbook import Severity, Stage
from copilot.store.columns import index, json, metadata, number, ref, text, time, word

complaints = sa.Table(
    "complaints",
    metadata,
    text("id", key=True),
    text("channel"),
    text("external_id"),
    text("author_id", null=True),
    number("version"),
    time("received_at"),
    time("triaged_at", null=True),
    word("set_aside", SetAside, null=True),
    ref("duplicate_of", "complaints.id", null=True),
    text("thread", null=True),
    sa.UniqueConstraint("channel", "external_id"),
    sa.Index("ix_complaints_author", "channel", "author_id", "received_at"),
)
index("ix_complaints_waiting", complaints.c.received_at, where=complaints.c.triaged_at.is_(None))
index(
    "ix_complaints_own",
    complaints.c.channel,
    complaints.c.thread,
    where=complaints.c.set_aside == SetAside.OWN,
)

complaint_versions = sa.Table(
    "complaint_versions",
    metadata,
    ref("complaint", "complaints.id", key=True),
    number("version", key=True),
    time("received_at"),
    json("payload"),
)

cases = sa.Table(
    "cases",
    metadata,
    text("id", key=True),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    ref("complaint", "complaints.id", unique=True),
    text("channel"),
    text("thread"),
    word("status", CaseStatus),
    json("match"),
    word("kind", Kind),
    text("lang"),
    word("severity", Severity),
    text("playbook", null=True),
    text("set_digest"),
    word("stage", Stage),
    number("revision"),
    time("opened_at"),
    time("due_at", null=True),
    number("claimed_by", null=True),
    time("claimed_until", null=True),
    time("later_until", null=True),
    time("closed_at", null=True),
    text("reason", null=True),
    text("follows", null=True),
    sa.Index("ix_cases_status", "status", "number"),
    sa.Index("ix_cases_thread", "channel", "thread"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    number("revision"),
    text("text"),
    text("lang"),
    word("stage", Stage),
    text("set_digest"),
    text("signature"),
    time("created_at"),
    number("signed_for", null=True),
    number("author", null=True),
    json("template", null=True),
    text("template_path", null=True),
    json("findings"),
    json("facts"),
    text("promise", null=True),
    time("promise_due", null=True),
    number("based_on", null=True),
    sa.UniqueConstraint("case", "revision"),
)

approvals = sa.Table(
    "approvals",
    metadata,
    text("id", key=True),
    ref("case", "cases.id"),
    number("revision"),
    text("digest"),
    number("person"),
    text("role"),
    time("at"),
    time("withdrawn_at", null=True),
    text("reason", null=True),
    sa.Index("ix_approvals_case", "case"),
)
index(
    "uq_approvals_standing",
    approvals.c.case,
    approvals.c.digest,
    approvals.c.person,
    where=approvals.c.withdrawn_at.is_(None),
    unique=True,
)

outbox = sa.Table(
    "outbox",
    metadata,
    # Nothing is on its way without an approval; deferred, so that the order of writing is free.
    sa.Column(
        "id",
        sa.Text,
        sa.ForeignKey("approvals.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    ref("case", "cases.id"),
    text("channel"),
    text("thread"),
    text("complaint_id"),
    number("complaint_version"),
    text("text"),
    text("same_words"),
    text("lang"),
    text("digest"),
    number("approved_by"),
    time("approved_at"),
    word("status", OutboxStatus),
    time("due_at"),
    number("tries"),
    text("claimed_by", null=True),
    time("claimed_until", null=True),
    text("posted_id", null=True),
    text("posted_url", null=True),
    time("posted_at", null=True),
    text("reason", null=True),
    sa.Column("asked", sa.Boolean, nullable=False),
    sa.Column("looks_failed", sa.BigInteger, nullable=False, server_default="0"),
    number("waived_by", null=True),
    sa.Index("ix_outbox_status", "status", "due_at"),
    sa.Index("ix_outbox_case", "case"),
    sa.Index("ix_outbox_thread", "channel", "thread"),
)
index(
    "ix_outbox_posted",
    outbox.c.channel,
    outbox.c.posted_id,
    where=outbox.c.posted_id.is_not(None),
)
index(
    "uq_outbox_live",
    outbox.c.case,
    where=outbox.c.status.in_(sorted(LIVE)),
    unique=True,
)
index(
    "uq_outbox_words",
    outbox.c.channel,
    outbox.c.thread,
    outbox.c.same_words,
    where=outbox.c.status.in_(sorted(LIVE | {OutboxStatus.POSTED})),
    unique=True,
)
