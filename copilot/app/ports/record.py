"""Accepted sets, the log of record and the state of the desk."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from copilot.app.ports.records import AcceptedSet, LogEntry, LogVerdict, Pause


class Sets(Protocol):
    """Accepted playbook sets, kept whole."""

    def accept(self, accepted: AcceptedSet) -> bool:
        """Keep one, put it in force; false when it already was in force."""

    def current(self) -> AcceptedSet | None:
        """The one in force."""

    def get(self, digest: str) -> AcceptedSet | None:
        """One that was accepted at some time."""

    def accepted_at(self, digest: str) -> datetime | None:
        """When one was put in force the last time; cheap, unlike the set itself."""


class Log(Protocol):
    """The log of record: append-only, hash-chained, over salted commitments."""

    def append(
        self,
        event: str,
        *,
        at: datetime,
        case: str | None = None,
        words: Mapping[str, object] | None = None,
    ) -> None:
        """Add one entry; *words* (JSON values) hold who and what, and can be erased later."""

    def entries(self, *, case: str | None = None) -> Sequence[LogEntry]:
        """All entries, or one case's, oldest first."""

    def verify(self, *, head: tuple[int, str] | None = None) -> LogVerdict:
        """Check the whole chain, and that entry N of *head* has its digest."""


class State(Protocol):
    """The few things that are true of the whole desk."""

    def pause(self, *, by: int, at: datetime) -> bool:
        """Suspend posting; false when it was."""

    def resume(self) -> bool:
        """Resume posting; false when it was not suspended."""

    def paused(self) -> Pause | None:
        """The standing pause."""

    def get(self, key: str) -> str | None:
        """A small value kept across restarts (cursors, last faults told)."""

    def set(self, key: str, value: str) -> None:
        """Keep a small value."""

    def drop(self, key: str) -> None:
        """Forget a small value."""

    def once(self, key: str) -> bool:
        """Whether nobody has ever done what *key* names; keeps that it is done now."""

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of *keys* under which something is kept; `once` of each of them is false."""

    def first_delivery(self, channel: str, delivery: str, *, at: datetime) -> bool:
        """Whether a webhook delivery id is new; keeps it."""

    def forget_deliveries(self, before: datetime, *, limit: int) -> int:
        """Remove some of the delivery ids kept *before*, oldest first."""
