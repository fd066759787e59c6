"""Whose turn it is: presses come first, then drawing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

#: Drawing waits no longer than this at a time: under an endless stream of presses cards still
#: come through, one by one.
LONGEST_SECONDS = 1.0


class Turn:
    """
    Keeps drawing back while what people did waits to be handled.

    Both need the one writer; drawing a card takes as long as a press, and nobody watches it as
    they watch a button that spins.
    """

    def __init__(self) -> None:
        self._free = asyncio.Event()
        self._free.set()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """People's turn."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    async def wait(self) -> None:
        """Wait for the turn to draw."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await self._free.wait()
        except TimeoutError:
            return
