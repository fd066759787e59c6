"""Cards shown to one person in private: they live as the desk's own card does."""

import logging
from dataclasses import dataclass

from telegram import error

from copilot.app.office import Clerk, Office
from copilot.desk.buttons import Keyboard
from copilot.desk.cards import CardText
from copilot.desk.markup import inert
from copilot.desk.wire import Gone, Outgoing, Sent, Unacceptable, Wire
from copilot.desk.words import Words

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Copies:
    """Sends cards to people in private, and draws them again when the case moves on."""

    office: Office
    clerk: Clerk
    wire: Wire
    words: Words

    async def send(self, chat: int, case: str, number: int, text: CardText) -> None:
        """
        Show a card to *chat*; an earlier one there says that it has moved.

        Raises:
            telegram.error.TelegramError: it may not have arrived.
        """
        older = [one for one in await self.clerk(lambda: self._of(case)) if one.chat == chat]
        for one in text.above:
            if one.file is None:
                await self.wire.send(chat, Outgoing(text=one.text))
            else:
                await self.wire.send_file(chat, one.kind, one.file, one.text)
        sent = await self.wire.send(chat, Outgoing(text=text.text, keyboard=text.keyboard))
        await self.clerk(lambda: self._keep(case, sent))
        moved = inert(self.words.say("state.moved", number=number)).source
        for earlier in older:
            await self._edit(earlier, moved, ())

    async def redraw(self, case: str, text: CardText) -> None:
        """Bring every copy up to date; whoever left the team is shown nothing more."""
        for one in await self.clerk(lambda: self._of(case)):
            if self.office.people.find(one.chat) is not None:
                await self._edit(one, text.text, text.keyboard)

    async def _edit(self, at: Sent, text: str, keyboard: Keyboard) -> None:
        try:
            await self.wire.edit(at, text, keyboard)
        except (error.TelegramError, Gone, Unacceptable) as refused:
            # What it shows may be old; a press on it is refused and draws it again.
            log.info("a card in private could not be drawn again: %s", refused)

    def _of(self, case: str) -> list[Sent]:
        with self.office.store.read() as records:
            return [Sent(chat, message) for chat, message in records.cards.copies(case)]

    def _keep(self, case: str, at: Sent) -> None:
        with self.office.store.write() as records:
            records.cards.copied(case, chat=at.chat, message=at.message)
