"""Revisions of replies, and who said yes to them (`app.ports.work.Drafts`, `Approvals`)."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from copilot.app.ports.records import Approval
from copilot.domain.case import WORKABLE, CaseStatus
from copilot.domain.draft import Draft
from copilot.store.payload import facts_from, findings_from, template_from
from copilot.store.recall import recalled
from copilot.store.rows import insert_new, pick
from copilot.store.work_tables import approvals, cases, drafts

UNSENT = (*sorted(WORKABLE), CaseStatus.APPROVED)
DRAFT_FIELDS = tuple(field.name for field in fields(Draft))
APPROVAL_FIELDS = tuple(field.name for field in fields(Approval))
# Built once: each card asks these several times, and building one costs as much as running it.
OF_CASE = sa.select(drafts).where(drafts.c.case == sa.bindparam("of_case"))
REVISION = OF_CASE.where(drafts.c.revision == sa.bindparam("of_revision"))
REVISIONS = OF_CASE.order_by(drafts.c.revision)
YESES = (
    sa.select(approvals)
    .where(approvals.c.case == sa.bindparam("of_case"))
    .order_by(approvals.c.at, approvals.c.id)
)
STANDING = YESES.where(
    approvals.c.digest == sa.bindparam("of_digest"), approvals.c.withdrawn_at.is_(None)
)
BEGUN = (
    sa.select(approvals.c.case)
    .join(cases, cases.c.id == approvals.c.case)
    .where(approvals.c.withdrawn_at.is_(None), cases.c.status == CaseStatus.OPEN)
    .distinct()
    .order_by(approvals.c.case)
)


class SqlDrafts:
    """Drafts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, draft: Draft) -> None:
        """
        Keep one revision.

        Raises:
            ValueError: for a second with the same case and revision.
        """
        values = pick(draft, DRAFT_FIELDS)
        values["template_path"] = draft.template.path if draft.template else None
        if not insert_new(self._connection, drafts, values):
            raise ValueError(f"revision {draft.revision} of case {draft.case} is already kept")

    @recalled
    def get(self, case: str, revision: int) -> Draft | None:
        """One revision."""
        asked = {"of_case": case, "of_revision": revision}
        row = self._connection.execute(REVISION, asked).one_or_none()
        return None if row is None else draft_from(row)

    @recalled
    def list(self, case: str) -> Sequence[Draft]:
        """All revisions of a case, oldest first."""
        return [draft_from(row) for row in self._connection.execute(REVISIONS, {"of_case": case})]

    def stating(self, name: str) -> Sequence[Draft]:
        """Current drafts of cases open, put off or approved that state the fact *name*."""
        wanted = (
            sa.select(drafts)
            .join(cases, (cases.c.id == drafts.c.case) & (cases.c.revision == drafts.c.revision))
            .where(
                cases.c.status.in_(UNSENT),
                # A quick sieve: `_` means any character here; the names are compared below.
                sa.type_coerce(drafts.c.facts, sa.Text).like(f'%"{name}"%'),
            )
            .order_by(cases.c.number)
        )
        found = [draft_from(row) for row in self._connection.execute(wanted)]
        return [draft for draft in found if any(fact.name == name for fact in draft.facts)]

    def templates_used(self, channel: str, thread: str) -> Mapping[str, int]:
        """How many of the thread's cases have each template path in their last rendered draft."""
        last = (
            sa.select(drafts.c.case, sa.func.max(drafts.c.revision).label("revision"))
            .join(cases, cases.c.id == drafts.c.case)
            .where(
                cases.c.channel == channel,
                cases.c.thread == thread,
                drafts.c.template_path.is_not(None),
            )
            .group_by(drafts.c.case)
            .subquery()
        )
        is_last = (drafts.c.case == last.c.case) & (drafts.c.revision == last.c.revision)
        counted = (
            sa.select(drafts.c.template_path, sa.func.count())
            .join(last, is_last)
            .group_by(drafts.c.template_path)
        )
        return {row[0]: row[1] for row in self._connection.execute(counted)}


def draft_from(row: sa.Row[Any]) -> Draft:
    """Build a draft again from its row."""
    values = pick(row, DRAFT_FIELDS)
    values["template"] = template_from(row.template)
    values["findings"] = findings_from(row.findings)
    values["facts"] = facts_from(row.facts)
    return Draft(**values)


class SqlApprovals:
    """Approvals within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, approval: Approval) -> bool:
        """Keep a yes; false when that person has a standing one for that case and digest."""
        values = pick(approval, APPROVAL_FIELDS)
        return insert_new(self._connection, approvals, values)

    @recalled
    def standing(self, case: str, digest: str) -> Sequence[Approval]:
        """Approvals of these very words that were not withdrawn, oldest first."""
        return self._select(STANDING, of_case=case, of_digest=digest)

    def begun(self) -> Sequence[str]:
        """Open cases to whose words somebody has said yes, and somebody else has not yet."""
        return self._connection.execute(BEGUN).scalars().all()

    @recalled
    def list(self, case: str) -> Sequence[Approval]:
        """All of a case, withdrawn ones too."""
        return self._select(YESES, of_case=case)

    def withdraw(self, case: str, *, reason: str, at: datetime) -> int:
        """Withdraw every standing approval of a case; return how many."""
        standing = (approvals.c.case == case) & approvals.c.withdrawn_at.is_(None)
        return self._connection.execute(
            approvals.update().where(standing).values(withdrawn_at=at, reason=reason)
        ).rowcount

    def _select(self, wanted: sa.Select[Any], **values: str) -> Sequence[Approval]:
        rows = self._connection.execute(wanted, values)
        return [Approval(**pick(row, APPROVAL_FIELDS)) for row in rows]
