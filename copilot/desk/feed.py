"""
Telegram's updates: kept in the database before they are confirmed, then handled in order.

The library's own Updater confirms first and handles later: a crash between loses presses and
customers' messages.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import telegram
from telegram import error

from copilot.app.office import Clerk, Office
from copilot.desk.bell import Bell
from copilot.desk.connect import bot_key
from copilot.desk.handling import Handling
from copilot.desk.health import Health
from copilot.desk.inbox import keep, settled, unhandled
from copilot.desk.pacing import seconds_of
from copilot.desk.saying import Saying, words_of
from copilot.desk.sole_reader import PART, Poller, SoleReader
from copilot.desk.turn import Turn
from copilot.desk.understood import Reader, Understood, in_order, together

T = TypeVar("T")

log = logging.getLogger(__name__)

FIRST_PAUSE, LAST_PAUSE = 0.5, 30.0
#: Another process may have stored an update.
LOOK_SECONDS = 0.5
#: A customer's message that could not be taken in is tried so often before it is set down with
#: its fault.
TRIES = 3

#: Takes an update of some other chat; true when it was for it.
Taker = Callable[[telegram.Update], Awaitable[bool]]


@dataclass(slots=True, kw_only=True)
class Feed:
    """Brings updates in."""

    office: Office
    clerk: Clerk
    bot: telegram.Bot
    poll: Poller
    desk: Handling
    bell: Bell  #: rings when an update was stored
    health: Health
    takers: Sequence[Taker] = ()
    turn: Turn = field(default_factory=Turn)
    _reader: SoleReader = field(init=False)
    _offset: int | None = None
    _pause: float = FIRST_PAUSE
    _tries: dict[int, int] = field(default_factory=dict)
    saying: Saying = field(default_factory=Saying)
    _updates: Reader = field(init=False)
    _alone: set[int] = field(default_factory=set)  #: presses that failed beside others

    def __post_init__(self) -> None:
        self._reader = SoleReader(self.poll, self.health)
        self._updates = Reader(self.bot)

    @property
    def key(self) -> str:
        """The bot whose updates these are; no part of its secret."""
        return bot_key(self.bot)

    async def receive(self, stop: asyncio.Event) -> None:
        """Poll until *stop*, once nobody else does."""
        self._reader = SoleReader(self.poll, self.health)
        ending = asyncio.ensure_future(stop.wait())
        polling: asyncio.Future[None] | None = None
        try:
            while not stop.is_set():
                polling = asyncio.ensure_future(self._round())
                await asyncio.wait({polling, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in (ending, polling):
                if one is not None:
                    one.cancel()
                    await asyncio.wait({one})

    async def receive_once(self) -> bool:
        """Poll once and keep what came; false after a failure, which was waited for."""
        raw = await self._asked(self.poll(self._offset))
        if raw is None:
            return False
        try:
            numbers = await self.keep(raw)
        except Exception:
            # Not confirmed, so Telegram sends them again.
            log.exception("updates could not be kept; asking for them again")
            await asyncio.sleep(self._next_pause())
            return False
        self._pause = FIRST_PAUSE
        self._reader.is_settled = True
        self.health.fine(PART)
        if numbers:
            # Only now may Telegram forget them: they are committed.
            self._offset = max(numbers) + 1
        return True

    async def _round(self) -> None:
        if self._reader.is_alone:
            await self.receive_once()
        else:
            await self._asked(self._reader.look())

    async def _asked(self, call: Awaitable[T]) -> T | None:
        """What Telegram answered; nothing after a failure, which was waited for."""
        try:
            return await call
        except error.Conflict as conflict:
            await asyncio.sleep(await self._reader.met(conflict, self.bot))
        except error.TelegramError as fault:
            await asyncio.sleep(self._told(fault))
        except Exception:
            log.exception("updates could not be asked for; trying again")
            await asyncio.sleep(self._next_pause())
        return None

    async def keep(self, raw: Sequence[Mapping[str, object]]) -> list[int]:
        """Commit updates, and wake whoever handles them; give their numbers."""
        key = bot_key(self.bot)
        numbers = await self.clerk(lambda: keep(self.office, raw, bot=key))
        if numbers:
            self.bell.ring()
        return numbers

    async def process(self, stop: asyncio.Event) -> None:
        """Handle what is stored until *stop*."""
        while not stop.is_set():
            try:
                done = await self.process_once()
            except Exception:
                log.exception("stored updates could not be read; trying again")
                done = 0
            if not done:
                await self.bell.wait(LOOK_SECONDS)
        await self.saying.finish()

    async def process_once(self) -> int:
        """
        Handle everything that is stored; return how many were settled.

        In order, but for people of whom Telegram must be asked first: nobody else waits for them.
        """
        key, done = bot_key(self.bot), 0
        tried: set[int] = set()
        late: set[int] = set()
        while True:
            waiting = await self.clerk(lambda: unhandled(self.office, bot=key))
            waiting = [w for w in waiting if w[0] not in tried and w[0] not in self.saying]
            if not waiting or not await self.desk.is_ready():
                return done
            read = self._updates.of(waiting)
            ripe = in_order(read, late, is_asked_about=self._is_asked_about)
            with self.turn.taken():
                for one in together(ripe, is_press=self.desk.is_press, alone=self._alone):
                    if isinstance(one, tuple):
                        tried.add(one[0])
                        done += await self._handle(*one, key)
                    elif await self._press(one, key):
                        tried.update(one)
                        done += len(one)
            if len(ripe) == len(read) and tried.issuperset(number for number, _ in waiting):
                return done
            if not ripe:
                await self.bell.wait(LOOK_SECONDS)

    def _is_asked_about(self, update: telegram.Update) -> bool:
        """Whether Telegram is being asked what handling it needs to know."""
        try:
            asked = self.desk.foresee(update) if self.desk.concerns(update) else None
        except Exception:
            # Handling it meets the same fault, and says so to whoever pressed.
            log.exception("what an update needs could not be asked ahead")
            return False
        if asked is not None:
            asked.add_done_callback(lambda _: self.bell.ring())
        return asked is not None

    async def _press(self, presses: Mapping[int, telegram.Update], key: str) -> bool:
        """Do presses together; false when each must be tried alone, and nothing was done."""
        try:
            said, faults = await self.desk.press(presses)
        except Exception:
            log.exception("presses could not be done together; trying each of them alone")
            self._alone |= presses.keys()
            return False
        for number, fault in faults.items():
            log.error("update %d could not be handled", number, exc_info=fault)
        done = {n: words_of(faults[n]) if n in faults else None for n in presses}
        await self._after(said, done, key)
        return True

    async def _handle(self, number: int, update: Understood, key: str) -> bool:
        said, fault = await self._attempt(number, update)
        if fault is not None and 0 < self._tries.get(number, TRIES) < TRIES:
            return False
        self._tries.pop(number, None)
        self._alone.discard(number)
        await self._after(said, {number: fault}, key)
        return True

    async def _after(
        self, said: asyncio.Future[None] | None, done: Mapping[int, str | None], key: str
    ) -> None:
        """Settle updates once all about them is said, with their faults if they have any."""
        settle = partial(self.clerk, partial(settled, self.office, done, bot=key))
        if said is None:
            await settle()
        else:
            self.saying.after(done.keys(), said, settle)

    async def _attempt(
        self, number: int, update: Understood
    ) -> tuple[asyncio.Future[None] | None, str | None]:
        """Handle one update: what is being said, and the fault, which blocks nothing else."""
        said = None
        try:
            if isinstance(update, Exception):
                raise update  # noqa: TRY301 - told as any other
            if self.desk.concerns(update):
                said = await self.desk.handle(update)
            else:
                await self._offer(number, update)
        except Exception as fault:
            log.exception("update %d could not be handled", number)
            return None, words_of(fault)
        return said, None

    async def _offer(self, number: int, update: telegram.Update) -> None:
        # Taking in is safe to repeat; what a person pressed is not, and is never tried twice.
        self._tries[number] = self._tries.get(number, 0) + 1
        for take in self.takers:
            if await take(update):
                break
        self._tries.pop(number, None)

    def _told(self, fault: error.TelegramError) -> float:
        """Say what is wrong, once, and how long to wait."""
        pause = self._next_pause()
        match fault:
            case error.RetryAfter():
                return seconds_of(fault)
            case error.InvalidToken():
                said = "Telegram does not know the bot's token; get a new one from @BotFather"
            case _:
                said = f"Telegram cannot be reached: {fault.message}"
        self.health.wrong(PART, said)
        return pause

    def _next_pause(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LAST_PAUSE)
        return pause
