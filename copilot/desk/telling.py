"""Brings a message that is not a card to its chat, or in the place of an earlier one."""

import logging

from telegram import error

from copilot.app.office import Clerk, Office
from copilot.app.overtaken import let_go
from copilot.app.ports.records import Notice
from copilot.app.quiet import is_quiet
from copilot.app.unreached import was_sent
from copilot.desk.card_place import place_of
from copilot.desk.notice_text import NoticeText
from copilot.desk.notices import readable_notice
from copilot.desk.wire import Gone, Outgoing, Sent, Unacceptable, Wire
from copilot.desk.words import Words

log = logging.getLogger(__name__)


class Telling:
    """Sends notices."""

    def __init__(self, *, office: Office, clerk: Clerk, wire: Wire, words: Words) -> None:
        self._office = office
        self._clerk = clerk
        self._wire = wire
        self._words = words

    async def tell(self, notice: Notice) -> None:
        """
        Send *notice*, and keep where it stands, or that it never will.

        Raises:
            telegram.error.TelegramError: to be tried again later.
        """
        if await self._clerk(lambda: let_go(self._office, notice)):
            return
        said = readable_notice(notice, self._words, zone=self._office.brand.timezone)
        try:
            sent = await self._put(notice, said)
        except (Gone, Unacceptable, error.Forbidden, error.BadRequest) as refused:
            # Elsewhere nobody waits for it; at the desk the chat may mend.
            if isinstance(refused, error.TelegramError) and self._wire.chats.is_desk(notice.chat):
                raise
            log.warning("a notice (%s) could not be sent: %s", notice.code, refused)
            sent = None
        at, number = (sent.chat, sent.message) if sent else (None, None)
        await self._clerk(lambda: was_sent(self._office, notice, message=number, chat=at))

    async def _put(self, notice: Notice, said: NoticeText) -> Sent | None:
        if replaced := notice.values.get("replaces"):
            return await self._replace(str(replaced), said)
        reply_to = notice.reply_to
        if reply_to is None and notice.case is not None:
            _, card = await self._clerk(lambda: place_of(self._office, notice.case or ""))
            here = self._wire.chats.now(notice.chat)
            reply_to = card.message if card and card.chat == here else None
        message = Outgoing(
            text=said.text,
            keyboard=said.keyboard,
            reply_to=reply_to,
            placeholder=said.placeholder,
            is_silent=is_quiet(self._office, is_loud=bool(notice.values.get("is_loud"))),
        )
        return await self._wire.send(notice.chat, message)

    async def _replace(self, earlier: str, said: NoticeText) -> Sent | None:
        """Write over an earlier message; one that never came, or has gone, needs nothing."""
        first = await self._clerk(lambda: self._find(earlier))
        if first is None or first.message is None:
            return None
        at = Sent(first.chat, first.message)
        try:
            await self._wire.edit(at, said.text, said.keyboard)
        except (Gone, error.BadRequest) as refused:
            log.info("an earlier message could not be written over: %s", refused)
            return None
        return at

    def _find(self, notice: str) -> Notice | None:
        with self._office.store.read() as records:
            return records.notices.find(notice)
