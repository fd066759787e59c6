"""The one thread that works on the database, so that the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")


class WriterThread:
    """Implements `copilot.app.office.Clerk`; work is done in the order it is given."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clerk")

    async def __call__(self, work: Callable[[], T], /) -> T:
        """
        Run *work* and give its result.

        A cancelled caller doesn't stop work that has begun: a transaction ends by itself.
        """
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._executor, work))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Waiting here, in the loop's own thread, is right: everything else has ended.
        self._executor.shutdown(wait=True)
