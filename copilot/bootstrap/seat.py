"""Has one process at a time do what two would do twice; the others stand by and take over."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass

from copilot.app.ports.seat import Seat
from copilot.domain.errors import CopilotError

log = logging.getLogger(__name__)

#: How often whoever stands by tries, and whoever sits makes sure.
LOOK_SECONDS = 0.5
#: No answer within this time, and the seat counts as lost.
ANSWER_SECONDS = 1.0
#: Whoever lost the seat without knowing has noticed within this time.
SETTLE_SECONDS = 2 * (LOOK_SECONDS + ANSWER_SECONDS)

Work = Callable[[asyncio.Event], Mapping[str, Coroutine[object, object, None]]]


class Unshared:
    """The seat of a process that shares its database with nobody."""

    def take(self) -> bool:
        """Nobody else could."""
        return True

    def leave(self) -> None:
        """Nobody waits for it."""


async def while_seated(
    name: str,
    seat: Seat,
    work: Work,
    *,
    stop: asyncio.Event,
    ring: Callable[[], None] = lambda: None,
) -> None:
    """
    Do *work* while the seat is ours, until *stop*; it is begun anew each time the seat is.

    *work* gives the tasks for an event that asks them to end; *ring* wakes those that wait.
    """
    watch = _Watch(name, seat, stop)
    try:
        while await watch.sits():
            log.info("this process has the %s", name)
            ending = asyncio.Event()
            async with asyncio.TaskGroup() as tasks:
                for called, one in work(ending).items():
                    tasks.create_task(one, name=called)
                await watch.loses()
                ending.set()
                ring()
            if not stop.is_set():
                log.warning("this process lost the %s; another one may have it", name)
    finally:
        watch.leave()


@dataclass(slots=True)
class _Watch:
    """Looks again and again at who has the seat, in a thread: a database may not answer."""

    name: str
    seat: Seat
    stop: asyncio.Event
    _asked: asyncio.Future[bool] | None = None

    async def sits(self) -> bool:
        """Wait for the seat; false when it is time to stop."""
        is_told = False
        while not self.stop.is_set():
            if await self._is_ours():
                if is_told:
                    await self._pause(SETTLE_SECONDS)
                return not self.stop.is_set()
            if not is_told:
                log.info("another process has the %s; standing by", self.name)
                is_told = True
            await self._pause(LOOK_SECONDS)
        return False

    async def loses(self) -> None:
        """Wait until the seat is lost, or it is time to stop."""
        while not self.stop.is_set():
            await self._pause(LOOK_SECONDS)
            if not self.stop.is_set() and not await self._is_ours():
                return

    def leave(self) -> None:
        """Get up; of a database that does not answer the end of the process is awaited."""
        if self._asked is None:
            self.seat.leave()

    async def _is_ours(self) -> bool:
        if self._asked is None:
            loop = asyncio.get_running_loop()
            self._asked = loop.run_in_executor(None, self.seat.take)
        done, _ = await asyncio.wait({self._asked}, timeout=ANSWER_SECONDS)
        if not done:
            log.warning("the database does not say who has the %s", self.name)
            return False
        asked, self._asked = self._asked, None
        try:
            return asked.result()
        except CopilotError as fault:
            log.warning("%s", fault)
            return False

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.stop.wait()
        except TimeoutError:
            return
