"""
The worker that brings the desk up to date: one message at a time, the most urgent first.

What must be drawn is in the database, so a crash or an hour without Telegram loses nothing. A send
whose answer was lost is made again: a case may then have two cards, and both work.
"""

import asyncio
import logging
import time
from dataclasses import dataclass, replace

from telegram import error

from copilot.app.office import Clerk, Office
from copilot.app.ports.records import CardRecord, Notice
from copilot.app.ports.store import Records
from copilot.app.project import view
from copilot.app.quiet import is_quiet
from copilot.app.shut import opened, shut
from copilot.desk.bell import Bell
from copilot.desk.card_place import answered_message, is_editable, place_of
from copilot.desk.card_shown import keep
from copilot.desk.cards import CardText, render
from copilot.desk.copies import Copies
from copilot.desk.health import Health
from copilot.desk.leading import Leading, is_any_left
from copilot.desk.markup import inert
from copilot.desk.shut import Shut, reason
from copilot.desk.telling import Telling
from copilot.desk.turn import Turn
from copilot.desk.wire import Gone, Outgoing, Sent, Unacceptable, Wire
from copilot.desk.words import Words

log = logging.getLogger(__name__)

PART = "desk"
#: Another process may have written something to draw.
LOOK_SECONDS = 0.5
#: After a failure of the network; doubled each time up to the last.
FIRST_PAUSE, LAST_PAUSE = 0.5, 30.0
#: A card that Telegram refuses, or that cannot be drawn, stands back so long.
REST_SECONDS = 60.0
OPEN = ""
#: Looked through for those that do not go to a desk that is shut.
MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class _Job:
    notice: Notice | None = None
    card: CardRecord | None = None
    is_leading: bool = False  #: old cards are left that do not lead to their new one yet


