"""What people do at the desk: decode it, call one use case, say what became of it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import telegram
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from copilot.app.dialogue import edited, reply
from copilot.app.doing import key_of
from copilot.app.office import Clerk, Office
from copilot.app.ports.records import CardRecord
from copilot.app.press import press
from copilot.app.view import Outcome
from copilot.desk.bell import Bell
from copilot.desk.buttons import decode, menu_keyboard
from copilot.desk.connect import bot_key
from copilot.desk.markup import inert, joined, link
from copilot.desk.membership import Membership
from copilot.desk.speaking import Speaker
from copilot.desk.wire import Sent, Wire, link_to
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
        "escalated",
    }
)
#: What changed a card that may have scrolled away.
_WITH_CARD = frozenset({"revised", "filled_in", "waiting", "wait_answered", "insight_word"})


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A press that was done, and the card it was done on."""

    outcome: Outcome
    case: str | None
    card: CardRecord | None
    is_copy: bool  #: pressed in private, on a card that is drawn again there


@dataclass(slots=True, kw_only=True)
class Handlers:
    """The desk's handlers; Telegram is spoken to in the background, so that none waits for it."""

    office: Office
    clerk: Clerk
    wire: Wire
    words: Words
    bell: Bell  #: rings when something is to be drawn
    point_to: Callable[[Sent, str], Awaitable[None]]

    speaker: Speaker = field(init=False)
    membership: Membership = field(init=False)

    def __post_init__(self) -> None:
        self.membership = Membership(self.office, self.wire)
        self.speaker = Speaker(office=self.office, wire=self.wire, words=self.words)

    async def on_press(self, update: telegram.Update, _: Context) -> None:
        """Answer every press, even a refused or broken one, so the button stops spinning."""
        query = update.callback_query
        assert query is not None  # noqa: S101 - the handler takes nothing else
        pressed = decode(query.data or "")
        if pressed is None:
            self.speaker.soon(
                self.wire.answer(query.id, self.words.say("toast.too_old"), alert=True)
            )
            return
        where = Sent(query.message.chat.id, query.message.message_id) if query.message else None
        try:
            person = await self.membership.presser(query)
            done = await self.clerk(
                lambda: self._press(pressed.action, pressed.token, person, where, update)
            )
        except Refused as refused:
            self.speaker.soon(
                self.wire.answer(query.id, self.speaker.refusal(refused), alert=True)
            )
            self.bell.ring()
            return
        except Exception:
            self.speaker.soon(
                self.wire.answer(query.id, self.words.say("toast.error"), alert=True)
            )
            raise
        said = self.speaker.outcome(done.outcome)
        self.speaker.soon(self.wire.answer(query.id, said, alert=done.outcome.alert))
        if where is not None:
            self._show_at(where, done)
        self.bell.ring()

    async def on_reply(self, update: telegram.Update, _: Context) -> None:
        """
        Take new wording to a prompt, or a note to a card; other replies are people's own.

        What a person edits afterwards changes the words or the note that it became.
        """
        message = update.effective_message
        if message is None or message.reply_to_message is None:
            return
        asked = message.reply_to_message
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

    def _press(
        self, action: str, token: str, person: int, where: Sent | None, update: telegram.Update
    ) -> _Pressed:
        in_private = where is not None and where.chat == person
        outcome = press(
            self.office,
            action=action,
            token=token,
            person=person,
            in_private=in_private,
            doing=self.doing(update),
        )
        with self.office.store.read() as records:
            button = records.chat.find_button(token)
            card = records.cards.get(button.case) if button else None
            copies = records.cards.copies(button.case) if button and in_private else ()
        if card is not None and outcome.code in {"menu", "back"}:
            self._forget_buttons(card)
        is_copy = where is not None and (where.chat, where.message) in copies
        return _Pressed(outcome, button.case if button else None, card, is_copy)

    def _forget_buttons(self, card: CardRecord) -> None:
        """What hangs below the card is no longer what was drawn: draw it again next time."""
        if card.chat is None or card.message is None:
            return
        above_digest = (card.shown_digest or "").partition(".")[2]
        with self.office.store.write() as records:
            records.cards.shown(
                card.case,
                version=card.shown_version,
                digest=f"menu.{above_digest}",
                chat=card.chat,
                message=card.message,
                above=card.above,
            )

    def _show_at(self, where: Sent, done: _Pressed) -> None:
        menu = done.outcome.menu
        if menu is not None:
            keyboard = menu_keyboard(menu.buttons, menu.kind, self.words)
            self.speaker.soon(
                self.speaker.patiently(lambda: self.wire.edit_keyboard(where, keyboard))
            )
        elif done.is_copy:
            return
        elif done.case and done.card and done.card.message not in (None, where.message):
            self.speaker.soon(self.point_to(where, done.case))

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
            # A prompt put before the group changed its number is known under the old one.
            known = (
                records.chat.prompt(chat, asked)
                or records.facts.prompt(chat, asked)
                or records.cards.at(chat, asked)
            )
            if known is None and self.wire.chats.is_desk(chat):
                chat = self.office.desk.chat
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
        if not told_here and (said := self.speaker.outcome(outcome)):
            self.speaker.say(message, said)

    async def _tell_with_card(self, message: telegram.Message, outcome: Outcome) -> None:
        """Lead back to the card, which may have scrolled away while somebody was writing."""
        self.bell.ring()
        card = await self.clerk(lambda: self._card(outcome.case or ""))
        at = card and card.chat and card.message
        where = link_to(self.wire.chats.now(card.chat or 0), at) if card and at else None
        said = joined(
            [inert(self.speaker.outcome(outcome)), link(self.words.say("state.see_card"), where)],
            " ",
        )
        self.speaker.say_html(message, said.source)

    def _card(self, case: str) -> CardRecord | None:
        with self.office.store.read() as records:
            return records.cards.get(case)


def _whole(text: str) -> str:
    """Make lone halves of characters whole, as a client may send them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
