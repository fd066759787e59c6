"""
Of two programs started with one token, the one that was there first goes on reading.

Telegram itself lets the newest poll end the others: both would take updates from each other, and
a press would end in the wrong database.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Protocol

import telegram
from telegram import error

from copilot.desk.health import Health

log = logging.getLogger(__name__)

PART = "updates"
#: A poll held so long without being ended is the only one: a reader that was ended asks again
#: sooner. What happens meanwhile ends it too, so nobody waits for this.
HELD_SECONDS = 3
#: Whoever reads takes what waits sooner than this.
TAKEN_SECONDS = 0.5
#: How soon to see again whether the other has stopped.
AGAIN_SECONDS = 5.0
#: After being ended, most likely by a newcomer who only looks.
ENDED_SECONDS = 0.2
#: Ended again so soon, it was no look.
OFTEN_SECONDS = 3.0


class Poller(Protocol):
    """Asks for updates."""

    async def __call__(self, offset: int | None, *, seconds: int = ...) -> list[dict[str, object]]:
        """Give the updates from *offset* on, waiting *seconds* for them."""


@dataclass(slots=True)
class SoleReader:
    """Knows whether this program may read, and says what is in its way."""

    poll: Poller
    health: Health
    is_alone: bool = False  #: nobody else read when it was looked
    is_settled: bool = False  #: has read: what comes in its way now came after it
    _ended_at: float = float("-inf")

    async def look(self) -> None:
        """
        See whether another program reads this bot's updates, and wait a while if one does.

        Raises:
            telegram.error.TelegramError: it could not be asked, or a webhook is set.
        """
        self.is_alone = not await self._is_read_elsewhere()
        if not self.is_alone:
            self.health.wrong(
                PART,
                "another program reads this bot's updates; only one may, so this one waits until "
                "the other is stopped",
            )
            await asyncio.sleep(AGAIN_SECONDS)

    async def met(self, conflict: error.Conflict, bot: telegram.Bot) -> float:
        """Deal with what ended a poll; give the seconds until the next one."""
        if _is_about_webhook(conflict):
            return await self._met_webhook(bot)
        now = time.monotonic()
        if now - self._ended_at < OFTEN_SECONDS:
            self.health.wrong(
                PART, "another program reads this bot's updates; only one may, so stop the other"
            )
        self._ended_at = now
        return ENDED_SECONDS

    async def _is_read_elsewhere(self) -> bool:
        """
        Say whether somebody else polls; nothing is confirmed by looking.

        What waits is given at once to whoever asks; if it still waits a moment later, nobody else
        takes it.
        """
        seen: object = None
        while True:
            try:
                raw = await self.poll(None, seconds=HELD_SECONDS)
            except error.Conflict as conflict:
                if _is_about_webhook(conflict):
                    raise
                return True
            first = raw[0].get("update_id") if raw else None
            if first in (None, seen):
                return False
            seen = first
            await asyncio.sleep(TAKEN_SECONDS)

    async def _met_webhook(self, bot: telegram.Bot) -> float:
        """One that was there before was left behind; a later one is another program's."""
        if self.is_settled:
            self.health.wrong(
                PART,
                "another program has this bot's updates brought to a webhook; stop it, or write "
                "`webhook: true` here",
            )
            return AGAIN_SECONDS
        try:
            await bot.delete_webhook()
        except error.TelegramError as fault:
            self.health.wrong(PART, f"Telegram cannot be reached: {fault.message}")
            return AGAIN_SECONDS
        log.warning("this bot's updates were brought to a webhook; it was taken away")
        return 0.0


def _is_about_webhook(conflict: error.Conflict) -> bool:
    return "webhook" in conflict.message.lower()
