"""Writing at Telegram's pace, by one process after another on one database."""

import pytest
from telegram import error

from copilot.desk import pacing
from copilot.desk.pace import Pace
from copilot.desk.pacing import Pacing, seconds_of
from copilot.domain.errors import StoreError

GROUP = -1001


class Process:
    """One of the processes that may have the desk; time passes for all of them."""

    now = 1000.0

    def __init__(self, office, *, born=0.0):
        self.asked, self.refuses = 0, False
        # No two processes count their seconds from the same moment.
        pace = Pace(lambda: Process.now - born)
        self.pacing = Pacing(office, self.clerk, pace, wall=lambda: Process.now)

    async def clerk(self, work):
        if self.refuses:
            raise StoreError("the disk is full")
        return work()

    async def write(self, times=1):
        for _ in range(times):
            await self.pacing.write(GROUP, self.call)
            Process.now += 1

    async def call(self):
        self.asked += 1


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch):
    """A test waits for nothing: who has no room is told so at once."""
    monkeypatch.setattr(Process, "now", 1000.0)
    monkeypatch.setattr(pacing, "BURST_SECONDS", 0.0)


async def refused(process):
    """How long there is no room; Telegram is not asked to find out."""
    before = process.asked
    with pytest.raises(error.RetryAfter) as told:
        await process.write()

    assert before == process.asked
    return seconds_of(told.value)


async def test_whoever_comes_after_a_restart_has_what_is_left_of_the_minute(office):
    await Process(office).write(20)

    assert 40.0 == await refused(Process(office, born=700.0))


async def test_who_gets_the_desk_back_knows_what_the_other_process_wrote(office):
    """The desk goes to another process and back within a minute."""
    first, second = Process(office), Process(office, born=700.0)
    await first.write(10)
    await second.write(10)
    first.pacing.recall()

    assert 40.0 == await refused(first)


async def test_what_one_process_wrote_is_not_counted_twice_when_it_recalls(office):
    process = Process(office)
    await process.write(10)
    process.pacing.recall()
    await process.write(10)

    assert 20 == process.asked


async def test_a_database_that_refuses_holds_up_no_message(office):
    """Cards that cannot be counted for later are still written, at the pace of this process."""
    process = Process(office)
    await process.write()
    process.refuses = True
    await process.write(19)

    assert 20 == process.asked
    assert 40.0 == await refused(process)
