"""What people do in their Telegram: press, write, edit, react."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING

from copilot.sandbox.attached import KINDS
from copilot.sandbox.chat import ABSENT, Chat, Message, User
from copilot.sandbox.control_request import ControlRefusal, Fields
from copilot.sandbox.keyboard import holds
from copilot.sandbox.query import Query
from copilot.sandbox.reply import place_in
from copilot.sandbox.words import Json, Words, clean, finish

if TYPE_CHECKING:
    from copilot.sandbox.world import Bot, World

WAIT_SECONDS = 2.0
ANONYMOUS_USER = 1_087_968_824
SUPERGROUPS_BELOW = -1_000_000_000_000


async def press(world: World, fields: Fields) -> Json:
    """Press a button as a person does, and tell what the bot let them read."""
    chat = existing_chat(world, fields)
    message = chat.messages.get(fields.number("message_id"))
    if message is None:
        raise ControlRefusal("no such message in this chat", status=404)
    bot = world.bot_of(message.author_id)
    if bot is None:
        raise ControlRefusal("only messages of a bot have buttons")
    if chat.members.get(bot.bot_id, "left") in ABSENT:
        raise ControlRefusal("the bot is no longer in this chat")
    query = _query(world, fields, message)
    payload = {
        "id": query.query_id,
        "from": _presser(world, fields, chat).json(),
        "message": message.inaccessible() if message.is_deleted else message.json(),
        "chat_instance": str(chat.chat_id),
        "data": query.data,
    }
    world.queries[query.query_id] = query
    was_queued = bot.updates.add("callback_query", payload)
    wait_seconds = fields.seconds("wait", WAIT_SECONDS)
    if was_queued and wait_seconds:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(query.answered.wait(), wait_seconds)
    return query.view()


def write(world: World, fields: Fields) -> Json:
    """Write a message as a person does."""
    chat, bot = _place(world, fields)
    person = _person(world, fields, chat)
    reply_to = fields.number_or_none("reply_to")
    answered = chat.live(reply_to)
    if reply_to is not None and answered is None:
        raise ControlRefusal("the message to answer is not in this chat", status=404)
    thread_id = fields.number_or_none("thread_id")
    thread = chat.live(thread_id)
    if thread_id is not None and thread is None:
        raise ControlRefusal("no such thread in this chat", status=404)
    place = place_in(chat, answered, thread=thread)
    is_channel = chat.kind == "channel"
    is_hidden = is_channel or fields.values.get("anonymous") is True
    sender = None if is_channel else _anonymous(world) if is_hidden else person
    photo, kind = fields.text_or_none("photo"), fields.text_or_none("attached")
    if kind is not None and kind not in KINDS:
        raise ControlRefusal(f"`attached` must be one of {', '.join(KINDS)}")
    is_bare = not (photo or kind)
    words = _words(fields.text("text") if is_bare else fields.text_or_none("text"))
    if not words.text and is_bare:
        raise ControlRefusal("`text` must not be empty")
    message = Message(
        chat,
        world.next_message_id(chat),
        world.clock.date(),
        author_id=person.user_id,
        sender=sender,
        sender_chat=chat if is_hidden else None,
        words=words,
        photo=world.keep(url=photo) if photo else None,
        attached=world.attach(kind) if kind else None,
        reply_to=place.reply_to,
        thread_id=place.thread_id,
        is_topic=place.is_topic,
        origin=fields.mapping_or_none("forward_origin"),
        media_group_id=fields.text_or_none("media_group_id"),
    )
    world.post(message, only=bot)
    return {"chat_id": chat.chat_id, "message_id": message.message_id}


def edit(world: World, fields: Fields) -> Json:
    """Edit a person's message."""
    message = existing_message(world, fields)
    if world.bot_of(message.author_id) is not None:
        raise ControlRefusal("a person can't edit a bot's message")
    message.words = _words(fields.text("text"))
    message.edited_at = world.clock.date()
    is_channel = message.chat.kind == "channel"
    world.tell(message, "edited_channel_post" if is_channel else "edited_message")
    world.notify("edited", message.chat, message.message_id)
    return {"chat_id": message.chat.chat_id, "message_id": message.message_id}


def delete(world: World, fields: Fields) -> Json:
    """Delete a message; Telegram tells no bot."""
    message = existing_message(world, fields)
    message.is_deleted = True
    if message.message_id in message.chat.pinned:
        message.chat.pinned.remove(message.message_id)
    world.notify("deleted", message.chat, message.message_id)
    return {"chat_id": message.chat.chat_id, "message_id": message.message_id}


