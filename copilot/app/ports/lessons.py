"""What people at the desk did with what was proposed to them, read in one go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from copilot.app.ports.records import StoredComplaint
from copilot.domain.case import Case
from copilot.domain.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A press on another playbook."""

    by: int
    playbook: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """
    One case with what was done to it; `choices` and `drafts` are oldest first.

    `is_kept` is false where the person's words have been erased: nothing may be learned from them.
    """

    case: Case
    stored: StoredComplaint
    choices: tuple[Choice, ...] = ()
    drafts: tuple[Draft, ...] = ()
    approved: frozenset[int] = (
        frozenset()
    )  #: revisions with a yes that was not withdrawn, or was used
    is_kept: bool = True


class Lessons(Protocol):
    """What can be learned from the desk; nothing here writes."""

    def handled(self, *, since: datetime | None = None) -> Iterator[Handled]:
        """Every case opened since then, by number; read some hundred at a time."""

    def names(self, *, since: datetime | None = None) -> frozenset[str]:
        """What the authors of those cases are called."""
