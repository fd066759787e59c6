"""How the control side shows chats: everything a page needs to draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.sandbox.chat import SERVICE_USER, Chat, Message, Photo, present

if TYPE_CHECKING:
    from copilot.sandbox.words import Json
    from copilot.sandbox.world import World

#: What a button may do, besides carrying data.
BUTTON_ACTIONS = ("url", "copy_text", "style", "web_app")


def chat_view(world: World, chat: Chat) -> Json:
    """Show one chat: all messages as they are now, deleted ones left out."""
    messages = [each for each in chat.messages.values() if not each.is_deleted]
    return {
        **summary(world, chat),
        "pinned": list(chat.pinned),
        "messages": [message_view(each) for each in messages],
    }


def summary(world: World, chat: Chat) -> Json:
    """Show what a list of chats says about one."""
    return {
        "chat": present({**chat.json(), "linked_chat_id": chat.linked_chat_id}),
        "migrated_to": chat.migrated_to,
        "members": [
            {**world.users[user_id].json(), "status": status}
            for user_id, status in chat.members.items()
            if user_id in world.users
        ],
    }


def message_view(message: Message) -> Json:
    """Show one message with its buttons."""
    markup = message.markup or {}
    rows = markup.get("inline_keyboard", [])
    return {
        "message_id": message.message_id,
        "date": message.date,
        "edit_date": message.edited_at,
        "from": message.sender and message.sender.json(),
        "sender_chat": message.sender_chat and message.sender_chat.json(),
        "text": message.words.text,
        "entities": list(message.words.entities),
        "photo": message.photo and _photo_view(message.photo),
        "attached": message.attached and message.attached.kind,
        "media_group_id": message.media_group_id,
        "buttons": [[_button_view(button) for button in row] for row in rows],
        "force_reply": _prompt(markup),
        "reply_to": message.reply_to,
        "quote": message.quote,
        "thread_id": message.thread_id,
        "is_automatic_forward": message.author_id == SERVICE_USER,
        "pinned": message.message_id in message.chat.pinned,
        "reactions": [each for chosen in message.reactions.values() for each in chosen],
        "service": message.service or None,
    }


def _button_view(button: Json) -> Json:
    extras = {key: button.get(key) for key in BUTTON_ACTIONS}
    return present({"text": button["text"], "data": button.get("callback_data"), **extras})


def _prompt(markup: Json) -> Json | None:
    if not markup.get("force_reply"):
        return None
    return {
        "placeholder": markup.get("input_field_placeholder", ""),
        "selective": bool(markup.get("selective")),
    }


def _photo_view(photo: Photo) -> Json:
    return {"file_id": photo.file_id, "url": photo.url or f"/sandbox/files/{photo.file_id}"}
