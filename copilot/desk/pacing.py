"""
Writes to Telegram at its pace, over restarts too.

What was written in the last minute is in the database before it is sent: a process that is killed
leaves the next one no less than Telegram has counted.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import error

from copilot.app.office import Clerk, Office
from copilot.desk.limits import PUBLISHED
from copilot.desk.pace import BURST_SECONDS, Pace
from copilot.domain.errors import StoreError

T = TypeVar("T")

log = logging.getLogger(__name__)

_KEY = "desk.pace"


class Pacing:
    """Gives each message its moment."""

    def __init__(
        self, office: Office, clerk: Clerk, pace: Pace, *, wall: Callable[[], float]
    ) -> None:
        self._office = office
        self._clerk = clerk
        self._wall = wall  #: seconds, which the next process counts on from
        self._is_loaded = False
        self.pace = pace

    def recall(self) -> None:
        """Another process may have written meanwhile: what it kept is read before the next."""
        self._is_loaded = False

    async def write(self, chat: int, call: Callable[[], Awaitable[T]]) -> T:
        """
        Do *call*, which writes to *chat*, as soon as there is room: moments are waited for here.

        Raises:
            telegram.error.RetryAfter: there is none for longer, or Telegram says so.
            telegram.error.TelegramError: as *call* does.
        """
        await self._load()
        await self._room(chat)
        writing = self.pace.begin(chat)
        try:
            await self._keep()
            return await call()
        except error.RetryAfter as slow:
            self.pace.refused(chat, seconds_of(slow))
            await self._keep()
            raise
        finally:
            self.pace.end(writing)

    async def _room(self, chat: int) -> None:
        loop = asyncio.get_running_loop()
        patience = loop.time() + BURST_SECONDS
        while wait := self.pace.wait_seconds(chat, background=False):
            if loop.time() + wait > patience:
                raise error.RetryAfter(timedelta(seconds=wait))
            await asyncio.sleep(wait)

    async def _load(self) -> None:
        if not self._is_loaded:
            await self._clerk(self._restore)
            self._is_loaded = True

    async def _keep(self) -> None:
        if self.pace.limits.group > PUBLISHED.group:
            return  # a minute lost costs nothing there
        try:
            await self._clerk(self._write)
        except StoreError as refused:
            log.warning("what was written in this minute could not be kept: %s", refused)

    def _write(self) -> None:
        kept = {"at": self._wall(), **self.pace.kept()}
        with self._office.store.write() as records:
            records.state.set(_KEY, json.dumps(kept))

    def _restore(self) -> None:
        with self._office.store.read() as records:
            kept = records.state.get(_KEY)
        if kept is None:
            return
        said = json.loads(kept)
        self.pace.restore(
            {int(chat): ages for chat, ages in said["ages"].items()},
            blocked=said["blocked"],
            since=max(self._wall() - said["at"], 0.0),
        )


def seconds_of(slow: error.RetryAfter) -> float:
    """How long Telegram asks to wait."""
    # its public attribute warns, whichever of its two types it has
    after: timedelta = slow._retry_after  # noqa: SLF001
    return after.total_seconds()
