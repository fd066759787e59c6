"""`copilot demo`: the whole product on one machine, an incident played to it, and a page."""

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path

from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.demo_brand import BRAND, CHANNEL, PEOPLE, configure, setting
from copilot.bootstrap.demo_show import Performance
from copilot.bootstrap.desk import wire_desk
from copilot.bootstrap.doorway import Doorway
from copilot.bootstrap.office import open_office
from copilot.bootstrap.service import Service
from copilot.channels.demo import DemoChannel
from copilot.config.settings import Config
from copilot.domain.channel import Mode
from copilot.sandbox.page import Site
from copilot.sandbox.server import DESK_CHAT, Running, serve
from copilot.sandbox.story import read_story
from copilot.store.clock import SystemClock

INTERRUPTED = 130
#: The real ones would make a newcomer wait: 20 messages a minute for two dozen cards.
LIMITS = "x50"


async def play(*, port: int, browser: bool, speed: float) -> int:
    """
    Serve the page and play the incident until interrupted; give the exit status.

    Raises:
        OSError: the port is taken.
    """
    performance = Performance(brand=BRAND.name, setting=setting(chat=DESK_CHAT), speed=speed)
    site = Site(performance, limits=LIMITS)
    performance.tell = site.tell
    async with _interrupted() as stop, serve(site.sandbox, port) as running:
        url = f"{running.url}/"
        print(f"{url}\nCtrl-C: fin / end", flush=True)  # noqa: T201 - the command's result
        if browser:
            await asyncio.to_thread(webbrowser.open, url)
        with tempfile.TemporaryDirectory(prefix="copilot-demo-") as folder:
            await _showings(Path(folder), performance, site, running, stop)
    return INTERRUPTED


async def _showings(
    folder: Path, performance: Performance, site: Site, running: Running, stop: asyncio.Event
) -> None:
    """Play again whenever the page asks for it, each time from an empty desk."""
    number = 0
    while not stop.is_set():
        number += 1
        own = folder / str(number)
        own.mkdir()
        config = configure(own, chat=running.chat_id, token=running.bot_token, api_url=running.url)
        site.empty_desk(f"Desk {BRAND.name}", {each.telegram: each.name for each in PEOPLE})
        await _showing(config, performance, page_url=f"{running.url}/", stop=stop)


async def _showing(
    config: Config, performance: Performance, *, page_url: str, stop: asyncio.Event
) -> None:
    channel = DemoChannel(CHANNEL, mode=Mode.LIVE, now=SystemClock().now, page_url=page_url)
    performance.begin(read_story(channel=CHANNEL, page_url=page_url), channel)
    async with _service(config, channel) as service:
        doorway = Doorway(service.office, service.clerk, taken=service.taken.ring)
        playing = asyncio.create_task(
            performance.play(
                accept=lambda complaint, delivery: doorway.accept(
                    CHANNEL, [complaint], delivery=delivery
                ),
                now=service.office.clock.now,
            )
        )
        await _first_of(stop, performance.again, playing)


@contextlib.asynccontextmanager
async def _service(config: Config, channel: DemoChannel) -> AsyncIterator[Service]:
    """The service exactly as `copilot run` has it, except where complaints come from."""
    async with contextlib.AsyncExitStack() as stack:
        clerk = await stack.enter_async_context(WriterThread())
        office, playbooks = stack.enter_context(
            open_office(config, channels={channel.name: channel})
        )
        await clerk(playbooks.start)
        desk = wire_desk(
            office,
            clerk,
            token=config.telegram.token.reveal(),
            api_url=config.telegram.api_url,
            known_chats=frozenset({config.desk.chat}),
        )
        stack.push_async_callback(desk.close)
        service = Service(office=office, playbooks=playbooks, clerk=clerk, desk=desk)
        running = asyncio.create_task(service.run())
        try:
            yield service
        finally:
            service.ask_to_stop()
            await running


async def _first_of(
    stop: asyncio.Event, again: asyncio.Event, playing: asyncio.Task[None]
) -> None:
    """Wait for the end or a new start; a story that breaks ends the demo with its error."""
    waiting = [asyncio.create_task(stop.wait()), asyncio.create_task(again.wait())]
    try:
        await asyncio.wait([*waiting, playing], return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            await playing
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (*waiting, playing):
            task.cancel()
        await asyncio.wait([*waiting, playing])


@contextlib.asynccontextmanager
async def _interrupted() -> AsyncIterator[asyncio.Event]:
    """An event that SIGINT or SIGTERM sets, so that everything ends in order."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    caught = (signal.SIGINT, signal.SIGTERM)
    for number in caught:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
