"""The command that hands the desk over: `/passation`."""

from dataclasses import dataclass

import telegram
from telegram.ext import ContextTypes

from copilot.app.passing_on import passing_on
from copilot.desk.handlers import Handlers
from copilot.desk.passing_on_text import passing_on_text


@dataclass(slots=True)
class ShiftCommands:
    """Its handler, over those that answer everything else."""

    handlers: Handlers

    async def on_passing_on(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what the next shift has to know."""
        message = update.effective_message
        if message is None:
            return
        office = self.handlers.office
        outcome = await self.handlers.looking(
            message, lambda person: passing_on(office, person=person)
        )
        if outcome is None:
            return
        text = passing_on_text(
            outcome.values,
            self.handlers.words,
            now=office.clock.now(),
            zone=office.brand.timezone,
            chat=self.handlers.wire.chats.now(office.desk.chat),
        )
        self.handlers.speaker.say_html(message, text)
