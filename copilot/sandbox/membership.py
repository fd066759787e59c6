"""What happens to chats: they open, people and bots come and go, groups become supergroups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.sandbox.chat import Chat, Message, User
from copilot.sandbox.control_request import ControlRefusal, Fields
from copilot.sandbox.person import existing_chat, named_bot

if TYPE_CHECKING:
    from copilot.sandbox.words import Json
    from copilot.sandbox.world import World

TOPIC_COLOUR = 0x6FB9F0
KINDS = frozenset({"group", "supergroup", "channel"})
STATUSES = frozenset({"creator", "administrator", "member", "restricted", "left", "kicked"})


def open_chat(world: World, fields: Fields) -> Json:
    """Open a group, supergroup or channel, perhaps linked to a discussion group."""
    kind = fields.text_or_none("type") or "supergroup"
    if kind not in KINDS:
        raise ControlRefusal(f"`type` must be one of {', '.join(sorted(KINDS))}")
    chat_id = fields.number_or_none("id")
    if chat_id is None:
        chat_id = -next(world.serial) - (0 if kind == "group" else 1_002_000_000_000)
    if chat_id >= 0 or chat_id in world.chats:
        raise ControlRefusal("`id` must be negative and new")
    chat = world.add_chat(
        Chat(
            chat_id,
            kind,
            fields.text_or_none("title") or f"Chat {chat_id}",
            username=fields.text_or_none("username"),
            linked_chat_id=fields.number_or_none("linked_chat_id"),
            is_forum=fields.values.get("is_forum") is True,
        )
    )
    world.notify("chat", chat)
    return {"chat_id": chat.chat_id}


def open_topic(world: World, fields: Fields) -> Json:
    """Open a topic in a forum; its thread is the message that announces it."""
    chat = existing_chat(world, fields)
    if not chat.is_forum:
        raise ControlRefusal("only a chat opened with `is_forum` has topics")
    topic = {"name": fields.text("name"), "icon_color": TOPIC_COLOUR}
    _announce(world, chat, _someone(world, chat), {"forum_topic_created": topic})
    return {"chat_id": chat.chat_id, "thread_id": next(reversed(chat.messages))}


def close_topic(world: World, fields: Fields) -> Json:
    """Close a topic, or open it again with `is_open`."""
    chat, thread_id = existing_chat(world, fields), fields.number("thread_id")
    if "forum_topic_created" not in getattr(chat.live(thread_id), "service", {}):
        raise ControlRefusal("no such topic in this chat", status=404)
    if fields.values.get("is_open") is True:
        chat.closed_topics.discard(thread_id)
    else:
        chat.closed_topics.add(thread_id)
    return {"chat_id": chat.chat_id, "thread_id": thread_id}


def set_status(world: World, fields: Fields) -> Json:
    """Make a bot or a person a member, somebody with some rights only, or nothing."""
    chat = existing_chat(world, fields)
    status = fields.text("status")
    if status not in STATUSES:
        raise ControlRefusal(f"`status` must be one of {', '.join(sorted(STATUSES))}")
    user_id = fields.number_or_none("user_id")
    user = named_bot(world, fields).user if user_id is None else world.meet(user_id)
    rights = fields.values.get("rights")
    if isinstance(rights, dict):
        chat.rights[user.user_id] = {name: bool(value) for name, value in rights.items()}
    _change(world, chat, user, status)
    return {"chat_id": chat.chat_id, "status": status}


def kick(world: World, fields: Fields) -> Json:
    """Throw a bot out of a group; in a private chat, block it."""
    chat = existing_chat(world, fields)
    _change(world, chat, named_bot(world, fields).user, "kicked")
    return {"chat_id": chat.chat_id, "status": "kicked"}


def join(world: World, fields: Fields) -> Json:
    """Bring a person into a chat, or a bot when no `user_id` is given."""
    chat = existing_chat(world, fields)
    user_id = fields.number_or_none("user_id")
    if user_id is None:
        user = named_bot(world, fields).user
    else:
        user = world.meet(user_id, first_name=fields.text_or_none("name"))
    _change(world, chat, user, fields.text_or_none("status") or "member")
    if chat.kind != "channel":
        _announce(world, chat, user, {"new_chat_members": [user.json()]})
    return {"chat_id": chat.chat_id, "user_id": user.user_id}


def migrate(world: World, fields: Fields) -> Json:
    """Turn a group into a supergroup, which has another id."""
    group = existing_chat(world, fields)
    if group.kind != "group" or group.migrated_to is not None:
        raise ControlRefusal("only a group can become a supergroup, once")
    new_id = fields.number_or_none("to") or -1_003_000_000_000 - next(world.serial)
    chat = world.add_chat(Chat(new_id, "supergroup", group.title, group.username))
    chat.members, chat.rights = dict(group.members), dict(group.rights)
    author = next(iter(world.users.values()))
    _announce(world, group, author, {"migrate_to_chat_id": new_id})
    _announce(world, chat, author, {"migrate_from_chat_id": group.chat_id})
    group.migrated_to = new_id
    return {"chat_id": new_id}


def _change(world: World, chat: Chat, user: User, status: str) -> None:
    before = chat.member_json(user)
    chat.members[user.user_id] = status
    change = {
        "chat": chat.json(),
        "from": (chat.person or _someone(world, chat)).json(),
        "date": world.clock.date(),
        "old_chat_member": before,
        "new_chat_member": chat.member_json(user),
    }
    for bot in world.bots.values():
        if bot.user is user:
            bot.updates.add("my_chat_member", change)
        elif chat.members.get(bot.bot_id) == "administrator":
            bot.updates.add("chat_member", change)
    world.notify("member", chat)


def _someone(world: World, chat: Chat) -> User:
    """Name a person of the chat who might have done it."""
    people = (world.users[each] for each in chat.members if not world.users[each].is_bot)
    return next(people, world.users[next(iter(world.users))])


def _announce(world: World, chat: Chat, author: User, service: Json) -> None:
    world.post(
        Message(
            chat,
            world.next_message_id(chat),
            world.clock.date(),
            author_id=0 if author.is_bot else author.user_id,
            sender=author,
            service=service,
        )
    )
