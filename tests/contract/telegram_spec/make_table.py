"""
Writes table.json: names, types and required flags of the Bot API that we use.

Run it as `COPILOT_SPECS=<folder> python tests/contract/telegram_spec/make_table.py`; the folder
holds the official description, telegram-api.json, which is no part of this repository.
"""

import json
import os
from pathlib import Path

TABLE = Path(__file__).with_name("table.json")
SOURCE = "telegram-api.json"

METHODS = """
answerCallbackQuery deleteMessage deleteMyCommands deleteWebhook editMessageCaption editMessageReplyMarkup
editMessageText getChat getChatAdministrators getChatMember getMe getMyCommands getUpdates
getWebhookInfo pinChatMessage sendAnimation sendAudio sendChatAction sendDocument sendMediaGroup
sendMessage sendPhoto sendVideo sendVoice setMessageReaction setMyCommands setWebhook
unpinChatMessage
""".split()  # noqa: SIM905 - a list that is read and edited by people

TYPES = """
AcceptedGiftTypes Animation Audio BotCommand BotCommandScope BotCommandScopeAllChatAdministrators
BotCommandScopeAllGroupChats BotCommandScopeAllPrivateChats BotCommandScopeChat
BotCommandScopeChatAdministrators BotCommandScopeChatMember BotCommandScopeDefault CallbackQuery
Chat ChatFullInfo ChatMember ChatMemberAdministrator ChatMemberBanned ChatMemberLeft
ChatMemberMember ChatMemberOwner ChatMemberRestricted ChatMemberUpdated CopyTextButton Document ForceReply
ForumTopicCreated InaccessibleMessage InlineKeyboardButton InlineKeyboardMarkup InputMediaPhoto
KeyboardButton LinkPreviewOptions MaybeInaccessibleMessage Message MessageEntity MessageOrigin
MessageOriginChannel MessageOriginChat MessageOriginHiddenUser MessageOriginUser
MessageReactionUpdated PhotoSize ReactionType ReactionTypeCustomEmoji ReactionTypeEmoji
ReactionTypePaid ReplyKeyboardMarkup ReplyKeyboardRemove ReplyParameters ResponseParameters
TextQuote Update User Video Voice WebhookInfo
""".split()  # noqa: SIM905 - the same


def make_table(specs):
    """Read the official description in the folder *specs* and keep what we use."""
    described = json.loads((Path(specs) / SOURCE).read_text(encoding="utf-8"))
    return {
        "version": described["version"],
        "methods": {name: _method(described["methods"][name]) for name in METHODS},
        "types": {name: _type(described["types"][name]) for name in TYPES},
    }


def as_text(table):
    """Write a table one method or type a line, so that a change of the API is readable."""
    parts = []
    for part in ("methods", "types"):
        lines = (
            f"  {json.dumps(name)}: {json.dumps(entry)}"
            for name, entry in sorted(table[part].items())
        )
        parts.append(f' "{part}": {{\n' + ",\n".join(lines) + "\n }")
    return f'{{\n "version": {json.dumps(table["version"])},\n' + ",\n".join(parts) + "\n}\n"


def _method(described):
    return {"returns": described["returns"], "fields": _fields(described)}


def _type(described):
    if "subtypes" in described:
        return {"subtypes": described["subtypes"]}
    return {"fields": _fields(described)}


def _fields(described):
    """Give each field's types; a required one's name starts with `*`."""
    return {
        ("*" if field["required"] else "") + field["name"]: field["types"]
        for field in described.get("fields", [])
    }


if __name__ == "__main__":
    TABLE.write_text(as_text(make_table(os.environ["COPILOT_SPECS"])), encoding="utf-8")
