"""The commands as Telegram's menu offers them: where, and in the language of each telephone."""

import telegram
from telegram import error

from copilot.desk.command_names import AT_DESK, named
from copilot.desk.words import LANGUAGES, Words, read


async def announce_commands(bot: telegram.Bot, words: Words, *, desk: int) -> None:
    """
    Put the commands in Telegram's menu at the desk and in private; the desk works without it.

    Each telephone shows them in its own language, or else in the desk's. Customers in a channel's
    group are offered none: what is set there applies where nothing narrower does.
    """
    try:
        for lang in LANGUAGES:
            await _announce(bot, words if lang == words.lang else read(lang), desk, lang)
        await _announce(bot, words, desk, None)
        await bot.delete_my_commands()
    except error.TelegramError:
        return


async def _announce(bot: telegram.Bot, words: Words, desk: int, lang: str | None) -> None:
    described = {
        key: (name, words.say(f"command.{key}")) for key, name in named(words.lang).items()
    }
    in_private = [one for key, one in described.items() if key not in AT_DESK]
    for commands, scope in (
        (list(described.values()), telegram.BotCommandScopeChat(desk)),
        (in_private, telegram.BotCommandScopeAllPrivateChats()),
    ):
        await bot.set_my_commands(commands, scope=scope, language_code=lang)
