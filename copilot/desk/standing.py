"""Whether the bot is an administrator of the desk: then Telegram tells it who comes and goes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import telegram
from telegram import error
from telegram.constants import ChatMemberStatus
from telegram.ext import ContextTypes

from copilot.desk.connect import bot_key
from copilot.desk.flow import Flow
from copilot.desk.wire import Wire

_TOLD = frozenset({ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER})


@dataclass(frozen=True, slots=True)
class _Known:
    chat: int
    is_told: bool
    since: float


@dataclass(slots=True)
class Standing:
    """What Telegram said of the bot itself; a cache, as that of the members."""

    wire: Wire
    desk: Callable[[], int]  #: its chat, as configured
    flow: Flow = field(default_factory=Flow)
    monotonic: Callable[[], float] = time.monotonic
    _known: _Known | None = None

    def is_told(self, since: float) -> bool:
        """Say whether whatever changed *since* then would have been told, in order, and heard."""
        known, flowing = self._known, self.flow.since
        if known is None or not known.is_told or known.chat != self._chat or flowing is None:
            return False
        return since >= max(known.since, flowing)

    @property
    def is_known(self) -> bool:
        """Whether Telegram has said it of the chat where the desk is now."""
        return self._known is not None and self._known.chat == self._chat

    async def ask(self) -> None:
        """
        Ask Telegram.

        Raises:
            telegram.error.TelegramError: it did not say.
        """
        chat, before = self._chat, self._known
        try:
            own = await self.wire.bot.get_chat_member(chat, int(bot_key(self.wire.bot)))
            is_told = own.status in _TOLD
        except error.BadRequest:
            is_told = False
        if self._known is before:  # else it was told meanwhile, which came after
            self._known = _Known(chat, is_told, self.monotonic())

    async def on_change(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Learn at once what the bot has become."""
        change = update.my_chat_member
        if change is None or change.chat.id != self._chat:
            return
        is_told = change.new_chat_member.status in _TOLD
        if self._known is None or (self._known.chat, self._known.is_told) != (self._chat, is_told):
            self._known = _Known(self._chat, is_told, self.monotonic())

    @property
    def _chat(self) -> int:
        return self.wire.chats.now(self.desk())
