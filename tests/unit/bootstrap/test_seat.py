"""Work that one process does at a time: begun, ended and begun anew with the seat."""

import asyncio
import threading

import pytest

from copilot.bootstrap import seat as seats
from copilot.bootstrap.seat import while_seated
from copilot.domain.errors import StoreError


class Scripted:
    """Answers as it is told, and stops the process after the last answer."""

    def __init__(self, stop, *answers):
        self.stop, self.answers = stop, list(answers)
        self.left = 0

    def take(self):
        answer = self.answers.pop(0)
        if not self.answers:
            self.loop.call_soon_threadsafe(self.stop.set)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def leave(self):
        self.left += 1


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(seats, "LOOK_SECONDS", 0)
    monkeypatch.setattr(seats, "SETTLE_SECONDS", 0)


async def periods(*answers):
    """How often the work was begun and ended while the seat answered so; and the seat."""
    stop, happened = asyncio.Event(), []
    seat = Scripted(stop, *answers)
    seat.loop = asyncio.get_running_loop()

    async def work(ending):
        happened.append("begun")
        await ending.wait()
        happened.append("ended")

    await while_seated("desk", seat, lambda ending: {"work": work(ending)}, stop=stop)
    return happened, seat


async def test_the_work_goes_on_while_the_seat_is_ours():
    """One beginning and one end, however often the seat is looked at."""
    happened, seat = await periods(True, True, True, True)

    assert (["begun", "ended"], 1) == (happened, seat.left)


async def test_whoever_stands_by_does_nothing():
    """Not even once: the other process is drawing."""
    happened, seat = await periods(False, False, False)

    assert ([], 1) == (happened, seat.left)


async def test_the_work_ends_with_the_seat_and_is_begun_anew():
    """A database that was restarted must not leave the desk without anybody."""
    happened, _ = await periods(True, False, False, True, True)

    assert ["begun", "ended", "begun", "ended"] == happened


async def test_a_database_that_cannot_be_asked_counts_as_a_lost_seat():
    """Another process may have it by now."""
    happened, _ = await periods(True, StoreError("gone"), True, True)

    assert ["begun", "ended", "begun", "ended"] == happened


async def test_a_database_that_does_not_answer_counts_as_a_lost_seat(monkeypatch):
    """It is asked once, and not again until it answers: threads would pile up."""
    monkeypatch.setattr(seats, "ANSWER_SECONDS", 0.01)
    released = threading.Event()

    class Hanging(Scripted):
        def take(self):
            if len(self.answers) == 2:
                released.wait()
            return super().take()

    stop, happened = asyncio.Event(), []
    seat = Hanging(stop, True, True, True)
    seat.loop = asyncio.get_running_loop()

    async def work(ending):
        happened.append("begun")
        await ending.wait()
        released.set()
        happened.append("ended")

    await while_seated("desk", seat, lambda ending: {"work": work(ending)}, stop=stop)

    assert ["begun", "ended", "begun", "ended"] == happened


async def test_what_breaks_in_the_work_is_raised_and_the_seat_is_left():
    """A process that dies of a fault lets the other one go on at once."""
    stop = asyncio.Event()
    seat = Scripted(stop, *[True] * 10_000)
    seat.loop = asyncio.get_running_loop()

    async def work(_):
        raise KeyError("broken")

    with pytest.raises(ExceptionGroup):
        await while_seated("desk", seat, lambda ending: {"work": work(ending)}, stop=stop)
    assert 1 == seat.left
