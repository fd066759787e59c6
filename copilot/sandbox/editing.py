"""The methods that change, remove, pin or mark a message that is already there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.sandbox.chat import Chat, Message
from copilot.sandbox.keyboard import read_markup
from copilot.sandbox.refusal import NOT_MODIFIED, bad_request
from copilot.sandbox.sending import caption_words, keeps_edits, text_words

if TYPE_CHECKING:
    from copilot.sandbox.call import Call
    from copilot.sandbox.words import Json, Words

DELETE_WITHIN_SECONDS = 48 * 3600
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 "
    "🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 "
    "🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ "
    "😡"
)
#: The reactions that are not paid for; a bot may set one of them.
REACTIONS = frozenset(_REACTIONS.split())


def edit_message_text(call: Call) -> Json:
    """Answer editMessageText."""
    chat, message = _editable(call)
    words = text_words(call)
    if message.photo is not None or message.service:
        raise bad_request("there is no text in the message to edit")
    preview = call.parameters.mapping("link_preview_options", called="link preview options")
    return _change(call, chat, message, words=words, preview=preview)


def edit_message_caption(call: Call) -> Json:
    """Answer editMessageCaption."""
    chat, message = _editable(call)
    words = caption_words(call)
    if message.photo is None:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, chat, message, words=words, preview=message.link_preview)


def edit_message_reply_markup(call: Call) -> Json:
    """Answer editMessageReplyMarkup."""
    chat, message = _editable(call)
    return _change(call, chat, message, words=message.words, preview=message.link_preview)


def delete_message(call: Call) -> bool:
    """Answer deleteMessage."""
    chat = call.chat()
    message = call.message(chat, "delete")
    is_own = message.author_id == call.bot.bot_id
    is_old = call.world.clock.now() - message.date > DELETE_WITHIN_SECONDS
    if is_old or not (is_own or chat.may(call.bot.bot_id, "can_delete_messages")):
        raise bad_request("message can't be deleted")
    message.is_deleted = True
    _unpin(chat, message.message_id)
    call.world.notify("deleted", chat, message.message_id)
    return True


def pin_chat_message(call: Call) -> bool:
    """Answer pinChatMessage; the chat is told by a service message, as in Telegram."""
    chat = call.chat()
    message = call.message(chat, "pin")
    _must_pin(call, chat)
    _unpin(chat, message.message_id)
    chat.pinned.append(message.message_id)
    notice = Message(
        chat,
        call.world.next_message_id(chat),
        call.world.clock.date(),
        author_id=call.bot.bot_id,
        sender=None if chat.kind == "channel" else call.bot.user,
        sender_chat=chat if chat.kind == "channel" else None,
        service={"pinned_message": message.json(nested=True)},
    )
    call.world.post(notice)
    return True


def unpin_chat_message(call: Call) -> bool:
    """Answer unpinChatMessage; without a message it is the newest pinned one."""
    chat = call.chat()
    _must_pin(call, chat)
    message_id = call.parameters.integer("message_id") or (chat.pinned or [0])[-1]
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    _unpin(chat, message_id)
    call.world.notify("pinned", chat, message_id)
    return True


def set_message_reaction(call: Call) -> bool:
    """Answer setMessageReaction."""
    chat = call.chat()
    message = call.message(chat, "react")
    asked = call.parameters.sequence("reaction", called="reaction") or []
    chosen = [each for each in asked if isinstance(each, dict)]
    if len(chosen) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each.get("type") != "emoji" or each.get("emoji") not in REACTIONS for each in chosen):
        raise bad_request("REACTION_INVALID")
    message.reactions[call.bot.bot_id] = chosen
    call.world.notify("reaction", chat, message.message_id)
    return True


def _editable(call: Call) -> tuple[Chat, Message]:
    chat = call.chat()
    message = call.message(chat, "edit")
    if message.author_id != call.bot.bot_id or not keeps_edits(message):
        raise bad_request("message can't be edited")
    return chat, message


def _change(
    call: Call, chat: Chat, message: Message, *, words: Words, preview: Json | None
) -> Json:
    """Apply an edit; one without `reply_markup` takes the buttons away."""
    markup = read_markup(call.parameters)
    call.spend(chat)
    if (words, markup, preview) == (message.words, message.markup, message.link_preview):
        raise bad_request(NOT_MODIFIED)
    message.words, message.markup, message.link_preview = words, markup, preview
    message.edited_at = call.world.clock.date()
    call.world.notify("edited", chat, message.message_id)
    return message.json()


def _must_pin(call: Call, chat: Chat) -> None:
    if not chat.may(call.bot.bot_id, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def _unpin(chat: Chat, message_id: int) -> None:
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
