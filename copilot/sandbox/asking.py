"""The methods that read: who the bot is, which chat this is, who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.sandbox.chat import Chat, present
from copilot.sandbox.query import ANSWER_MOST
from copilot.sandbox.refusal import QUERY_TOO_OLD, bad_request

if TYPE_CHECKING:
    from copilot.sandbox.call import Call
    from copilot.sandbox.words import Json

ADMINISTRATORS = frozenset({"creator", "administrator"})
_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note"
)
ACTIONS = frozenset(_ACTIONS.split())
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(call: Call) -> Json:
    """Answer getMe."""
    return {
        **call.bot.user.json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not call.bot.is_private,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(call: Call) -> Json:
    """Answer getChat."""
    chat = call.chat()
    pinned = chat.live(chat.pinned[-1]) if chat.pinned else None
    return present(
        {
            **chat.json(),
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(GIFTS, False),
            "linked_chat_id": chat.linked_chat_id,
            "pinned_message": pinned and pinned.json(nested=True),
        }
    )


def get_chat_member(call: Call) -> Json:
    """Answer getChatMember; of people who never came it knows nothing."""
    chat = call.chat()
    user = call.world.users.get(call.parameters.integer("user_id") or 0)
    if user is None:
        raise bad_request("user not found")
    return chat.member_json(user)


def get_chat_administrators(call: Call) -> list[Json]:
    """Answer getChatAdministrators; other bots only when they are asked for."""
    chat = call.chat()
    _must_have_members(chat)
    wants_bots = call.parameters.boolean("return_bots")
    people = [call.world.users[each] for each in chat.members]
    return [
        chat.member_json(user)
        for user in people
        if chat.members[user.user_id] in ADMINISTRATORS
        and (wants_bots or not user.is_bot or user is call.bot.user)
    ]


def send_chat_action(call: Call) -> bool:
    """Answer sendChatAction."""
    call.chat()
    if call.parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def answer_callback_query(call: Call) -> bool:
    """Answer answerCallbackQuery: what the presser reads, once, while Telegram still waits."""
    query = call.world.queries.get(call.parameters.text("callback_query_id"))
    now = call.world.clock.now()
    if query is None or query.bot_id != call.bot.bot_id or not query.is_open(now):
        raise bad_request(QUERY_TOO_OLD)
    text = call.parameters.text("text")
    if len(text) > ANSWER_MOST:
        raise bad_request("MESSAGE_TOO_LONG")
    query.close(
        {
            "text": text,
            "show_alert": call.parameters.boolean("show_alert"),
            "url": call.parameters.text("url"),
        }
    )
    call.world.notify("answer", call.world.chats[query.chat_id], query.message_id)
    return True


def _must_have_members(chat: Chat) -> None:
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
