"""Approved replies on their way, as the use cases see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from copilot.domain.outbox import OutboxEvent, OutboxItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Which replies are meant: those of one channel, or of every channel but some."""

    only: str | None = None
    but: tuple[str, ...] = ()


EVERY = Lane()


class Outbox(Protocol):
    """Approved replies on their way."""

    def add(self, item: OutboxItem, *, same_words: str) -> None:
        """
        Keep one, in the transaction that approves.

        *same_words* is the key under which trivially different texts are equal
        (`copilot.matching.sameness.same_words`).

        Raises:
            Refused: `already_sent` when the case has a live row; `same_text` when the thread has
                a live or posted reply under the same key. Both rest on unique indexes.
            ValueError: this approval was used before. At the end of the transaction there must be
                an approval with the item's id.
        """

    def get(self, id: str) -> OutboxItem:  # noqa: A002
        """One item. Raises KeyError when there is none."""

    def live(self, case: str) -> OutboxItem | None:
        """The case's live item."""

    def of_case(self, case: str) -> Sequence[OutboxItem]:
        """All of a case, oldest first."""

    def posted_as(self, channel: str, posted_id: str) -> OutboxItem | None:
        """The reply that is public as that message of the platform's."""

    def posted_since(self, at: datetime) -> Sequence[OutboxItem]:
        """What became public from *at* on, in that order."""

    def first_posted(self, since: datetime) -> Mapping[str, datetime]:
        """Of each case answered *since*, when its first reply of that time became public."""

    def has_live(self, *, lane: Lane = EVERY) -> bool:
        """Whether anything is on its way: a cheap question, for whoever asks it all day."""

    def due(self, now: datetime, *, lane: Lane = EVERY, limit: int = 10) -> Sequence[OutboxItem]:
        """APPROVED ones whose time has come and that wait for nobody's word, oldest first."""

    def unsettled(
        self, now: datetime, *, lane: Lane = EVERY, limit: int = 10
    ) -> Sequence[OutboxItem]:
        """UNCERTAIN ones that are due and that nobody was asked about."""

    def orphans(self, now: datetime, *, lane: Lane = EVERY) -> Sequence[OutboxItem]:
        """SENDING ones whose claim has ended: their process died or hangs."""

    def claim(self, id: str, *, by: str, until: datetime, now: datetime) -> bool:  # noqa: A002
        """
        Take one APPROVED or UNCERTAIN item that is due, unless posting is paused; count a try.

        One about which a person was asked is not taken. Looks that failed, and leave to go
        without one, are forgotten: they were about this try. The caller commits before it calls
        the network.
        """

    def move(
        self,
        id: str,  # noqa: A002
        event: OutboxEvent,
        *,
        at: datetime,
        by: str | None = None,
        due_at: datetime | None = None,
        posted_id: str | None = None,
        posted_url: str | None = None,
        reason: str | None = None,
    ) -> OutboxItem:
        """
        Make one move of `OUTBOX_MOVES`; with *by*, only while that process holds the claim.

        The move ends the claim; *reason* replaces what was there.

        Raises:
            IllegalMove: with the status found.
            ValueError: for CLAIM, which has conditions of its own.
        """

    def mark_asked(self, id: str) -> bool:  # noqa: A002
        """Note that a person was asked; false when that was done before."""

    def look_failed(
        self,
        id: str,  # noqa: A002
        *,
        before: int,
        due_at: datetime,
        reason: str,
    ) -> bool:
        """
        Count a look at an APPROVED item's place that failed, as so many had *before*.

        False when somebody was faster: it has been looked at, tried or taken back meanwhile.
        """

    def waive_look(self, id: str, *, by: int, due_at: datetime) -> bool:  # noqa: A002
        """Let an APPROVED item about which a person was asked leave; false when nobody was."""

    def held(self) -> Sequence[OutboxItem]:
        """APPROVED ones about which a person was asked, oldest first."""

    def in_thread(
        self, channel: str, thread: str, *, but: str | None = None
    ) -> Sequence[OutboxItem]:
        """Live and posted replies in a thread, those of the case *but* aside; oldest first."""
