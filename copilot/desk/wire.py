"""
The few Bot API calls the desk makes, with Telegram's refusals told apart by what to do next.

`BadRequest` and `TimedOut` are both kinds of `NetworkError` there: the order of `except` matters.
"""

import html
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import telegram
from telegram import error
from telegram.constants import ParseMode

from copilot.app.ports.records import CardRecord
from copilot.desk.buttons import Keyboard
from copilot.desk.chats import Chats
from copilot.desk.pacing import Pacing

T = TypeVar("T")

log = logging.getLogger(__name__)

NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)
#: A group that was made a supergroup has a new number; followed this many times.
MIGRATIONS = 3

#: What Telegram says when it is the chat that cannot be written to; that may mend.
_ABOUT_CHAT = ("chat not found", "rights", "chat_write_forbidden", "topic_", "thread not found")
#: Never seen so far, and worth a report.
_WITHOUT = "Telegram refused a message's markup, so it stands there without: %s"
_TAG = re.compile(r"<[^>]*>")


class Gone(Exception):  # noqa: N818 - reads as what happened
    """The message to edit is no longer in the chat."""


class Unacceptable(Exception):  # noqa: N818 - reads as what happened
    """Telegram will not take this message, however often it is tried."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message stands."""

    chat: int
    message: int
    is_loose: bool = False  #: what it was to answer is no longer there


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to send."""

    text: str
    keyboard: Keyboard = ()
    reply_to: int | None = None
    placeholder: str | None = None  #: asks for an answer
    is_silent: bool = False  #: no telephone rings
    is_answer: bool = False  #: to what somebody wrote, in whichever topic that was


class Wire:
    """Sends and edits; every refusal leaves as one of `telegram.error` or of the two above."""

    def __init__(
        self, bot: telegram.Bot, *, chats: Chats, pacing: Pacing, topic: int | None = None
    ) -> None:
        self.bot = bot
        self.topic = topic  #: where in the desk's group its cards stand
        self.chats = chats
        self.pace = pacing.pace
        self._pacing = pacing

    def recall(self) -> None:
        """Another process may have written to Telegram meanwhile."""
        self._pacing.recall()

    async def send(self, chat: int, message: Outgoing) -> Sent:
        """
        Send a text.

        Raises:
            Unacceptable: Telegram refuses it with and without its markup.
            telegram.error.RetryAfter: there is no room for it now.
            telegram.error.TelegramError: to be tried again later; it may have arrived.
        """
        try:
            return await self._send(chat, message, formatted=True)
        except error.BadRequest as refused:
            _raise_unless_markup(refused)
            log.warning(_WITHOUT, refused.message)
        try:
            return await self._send(chat, message, formatted=False)
        except error.BadRequest as refused:
            raise Unacceptable(refused.message) from refused

    async def send_file(self, chat: int, kind: str, file: str, caption: str) -> Sent | None:
        """Send a picture, a film …, in silence: its card follows; nothing when it is refused."""
        send = getattr(self.bot, f"send_{kind}")
        try:
            number, sent = await self._following(
                chat,
                lambda at: send(
                    at,
                    file,
                    caption=caption,
                    message_thread_id=self._topic(at),
                    parse_mode=ParseMode.HTML,
                    disable_notification=True,
                ),
            )
        except (error.BadRequest, error.TimedOut) as refused:
            log.info("a %s could not be shown: %s", kind, refused.message)
            return None
        return Sent(number, sent.message_id)

    async def edit(self, at: Sent, text: str, keyboard: Keyboard = ()) -> None:
        """
        Change a message in place; one that is the same already is fine.

        Raises:
            Gone: it is no longer there, or in a chat that has moved: numbers begin anew there, and
                the same one may be another card.
            Unacceptable: Telegram refuses the text with and without its markup.
            telegram.error.TelegramError: to be tried again later.
        """
        if self.chats.now(at.chat) != at.chat:
            raise Gone
        try:
            await self._edit(at, text, keyboard, formatted=True)
        except error.BadRequest as refused:
            _raise_if_gone(refused)
            _raise_unless_markup(refused)
            log.warning(_WITHOUT, refused.message)
            await self._edit_plain(at, text, keyboard)

    async def edit_keyboard(self, at: Sent, keyboard: Keyboard) -> None:
        """Change the buttons alone."""
        try:
            await self._pacing.write(
                at.chat,
                lambda: self.bot.edit_message_reply_markup(
                    chat_id=at.chat,
                    message_id=at.message,
                    reply_markup=inline(keyboard),
                ),
            )
        except error.BadRequest as refused:
            if not _is_same(refused):
                raise

    async def answer(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Stop a button spinning, with what became of the press."""
        try:
            await self.bot.answer_callback_query(query, text or None, show_alert=alert)
        except error.TelegramError as refused:
            # Too old, or the network: the press itself is done and the card will show it.
            log.info("a press could not be answered: %s", refused.message)

    async def _send(self, chat: int, message: Outgoing, *, formatted: bool) -> Sent:
        reply = (
            telegram.ReplyParameters(message.reply_to, allow_sending_without_reply=True)
            if message.reply_to
            else None
        )
        number, sent = await self._following(
            chat,
            lambda at: self.bot.send_message(
                at,
                message.text if formatted else bare(message.text),
                parse_mode=ParseMode.HTML if formatted else None,
                link_preview_options=NO_PREVIEW,
                message_thread_id=None if message.is_answer else self._topic(at),
                reply_parameters=reply,
                reply_markup=_markup(message),
                disable_notification=message.is_silent or None,
            ),
        )
        is_loose = reply is not None and sent.reply_to_message is None
        return Sent(number, sent.message_id, is_loose=is_loose)

    def _topic(self, chat: int) -> int | None:
        return self.topic if self.chats.is_desk(chat) else None

    async def _following(self, chat: int, call: Callable[[int], Awaitable[T]]) -> tuple[int, T]:
        for _ in range(MIGRATIONS):
            number = self.chats.now(chat)
            try:
                return number, await self._pacing.write(number, partial(call, number))
            except error.ChatMigrated as migrated:
                await self.chats.moved(number, migrated.new_chat_id)
        raise Unacceptable(f"chat {chat} keeps moving")

    async def _edit(self, at: Sent, text: str, keyboard: Keyboard, *, formatted: bool) -> None:
        try:
            await self._pacing.write(
                at.chat,
                lambda: self.bot.edit_message_text(
                    text if formatted else bare(text),
                    chat_id=at.chat,
                    message_id=at.message,
                    parse_mode=ParseMode.HTML if formatted else None,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=inline(keyboard),
                ),
            )
        except error.BadRequest as refused:
            if not _is_same(refused):
                raise
        except error.ChatMigrated as migrated:
            await self.chats.moved(at.chat, migrated.new_chat_id)
            raise Gone from migrated

    async def _edit_plain(self, at: Sent, text: str, keyboard: Keyboard) -> None:
        try:
            await self._edit(at, text, keyboard, formatted=False)
        except error.BadRequest as refused:
            _raise_if_gone(refused)
            raise Unacceptable(refused.message) from refused


