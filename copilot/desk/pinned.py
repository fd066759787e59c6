"""
The line pinned at the top of the desk that counts what waits.

There is one per desk. Which message it is, and what it shows, is in the database: a restart, or
the process that has the desk next, goes on with the same one. It is worth less than any card, so
it waits for room.
"""

import asyncio
import contextlib
import json
import logging
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta

from telegram import error

from copilot.app.notify import tell
from copilot.app.office import Clerk, Office
from copilot.app.ports.store import Records
from copilot.app.queue import counted
from copilot.desk.markup import Html
from copilot.desk.queue_text import pinned_text
from copilot.desk.wire import Gone, Outgoing, Sent, Unacceptable, Wire
from copilot.desk.words import Words
from copilot.domain.errors import StoreError

log = logging.getLogger(__name__)

#: Changes within so many seconds become one edit; a group takes twenty messages a minute.
EVERY_SECONDS = 15
#: How often Telegram is asked whether the line is still pinned; it tells no bot.
LOOK_AGAIN = timedelta(minutes=5)
_KEY = "desk.pinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The line as it was last seen."""

    chat: int = 0
    message: int = 0
    text: str = ""
    looked: str = ""  #: when it was last known to be pinned, or refused to be
    is_paused: bool = False  #: it says that posting is suspended


@dataclass(slots=True, kw_only=True)
class Pinned:
    """Keeps the line true, in sight and unique."""

    office: Office
    clerk: Clerk
    wire: Wire
    words: Words
    _line: _Line = field(default_factory=_Line)
    _is_loaded: bool = False
    _says_paused: bool = False  #: what is to be said next, of the pause

    async def run(self, stop: asyncio.Event) -> None:
        """Work until *stop*."""
        while not stop.is_set():
            try:
                if not self._is_loaded:
                    await self.wire.chats.load(self.office.desk.chat)
                    self._is_loaded = True
                await self.step()
            except (error.TelegramError, Unacceptable) as refused:
                log.info("the pinned line could not be brought up to date: %s", refused)
            except Exception:
                log.exception("the pinned line could not be brought up to date; trying again")
            await self._rest(stop)

    async def _rest(self, stop: asyncio.Event) -> None:
        """Wait for the next turn, or until posting is suspended or goes on."""
        for _ in range(EVERY_SECONDS):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await stop.wait()
            if stop.is_set() or await self._is_reversed():
                return

    async def _is_reversed(self) -> bool:
        """Whether the line says of the pause what is no longer so."""
        try:
            return await self.clerk(self._says_otherwise)
        except StoreError:
            return False

    def _says_otherwise(self) -> bool:
        with self.office.store.read() as records:
            line, is_paused = _read(records), records.state.paused() is not None
        return bool(line.message) and line.is_paused != is_paused

    async def step(self) -> None:
        """
        Bring the line up to date, if Telegram has room and it has changed.

        That posting is suspended, or goes on, takes of the room that is left for presses.

        Raises:
            telegram.error.TelegramError: to be tried again later.
        """
        desk = self.wire.chats.now(self.office.desk.chat)
        if self.wire.pace.wait_seconds(desk, background=not await self._is_reversed()):
            return
        text = await self.clerk(self._needed)
        if text is None:
            return
        try:
            await self._bring(self._line, text)
        finally:
            await self.clerk(self._keep)

    async def _bring(self, line: _Line, text: Html) -> None:
        desk = self.wire.chats.now(self.office.desk.chat)
        if not line.message or line.chat != desk:
            await self._put(desk, text)
            return
        if self._is_due(line) and not await self._is_pinned(line):
            await self._pin(Sent(line.chat, line.message))
        if line.text == text.source:
            self._line = replace(self._line, is_paused=self._says_paused)
            return
        try:
            await self.wire.edit(Sent(line.chat, line.message), text.source)
        except Gone:
            await self._put(desk, text)
            return
        self._line = replace(self._line, text=text.source, is_paused=self._says_paused)

    async def _put(self, desk: int, text: Html) -> None:
        """Send a new line and pin it."""
        sent = await self.wire.send(desk, Outgoing(text=text.source, is_silent=True))
        # Known before it is pinned: a crash between leaves one line, still to be looked at.
        self._line = _Line(
            chat=sent.chat,
            message=sent.message,
            text=text.source,
            is_paused=self._says_paused,
        )
        await self.clerk(self._keep)
        await self._pin(sent)

    async def _pin(self, at: Sent) -> None:
        try:
            await self.wire.bot.pin_chat_message(at.chat, at.message, disable_notification=True)
        except error.BadRequest as refused:
            # Without the right the line still stands in the chat.
            log.info("the line could not be pinned: %s", refused.message)
            await self.clerk(self._tell_right)
        self._line = replace(self._line, looked=self._when())

    async def _is_pinned(self, line: _Line) -> bool:
        """
        Whether it is pinned still, as far as Telegram says.

        Telegram names the newest pinned message alone: where people pinned a later one, ours is
        taken to be below it.
        """
        chat = await self.wire.bot.get_chat(line.chat)
        newest = chat.pinned_message
        is_pinned = newest is not None and newest.message_id >= line.message
        if is_pinned:
            self._line = replace(self._line, looked=self._when())
        return is_pinned

    def _is_due(self, line: _Line) -> bool:
        if not line.looked:
            return True
        return self.office.clock.now() - datetime.fromisoformat(line.looked) >= LOOK_AGAIN

    def _needed(self) -> Html | None:
        """What the line is to say; nothing when it says so already, or nothing ever came."""
        office = self.office
        with office.store.read() as records:
            line = self._line = _read(records)
            has_cases = any(records.cases.counts().values())
        values = counted(office)
        self._says_paused = values["paused_by"] is not None
        chat = self.wire.chats.now(office.desk.chat)
        zone, now = office.brand.timezone, office.clock.now()
        text = pinned_text(values, self.words, now=now, zone=zone, chat=chat)
        here = line.chat == chat
        is_same = line.text == text.source and line.is_paused == self._says_paused
        is_fine = here and is_same and not self._is_due(line)
        return None if is_fine or not (line.message or has_cases) else text

    def _keep(self) -> None:
        with self.office.store.write() as records:
            records.state.set(_KEY, json.dumps(asdict(self._line)))

    def _tell_right(self) -> None:
        with self.office.store.write() as records:
            if records.state.get(f"{_KEY}.told"):
                return
            records.state.set(f"{_KEY}.told", self._when())
            tell(self.office, records, "cannot_pin", {}, urgency=3)

    def _when(self) -> str:
        return self.office.clock.now().isoformat()


def _read(records: Records) -> _Line:
    kept = records.state.get(_KEY)
    said = json.loads(kept) if kept else {}
    return _Line(**{one.name: said[one.name] for one in fields(_Line) if one.name in said})
