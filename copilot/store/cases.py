"""The units of work (`app.ports.work.Cases`)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from copilot.domain.case import CASE_MOVES, WORKABLE, Case, CaseEvent, CaseStatus
from copilot.domain.match import Match
from copilot.store.desk_tables import counters, log
from copilot.store.payload import match_from
from copilot.store.recall import recalled
from copilot.store.rows import guard, move_row, pick
from copilot.store.work_tables import cases, complaints

FIELDS = tuple(field.name for field in fields(Case))
CLOSED = frozenset({CaseStatus.ANSWERED, CaseStatus.DISMISSED})
IS_WORKABLE = cases.c.status.in_(sorted(WORKABLE))
# Built once: building a statement costs as much as running it.
ONE = sa.select(cases).where(cases.c.id == sa.bindparam("case_id"))


class SqlCases:
    """Cases within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, case: Case) -> Case:
        """Keep a new case and give it the next running number."""
        number = self._connection.execute(
            counters.update()
            .where(counters.c.name == "case")
            .values(value=counters.c.value + 1)
            .returning(counters.c.value)
        ).scalar_one()
        values = pick(case, FIELDS) | {"number": number}
        self._connection.execute(cases.insert(), values)
        return self.get(case.id)

    @recalled
    def get(self, id: str) -> Case:  # noqa: A002
        """The case."""
        row = self._connection.execute(ONE, {"case_id": id}).one_or_none()
        if row is None:
            raise KeyError(id)
        return case_from(row)

    def numbered(self, number: int) -> Case | None:
        """The case with that running number."""
        return self._one(cases.c.number == number)

    @recalled
    def of_complaint(self, complaint: str) -> Case | None:
        """The case of a complaint (our id)."""
        return self._one(cases.c.complaint == complaint)

    def counts(self) -> Mapping[CaseStatus, int]:
        """How many stand where; every status is named."""
        counted = self._connection.execute(
            sa.select(cases.c.status, sa.func.count()).group_by(cases.c.status)
        )
        return dict.fromkeys(CaseStatus, 0) | {row[0]: row[1] for row in counted}

    def move(
        self,
        id: str,  # noqa: A002
        event: CaseEvent,
        *,
        at: datetime,
        reason: str | None = None,
        later_until: datetime | None = None,
    ) -> Case:
        """Make one move of `CASE_MOVES`."""
        _, after = guard(CASE_MOVES, event)
        values = {
            "reason": reason,
            "later_until": later_until,
            "closed_at": at if after in CLOSED else None,
        }
        return case_from(
            move_row(self._connection, cases, id, moves=CASE_MOVES, event=event, values=values)
        )

    def redraft(
        self,
        id: str,  # noqa: A002
        *,
        expected: int,
        revision: int,
        playbook: str | None,
        stage: str,
        severity: str,
        set_digest: str,
        due_at: datetime | None,
    ) -> bool:
        """Point the case at a new revision if it still stands at *expected* and is workable."""
        return self._update(
            (cases.c.id == id) & (cases.c.revision == expected) & IS_WORKABLE,
            revision=revision,
            playbook=playbook,
            stage=stage,
            severity=severity,
            set_digest=set_digest,
            due_at=due_at,
        )

    def claim(self, id: str, *, by: int, until: datetime, now: datetime) -> bool:  # noqa: A002
        """Claim a workable case that is free, whose claim has ended, or is already *by*'s."""
        free = sa.or_(
            cases.c.claimed_by.is_(None),
            cases.c.claimed_until.is_(None),
            cases.c.claimed_until <= now,
            cases.c.claimed_by == by,
        )
        return self._update(
            (cases.c.id == id) & free & IS_WORKABLE, claimed_by=by, claimed_until=until
        )

    def take_over(self, id: str, *, by: int, until: datetime, now: datetime) -> bool:  # noqa: A002, ARG002
        """Claim a workable case whoever holds it."""
        return self._update((cases.c.id == id) & IS_WORKABLE, claimed_by=by, claimed_until=until)

    def release(self, id: str, *, by: int) -> bool:  # noqa: A002
        """Give back a workable case that *by* holds."""
        held = (cases.c.id == id) & (cases.c.claimed_by == by) & IS_WORKABLE
        return self._update(held, claimed_by=None, claimed_until=None)

    def lapsed(self, now: datetime) -> Sequence[Case]:
        """Workable cases whose claim has ended; empties the claim of each."""
        ended = self._connection.execute(
            cases.update()
            .where(IS_WORKABLE, cases.c.claimed_by.is_not(None), cases.c.claimed_until <= now)
            .values(claimed_by=None, claimed_until=None)
            .returning(*cases.c)
        )
        return sorted(map(case_from, ended), key=lambda case: case.number)

    def waiting_since(self, *, back: Collection[str]) -> Mapping[str, datetime]:
        """Since when the author of each open case waits: it came, or it came back."""
        came_back = (log.c.case == cases.c.id) & log.c.event.in_(sorted(back))
        wanted = (
            sa.select(cases.c.id, complaints.c.received_at, log.c.at)
            .join(complaints, complaints.c.id == cases.c.complaint)
            .outerjoin(log, came_back)
            .where(cases.c.status == CaseStatus.OPEN)
        )
        since: dict[str, datetime] = {}
        for row in self._connection.execute(wanted):
            at = datetime.fromisoformat(row.at) if row.at else row.received_at
            since[row.id] = max(since.get(row.id, row.received_at), at)
        return since

    def rematch(self, id: str, match: Match) -> None:  # noqa: A002
        """Keep what the changed words of its complaint look like; the playbook stays."""
        self._update(cases.c.id == id, match=match, kind=match.kind, lang=match.lang)

    def go_on(self, id: str, *, follows: str) -> None:  # noqa: A002
        """Have a case go on from another, which was answered only after its message came."""
        self._update(cases.c.id == id, follows=follows)

    def unposted(self, channel: str, thread: str) -> Sequence[Case]:
        """Cases of a thread whose reply is not public yet, and those in doubt, by number."""
        here = (cases.c.channel == channel) & (cases.c.thread == thread)
        wanted = sa.select(cases).where(here, cases.c.status.not_in(sorted(CLOSED)))
        return self._select(wanted.order_by(cases.c.number))

    def due_again(self, now: datetime) -> Sequence[Case]:
        """Cases put off until a time that has come."""
        come = (cases.c.status == CaseStatus.LATER) & (cases.c.later_until <= now)
        return self._select(
            sa.select(cases).where(come).order_by(cases.c.later_until, cases.c.number)
        )

    def _update(self, where: sa.ColumnElement[bool], **values: object) -> bool:
        updated = self._connection.execute(cases.update().where(where).values(**values))
        return updated.rowcount == 1

    def _one(self, where: sa.ColumnElement[bool]) -> Case | None:
        return next(iter(self._select(sa.select(cases).where(where))), None)

    def _select(self, statement: sa.Select[Any]) -> Sequence[Case]:
        return [case_from(row) for row in self._connection.execute(statement)]

    # Last, because its name hides the type below it in this class.
    def list(
        self, status: CaseStatus | None = None, *, limit: int | None = None
    ) -> Sequence[Case]:
        """Cases by number, newest last: every one, or the newest *limit*."""
        wanted = sa.select(cases).order_by(cases.c.number.desc()).limit(limit)
        if status is not None:
            wanted = wanted.where(cases.c.status == status)
        return self._select(wanted)[::-1]


def case_from(row: sa.Row[Any]) -> Case:
    """Build a case again from its row."""
    values = pick(row, FIELDS)
    return Case(**values | {"match": match_from(row.match)})
