"""Replays many complaints in two processes, and few in this one."""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from copilot.app.replay import Playbooks, Replay, Replayed
from copilot.domain.complaint import Complaint
from copilot.library.other_process import OtherProcess

#: Below so many complaints, a second process takes longer to start and learn than it saves.
MANY = 3000


def replay(
    before: Playbooks,
    after: Playbooks,
    complaints: Sequence[Complaint],
    *,
    tick: Callable[[int], object],
    many: int = MANY,
) -> tuple[Replay, tuple[Replayed, ...]]:
    """Learn from both, and answer each different text; *tick* is told how many were answered."""
    other = None
    first: Sequence[Complaint] = complaints
    if len(complaints) >= many:
        first, second = _halves(complaints)
        other = OtherProcess.start(_half, before, after, second)
    if other is None:
        both = Replay.of(before, after)
        return both, both.over(complaints, tick=lambda: tick(1))
    try:
        both = Replay.of(before, after)
        # the other process is as far as this one
        found = both.over(first, tick=lambda: tick(2))
        beside = cast("tuple[Replayed, ...] | None", other.next())
    finally:
        other.stop()
    return both, (*found, *(both.over(second) if beside is None else beside))


def _halves(complaints: Sequence[Complaint]) -> tuple[list[Complaint], list[Complaint]]:
    """Divide them in their order, those of one text together."""
    texts = list(dict.fromkeys((one.text, one.lang) for one in complaints))
    early = set(texts[: len(texts) // 2])
    first = [one for one in complaints if (one.text, one.lang) in early]
    return first, [one for one in complaints if (one.text, one.lang) not in early]


def _half(
    before: Playbooks, after: Playbooks, complaints: Sequence[Complaint]
) -> Iterator[tuple[Replayed, ...]]:
    yield Replay.of(before, after).over(complaints)
