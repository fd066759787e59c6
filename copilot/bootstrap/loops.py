"""Endless tasks that neither die of one error nor spin when something stays broken."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from copilot.domain.errors import CopilotError

log = logging.getLogger(__name__)

#: Seconds to wait after a failure, doubled each time up to the last.
FIRST_PAUSE, LAST_PAUSE = 0.5, 30.0


class Bell:
    """Wakes a loop before its time; ringing twice before it looks counts once."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake whoever waits."""
        self._event.set()

    async def wait(self, seconds: float) -> None:
        """Wait for a ring, but no longer than *seconds*."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            pass
        self._event.clear()


async def keep_doing(
    name: str,
    step: Callable[[], Awaitable[int]],
    *,
    every_seconds: float,
    bell: Bell,
    stop: asyncio.Event,
) -> None:
    """
    Call *step* until *stop*; at once again while it finds work, otherwise after a while.

    One failing step is logged and tried again later: nothing takes the service down while it runs.
    """
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            done = await step()
            pause = FIRST_PAUSE
        except Exception as fault:
            # what was raised on purpose says itself what to do; anything else needs its place
            place = None if isinstance(fault, CopilotError) else fault
            log.error("%s: %s; trying again in %g s", name, fault, pause, exc_info=place)  # noqa: TRY400
            await _either(stop, pause)
            pause = min(pause * 2, LAST_PAUSE)
            continue
        if not done:
            await bell.wait(every_seconds)


async def _either(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