def bare(text: str) -> str:
    """Take our own markup off *text*."""
    return html.unescape(_TAG.sub("", text))


def inline(keyboard: Keyboard) -> telegram.InlineKeyboardMarkup | None:
    """Build Telegram's keyboard."""
    if not keyboard:
        return None
    return telegram.InlineKeyboardMarkup(
        [
            [
                telegram.InlineKeyboardButton(key.label, callback_data=key.data, url=key.url)
                for key in row
            ]
            for row in keyboard
        ]
    )


#: Telegram's ids of supergroups and channels are below this, those of small groups above it, which
#: may begin with -100 as well.
SUPERGROUPS = -(10**12)


def link_to(chat: int, message: int) -> str | None:
    """The address of a message in a supergroup, public or not; other groups have none."""
    number = SUPERGROUPS - chat
    return f"https://t.me/c/{number}/{message}" if number > 0 else None


def link_within(chat: int, told: Mapping[str, object]) -> str | None:
    """The address of the card that *told* places; none where that is another chat than *chat*."""
    at, message = told.get("chat"), told.get("message")
    return link_to(chat, message) if at == chat and isinstance(message, int) else None


def link_to_card(card: CardRecord | None) -> str | None:
    """The address of a card where it stands: in the group before it moved there is none."""
    if card is None or card.chat is None or card.message is None:
        return None
    return link_to(card.chat, card.message)


def _markup(message: Outgoing) -> telegram.InlineKeyboardMarkup | telegram.ForceReply | None:
    if message.placeholder is not None:
        return telegram.ForceReply(selective=True, input_field_placeholder=message.placeholder)
    return inline(message.keyboard)


def _is_same(refused: error.BadRequest) -> bool:
    return "message is not modified" in refused.message.lower()


def _raise_unless_markup(refused: error.BadRequest) -> None:
    """Tell a fault of the markup from one of the chat, and both from one of the message."""
    said = refused.message.lower()
    if any(sign in said for sign in _ABOUT_CHAT):
        raise refused
    if "entit" not in said:
        raise Unacceptable(refused.message) from refused


def _raise_if_gone(refused: error.BadRequest) -> None:
    said = refused.message.lower()
    if "message to edit not found" in said or "message can't be edited" in said:
        raise Gone from refused
