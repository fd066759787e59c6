"""Complaints, cases, drafts and approvals as the use cases see them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from copilot.app.ports.records import Approval, SetAside, StoredComplaint
from copilot.domain.case import Case, CaseEvent, CaseStatus
from copilot.domain.complaint import Complaint
from copilot.domain.draft import Draft
from copilot.domain.match import Match


class Complaints(Protocol):
    """What customers wrote, every version of it."""

    def add(self, complaint: Complaint, *, id: str, at: datetime, backlog: bool = False) -> bool:  # noqa: A002
        """
        Keep a complaint not seen before; answer whether it was new.

        Known means the same channel and platform id. With *backlog* it is set aside at once.
        """

    def revise(self, id: str, complaint: Complaint, *, at: datetime) -> int:  # noqa: A002
        """Keep a new version (an edit, a deletion) and return its number."""

    def find(self, channel: str, external_id: str) -> StoredComplaint | None:
        """The complaint with that platform id."""

    def get(self, id: str) -> StoredComplaint:  # noqa: A002
        """The complaint with our id. Raises KeyError when there is none."""

    def several(self, ids: Iterable[str]) -> Mapping[str, StoredComplaint]:
        """Those with our ids, by id; unknown ones are left out."""

    def version(self, id: str, number: int) -> Complaint:  # noqa: A002
        """One version of it. Raises KeyError when there is none."""

    def version_at(self, id: str, at: datetime) -> int:  # noqa: A002
        """The number of the version that was the latest one then; the first before it came."""

    def waiting(self, limit: int | None = None) -> Sequence[StoredComplaint]:
        """Complaints nobody has triaged yet, oldest first: every one, or the first *limit*."""

    def settle(
        self,
        id: str,  # noqa: A002
        *,
        at: datetime,
        set_aside: SetAside | None = None,
        duplicate_of: str | None = None,
    ) -> bool:
        """Mark one as triaged; false when another process was first."""

    def enclose(self, id: str, complaint: Complaint) -> None:  # noqa: A002
        """Put what came with the message, a moment after it, to its latest version."""

    def reconsider(self, id: str) -> int:  # noqa: A002
        """Let one be triaged again if it is a duplicate, and those set aside as repeating it."""

    def triage_again(self, id: str) -> None:  # noqa: A002
        """Have one with a case matched again: its words have changed."""

    def own(self, channel: str, thread: str) -> Sequence[StoredComplaint]:
        """What the brand itself wrote in a thread, oldest first."""

    def set_aside(self, *, limit: int | None = None) -> Sequence[StoredComplaint]:
        """Those set aside, newest first: every one, or the newest *limit*."""

    def aside(self) -> Mapping[SetAside, int]:
        """How many were set aside, and why; every reason is named."""

    def of_author(
        self, channel: str, author: str, *, since: datetime | None = None
    ) -> Sequence[StoredComplaint]:
        """
        What one person wrote on one channel, oldest first (by when we received it).

        The person goes by `Author.key`.
        """

    def received(self, since: datetime) -> Sequence[StoredComplaint]:
        """Those received since then, whatever became of them, oldest first."""

    def count(self) -> Mapping[str, int]:
        """How many there are, as `received`, `waiting`, `carded`, `set_aside`."""


class Cases(Protocol):
    """The units of work."""

    def add(self, case: Case) -> Case:
        """Keep a new case and give it the next running number (from 1, never reused)."""

    def get(self, id: str) -> Case:  # noqa: A002
        """The case. Raises KeyError when there is none."""

    def numbered(self, number: int) -> Case | None:
        """The case with that running number."""

    def of_complaint(self, complaint: str) -> Case | None:
        """The case of a complaint (our id)."""

    def list(
        self, status: CaseStatus | None = None, *, limit: int | None = None
    ) -> Sequence[Case]:
        """Cases by number, newest last: every one, or the newest *limit*."""

    def counts(self) -> Mapping[CaseStatus, int]:
        """How many stand where; every status is named."""

    def move(
        self,
        id: str,  # noqa: A002
        event: CaseEvent,
        *,
        at: datetime,
        reason: str | None = None,
        later_until: datetime | None = None,
    ) -> Case:
        """
        Make one move of `CASE_MOVES`; *reason* and *later_until* replace what was there.

        `closed_at` is set on ANSWERED and DISMISSED and emptied otherwise.

        Raises:
            IllegalMove: with the status found.
        """

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

    def claim(self, id: str, *, by: int, until: datetime, now: datetime) -> bool:  # noqa: A002
        """Claim a workable case that is free, whose claim has ended, or is already *by*'s."""

    def take_over(self, id: str, *, by: int, until: datetime, now: datetime) -> bool:  # noqa: A002
        """Claim a workable case whoever holds it."""

    def release(self, id: str, *, by: int) -> bool:  # noqa: A002
        """Give back a workable case that *by* holds."""

    def lapsed(self, now: datetime) -> Sequence[Case]:
        """Workable cases whose claim has ended; empties the claim of each."""

    def waiting_since(self, *, back: Collection[str]) -> Mapping[str, datetime]:
        """
        Since when the author of each open case waits: since the message came, or it came back.

        *back* are the entries of the log that say so.
        """

    def rematch(self, id: str, match: Match) -> None:  # noqa: A002
        """Keep what the changed words of its complaint look like; the playbook stays."""

    def go_on(self, id: str, *, follows: str) -> None:  # noqa: A002
        """Have a case go on from another, which was answered only after its message came."""

    def unposted(self, channel: str, thread: str) -> Sequence[Case]:
        """Cases of a thread whose reply is not public yet, and those in doubt, by number."""

    def due_again(self, now: datetime) -> Sequence[Case]:
        """Cases put off until a time that has come."""


class Drafts(Protocol):
    """Revisions of replies."""

    def add(self, draft: Draft) -> None:
        """Keep one revision. Raises ValueError for a second with the same case and revision."""

    def get(self, case: str, revision: int) -> Draft | None:
        """One revision."""

    def list(self, case: str) -> Sequence[Draft]:
        """All revisions of a case, oldest first."""

    def stating(self, name: str) -> Sequence[Draft]:
        """Current drafts of cases open, put off or approved that state the fact *name*."""

    def templates_used(self, channel: str, thread: str) -> Mapping[str, int]:
        """How many of the thread's cases have each template path in their last rendered draft."""


class Approvals(Protocol):
    """Who said yes to what."""

    def add(self, approval: Approval) -> bool:
        """Keep a yes; false when that person has a standing one for that case and digest."""

    def standing(self, case: str, digest: str) -> Sequence[Approval]:
        """Approvals of these very words that were not withdrawn, oldest first."""

    def begun(self) -> Sequence[str]:
        """Open cases to whose words somebody has said yes, and somebody else has not yet."""

    def list(self, case: str) -> Sequence[Approval]:
        """All of a case, withdrawn ones too."""

    def withdraw(self, case: str, *, reason: str, at: datetime) -> int:
        """Withdraw every standing approval of a case; return how many."""
