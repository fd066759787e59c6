"""Every method that the sandbox answers, by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from copilot.sandbox import asking, commands, editing, polling, sending
from copilot.sandbox.attached import KINDS
from copilot.sandbox.call import Call

Method = Callable[[Call], object | Awaitable[object]]

METHODS: dict[str, Method] = {
    "getMe": asking.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendMediaGroup": sending.send_media_group,
    **{f"send{kind.title()}": partial(sending.send_attached, kind) for kind in KINDS},
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": asking.answer_callback_query,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatAdministrators": asking.get_chat_administrators,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "sendChatAction": asking.send_chat_action,
}
#: Telegram doesn't mind how a method's name is capitalised.
BY_LOWER_NAME = {name.lower(): name for name in METHODS}
