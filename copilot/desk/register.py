"""Which handler takes which update: all of it, in order, in one place."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import telegram
from telegram import error
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)

from copilot.desk.arrivals import Arrivals
from copilot.desk.command_names import AT_DESK, key_of, names_of
from copilot.desk.commands import Commands
from copilot.desk.handlers import Handlers
from copilot.desk.health import Health
from copilot.desk.menu import announce_commands
from copilot.desk.queue_commands import QueueCommands

log = logging.getLogger(__name__)

#: Six parameters that say nothing here.
App = Application[Any, Any, Any, Any, Any, Any]
Act = Callable[[telegram.Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
PART = "bot"


def register(app: App, handlers: Handlers, arrivals: Arrivals) -> None:
    """Put every handler in its place; the first that fits takes the update."""
    in_private = filters.ChatType.PRIVATE
    on_desk = ~in_private & ~filters.UpdateType.EDITED
    anywhere = ~filters.UpdateType.EDITED
    unknown = QueueCommands(handlers)
    app.add_handler(CallbackQueryHandler(handlers.on_press))
    app.add_handler(ChatMemberHandler(arrivals.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    members = handlers.membership
    app.add_handler(ChatMemberHandler(members.on_change, ChatMemberHandler.CHAT_MEMBER))
    own = ChatMemberHandler(members.standing.on_change, ChatMemberHandler.MY_CHAT_MEMBER)
    app.add_handler(own, group=1)  # besides what it means for people
    going = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER
    app.add_handler(MessageHandler(going, members.on_service))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, handlers.on_migration))
    app.add_handler(CommandHandler("start", arrivals.on_start, in_private))
    # Before the commands: what a customer wrote may look like one.
    shown = filters.FORWARDED | ((filters.PHOTO | filters.Document.IMAGE) & ~filters.REPLY)
    app.add_handler(MessageHandler(shown & in_private & anywhere, unknown.on_forwarded))
    for key, act in _commands(handlers).items():
        where = on_desk if key in AT_DESK else anywhere
        app.add_handler(CommandHandler(names_of(key), act, where))
        app.add_handler(MessageHandler(Typed(key) & where, act))
    # After the commands: a reply to a card may be one.
    replies = filters.REPLY & ~filters.UpdateType.EDITED_CHANNEL_POST
    app.add_handler(MessageHandler(replies, handlers.on_reply))
    app.add_handler(MessageHandler(filters.Regex("^/") & anywhere, unknown.on_unknown))
    # A voice message, a sticker, a film: silence would look as if it had been taken.
    rest = ~filters.StatusUpdate.ALL & ~filters.REPLY & in_private & anywhere
    app.add_handler(MessageHandler(rest, unknown.on_words))


def _commands(handlers: Handlers) -> Mapping[str, Act]:
    about, work = Commands(handlers), QueueCommands(handlers)
    return {
        "suivant": work.on_next,
        "moi": work.on_mine,
        "file": work.on_queue,
        "dossier": work.on_case,
        "chercher": work.on_search,
        "publiees": work.on_posted,
        "fait": about.on_fact,
        "fiches": about.on_playbooks,
        "equipe": work.on_people,
        "passation": about.on_passing_on,
        "suspendre": about.on_pause,
        "reprendre": about.on_resume,
        "aide": about.on_help,
    }


class Typed(filters.MessageFilter):
    """A command as people type it: Telegram makes none of a word with an accent."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def filter(self, message: telegram.Message) -> bool:
        """Say whether it is this one."""
        words = (message.text or "").split(maxsplit=1)
        if not words or not words[0].startswith("/"):
            return False
        word, _, addressed = words[0][1:].partition("@")
        return not addressed and not word.isascii() and key_of(word) == self._key


class Desk:
    """The desk's side of the feed: which updates are its own, and what it does with them."""

    def __init__(
        self, bot: ExtBot[None], *, handlers: Handlers, arrivals: Arrivals, health: Health
    ) -> None:
        self._handlers = handlers
        self._health = health
        self._fault: Exception | None = None
        self._app: App = Application.builder().bot(bot).updater(None).build()
        register(self._app, handlers, arrivals)
        self._app.add_error_handler(self._on_fault)

    async def is_ready(self) -> bool:
        """Learn who the bot is; false while Telegram cannot be asked."""
        if self._app._initialized:  # noqa: SLF001 - the library has no question for it
            return True
        try:
            await self._app.initialize()
        except error.InvalidToken:
            # Its message would show the token.
            self._health.wrong(PART, "Telegram does not know the bot's token")
            return False
        except error.TelegramError as fault:
            self._health.wrong(PART, f"Telegram cannot be reached: {fault.message}")
            return False
        self._health.fine(PART)
        desk = self._handlers.wire.chats.now(self._handlers.office.desk.chat)
        await announce_commands(self._app.bot, self._handlers.words, desk=desk)
        return True

    def concerns(self, update: telegram.Update) -> bool:
        """Presses, the desk's chat, private chats and the bot's own arrivals."""
        chat = update.effective_chat
        if update.callback_query is not None or update.my_chat_member is not None:
            return True
        if chat is None:
            return False
        return chat.type == chat.PRIVATE or self._handlers.wire.chats.is_desk(chat.id)

    def foresee(self, update: telegram.Update) -> asyncio.Future[None] | None:
        """Begin to ask whether who acts is a member of the desk still."""
        return self._handlers.membership.foresee(update)

    async def handle(self, update: telegram.Update) -> asyncio.Future[None] | None:
        """
        Give an update to its handler; what is still being said about it comes back.

        Raises:
            Exception: whatever the handler raised; the library alone would only log it.
        """
        self._fault = None
        await self._app.process_update(update)
        begun = self._handlers.speaker.begun()
        if self._fault is not None:
            raise self._fault
        return begun

    def is_press(self, update: telegram.Update) -> bool:
        """Say whether it is a press, which is done together with others."""
        return update.callback_query is not None

    async def press(
        self, updates: Mapping[int, telegram.Update]
    ) -> tuple[asyncio.Future[None] | None, Mapping[int, Exception]]:
        """Do presses, each for itself: what is being said, and the faults of those that failed."""
        faults = await self._handlers.on_presses(updates)
        return self._handlers.speaker.begun(), faults

    async def close(self) -> None:
        """Finish what is being said, and let go of the connections."""
        await self._handlers.speaker.close()
        if self._app._initialized:  # noqa: SLF001 - as above
            await self._app.shutdown()
        await self._app.bot.shutdown()
        # Cards may have been sent before the bot ever knew who it was.
        await self._app.bot.request.shutdown()

    async def _on_fault(self, _: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        self._fault = context.error
