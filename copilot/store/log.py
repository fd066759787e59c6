"""
The log of record (`app.ports.record.Log`).

Each entry's digest is the SHA-256 of a JSON array: number, time (in UTC, as ISO 8601), event,
case, commitment and the digest before it (64 zeros for the first), written without spaces in
ASCII. The commitment is the SHA-256 of the salt and the words' own JSON. So the chain proves the
words for as long as they are kept, and proves itself when they are erased.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from copilot.app.ports.records import LogEntry, LogVerdict
from copilot.store.desk_tables import log, log_head, log_words
from copilot.store.ids import salt

GENESIS = "0" * 64

SEALED = ("number", "at", "event", "case", "commitment")
WITH_WORDS = (
    sa.select(log, log_words.c.salt, log_words.c.words)
    .outerjoin(log_words, log_words.c.number == log.c.number)
    .order_by(log.c.number)
)


class Head(NamedTuple):
    """The end of a chain."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


class SqlLog:
    """The log within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def append(
        self,
        event: str,
        *,
        at: datetime,
        case: str | None = None,
        words: Mapping[str, object] | None = None,
    ) -> None:
        """Add one entry."""
        head = self._head()
        entry = {
            "number": head.number + 1,
            "at": _utc(at),
            "event": event,
            "case": case,
            "commitment": None,
        }
        kept, grain = None, salt()
        if words is not None:
            kept = _canonical(dict(words))
            entry["commitment"] = _commit(grain, kept)
        new = Head(head.number + 1, _seal(entry, head.digest))
        self._connection.execute(log.insert(), entry | {"digest": new.digest})
        if kept is not None:
            beside = {"number": new.number, "salt": grain, "words": kept}
            self._connection.execute(log_words.insert(), beside)
        self._connection.execute(log_head.update().values(**new._asdict()))

    def entries(self, *, case: str | None = None) -> Sequence[LogEntry]:
        """All entries, or one case's, oldest first."""
        wanted = WITH_WORDS if case is None else WITH_WORDS.where(log.c.case == case)
        return [
            LogEntry(
                number=row.number,
                at=datetime.fromisoformat(row.at),
                event=row.event,
                case=row.case,
                digest=row.digest,
                words=None if row.words is None else json.loads(row.words),
            )
            for row in self._connection.execute(wanted)
        ]

    def verify(self, *, head: tuple[int, str] | None = None) -> LogVerdict:
        """Check the whole chain, and that entry N of *head* has its digest."""
        faults: list[str] = []
        entries = erased = 0
        last, met = Head(0, GENESIS), {(0, GENESIS)}
        for row in self._connection.execute(WITH_WORDS, execution_options={"yield_per": 500}):
            faults += _faults(row, last)
            last = Head(row.number, row.digest)
            entries += 1
            erased += row.commitment is not None and row.words is None
            if head is not None and row.number == head[0]:
                met.add(last)
        if last != self._head():
            faults.append(f"the log ends at entry {last.number}; its end was {self._head()}")
        if head is not None and tuple(head) not in met:
            faults.append(f"entry {head[0]} is missing or is not the one known as {Head(*head)}")
        return LogVerdict(entries=entries, erased=erased, head=str(last), faults=tuple(faults))

    def _head(self) -> Head:
        row = self._connection.execute(sa.select(log_head.c.number, log_head.c.digest)).one()
        return Head(row.number, row.digest)


def _faults(row: sa.Row[Any], last: Head) -> list[str]:
    entry = {name: getattr(row, name) for name in SEALED}
    faults = []
    if row.number != last.number + 1:
        # What follows a gap cannot be sealed again, so it says nothing more.
        faults.append(f"entry {last.number + 1} is missing; entry {row.number} follows")
    elif _seal(entry, last.digest) != row.digest:
        faults.append(f"entry {row.number} was changed")
    if row.words is not None and _commit(row.salt, row.words) != row.commitment:
        faults.append(f"the words of entry {row.number} were changed")
    return faults


def _utc(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no zone; give an aware time")
    return at.astimezone(UTC).isoformat()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)


def _commit(grain: str, kept: str) -> str:
    return hashlib.sha256(f"{grain}{kept}".encode()).hexdigest()


def _seal(entry: Mapping[str, object], previous: str) -> str:
    sealed = [*(entry[name] for name in SEALED), previous]
    return hashlib.sha256(_canonical(sealed).encode()).hexdigest()
