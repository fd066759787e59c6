"""What the bot says at once: answers to presses and messages, said in the background."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import telegram
from telegram import error

from copilot.app.office import Office
from copilot.app.view import Outcome
from copilot.desk.markup import inert
from copilot.desk.pacing import seconds_of
from copilot.desk.toasts import outcome_text, refusal_text
from copilot.desk.wire import Gone, Outgoing, Unacceptable, Wire
from copilot.desk.words import Words
from copilot.domain.errors import Refused

log = logging.getLogger(__name__)

#: A menu or an answer for which there is no room yet is said so much later, at the latest.
WORTH_WAITING_SECONDS = 45.0
#: How long a graceful stop waits for answers on their way.
CLOSING_SECONDS = 2.0


@dataclass(slots=True, kw_only=True)
class Speaker:
    """Says things so that nobody waits for Telegram."""

    office: Office
    wire: Wire
    words: Words
    _running: set[asyncio.Task[None]] = field(default_factory=set)
    _begun: list[asyncio.Task[None]] = field(default_factory=list)

    def refuse(self, message: telegram.Message, refused: Refused) -> None:
        """Say why not."""
        self.say(message, self.refusal(refused))

    def say(self, message: telegram.Message, text: str) -> None:
        """Answer *message* in plain words."""
        self.say_html(message, inert(text).source if text else "")

    def say_html(self, message: telegram.Message, text: str) -> None:
        """Answer *message*, in the background."""
        answer = Outgoing(text=text, reply_to=message.message_id, is_answer=True)
        self.soon(self.patiently(lambda: self.wire.send(message.chat.id, answer)))

    def outcome(self, outcome: Outcome) -> str:
        """What became of it, in words."""
        now, zone = self.office.clock.now(), self.office.brand.timezone
        return outcome_text(outcome, self.words, now=now, zone=zone)

    def refusal(self, refused: Refused) -> str:
        """Why not, in words."""
        now, zone = self.office.clock.now(), self.office.brand.timezone
        return refusal_text(refused, self.words, now=now, zone=zone)

    async def patiently(self, call: Callable[[], Awaitable[Any]]) -> None:
        """Say something once Telegram has room for it, unless nobody waits for it by then."""
        loop = asyncio.get_running_loop()
        patience = loop.time() + WORTH_WAITING_SECONDS
        while True:
            try:
                await call()
            except error.RetryAfter as slow:
                wait = seconds_of(slow)
            else:
                return
            if loop.time() + wait > patience:
                log.info("not said: there is no room for %.0f s", wait)
                return
            await asyncio.sleep(wait)

    def soon(self, work: Awaitable[None]) -> None:
        """Do it in the background; that it could not be said is no fault."""
        task = asyncio.ensure_future(_quietly(work))
        self._running.add(task)
        self._begun.append(task)
        task.add_done_callback(self._running.discard)

    def begun(self) -> asyncio.Future[None] | None:
        """All that began to be said since this was last asked, if anything did."""
        begun, self._begun = self._begun, []
        return asyncio.ensure_future(_all(begun)) if begun else None

    async def settle(self) -> None:
        """Wait for everything that is being said in the background."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    async def close(self) -> None:
        """Give what is being said a moment, then let it go."""
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await self.settle()
        except TimeoutError:
            log.info("%d answers were not said before the end", len(self._running))


async def _all(said: Iterable[asyncio.Task[None]]) -> None:
    await asyncio.gather(*said, return_exceptions=True)


async def _quietly(work: Awaitable[None]) -> None:
    """What is only said may fail: what was done is in the database, and the card will show it."""
    try:
        await work
    except (error.TelegramError, Gone, Unacceptable) as refused:
        log.info("something could not be said: %s", refused)
    except Exception:
        # Nobody else asks how it ended.
        log.exception("something could not be said")
