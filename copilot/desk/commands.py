"""Commands about the whole desk: facts, playbooks, posting suspended, handing over, help."""

from dataclasses import dataclass

import telegram
from telegram.ext import ContextTypes

from copilot.app.fact_talk import fact
from copilot.app.in_force import playbooks_in_force
from copilot.app.passing_on import passing_on
from copilot.app.pause import pause, resume
from copilot.desk.handlers import Handlers
from copilot.desk.markup import plain
from copilot.desk.passing_on_text import passing_on_text
from copilot.desk.playbooks_text import playbooks_text


@dataclass(slots=True)
class Commands:
    """Their handlers, over those that answer everything else."""

    handlers: Handlers

    async def on_fact(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List facts, or begin to change one; what is asked and shown comes as a notice."""
        message = update.effective_message
        if message is None:
            return
        more = (message.text or "").split(maxsplit=1)[1:]
        await self.handlers.command(
            update,
            lambda person: fact(
                self.handlers.office,
                message=message.message_id,
                person=person,
                text="".join(more),
                doing=self.handlers.doing(update),
            ),
        )

    async def on_pause(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Suspend posting."""
        office, doing = self.handlers.office, self.handlers.doing(update)
        await self.handlers.command(
            update, lambda person: pause(office, person=person, doing=doing)
        )

    async def on_resume(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Let posting go on."""
        office, doing = self.handlers.office, self.handlers.doing(update)
        await self.handlers.command(
            update, lambda person: resume(office, person=person, doing=doing)
        )

    async def on_help(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how it works; a stranger learns whom to ask, which is what helps them."""
        message, user = update.effective_message, update.effective_user
        if message is None:
            return
        office, person = self.handlers.office, user.id if user else 0
        if office.people.find(person) is None and message.sender_chat is None:
            self.handlers.speaker.refuse(message, office.stranger(person))
            return
        text = plain(self.handlers.words.say("help.text"))
        self.handlers.speaker.say_html(message, text.source)

    async def on_playbooks(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say which playbooks are in force, since when, and what is wrong with the files."""
        message = update.effective_message
        if message is None:
            return
        office = self.handlers.office
        found = await self.handlers.looking(
            message, lambda person: playbooks_in_force(office, person=person)
        )
        if found is None:
            return
        text = playbooks_text(
            found, self.handlers.words, now=office.clock.now(), zone=office.brand.timezone
        )
        self.handlers.speaker.say_html(message, text)

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
