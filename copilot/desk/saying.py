"""Updates that were handled and are still being spoken about."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

#: How long a graceful stop waits for what is being said.
CLOSING_SECONDS = 2.0
FAULT_CHARACTERS = 500


@dataclass(slots=True)
class Saying:
    """Settles an update once all is said: a process that ends before is given it again."""

    _running: dict[int, asyncio.Future[None]] = field(default_factory=dict)

    def __contains__(self, number: int) -> bool:
        return number in self._running

    def after(
        self,
        numbers: Collection[int],
        said: Awaitable[None],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        """Do *settle* when all about these updates has been *said*."""
        work = asyncio.ensure_future(self._after(numbers, said, settle))
        self._running.update(dict.fromkeys(numbers, work))

    async def finish(self) -> None:
        """Give what is being said a moment, then let it go: it is said again after the start."""
        if self._running:
            await asyncio.wait({*self._running.values()}, timeout=CLOSING_SECONDS)

    async def _after(
        self,
        numbers: Collection[int],
        said: Awaitable[None],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        try:
            await said
            await settle()
        except Exception:
            log.exception("updates %s could not be settled; they are handled again", list(numbers))
        finally:
            for number in numbers:
                del self._running[number]


def words_of(fault: Exception) -> str:
    """What is kept of a fault."""
    return f"{type(fault).__name__}: {fault}"[:FAULT_CHARACTERS]
