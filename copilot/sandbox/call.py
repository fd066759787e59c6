"""One request of one bot, and the questions that every method asks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot.sandbox.markup import parse
from copilot.sandbox.refusal import Refusal, bad_request, forbidden, migrated
from copilot.sandbox.words import Json, Words, check_given, clean, finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copilot.sandbox.chat import Chat, Message
    from copilot.sandbox.parameters import Parameters
    from copilot.sandbox.world import Bot, World


PERSON = re.compile(r"tg://user\?id=(\d{1,18})")


@dataclass(frozen=True)
class Call:
    """Who asks, with which parameters, of which world."""

    world: World
    bot: Bot
    parameters: Parameters

    def chat(self) -> Chat:
        """
        Find the chat that `chat_id` names.

        Raises:
            Refusal: there is none, or the bot is not welcome in it.
        """
        chat = self._named_chat(self.parameters.text("chat_id").strip())
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        status = chat.members.get(self.bot.bot_id, "left")
        if chat.kind == "private":
            if status == "kicked":
                raise forbidden("bot was blocked by the user")
            if status == "left":
                raise forbidden("bot can't initiate conversation with a user")
        elif status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def message(self, chat: Chat, action: str) -> Message:
        """
        Find the message that `message_id` names, to do *action* to it.

        Raises:
            Refusal: it isn't there.
        """
        message_id = self.parameters.integer("message_id")
        if message_id is None:
            raise bad_request("message identifier is not specified")
        message = chat.live(message_id)
        if message is None:
            raise bad_request(f"message to {action} not found")
        return message

    def words(self, text: str, *, parse_mode: str, entities: str, most: int, called: str) -> Words:
        """
        Read a text with its markup, from the parameters of these names.

        Raises:
            Refusal: the markup is broken, or the text too long without it.
        """
        source = clean(self.parameters.text(text))
        words = read_words(
            source,
            mode=self.parameters.text(parse_mode),
            given=self.parameters.sequence(entities, called="entities"),
            most=most,
            called=called,
        )
        return Words(words.text, tuple(self._mentions(words.entities)))

    def spend(self, chat: Chat, *, messages: int = 1) -> None:
        """
        Count a write against Telegram's limits.

        Raises:
            Refusal: it is one too many.
        """
        now = self.world.clock.now()
        self.world.limits.spend(self.bot.bot_id, chat.chat_id, now=now, messages=messages)

    def _mentions(self, entities: Iterable[Json]) -> Iterator[Json]:
        """Turn links to people into mentions, of people whom Telegram knows."""
        for entity in entities:
            found = PERSON.fullmatch(entity.get("url", ""))
            if found is None:
                yield entity
                continue
            person = self.world.users.get(int(found[1]))
            if person is not None:
                place = {key: entity[key] for key in ("offset", "length")}
                yield {"type": "text_mention", **place, "user": person.json()}

    def _named_chat(self, name: str) -> Chat:
        if not name:
            raise bad_request("chat_id is empty")
        chats = self.world.chats
        if name.startswith("@"):
            named = (chat for chat in chats.values() if chat.username == name[1:])
            chat = next(named, None)
        else:
            chat = chats.get(self.parameters.integer("chat_id") or 0)
        if chat is None:
            raise self._no_chat()
        return chat

    def _no_chat(self) -> Refusal:
        user = self.world.users.get(self.parameters.integer("chat_id") or 0)
        if user is None:
            return bad_request("chat not found")
        if user.is_bot:
            return forbidden("bots can't send messages to bots")
        return forbidden("bot can't initiate conversation with a user")


def read_words(
    source: str, *, mode: str, given: list[object] | None, most: int, called: str
) -> Words:
    """
    Turn *source* into text and entities, by its markup or by the entities *given*.

    Raises:
        Refusal: the markup is broken, or the text too long without it.
    """
    if mode:
        if mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        words = parse(source)
    else:
        listed: list[Json] = [each for each in given or [] if isinstance(each, dict)]
        check_given(source, listed)
        words = Words(source, tuple(listed))
    words = finish(words)
    if len(words.text) > most:
        raise bad_request(f"{called} is too long")
    return words
