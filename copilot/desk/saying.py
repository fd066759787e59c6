"""Updates that were handled and are still being spoken about."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

#: How long a graceful stop waits for what is being said.
CLOSING_SECONDS = 2.0


@dataclass(slots=True)
class Saying:
    """Settles an update once all is said: a process that ends before is given it again."""

    _running: dict[int, asyncio.Future[None]] = field(default_factory=dict)

    def __contains__(self, number: int) -> bool:
        return number in self._running

    def after(
        self, number: int, said: Awaitable[None], settle: Callable[[], Awaitable[None]]
    ) -> None:
        """Do *settle* when update *number* has been *said*."""
        self._running[number] = asyncio.ensure_future(self._after(number, said, settle))

    async def finish(self) -> None:
        """Give what is being said a moment, then let it go: it is said again after the start."""
        if self._running:
            await asyncio.wait([*self._running.values()], timeout=CLOSING_SECONDS)

    async def _after(
        self, number: int, said: Awaitable[None], settle: Callable[[], Awaitable[None]]
    ) -> None:
        try:
            await said
            await settle()
        except Exception:
            log.exception("update %d could not be settled; it is handled again", number)
        finally:
            del self._running[number]