def react(world: World, fields: Fields) -> Json:
    """React to a message, or take the reaction back with an empty `emoji`."""
    message = existing_message(world, fields)
    person = _person(world, fields, message.chat)
    emoji = fields.text("emoji")
    before = message.reactions.get(person.user_id, [])
    after = [{"type": "emoji", "emoji": emoji}] if emoji else []
    message.reactions[person.user_id] = after
    for bot in world.bots.values():
        if message.chat.members.get(bot.bot_id) == "administrator":
            bot.updates.add(
                "message_reaction",
                {
                    "chat": message.chat.json(),
                    "message_id": message.message_id,
                    "user": person.json(),
                    "date": world.clock.date(),
                    "old_reaction": before,
                    "new_reaction": after,
                },
            )
    world.notify("reaction", message.chat, message.message_id)
    return {"chat_id": message.chat.chat_id, "message_id": message.message_id}


def existing_chat(world: World, fields: Fields) -> Chat:
    """
    Find the chat that `chat_id` names.

    Raises:
        ControlRefusal: there is none.
    """
    chat = world.chats.get(fields.number("chat_id"))
    if chat is None:
        raise ControlRefusal("no such chat", status=404)
    return chat


def existing_message(world: World, fields: Fields) -> Message:
    """
    Find the message that `chat_id` and `message_id` name.

    Raises:
        ControlRefusal: there is none.
    """
    message = existing_chat(world, fields).live(fields.number("message_id"))
    if message is None:
        raise ControlRefusal("no such message in this chat", status=404)
    return message


def named_bot(world: World, fields: Fields) -> Bot:
    """
    Find the bot that `bot` names by id, the first one when it is left out.

    Raises:
        ControlRefusal: there is none.
    """
    bot_id = fields.number_or_none("bot")
    bot = next(iter(world.bots.values()), None) if bot_id is None else world.bot_of(bot_id)
    if bot is None:
        raise ControlRefusal("no such bot", status=404)
    return bot


def _place(world: World, fields: Fields) -> tuple[Chat, Bot | None]:
    """Find or open the chat; in private only the bot that is written to gets the message."""
    chat_id = fields.number("chat_id")
    if chat_id < 0:
        kind = "supergroup" if chat_id < SUPERGROUPS_BELOW else "group"
        new = Chat(chat_id, kind, f"Chat {chat_id}")
        return world.chats.get(chat_id) or world.add_chat(new), None
    if chat_id != fields.number("user_id"):
        raise ControlRefusal("a private chat's id is its person's `user_id`")
    chat = world.private_chat(_known(world, fields))
    bot = named_bot(world, fields)
    chat.members[bot.bot_id] = "member"
    return chat, bot


def _query(world: World, fields: Fields, message: Message) -> Query:
    data = fields.text("data")
    was_shown = not message.is_deleted and holds(message.markup, data)
    return Query(
        query_id=str(secrets.randbits(63)),
        bot_id=message.author_id,
        chat_id=message.chat.chat_id,
        message_id=message.message_id,
        user_id=fields.number("user_id"),
        data=data,
        pressed_at=world.clock.now(),
        was_shown=was_shown,
    )


def _person(world: World, fields: Fields, chat: Chat, *, joins: bool = True) -> User:
    """Find who acts; in a group this makes a member of whoever is new, or *joins* again."""
    person = _known(world, fields)
    if person.is_bot:
        raise ControlRefusal("`user_id` is a bot's")
    status = chat.members.get(person.user_id)
    if status == "kicked":
        raise ControlRefusal("this person was thrown out of the chat")
    if status is None or (status == "left" and joins):
        chat.members[person.user_id] = "member"
    return person


def _presser(world: World, fields: Fields, chat: Chat) -> User:
    # The old card is still on the phone of who left; a press brings nobody back.
    person = _person(world, fields, chat, joins=False)
    return _anonymous(world) if fields.values.get("anonymous") is True else person


def _anonymous(world: World) -> User:
    """Whom Telegram names as the author where an administrator stays anonymous."""
    user = world.meet(ANONYMOUS_USER, first_name="Group", username="GroupAnonymousBot")
    user.is_bot = True
    return user


def _known(world: World, fields: Fields) -> User:
    return world.meet(
        fields.number("user_id"),
        first_name=fields.text_or_none("name"),
        username=fields.text_or_none("username"),
        language_code=fields.text_or_none("language_code"),
    )


def _words(source: str | None) -> Words:
    return finish(Words(clean(source or "")))
