"""The webhook of the desk's bot: its address, its secret, and whether Telegram gets through."""

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass

import telegram
from telegram import error

from copilot.desk.connect import ALLOWED
from copilot.desk.health import Health

log = logging.getLogger(__name__)

PART = "updates"
#: How often Telegram is asked whether it gets through.
LOOK_SECONDS = 60.0
#: While it is not set, or Telegram does not get through; doubled each time up to the usual.
FIRST_PAUSE = 1.0
#: Deliveries at once. Telegram keeps the order within a chat and of one person's presses.
CONNECTIONS = 20


def path_of(token: str) -> str:
    """Where the updates of the bot with this *token* come in."""
    return f"/telegram/{token.partition(':')[0]}"


def secret_of(token: str) -> str:
    """
    What proves that a delivery is Telegram's.

    Made from the bot's token: nothing to configure, the same in every process, and a new one with
    a new token.
    """
    return hmac.new(token.encode(), b"reply-copilot/webhook", hashlib.sha256).hexdigest()


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Has updates brought, and looks after it."""

    bot: telegram.Bot
    url: str
    health: Health
    _pause: float = FIRST_PAUSE

    async def hold(self, stop: asyncio.Event) -> None:
        """
        Set it, and keep it set until *stop*.

        It stays set after that: what comes while nobody listens waits at Telegram.
        """
        is_set = False
        while not stop.is_set():
            try:
                is_set = is_set or await self.set()
                wait = await self.look()
            except error.TelegramError as fault:
                wait = self._told(fault)
            except Exception:
                log.exception("the webhook could not be looked after; trying again")
                wait = LOOK_SECONDS
            try:
                async with asyncio.timeout(wait):
                    await stop.wait()
            except TimeoutError:
                continue

    async def set(self) -> bool:
        """
        Tell Telegram where to bring updates.

        Raises:
            telegram.error.TelegramError: it refused, or could not be reached.
        """
        return await self.bot.set_webhook(
            self.url,
            secret_token=secret_of(self.bot.token),
            allowed_updates=ALLOWED,
            max_connections=CONNECTIONS,
        )

    async def look(self) -> float:
        """
        See whether Telegram gets through; give the seconds until the next look.

        Raises:
            telegram.error.TelegramError: it could not be asked.
        """
        known = await self.bot.get_webhook_info()
        if known.url != self.url:
            # Whoever took it away polls; the two would take it from each other for ever.
            self.health.wrong(
                PART, "another program reads this bot's updates; only one may, so stop the other"
            )
            await self.set()
            return LOOK_SECONDS
        if known.last_error_message and known.pending_update_count:
            self.health.wrong(
                PART,
                f"Telegram does not get through to {self.url} ({known.last_error_message}); "
                "server.public_url must lead to where this service listens",
            )
            return self._next_pause()
        self.health.fine(PART)
        self._pause = FIRST_PAUSE
        return LOOK_SECONDS

    def _told(self, fault: error.TelegramError) -> float:
        match fault:
            case error.InvalidToken():
                said = "Telegram does not know the bot's token; get a new one from @BotFather"
            case error.BadRequest():
                said = (
                    f"Telegram refuses the webhook {self.url} ({fault.message}); "
                    "correct server.public_url"
                )
            case _:
                said = f"Telegram cannot be reached: {fault.message}"
        self.health.wrong(PART, said)
        return self._next_pause()

    def _next_pause(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LOOK_SECONDS)
        return pause
