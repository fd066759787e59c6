"""What happens to cases beside their replies, as the use cases keep it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from copilot.domain.handling import (
    Alarm,
    Answer,
    Escalation,
    Insight,
    Moderation,
    Promise,
    Tick,
    Wait,
)


class Waits(Protocol):
    """Questions to colleagues outside the desk."""

    def add(self, wait: Wait) -> bool:
        """Keep a question; false when the case has one open."""

    def open(self, case: str) -> Wait | None:
        """The case's question that has no answer yet."""

    def of(self, case: str) -> Sequence[Wait]:
        """All of a case, oldest first."""

    def answer(self, id: str, *, answer: str, by: int, at: datetime) -> bool:  # noqa: A002
        """Close a question, once."""

    def due(self, now: datetime) -> Sequence[Wait]:
        """Open ones whose time to be chased up has come, oldest first."""

    def chase(self, id: str, *, expected: int, next_at: datetime) -> bool:  # noqa: A002
        """Count one more chase, if *expected* were counted before."""


class Insights(Protocol):
    """What complaints told about the product and the company."""

    def add(self, insight: Insight) -> None:
        """Keep one."""

    def say(self, id: str, word: str) -> bool:  # noqa: A002
        """Put a word to one that has none yet."""

    def of(self, case: str) -> Sequence[Insight]:
        """Of a case, oldest first."""

    def since(self, at: datetime) -> Sequence[Insight]:
        """Of all cases, oldest first."""


class Escalations(Protocol):
    """Who was told of a case, by whom, and why."""

    def add(self, escalation: Escalation) -> None:
        """Keep one."""

    def say(self, id: str, note: str) -> bool:  # noqa: A002
        """Put a note to one, in the place of what was there; false when there is none."""

    def of(self, case: str) -> Sequence[Escalation]:
        """Of a case, oldest first."""


class Moderations(Protocol):
    """Unlawful content and who deals with it; one a case."""

    def open(self, moderation: Moderation) -> bool:
        """Keep one; false when the case has one."""

    def of(self, case: str) -> Moderation | None:
        """Of a case."""

    def done(self, case: str, *, by: int, at: datetime) -> bool:
        """Close it, once."""

    def give(self, case: str, *, expected: int, to: int) -> bool:
        """Have somebody else see to it; false unless *expected* does, and it is open."""

    def call_off(self, case: str, *, expected: int) -> bool:
        """Forget it; false unless *expected* sees to it, and it is open."""

    def due(self, now: datetime) -> Sequence[Moderation]:
        """Open ones whose time has come, oldest first."""


class Steps(Protocol):
    """Steps of `verify` that were ticked, and what was filled in for `ask`."""

    def tick(self, tick: Tick) -> bool:
        """Tick a step; false when it was."""

    def untick(self, case: str, *, playbook: str, step: str) -> bool:
        """Take it back; false when it was not ticked."""

    def ticked(self, case: str, *, playbook: str) -> Sequence[Tick]:
        """Those of a case under a playbook, oldest first."""

    def put(self, answer: Answer) -> None:
        """Keep what was filled in, in the place of what was there."""

    def answers(self, case: str) -> Sequence[Answer]:
        """What was filled in for a case, by name."""


class Promises(Protocol):
    """What replies undertook."""

    def add(self, promise: Promise) -> bool:
        """Keep one; false when it is known."""

    def of(self, case: str) -> Sequence[Promise]:
        """Of a case, oldest first."""

    def open(self) -> Sequence[Promise]:
        """Those not kept yet, the most urgent first."""

    def due(self, until: datetime) -> Sequence[Promise]:
        """Of those not kept yet, what is due by *until*, the most urgent first."""

    def all(self) -> Sequence[Promise]:
        """Every one, the one due first first."""

    def due_between(self, start: datetime, end: datetime) -> Sequence[Promise]:
        """Those due from *start* to before *end*, kept or not, by their time."""

    def keep(self, id: str, *, by: int, at: datetime) -> bool:  # noqa: A002
        """Mark one as kept, once."""

    def move(self, id: str, *, due_at: datetime) -> bool:  # noqa: A002
        """Give an open one another time."""

    def hand_to(self, id: str, owner: int) -> bool:  # noqa: A002
        """Give an open one to somebody else."""


class Alarms(Protocol):
    """Cases of someone who may be in danger; one a case."""

    def add(self, alarm: Alarm) -> bool:
        """Raise one; false when the case has one."""

    def raise_again(self, alarm: Alarm) -> bool:
        """Begin one anew that was confirmed or lowered; false when it still stands unheard."""

    def of(self, case: str) -> Alarm | None:
        """Of a case."""

    def due(self, now: datetime) -> Sequence[Alarm]:
        """Those to wake people for again: neither confirmed nor lowered."""

    def standing(self, since: datetime) -> Sequence[Alarm]:
        """Those raised since then that nobody has lowered, oldest first."""

    def again(self, case: str, *, expected: int, next_at: datetime) -> bool:
        """Count one more round, if *expected* were counted before."""

    def confirm(self, case: str, *, by: int, at: datetime) -> bool:
        """Somebody takes care of it; once, and not after it was lowered."""

    def lower(self, case: str, *, by: int, at: datetime) -> bool:
        """It was an exaggeration; once."""
