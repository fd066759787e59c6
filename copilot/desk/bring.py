"""Bring a case's card to whoever asks for it: pointed to at the desk, shown whole in private."""

from dataclasses import dataclass

import telegram
from telegram.constants import ChatType

from copilot.app.office import Clerk, Office
from copilot.app.ports.records import CardRecord
from copilot.app.project import view
from copilot.desk.bell import Bell
from copilot.desk.cards import render
from copilot.desk.copies import Copies
from copilot.desk.markup import Html
from copilot.desk.speaking import Speaker
from copilot.desk.wire import Outgoing, Wire
from copilot.desk.words import Words
from copilot.domain.case import WORKABLE, Case

#: A card so many messages up has scrolled away on a phone.
FAR = 20


@dataclass(slots=True, kw_only=True)
class Bring:
    """Shows one case where it was asked for."""

    office: Office
    clerk: Clerk
    wire: Wire
    words: Words
    bell: Bell
    speaker: Speaker

    async def case(
        self, message: telegram.Message, case: Case, *, said: Html, always: bool = False
    ) -> None:
        """
        Answer *message* with the card of *case*.

        Where the card is in sight it is pointed to with *said*, which a card just sent does not
        need, unless *always*.
        """
        if message.chat.type == ChatType.PRIVATE:
            self.speaker.soon(self._in_private(message, case, said if always else Html()))
            return
        card = await self.clerk(lambda: self._card(case))
        here = card is not None and card.message is not None and card.chat == message.chat.id
        is_far = not here or message.message_id - ((card and card.message) or 0) > FAR
        if is_far and case.status in WORKABLE:
            await self.clerk(lambda: self._send_anew(case))
            self.bell.ring()
            if not always:
                return
        at = card.message if card and here and not is_far else message.message_id
        answer = Outgoing(text=said.source, reply_to=at, is_answer=True)
        self.speaker.soon(self.speaker.patiently(lambda: self._point(message, case, answer)))

    async def _point(self, message: telegram.Message, case: Case, answer: Outgoing) -> None:
        sent = await self.wire.send(message.chat.id, answer)
        if sent.is_loose and answer.reply_to != message.message_id:
            # Telegram tells no bot of a card that was deleted: only now does it show.
            await self.clerk(lambda: self._send_anew(case))
            self.bell.ring()

    async def _in_private(self, message: telegram.Message, case: Case, said: Html) -> None:
        drawn = await self.clerk(lambda: view(self.office, case.id))
        copies = Copies(office=self.office, clerk=self.clerk, wire=self.wire, words=self.words)
        text = render(drawn, words=self.words)
        if said:
            answer = Outgoing(text=said.source, reply_to=message.message_id, is_answer=True)
            await self.speaker.patiently(lambda: self.wire.send(message.chat.id, answer))
        await self.speaker.patiently(
            lambda: copies.send(message.chat.id, case.id, case.number, text)
        )

    def _card(self, case: Case) -> CardRecord | None:
        with self.office.store.read() as records:
            return records.cards.get(case.id)

    def _send_anew(self, case: Case) -> None:
        """Ask for a fresh card at the bottom; the painter lets the old one lead there."""
        with self.office.store.write() as records:
            records.cards.renew(case.id)
            records.cards.touch(case.id, urgency=0)
