"""The methods that keep a bot's menu: which commands are offered where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copilot.sandbox.chat import Chat
from copilot.sandbox.refusal import bad_request

if TYPE_CHECKING:
    from copilot.sandbox.call import Call
    from copilot.sandbox.world import Bot

COMMANDS_MOST = 100
DEFAULT = "default"
#: Scopes of every chat of a kind, and of one chat.
WIDE = frozenset({DEFAULT, "all_private_chats", "all_group_chats", "all_chat_administrators"})
NARROW = frozenset({"chat", "chat_administrators"})


def set_my_commands(call: Call) -> bool:
    """Answer setMyCommands."""
    commands = call.parameters.sequence("commands", called="commands") or []
    if len(commands) > COMMANDS_MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command"))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 0 < len(str(command.get("description") or "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.commands[_menu(call)] = commands
    return True


def get_my_commands(call: Call) -> list[object]:
    """Answer getMyCommands: those of the very scope and language that are named."""
    return call.bot.commands.get(_menu(call), [])


def delete_my_commands(call: Call) -> bool:
    """Answer deleteMyCommands."""
    call.bot.commands.pop(_menu(call), None)
    return True


def offered(bot: Bot, chat: Chat) -> list[object]:
    """The menu that a member of *chat* sees whose language has none: the narrowest set."""
    of_kind = "all_private_chats" if chat.kind == "private" else "all_group_chats"
    for scope in (_narrow("chat", chat.chat_id), of_kind, DEFAULT):
        if scope in bot.commands:
            return bot.commands[scope]
    return []


def _menu(call: Call) -> str:
    """Which menu is meant; without a language it is everybody's who has none of their own."""
    language = call.parameters.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("language code is invalid")
    return f"{_scope(call)}/{language}" if language else _scope(call)


def _scope(call: Call) -> str:
    scope = call.parameters.mapping("scope", called="BotCommandScope") or {"type": DEFAULT}
    kind = scope.get("type")
    if kind in NARROW:
        chat = call.world.chats.get(int(scope.get("chat_id") or 0))
        if chat is None:
            raise bad_request("chat not found")
        return _narrow(str(kind), chat.chat_id)
    if kind not in WIDE:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return str(kind)


def _narrow(kind: str, chat: int) -> str:
    return f"{kind}:{chat}"
