"""The quietest answer there is: a face on a person's message, where words would be too much."""

import telegram

#: “Written down”: no opinion on what a colleague says, as a thumb up would be.
WRITTEN_DOWN = "✍"


async def acknowledge(bot: telegram.Bot, message: telegram.Message) -> None:
    """
    Show on *message* that it was kept; the same once more changes nothing.

    It is no message, so it takes nothing of what a minute has room for.

    Raises:
        telegram.error.TelegramError: a group may allow no such faces; the card shows the note too.
    """
    await bot.set_message_reaction(message.chat.id, message.message_id, WRITTEN_DOWN)
