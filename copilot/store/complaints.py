"""What customers wrote, every version of it (`app.ports.work.Complaints`)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from copilot.app.ports.records import SetAside, StoredComplaint
from copilot.domain.complaint import Complaint
from copilot.store.payload import complaint_from
from copilot.store.recall import recalled
from copilot.store.rows import in_batches, insert_new
from copilot.store.work_tables import complaint_versions, complaints

LATEST = sa.select(complaints, complaint_versions.c.payload).join(
    complaint_versions,
    (complaint_versions.c.complaint == complaints.c.id)
    & (complaint_versions.c.version == complaints.c.version),
)
BY_RECEIPT = (complaints.c.received_at, complaints.c.id)
# Built once: each card asks these several times, and building one costs as much as running it.
ONE = LATEST.where(complaints.c.id == sa.bindparam("complaint_id"))
OWN = LATEST.where(
    complaints.c.channel == sa.bindparam("of_channel"),
    complaints.c.thread == sa.bindparam("of_thread"),
    complaints.c.set_aside == SetAside.OWN,
).order_by(*BY_RECEIPT)
THEIRS = LATEST.where(
    complaints.c.channel == sa.bindparam("of_channel"),
    complaints.c.author_id == sa.bindparam("of_author"),
)
ALL_THEIRS = THEIRS.order_by(*BY_RECEIPT)


class SqlComplaints:
    """Complaints within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, complaint: Complaint, *, id: str, at: datetime, backlog: bool = False) -> bool:  # noqa: A002
        """Keep a complaint not seen before; answer whether it was new."""
        values = {
            "id": id,
            "channel": complaint.channel,
            "external_id": complaint.id,
            "author_id": complaint.author.key,
            "thread": complaint.thread,
            "version": 1,
            "received_at": at,
            "triaged_at": at if backlog else None,
            "set_aside": SetAside.BACKLOG if backlog else None,
        }
        if not insert_new(self._connection, complaints, values):
            return False
        self._keep(id, 1, complaint, at)
        return True

    def revise(self, id: str, complaint: Complaint, *, at: datetime) -> int:  # noqa: A002
        """Keep a new version and return its number."""
        number = self._connection.execute(
            complaints.update()
            .where(complaints.c.id == id)
            .values(
                version=complaints.c.version + 1,
                author_id=complaint.author.key,
                thread=complaint.thread,
            )
            .returning(complaints.c.version)
        ).scalar()
        if number is None:
            raise KeyError(id)
        self._keep(id, number, complaint, at)
        return int(number)

    def enclose(self, id: str, complaint: Complaint) -> None:  # noqa: A002
        """Put what came with the message, a moment after it, to its latest version."""
        latest = sa.select(complaints.c.version).where(complaints.c.id == id).scalar_subquery()
        versions = complaint_versions.c
        self._connection.execute(
            complaint_versions.update()
            .where(versions.complaint == id, versions.version == latest)
            .values(payload=complaint)
        )

    def _keep(self, id: str, version: int, complaint: Complaint, at: datetime) -> None:  # noqa: A002
        kept = {"complaint": id, "version": version, "received_at": at, "payload": complaint}
        self._connection.execute(complaint_versions.insert(), kept)

    def find(self, channel: str, external_id: str) -> StoredComplaint | None:
        """The complaint with that platform id."""
        wanted = (complaints.c.channel == channel) & (complaints.c.external_id == external_id)
        return next(iter(self._select(LATEST.where(wanted))), None)

    @recalled
    def get(self, id: str) -> StoredComplaint:  # noqa: A002
        """The complaint with our id."""
        for stored in self._select(ONE, complaint_id=id):
            return stored
        raise KeyError(id)

    def several(self, ids: Iterable[str]) -> Mapping[str, StoredComplaint]:
        """Those with our ids, by id; unknown ones are left out."""
        found = (self._select(LATEST.where(complaints.c.id.in_(some))) for some in in_batches(ids))
        return {stored.id: stored for some in found for stored in some}

    def version(self, id: str, number: int) -> Complaint:  # noqa: A002
        """One version of it."""
        payload = self._connection.execute(
            sa.select(complaint_versions.c.payload).where(
                complaint_versions.c.complaint == id, complaint_versions.c.version == number
            )
        ).scalar()
        if payload is None:
            raise KeyError((id, number))
        return complaint_from(payload)

    def version_at(self, id: str, at: datetime) -> int:  # noqa: A002
        """The number of the version that was the latest one then; the first before it came."""
        known = (complaint_versions.c.complaint == id) & (complaint_versions.c.received_at <= at)
        newest = sa.select(sa.func.max(complaint_versions.c.version)).where(known)
        return self._connection.execute(newest).scalar() or 1

    def waiting(self, limit: int | None = None) -> Sequence[StoredComplaint]:
        """Complaints nobody has triaged yet, oldest first: every one, or the first *limit*."""
        untouched = LATEST.where(complaints.c.triaged_at.is_(None))
        return self._select(untouched.order_by(*BY_RECEIPT).limit(limit))

    def settle(
        self,
        id: str,  # noqa: A002
        *,
        at: datetime,
        set_aside: SetAside | None = None,
        duplicate_of: str | None = None,
    ) -> bool:
        """Mark one as triaged; false when another process was first."""
        settled = self._connection.execute(
            complaints.update()
            .where(complaints.c.id == id, complaints.c.triaged_at.is_(None))
            .values(triaged_at=at, set_aside=set_aside, duplicate_of=duplicate_of)
        )
        return settled.rowcount == 1

    def reconsider(self, id: str) -> int:  # noqa: A002
        """Let one be triaged again if it is a duplicate, and those set aside as repeating it."""
        theirs = (complaints.c.id == id) | (complaints.c.duplicate_of == id)
        again = complaints.update().where(theirs, complaints.c.set_aside == SetAside.DUPLICATE)
        return self._connection.execute(
            again.values(triaged_at=None, set_aside=None, duplicate_of=None)
        ).rowcount

    def triage_again(self, id: str) -> None:  # noqa: A002
        """Have one with a case matched again: its words have changed."""
        carded = (complaints.c.id == id) & complaints.c.set_aside.is_(None)
        self._connection.execute(complaints.update().where(carded).values(triaged_at=None))

    @recalled
    def own(self, channel: str, thread: str) -> Sequence[StoredComplaint]:
        """What the brand itself wrote in a thread, oldest first."""
        return self._select(OWN, of_channel=channel, of_thread=thread)

    def set_aside(self, *, limit: int | None = None) -> Sequence[StoredComplaint]:
        """Those set aside, newest first: every one, or the newest *limit*."""
        aside = LATEST.where(complaints.c.set_aside.is_not(None))
        return self._select(aside.order_by(*(c.desc() for c in BY_RECEIPT)).limit(limit))

    def aside(self) -> Mapping[SetAside, int]:
        """How many were set aside, and why; every reason is named."""
        counted = self._connection.execute(
            sa.select(complaints.c.set_aside, sa.func.count())
            .where(complaints.c.set_aside.is_not(None))
            .group_by(complaints.c.set_aside)
        )
        return dict.fromkeys(SetAside, 0) | {row[0]: row[1] for row in counted}

    @recalled
    def of_author(
        self, channel: str, author: str, *, since: datetime | None = None
    ) -> Sequence[StoredComplaint]:
        """What one person (by `Author.key`) wrote on one channel, oldest first."""
        wanted = ALL_THEIRS
        if since is not None:
            wanted = THEIRS.where(complaints.c.received_at >= since).order_by(*BY_RECEIPT)
        return self._select(wanted, of_channel=channel, of_author=author)

    def received(self, since: datetime) -> Sequence[StoredComplaint]:
        """Those received since then, oldest first."""
        late = LATEST.where(complaints.c.received_at >= since)
        return self._select(late.order_by(*BY_RECEIPT))

    def count(self) -> Mapping[str, int]:
        """How many there are, as `received`, `waiting`, `carded`, `set_aside`."""
        received, triaged, aside = self._connection.execute(
            sa.select(
                sa.func.count(),
                sa.func.count(complaints.c.triaged_at),
                sa.func.count(complaints.c.set_aside),
            ).select_from(complaints)
        ).one()
        return {
            "received": received,
            "waiting": received - triaged,
            "carded": triaged - aside,
            "set_aside": aside,
        }

    def _select(
        self, statement: sa.Select[tuple[object, ...]], **values: object
    ) -> Sequence[StoredComplaint]:
        return [_stored(row) for row in self._connection.execute(statement, values)]


def _stored(row: sa.Row[Any]) -> StoredComplaint:
    """Build a complaint at its latest version again from its row of `LATEST`."""
    return StoredComplaint(
        id=row.id,
        complaint=complaint_from(row.payload),
        version=row.version,
        received_at=row.received_at,
        triaged_at=row.triaged_at,
        set_aside=row.set_aside,
        duplicate_of=row.duplicate_of,
    )
