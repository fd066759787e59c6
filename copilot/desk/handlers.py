"""What people do at the desk: decode it, call one use case, say what became of it."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import telegram
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from copilot.app.dialogue import about, edited, reply
from copilot.app.doing import key_of
from copilot.app.office import Clerk, Office
from copilot.app.view import Outcome
from copilot.desk.acknowledging import acknowledge
from copilot.desk.bell import Bell
from copilot.desk.card_place import place_of
from copilot.desk.connect import bot_key
from copilot.desk.flow import Flow
from copilot.desk.markup import inert, joined, link
from copilot.desk.membership import Membership
from copilot.desk.pressing import Pressing
from copilot.desk.speaking import Speaker
from copilot.desk.standing import Standing
from copilot.desk.wire import Sent, Wire, link_to_card
from copilot.desk.words import Words
from copilot.domain.errors import Refused

T = TypeVar("T")

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE
#: Stands in a note for what a colleague showed without a word.
PICTURE = "📷"
#: What the app says through a notice of its own.
_TOLD_ELSEWHERE = frozenset(
    {
        "paused",
        "resumed",
        "noted",
        "known",
        "kept",
        "found",
        "prompted",
        "facts",
        "fact_proposed",
    }
)
#: What changed a card that may have scrolled away.
_WITH_CARD = frozenset(
    {"revised", "filled_in", "waiting", "wait_answered", "insight_word", "alert_noted"}
)


@dataclass(slots=True, kw_only=True)
class Handlers:
    """The desk's handlers; Telegram is spoken to in the background, so that none waits for it."""

    office: Office
    clerk: Clerk
    wire: Wire
    words: Words
    bell: Bell  #: rings when something is to be drawn
    point_to: Callable[[Sent, str], Awaitable[None]]
    flow: Flow = field(default_factory=Flow)  #: of updates

    speaker: Speaker = field(init=False)
    membership: Membership = field(init=False)
    pressing: Pressing = field(init=False)

    def __post_init__(self) -> None:
        standing = Standing(self.wire, lambda: self.office.desk.chat, self.flow)
        self.membership = Membership(self.office, self.wire, standing)
        self.speaker = Speaker(office=self.office, wire=self.wire, words=self.words)
        self.pressing = Pressing(
            office=self.office,
            clerk=self.clerk,
            membership=self.membership,
            speaker=self.speaker,
            point_to=self.point_to,
        )

    async def on_press(self, update: telegram.Update, _: Context) -> None:
        """Do one press; answered even when the database fails, so the button stops spinning."""
        try:
            faults = await self.on_presses({update.update_id: update})
        except Exception:
            self.pressing.fail(update)
            raise
        for fault in faults.values():
            raise fault

    async def on_presses(self, updates: Mapping[int, telegram.Update]) -> Mapping[int, Exception]:
        """
        Do presses side by side; give the faults of those that failed.

        Raises:
            StoreError: the database refused; nothing was kept and nobody was answered.
        """
        faults = await self.pressing.take(updates)
        self.bell.ring()
        return faults

    async def on_reply(self, update: telegram.Update, _: Context) -> None:
        """
        Take new wording to a prompt, or a note to a card; of other replies say that they are not.

        What a person edits afterwards changes the words or the note that it became.
        """
        message = update.effective_message
        if message is None or message.reply_to_message is None:
            return
        asked = message.reply_to_message
        if asked.forum_topic_created is not None:
            return  # in a topic, so is everything that replies to nothing
        if asked.from_user is None or str(asked.from_user.id) != bot_key(self.wire.bot):
            return
        use = partial(
            edited if update.edited_message is not None else reply, doing=self.doing(update)
        )
        try:
            person = await self.membership.writer(message)
            outcome = await self.clerk(lambda: self._reply(message, asked.message_id, person, use))
        except Refused as refused:
            self.speaker.say(message, self.speaker.refusal(refused))
            self.bell.ring()
            return
        if outcome is None:
            return
        if outcome.code in _WITH_CARD:
            await self._tell_with_card(message, outcome)
        else:
            self._tell(message, outcome)

    async def on_migration(self, update: telegram.Update, _: Context) -> None:
        """Follow a group that became a supergroup."""
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id is not None:
            await self.wire.chats.moved(message.chat.id, message.migrate_to_chat_id)

    def _reply(
        self,
        message: telegram.Message,
        asked: int,
        person: int,
        use: Callable[..., Outcome | None],
    ) -> Outcome | None:
        text = message.text or message.caption or ""
        chat = message.chat.id
        with self.office.store.read() as records:
            known = (
                records.chat.prompt(chat, asked)
                or records.facts.prompt(chat, asked)
                or about(records, chat, asked)
            )
            if not text and isinstance(known, str | None):
                if known is None or message.effective_attachment is None:
                    return None
                text = PICTURE
        return use(
            self.office,
            chat=chat,
            to_message=asked,
            message=message.message_id,
            person=person,
            text=_whole(text),
        )

    def doing(self, update: telegram.Update) -> str:
        """Under which name it is kept what became of *update*."""
        return key_of(bot=bot_key(self.wire.bot), update=update.update_id)

    async def command(self, update: telegram.Update, use: Callable[[int], Outcome]) -> None:
        """Run one use case for who wrote *update*, and say what became of it."""
        message = update.effective_message
        if message is None:
            return
        try:
            person = await self.membership.writer(message)
            outcome = await self.clerk(lambda: use(person))
        except Refused as refused:
            self.speaker.refuse(message, refused)
            return
        self._tell(message, outcome)

    async def looking(self, message: telegram.Message, look: Callable[[int], T]) -> T | None:
        """Look something up for who asks, a member of the desk still; others are told why not."""
        try:
            person = await self.membership.writer(message)
            return await self.clerk(lambda: look(person))
        except Refused as refused:
            self.speaker.refuse(message, refused)
            return None

    def _tell(self, message: telegram.Message, outcome: Outcome) -> None:
        self.bell.ring()
        told_here = outcome.code in _TOLD_ELSEWHERE and message.chat.type != ChatType.PRIVATE
        if told_here and outcome.code == "noted":
            self.speaker.soon(acknowledge(self.wire.bot, message))
        if not told_here and (said := self.speaker.outcome(outcome)):
            self.speaker.say(message, said)

    async def _tell_with_card(self, message: telegram.Message, outcome: Outcome) -> None:
        """
        Lead back to the card, which may have scrolled away while somebody was writing.

        Where it has no address its number is said, by which it is found.
        """
        self.bell.ring()
        number, card = await self.clerk(lambda: place_of(self.office, outcome.case or ""))
        there = link(self.words.say("state.see_card"), link_to_card(card)) or inert(
            self.words.say("state.which_card", number=number)
        )
        said = joined([inert(self.speaker.outcome(outcome)), there], " ")
        self.speaker.say_html(message, said.source)


def _whole(text: str) -> str:
    """Make lone halves of characters whole, as a client may send them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
