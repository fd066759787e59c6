"""A second process changes when a replay ends, and never what it says."""

from datetime import UTC, datetime
from functools import partial

import pytest

from copilot.cli.replay_run import replay
from copilot.domain.complaint import Complaint
from copilot.domain.playbook import Playbook, Posture, Severity
from copilot.library import other_process

AT = datetime(2026, 11, 20, tzinfo=UTC)


def playbook(name, *examples):
    return Playbook(
        id=name,
        path=f"playbooks/{name}.yaml",
        title=name,
        severity=Severity.LOW,
        posture=Posture.INFORM,
        examples={"en": examples},
    )


LATE = ("my parcel is late", "where is my parcel", "parcel still not here", "three weeks waiting")
BROKEN = ("the screen is broken", "it arrived broken", "cracked screen", "does not switch on")
BEFORE = {"late": playbook("late", *LATE), "broken": playbook("broken", *BROKEN)}
AFTER = {"late": playbook("late", *LATE[1:]), "broken": playbook("broken", *BROKEN, LATE[0])}
TEXTS = [*LATE, *BROKEN, "my parcel is late!", "cracked", *LATE[:2], "thank you", "a late parcel"]
COMPLAINTS = [
    Complaint(str(number), "page", text, lang="en", created_at=AT)
    for number, text in enumerate(TEXTS)
]
replayed = partial(replay, BEFORE, AFTER, COMPLAINTS)


@pytest.fixture
def two(monkeypatch):
    """The processes that are started, on a machine that has room for them."""
    started = []
    start = other_process.OtherProcess.start

    def kept(*given):
        started.append(start(*given))
        return started[-1]

    monkeypatch.setattr(other_process, "processors", lambda: 2)
    monkeypatch.setattr(other_process.OtherProcess, "start", kept)
    return started


def test_two_processes_answer_as_one(two):
    """Which machine it ran on must not show in what a change would have done."""
    _, alone = replayed(tick=lambda _: None)
    _, beside = replayed(tick=lambda _: None, many=1)

    assert alone == beside
    assert 1 == len(two)


def test_the_half_of_a_process_that_was_killed_is_done_here(monkeypatch):
    """Where memory is short, the other process is the one that is ended."""
    monkeypatch.setattr(other_process, "processors", lambda: 2)
    monkeypatch.setattr(other_process.OtherProcess, "next", lambda _: None)
    _, alone = replayed(tick=lambda _: None)
    _, beside = replayed(tick=lambda _: None, many=1)

    assert alone == beside


def test_the_bar_reaches_its_end(two):
    """It tells of both halves: a bar that stops half-way looks like a command that hangs."""
    told = []
    _, found = replayed(tick=told.append, many=1)

    assert two
    assert sum(told) == len(found)
