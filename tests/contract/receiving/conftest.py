"""Both ways in which Telegram's updates come: asked for, or brought to a webhook."""

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest

from copilot.bootstrap.desk import brought_to
from copilot.desk.webhook import Webhook, path_of
from copilot.web.app import build_app
from copilot.web.server import serve
from tests.unit.desk.conftest import (
    _timedelta,
    channel,
    clock,
    ledger,
    library,
    limits,
    office,
    running,
    wired_desk,
)

__all__ = [
    "_timedelta",
    "channel",
    "clock",
    "ledger",
    "library",
    "limits",
    "office",
    "running",
]


class Way:
    """A desk that updates reach in one of the two ways; `url` is where they are brought."""

    def __init__(self, name, wired):
        self.name, self.wired, self.url = name, wired, None

    @property
    def waiting(self):
        """How many updates Telegram still has."""
        (bot,) = self.wired.running.sandbox.world.bots.values()
        return len(bot.updates)

    async def begin(self):
        """What a start does."""
        if self.url is not None:
            await Webhook(bot=self.wired.wire.bot, url=self.url, health=self.wired.health).set()

    async def arrive(self):
        """Let everything come in that Telegram has."""
        while self.waiting:
            if self.url is not None:
                await asyncio.sleep(0)
            else:
                await self.wired.feed.receive_once()

    async def handle(self):
        """Let everything come in, and do it."""
        await self.arrive()
        await self.wired.feed.process_once()
        await self.wired.handlers.speaker.settle()
        await self.wired.paint()


@asynccontextmanager
async def a_way(name, running, office, clock, channel):
    """A desk of its own, as after a start."""
    async with wired_desk(running, office, clock, channel) as wired:
        way = Way(name, wired)
        if name == "poll":
            yield way
            return
        async with listening(wired) as url:
            way.url = url
            yield way


@asynccontextmanager
async def listening(wired):
    """The HTTP side, as bootstrap wires it; gives the address for updates."""
    token = wired.running.bot_token
    brought = brought_to(wired.office, wired.clerk, token, feed=wired.feed)
    app = build_app(hooks={}, accept=None, health=None, measure=None, brought=brought)
    async with serve(app, host="127.0.0.1", port=0) as port:
        yield f"http://127.0.0.1:{port}{path_of(token)}"


@pytest.fixture(params=["poll", "webhook"])
def name(request):
    return request.param


@pytest.fixture
async def way(name, running, office, clock, channel):
    async with a_way(name, running, office, clock, channel) as way:
        await way.begin()
        yield way


@pytest.fixture
async def brought(running, office, clock, channel):
    """The webhook alone."""
    async with a_way("webhook", running, office, clock, channel) as way:
        yield way


@pytest.fixture
async def http():
    async with httpx.AsyncClient(verify=False) as client:  # noqa: S501 - plain HTTP
        yield client
