"""Stories of two desks started with one bot's token: a laptop and the server, most often."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from copilot.desk import sole_reader
from copilot.store.sql_store import open_store
from tests.acceptance.conftest import LEA
from tests.acceptance.desk.conftest import Desk
from tests.unit.desk.conftest import wired_desk

PATIENCE_SECONDS = 60
OTHER = "another program reads this bot's updates"


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    """The same in less time."""
    monkeypatch.setattr(sole_reader, "AGAIN_SECONDS", 1.5)
    monkeypatch.setattr(sole_reader, "OFTEN_SECONDS", 0.8)
    monkeypatch.setattr(sole_reader, "TAKEN_SECONDS", 0.3)


@pytest.fixture
async def laptop(running, office, clock, channel, tmp_path):
    """A second desk with the same token and a database of its own."""
    folder = tmp_path / "laptop"
    folder.mkdir()
    store = open_store("sqlite:///copilot.db", folder=folder)
    other = replace(office, store=store)
    async with wired_desk(running, other, clock, channel) as wired:
        yield Desk(wired)
    store.close()


class Long:
    """The poll as it is when it works, and not as the tests shorten it."""

    def __init__(self, poll):
        self.poll = poll

    async def __call__(self, offset, *, seconds=20):
        return await self.poll(offset, seconds=seconds)


@asynccontextmanager
async def started(desk):
    """`copilot run`, as far as updates go."""
    feed, stop = desk.wired.feed, asyncio.Event()
    feed.poll = Long(feed.poll)
    receiving = asyncio.ensure_future(feed.receive(stop))
    try:
        yield
    finally:
        stop.set()
        await receiving


async def until(happened):
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not happened():  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0.01)


def texts(desk):
    return [update.effective_message.text for update in desk.wired.taken]


async def handle_until(desk, text):
    async with asyncio.timeout(PATIENCE_SECONDS):
        while text not in texts(desk):
            await desk.wired.feed.process_once()
            await asyncio.sleep(0.05)


async def said_in(desk, group, text):
    await desk.wired.post("message", chat_id=group, user_id=5, text=text)


async def test_the_second_says_so_once_waits_and_takes_over(desk, laptop, caplog):
    """No press and no customer ends in the wrong database."""
    group = (await desk.wired.post("chats", title="Clients"))["chat_id"]
    async with started(desk):
        await until(lambda: desk.wired.feed._reader.is_alone)
        async with started(laptop):
            await until(lambda: laptop.wired.health.value)
            for number in range(8):
                await said_in(desk, group, str(number))
                await handle_until(desk, str(number))
            told = laptop.wired.health.value
            first = desk.wired.health.value
            stolen = texts(laptop)
    async with started(laptop):
        await said_in(desk, group, "après")
        await handle_until(laptop, "après")

    assert [str(number) for number in range(8)] == texts(desk)
    assert [] == stolen
    assert ["après"] == texts(laptop)
    assert f"updates: {OTHER}; only one may, so this one waits until the other is stopped" == told
    assert first is None
    assert 1 == caplog.text.count(OTHER)
    assert laptop.wired.health.value is None


async def test_what_waited_before_the_start_is_taken_at_once_by_whoever_is_alone(desk):
    """A restart with presses waiting must not be mistaken for a second program."""
    group = (await desk.wired.post("chats", title="Clients"))["chat_id"]
    await said_in(desk, group, "avant")
    async with started(desk):
        await handle_until(desk, "avant")

    assert ["avant"] == texts(desk)
    assert desk.wired.health.value is None


async def test_a_program_that_never_gives_way_is_told_to_the_operator(desk):
    """Not all programs are as polite as this one."""
    async with started(desk):
        await until(lambda: desk.wired.feed._reader.is_alone)
        address = f"/bot{desk.wired.running.bot_token}/getUpdates"
        while desk.wired.health.value is None:
            await desk.wired.client.post(address)
            await asyncio.sleep(0.01)
        during = desk.wired.health.value

    assert f"updates: {OTHER}; only one may, so stop the other" == during


async def test_a_webhook_that_another_program_sets_is_told_and_left(desk):
    """Each would take it from the other for ever."""
    bot = desk.wired.wire.bot
    async with started(desk):
        await until(lambda: desk.wired.feed._reader.is_alone)
        await desk.wired.post("message", user_id=LEA, name="Léa", text="/file")
        await until(lambda: desk.wired.feed._reader.is_settled)
        await bot.set_webhook("https://other.example/telegram")
        await until(lambda: desk.wired.health.value)
        during = desk.wired.health.value
        left = (await bot.get_webhook_info()).url
        await bot.delete_webhook()
        await desk.wired.post("message", user_id=LEA, name="Léa", text="/file")
        await until(lambda: desk.wired.health.value is None)

    assert "another program has this bot's updates brought to a webhook" in during
    assert "https://other.example/telegram" == left
