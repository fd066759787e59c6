"""Everything the sandbox remembers: bots, people, chats, and who is told what about them."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copilot.sandbox.attached import Attached
from copilot.sandbox.chat import ABSENT, SERVICE_USER, Chat, Message, Photo, User
from copilot.sandbox.updates import UpdateQueue
from copilot.sandbox.words import Json

if TYPE_CHECKING:
    from copilot.sandbox.clock import Clock
    from copilot.sandbox.limits import Limits
    from copilot.sandbox.pushing import Push
    from copilot.sandbox.query import Query

#: Update ids must rise over restarts too: five a second since this moment, at most.
EPOCH = 1_600_000_000
IDS_PER_SECOND = 5

Listener = Callable[[Json], None]


@dataclass
class Bot:
    """One bot, with its token and what waits for it."""

    token: str
    user: User
    updates: UpdateQueue
    is_private: bool = False  # privacy mode: an ordinary member sees only what concerns it
    commands: dict[str, list[object]] = field(default_factory=dict)  # by scope
    push: Push | None = None  #: its webhook

    @property
    def bot_id(self) -> int:
        """The bot's id as a user."""
        return self.user.user_id


class World:
    """The whole state, changed by the Bot API on one side and the control side on the other."""

    def __init__(self, *, clock: Clock, limits: Limits) -> None:
        self.clock = clock
        self.limits = limits
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {
            SERVICE_USER: User(SERVICE_USER, "Telegram", username="Telegram")
        }
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.photos: dict[str, Photo] = {}
        self.attached: dict[str, Attached] = {}
        self.listeners: list[Listener] = []
        self.serial = itertools.count(1)

    def add_bot(self, token: str, *, is_private: bool = False) -> Bot:
        """Make a bot known by *token*, which starts with the bot's id."""
        bot_id = int(token.partition(":")[0])
        ordinal = len(self.bots) + 1
        username = "copilot_sandbox_bot" if ordinal == 1 else f"copilot_sandbox{ordinal}_bot"
        user = User(bot_id, "Reply Copilot", is_bot=True, username=username)
        first_id = (self.clock.date() - EPOCH) * IDS_PER_SECOND
        bot = Bot(token, user, UpdateQueue(first_id=first_id), is_private=is_private)
        self.bots[token] = bot
        self.users[bot_id] = user
        return bot

    def bot_of(self, user_id: int) -> Bot | None:
        """Find the bot that is this user."""
        return next((bot for bot in self.bots.values() if bot.bot_id == user_id), None)

    def meet(self, user_id: int, **known: str | None) -> User:
        """Find a person, made on first use; what is *known* now replaces what was."""
        user = self.users.setdefault(user_id, User(user_id, f"User {user_id}"))
        for name, value in known.items():
            if value is not None:
                setattr(user, name, value)
        return user

    def add_chat(self, chat: Chat) -> Chat:
        """Open a group, supergroup or channel with every bot as an administrator."""
        chat.members |= {bot.bot_id: "administrator" for bot in self.bots.values()}
        self.chats[chat.chat_id] = chat
        linked = self.chats.get(chat.linked_chat_id or 0)
        if linked is not None:
            linked.linked_chat_id = chat.chat_id
        return chat

    def private_chat(self, person: User) -> Chat:
        """Find the chat of one person with the bots, opened on first use."""
        chat = Chat(person.user_id, "private", person=person)
        return self.chats.setdefault(person.user_id, chat)

    def post(self, message: Message, *, only: Bot | None = None) -> Message:
        """Add a new message to its chat and tell the bots that see it, or *only* one."""
        chat = message.chat
        chat.messages[message.message_id] = message
        kind = "channel_post" if chat.kind == "channel" else "message"
        self.tell(message, kind, only=only)
        self.notify("message", chat, message.message_id)
        if chat.kind == "channel" and not message.service:
            self._forward(message)
        return message

    def next_message_id(self, chat: Chat) -> int:
        """Give the id of the chat's next message."""
        return next(reversed(chat.messages), 0) + 1

    def tell(self, message: Message, kind: str, *, only: Bot | None = None) -> None:
        """Queue an update about *message* for the bots that may see it, never for its author."""
        if self.bot_of(message.author_id) is not None:
            return
        for bot in [only] if only else self.bots.values():
            status = message.chat.members.get(bot.bot_id, "left")
            if status not in ABSENT and self._sees(bot, message, status):
                bot.updates.add(kind, message.json())

    def notify(self, kind: str, chat: Chat, message_id: int | None = None) -> None:
        """Tell whoever watches the control side that a chat has changed."""
        for listener in list(self.listeners):
            listener({"kind": kind, "chat_id": chat.chat_id, "message_id": message_id})

    def keep(self, *, url: str | None = None, content: bytes | None = None) -> Photo:
        """Give a picture an id under which it can be sent again."""
        photo = Photo(secrets.token_hex(16), url, content)
        self.photos[photo.file_id] = photo
        return photo

    def attach(self, kind: str) -> Attached:
        """Give a film, a sound or a document an id under which it can be sent again."""
        attached = Attached(kind)
        self.attached[attached.file_id] = attached
        return attached

    def _sees(self, bot: Bot, message: Message, status: str) -> bool:
        if not bot.is_private or status == "administrator" or message.chat.kind == "private":
            return True
        answered = message.chat.live(message.reply_to)
        return bool(
            message.service
            or (answered and answered.sender is bot.user)
            or any(each["type"] == "bot_command" for each in message.words.entities)
            or f"@{bot.user.username}" in message.words.text
        )

    def _forward(self, post: Message) -> None:
        """Carry a channel post into the linked discussion group, where it can be answered."""
        group = self.chats.get(post.chat.linked_chat_id or 0)
        if group is None:
            return
        origin = {
            "type": "channel",
            "date": post.date,
            "chat": post.chat.json(),
            "message_id": post.message_id,
        }
        self.post(
            Message(
                group,
                self.next_message_id(group),
                post.date,
                author_id=SERVICE_USER,
                sender=self.users[SERVICE_USER],
                sender_chat=post.chat,
                words=post.words,
                photo=post.photo,
                attached=post.attached,
                origin=origin,
            )
        )
