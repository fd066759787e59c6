"""Tables of the work: complaints, cases, drafts, approvals, the outbox."""

import sqlalchemy as sa
from alembic import op

from copilot.store.migrations.frozen import index, number, ref, tables, text, time

revision = "0001"
down_revision = None

frozen = tables()

complaints = sa.Table(
    "complaints",
    frozen,
    text("id", key=True),
    text("channel"),
    text("external_id"),
    text("author_id", null=True),
    number("version"),
    time("received_at"),
    time("triaged_at", null=True),
    text("set_aside", null=True),
    ref("duplicate_of", "complaints.id", null=True),
    sa.UniqueConstraint("channel", "external_id"),
)
index("ix_complaints_waiting", complaints, "received_at", where="triaged_at IS NULL")
index("ix_complaints_author", complaints, "channel", "author_id", "received_at")

complaint_versions = sa.Table(
    "complaint_versions",
    frozen,
    ref("complaint", "complaints.id", key=True),
    number("version", key=True),
    time("received_at"),
    text("payload"),
)

cases = sa.Table(
    "cases",
    frozen,
    text("id", key=True),
    number("number"),
    ref("complaint", "complaints.id"),
    text("channel"),
    text("thread"),
    text("status"),
    text("match"),
    text("kind"),
    text("lang"),
    text("severity"),
    text("playbook", null=True),
    text("set_digest"),
    text("stage"),
    number("revision"),
    time("opened_at"),
    time("due_at", null=True),
    number("claimed_by", null=True),
    time("claimed_until", null=True),
    time("later_until", null=True),
    time("closed_at", null=True),
    text("reason", null=True),
    sa.UniqueConstraint("number"),
    sa.UniqueConstraint("complaint"),
)
index("ix_cases_status", cases, "status", "number")
index("ix_cases_thread", cases, "channel", "thread")

drafts = sa.Table(
    "drafts",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    number("revision"),
    text("text"),
    text("lang"),
    text("stage"),
    text("set_digest"),
    text("signature"),
    time("created_at"),
    number("signed_for", null=True),
    number("author", null=True),
    text("template", null=True),
    text("template_path", null=True),
    text("findings"),
    text("facts"),
    text("promise", null=True),
    time("promise_due", null=True),
    sa.UniqueConstraint("case", "revision"),
)

approvals = sa.Table(
    "approvals",
    frozen,
    text("id", key=True),
    ref("case", "cases.id"),
    number("revision"),
    text("digest"),
    number("person"),
    text("role"),
    time("at"),
    time("withdrawn_at", null=True),
    text("reason", null=True),
)
index(
    "uq_approvals_standing",
    approvals,
    "case",
    "digest",
    "person",
    where="withdrawn_at IS NULL",
    unique=True,
)
index("ix_approvals_case", approvals, "case")

outbox = sa.Table(
    "outbox",
    frozen,
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
    text("status"),
    time("due_at"),
    number("tries"),
    text("claimed_by", null=True),
    time("claimed_until", null=True),
    text("posted_id", null=True),
    text("posted_url", null=True),
    time("posted_at", null=True),
    text("reason", null=True),
    sa.Column("asked", sa.Boolean, nullable=False),
)
index(
    "uq_outbox_live",
    outbox,
    "case",
    where="status IN ('approved', 'sending', 'uncertain')",
    unique=True,
)
index(
    "uq_outbox_words",
    outbox,
    "channel",
    "thread",
    "same_words",
    where="status IN ('approved', 'posted', 'sending', 'uncertain')",
    unique=True,
)
index("ix_outbox_status", outbox, "status", "due_at")
index("ix_outbox_case", outbox, "case")
index("ix_outbox_thread", outbox, "channel", "thread")


def upgrade() -> None:
    """Create them."""
    frozen.create_all(op.get_bind(), checkfirst=False)
