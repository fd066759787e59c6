"""The service behind the demo's page, exactly as `copilot run` has it, for one showing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable

from copilot.app.ports.web import Accept
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.demo_show import Performance
from copilot.bootstrap.desk import wire_desk
from copilot.bootstrap.doorway import Doorway
from copilot.bootstrap.office import open_office
from copilot.bootstrap.service import Service
from copilot.channels.demo import DemoChannel
from copilot.config.settings import Config


async def show(
    config: Config, channel: DemoChannel, performance: Performance, *, stop: asyncio.Event
) -> None:
    """Run the service and the incident until *stop*, or until another showing is asked for."""
    opening: asyncio.Future[Accept] = asyncio.get_running_loop().create_future()
    # The first customers write while the desk is still being set up, as in life.
    playing = asyncio.create_task(performance.play(opening))
    async with _service(config, channel) as (service, running):
        doorway = Doorway(service.office, service.clerk, taken=service.taken.ring)
        opening.set_result(doorway.accept)
        await _until((stop, performance.again), tasks={playing, running})
        playing.cancel()


@contextlib.asynccontextmanager
async def _service(
    config: Config, channel: DemoChannel
) -> AsyncIterator[tuple[Service, asyncio.Task[None]]]:
    async with contextlib.AsyncExitStack() as stack:
        clerk = await stack.enter_async_context(WriterThread())
        opened = open_office(config, channels={channel.name: channel})
        office, playbooks = await clerk(lambda: stack.enter_context(opened))
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
            yield service, running
        finally:
            service.ask_to_stop()
            await running


async def _until(events: Iterable[asyncio.Event], *, tasks: set[asyncio.Task[None]]) -> None:
    """Wait for one of *events*; what breaks one of *tasks* is raised at once."""
    waiting = {asyncio.create_task(event.wait()) for event in events}
    try:
        while not any(task.done() for task in waiting):
            going = {task for task in tasks if not task.done()}
            done, _ = await asyncio.wait({*waiting, *going}, return_when=asyncio.FIRST_COMPLETED)
            for task in done & tasks:
                await task
    finally:
        for task in waiting:
            task.cancel()
