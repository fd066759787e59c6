"""What people at the desk did with what was proposed to them (`app.ports.lessons.Lessons`)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from copilot.app.ports.lessons import Choice, Handled
from copilot.domain.case import Case
from copilot.domain.draft import Draft
from copilot.domain.outbox import OutboxStatus
from copilot.store.cases import case_from
from copilot.store.complaints import LATEST, SqlComplaints
from copilot.store.desk_tables import log, log_words
from copilot.store.drafts import draft_from
from copilot.store.work_tables import approvals, cases, complaints, drafts, outbox

#: So many cases at a time: few questions to the database, and little held in memory.
BATCH = 400
#: The entries that hold what a customer wrote.
WRITTEN = ("received", "revised")


class SqlLessons:
    """Lessons within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def handled(self, *, since: datetime | None = None) -> Iterator[Handled]:
        """Every case opened since then, by number."""
        kept = self._kept()
        last = 0
        while found := self._batch(last, since):
            last = found[-1].number
            yield from self._handled(found, kept)

    def names(self, *, since: datetime | None = None) -> frozenset[str]:
        """What the authors of those cases are called."""
        wanted = LATEST.join(cases, cases.c.complaint == complaints.c.id)
        if since is not None:
            wanted = wanted.where(cases.c.opened_at >= since)
        rows = self._connection.execute(wanted, execution_options={"yield_per": BATCH})
        found = (row.payload["author"]["name"] for row in rows)
        return frozenset(name for name in found if name)

    def _batch(self, after: int, since: datetime | None) -> Sequence[Case]:
        wanted = sa.select(cases).where(cases.c.number > after)
        if since is not None:
            wanted = wanted.where(cases.c.opened_at >= since)
        rows = self._connection.execute(wanted.order_by(cases.c.number).limit(BATCH))
        return [case_from(row) for row in rows]

    def _handled(
        self, found: Sequence[Case], kept: frozenset[tuple[str, str]] | None
    ) -> Iterator[Handled]:
        ids = [case.id for case in found]
        stored = SqlComplaints(self._connection).several(case.complaint for case in found)
        choices, revisions, approved = self._choices(ids), self._drafts(ids), self._approved(ids)
        for case in found:
            own = stored[case.complaint]
            yield Handled(
                case=case,
                stored=own,
                choices=tuple(choices[case.id]),
                drafts=tuple(revisions[case.id]),
                approved=frozenset(approved[case.id]),
                is_kept=kept is None or (own.complaint.channel, own.complaint.id) in kept,
            )

    def _choices(self, ids: Sequence[str]) -> dict[str, list[Choice]]:
        wanted = (
            sa.select(log.c.case, log.c.at, log_words.c.words)
            .join(log_words, log_words.c.number == log.c.number)
            .where(log.c.event == "playbook", log.c.case.in_(ids), log_words.c.words.is_not(None))
            .order_by(log.c.number)
        )
        found: dict[str, list[Choice]] = defaultdict(list)
        for row in self._connection.execute(wanted):
            words = json.loads(row.words)
            at = datetime.fromisoformat(row.at)
            found[row.case].append(Choice(by=words["by"], playbook=words["to"], at=at))
        return found

    def _drafts(self, ids: Sequence[str]) -> dict[str, list[Draft]]:
        wanted = sa.select(drafts).where(drafts.c.case.in_(ids)).order_by(drafts.c.revision)
        found: dict[str, list[Draft]] = defaultdict(list)
        for row in self._connection.execute(wanted):
            found[row.case].append(draft_from(row))
        return found

    def _approved(self, ids: Sequence[str]) -> dict[str, set[int]]:
        # A yes whose reply is public counts, whatever became of the case afterwards.
        public = sa.select(outbox.c.id).where(outbox.c.status == OutboxStatus.POSTED)
        counts = approvals.c.withdrawn_at.is_(None) | approvals.c.id.in_(public)
        standing = approvals.c.case.in_(ids) & counts
        found: dict[str, set[int]] = defaultdict(set)
        rows = self._connection.execute(
            sa.select(approvals.c.case, approvals.c.revision).where(standing)
        )
        for row in rows:
            found[row.case].add(row.revision)
        return found

    def _kept(self) -> frozenset[tuple[str, str]] | None:
        """Whose words the log still holds, by channel and id; nothing when it holds all."""
        if not self._connection.execute(sa.select(sa.exists(_written(erased=True)))).scalar_one():
            return None
        rows: Iterable[Any] = self._connection.execute(_written(erased=False))
        kept = (json.loads(row.words) for row in rows)
        return frozenset((words["channel"], words["id"]) for words in kept)


def _written(*, erased: bool) -> "sa.Select[tuple[str]]":
    """The entries with customers' words, or those whose words are gone."""
    is_gone = log_words.c.words.is_(None)
    return (
        sa.select(log_words.c.words)
        .select_from(log.outerjoin(log_words, log_words.c.number == log.c.number))
        .where(log.c.event.in_(WRITTEN), log.c.commitment.is_not(None))
        .where(is_gone if erased else ~is_gone)
    )
