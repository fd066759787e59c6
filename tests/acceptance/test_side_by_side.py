"""Channels are served side by side: a platform that hangs is nobody else's trouble."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from copilot.bootstrap.service import DELIVERY, Service
from copilot.domain.channel import Recovery
from tests.acceptance.conftest import LEA
from tests.acceptance.story import Story
from tests.fakes.channel import ScriptedChannel

OTHER = "Toujours aucune nouvelle de mon remboursement, cela fait un mois que j'attends"
#: Far more than anything here needs; a story that waits for it has failed.
PATIENCE = 30


class Hanging(ScriptedChannel):
    """Takes a request, and answers once it is let go."""

    def __init__(self, name, *, at, **more):
        super().__init__(name, **more)
        self.at, self.asked, self.free = at, asyncio.Event(), asyncio.Event()

    async def hang(self, step):
        if step == self.at:
            self.asked.set()
            await self.free.wait()

    async def look(self, complaint):
        await self.hang("look")
        return await super().look(complaint)

    async def post(self, reply):
        await self.hang("post")
        return await super().post(reply)

    async def look_up(self, reply):
        await self.hang("look_up")
        return await super().look_up(reply)


def approved(story, text=OTHER):
    """A case that Léa has approved, its time to undo over."""
    case = story.complain(text)
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    story.clock.advance(seconds=11)
    return case


async def clerk(work):
    return work()


@asynccontextmanager
async def delivering(office):
    """The service's own workers of the outbox, until the end of the story."""
    service = Service(office=office, playbooks=None, clerk=clerk, parts=(DELIVERY,))
    work = service._work()
    work.pop("people").close()
    tasks = [asyncio.create_task(one) for one in work.values()]
    try:
        async with asyncio.timeout(PATIENCE):
            yield service
    finally:
        service.ask_to_stop()
        await asyncio.wait(tasks)


async def until(condition):
    """Let the workers work until it is so."""
    while not condition():  # noqa: ASYNC110 - the database rings no bell
        await asyncio.sleep(0)


@pytest.fixture
def answered(office):
    """Whether a case's reply is public, as the database knows it."""

    def look(case):
        with office.store.read() as records:
            return records.cases.get(case.id).status.value == "answered"

    return look


@pytest.mark.parametrize("at", ["look", "post", "look_up"])
async def test_a_channel_that_hangs_holds_up_no_other(story, office, clock, at, answered):
    """It may take all the time it is given: what another platform waits for leaves meanwhile."""
    dead = Hanging("dead", at=at, recovery=Recovery.LOOK)
    office.channels = {"dead": dead, "page": story.channel}
    if at == "look_up":
        dead.outcomes = ["lost_before"]
    held_up = approved(Story(office, clock, dead))
    if at == "look_up":
        await story.delivery().round()
        clock.advance(seconds=30)
    async with delivering(office):
        await dead.asked.wait()
        leaves = approved(story)
        await until(lambda: answered(leaves))
        before = answered(held_up)
        dead.free.set()
        await until(lambda: answered(held_up))

    assert not before
    assert [1, 1] == [len(dead.public), len(story.channel.public)]