class Painter:
    """Draws cards and sends notices."""

    def __init__(
        self, *, office: Office, clerk: Clerk, wire: Wire, words: Words, bell: Bell, health: Health
    ) -> None:
        self._office = office
        self._clerk = clerk
        self._wire = wire
        self._words = words
        self._bell = bell
        self._health = health
        self._copies = Copies(office=office, clerk=clerk, wire=wire, words=words)
        self._leading = Leading(office=office, clerk=clerk, wire=wire, words=words)
        self._telling = Telling(office=office, clerk=clerk, wire=wire, words=words)
        self.turn = Turn()  #: waits for its own
        self._pause = FIRST_PAUSE
        self._resting: dict[str, float] = {}
        self._shut: str | None = None  #: why the desk refuses; after a start nobody knows
        #: What already stands above a card whose own message did not get through.
        self._above: dict[str, tuple[str, tuple[int, ...]]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Work until *stop*."""
        known = False
        while not stop.is_set():
            try:
                if not known:
                    await self._wire.chats.load(self._office.desk.chat)
                    known = True
                wait = 0.0 if await self.step() else self._rest_seconds()
            except Exception:
                log.exception("the desk could not be brought up to date; trying again")
                wait = self._next_pause()
            if wait:
                await self._bell.wait(wait)

    def _rest_seconds(self) -> float:
        """How long until something may be done, or to be looked for."""
        pace = self._wire.pace
        if blocked := pace.blocked_seconds():
            return blocked
        room = pace.wait_seconds(self._desk(), background=False)
        return min(room or LOOK_SECONDS, LOOK_SECONDS)

    def _desk(self) -> int:
        return self._wire.chats.now(self._office.desk.chat)

    async def step(self) -> bool:
        """
        Bring one thing to the chat; false when nothing can be done now.

        A refusal to wait for, or a fault of the network, is no error: the work stays where it is.
        """
        if self._wire.pace.blocked_seconds():
            return False
        await self.turn.wait()
        job = await self._clerk(self._next)
        if job is None:
            return False
        try:
            await self._do(job)
        except error.RetryAfter:
            return False
        except error.TelegramError as fault:
            await self._met(reason(fault))
        else:
            await self._passed(job)
            return True
        await self._bell.wait(self._next_pause())
        return False

    async def _met(self, found: Shut) -> None:
        """Say what is in the way; to people, once, where they can clear it."""
        self._health.wrong(PART, found.said)
        why = found.why
        if why is not None and why != self._shut:
            await self._clerk(lambda: shut(self._office, why))
            self._shut = why

    async def _passed(self, job: _Job) -> None:
        if job.notice is not None and not self._wire.chats.is_desk(job.notice.chat):
            return
        self._pause = FIRST_PAUSE
        is_edit = job.notice is None and (job.card is None or job.card.message is not None)
        if is_edit and self._shut:
            # An old message may change where no new one may be written.
            return
        self._health.fine(PART)
        if self._shut != OPEN and not is_edit:
            await self._clerk(lambda: opened(self._office))
            self._shut = OPEN

    async def point_to(self, old: Sent, case: str) -> None:
        """Turn another card of *case* into a line that leads to the current one."""
        await self._leading.lead(old, case)

    async def _do(self, job: _Job) -> None:
        if job.notice is not None:
            await self._telling.tell(job.notice)
        elif job.card is not None:
            await self._draw(job.card)
        else:
            await self._leading.lead_all()

    def _next_pause(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LAST_PAUSE)
        return pause

    def _next(self) -> _Job | None:
        """What to do now; while room is scarce it is left to what people wait for."""
        now, desk, pace = time.monotonic(), self._desk(), self._wire.pace
        self._resting = {case: until for case, until in self._resting.items() if until > now}
        is_full = pace.wait_seconds(desk, background=False) > 0
        with self._office.store.read() as records:
            # The desk's own must not hold up those that can get through.
            elsewhere = self._elsewhere(records) if self._shut or is_full else None
            if elsewhere is not None or is_full:
                return elsewhere
            notices = records.notices.waiting(limit=1)
            sparing = pace.wait_seconds(desk, background=True) > 0
            card = self._first(records, sparing=sparing)
            is_leading = is_any_left(records)
        notice = notices[0] if notices else None
        if notice and (card is None or notice.urgency <= card.urgency):
            return _Job(notice=notice)
        return _Job(card=card, is_leading=is_leading) if card or is_leading else None

    def _elsewhere(self, records: Records) -> _Job | None:
        """A notice to another chat than the desk, where there is room."""
        for one in records.notices.waiting(limit=MOST_WAITING):
            if self._wire.chats.is_desk(one.chat):
                continue
            if not self._wire.pace.wait_seconds(one.chat, background=False):
                return _Job(notice=one)
        return None

    def _first(self, records: Records, *, sparing: bool) -> CardRecord | None:
        stale = records.cards.stale(limit=1 + len(self._resting), sparing=sparing)
        return next((one for one in stale if one.case not in self._resting), None)

    async def _draw(self, card: CardRecord) -> None:
        try:
            drawn = await self._clerk(lambda: view(self._office, card.case))
            text = render(drawn, words=self._words)
            # Once the card is on record as shown, nothing would draw its copies again.
            await self._copies.redraw(card.case, text)
            await self._show(card, text)
        except error.TelegramError:
            raise
        except Exception:
            log.exception("the card of case %s could not be drawn; trying again", card.case)
            self._resting[card.case] = time.monotonic() + REST_SECONDS
            await self._fall_back(card)

    async def _fall_back(self, card: CardRecord) -> None:
        """A complaint is never invisible: its number stands there until the card can be drawn."""
        if card.message is not None:
            return
        number, _ = await self._clerk(lambda: place_of(self._office, card.case))
        said = inert(self._words.say("state.unreadable", number=number))
        try:
            sent = await self._wire.send(self._office.desk.chat, Outgoing(text=said.source))
        except Unacceptable:
            log.exception("not even a line about case %s could be sent", card.case)
            return
        await self._record_card(replace(card, version=card.shown_version), "", sent, ())

    async def _show(self, card: CardRecord, text: CardText) -> None:
        old = Sent(card.chat, card.message) if card.chat and card.message else None
        shown_above = (card.shown_digest or "").partition(".")[2]
        # What stands above stays there when the card no longer needs it.
        digest = f"{text.digest}.{text.above_digest or shown_above}"
        if old and card.shown_digest == digest:
            await self._record_card(card, digest, old, card.above)
        elif old and is_editable(card) and text.above_digest in {"", shown_above}:
            await self._edit(card, text, old, digest)
        else:
            await self._send(card, text, old)
            if old:
                await self._leading.lead_all()

    async def _edit(self, card: CardRecord, text: CardText, old: Sent, digest: str) -> None:
        try:
            await self._wire.edit(old, text.text, text.keyboard)
        except Gone:
            await self._clerk(lambda: self._lose(card.case))
            return
        await self._record_card(card, digest, old, card.above)

    async def _send(self, card: CardRecord, text: CardText, old: Sent | None) -> None:
        above = await self._send_above(card, text)
        chat = self._wire.chats.now(self._office.desk.chat)
        to = await self._clerk(lambda: answered_message(self._office, card, chat=chat))
        silent = is_quiet(self._office, is_loud=text.is_loud)
        message = Outgoing(text=text.text, keyboard=text.keyboard, reply_to=to, is_silent=silent)
        sent = await self._wire.send(self._office.desk.chat, message)
        self._above.pop(card.case, None)
        digest = f"{text.digest}.{text.above_digest}"
        await self._record_card(card, digest, sent, above, old)

    async def _send_above(self, card: CardRecord, text: CardText) -> tuple[int, ...]:
        """Send what must stand above, in order; what got through is not sent twice."""
        known, numbers = self._above.get(card.case, ("", ()))
        if known != text.above_digest:
            numbers = ()
        done = len(numbers)
        for one in text.above[done:]:
            desk = self._office.desk.chat
            if one.file is None:
                alone = Outgoing(text=one.text, is_silent=True)
                sent: Sent | None = await self._wire.send(desk, alone)
            else:
                sent = await self._wire.send_file(desk, one.kind, one.file, one.text)
            numbers = (*numbers, sent.message if sent else 0)
            self._above[card.case] = (text.above_digest, numbers)
        return tuple(number for number in numbers if number)

    async def _record_card(
        self,
        card: CardRecord,
        digest: str,
        at: Sent,
        above: tuple[int, ...],
        old: Sent | None = None,
    ) -> None:
        await self._clerk(
            lambda: keep(self._office, card, digest=digest, at=at, above=above, old=old)
        )

    def _lose(self, case: str) -> None:
        with self._office.store.write() as records:
            records.cards.lost(case)
