"""Commands about the work: what is next, mine, one case, found, posted, who is here, help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

import telegram
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from copilot.app import lookup
from copilot.app.forward import take_forwarded
from copilot.app.queue import Next, next_case, queue
from copilot.app.view import Outcome
from copilot.desk.bring import Bring
from copilot.desk.command_names import AT_DESK, key_of, named, nearest
from copilot.desk.forwarding import decode_forwarded
from copilot.desk.handlers import Handlers
from copilot.desk.list_text import Lists
from copilot.desk.markup import Html, plain
from copilot.desk.moments import Moments
from copilot.desk.queue_text import next_text, queue_text
from copilot.domain.errors import Refused

Context = ContextTypes.DEFAULT_TYPE
T = TypeVar("T")


@dataclass(slots=True)
class QueueCommands:
    """The handlers of all these, over those that answer everything else."""

    handlers: Handlers

    async def on_next(self, update: telegram.Update, _: Context) -> None:
        """Bring the card that should be seen to now."""
        message = _message(update)
        office = self.handlers.office
        found = await self.handlers.looking(
            message, lambda person: next_case(office, person=person)
        )
        if found is not None:
            await self._bring().case(message, found.case, said=self._next(found))

    async def on_queue(self, update: telegram.Update, _: Context) -> None:
        """Say what waits."""
        office = self.handlers.office

        def look(person: int) -> Outcome:
            if office.people.find(person) is None:
                raise office.stranger(person)
            return queue(office, person=person)

        message = _message(update)
        found = await self.handlers.looking(message, look)
        if found is not None:
            self.handlers.speaker.say_html(message, self._queue(found))

    async def on_case(self, update: telegram.Update, _: Context) -> None:
        """Bring one case's card, and say what happened to it."""
        message = _message(update)
        office, text = self.handlers.office, _after(message)
        found = await self.handlers.looking(
            message, lambda person: lookup.history(office, person=person, text=text)
        )
        if found is not None:
            said = self._lists().history(found)
            await self._bring().case(message, found.found.case, said=said, always=True)

    async def on_mine(self, update: telegram.Update, _: Context) -> None:
        """Say what this person holds and owes."""
        office = self.handlers.office
        await self._list(
            update, lambda person: lookup.mine(office, person=person), self._lists().mine
        )

    async def on_search(self, update: telegram.Update, _: Context) -> None:
        """Say which cases fit."""
        office, text = self.handlers.office, _after(_message(update))
        await self._list(
            update,
            lambda person: lookup.search(office, person=person, text=text),
            lambda found: self._lists().search(found, text),
        )

    async def on_posted(self, update: telegram.Update, _: Context) -> None:
        """Say what went out today."""
        office = self.handlers.office
        await self._list(
            update, lambda person: lookup.posted_today(office, person=person), self._lists().posted
        )

    async def on_people(self, update: telegram.Update, _: Context) -> None:
        """Say who is who, and who has how much in hand."""
        office, me = self.handlers.office, _person(_message(update))
        await self._list(
            update,
            lambda person: lookup.team(office, person=person),
            lambda team: self._lists().team(team, me=me),
        )

    async def on_unknown(self, update: telegram.Update, _: Context) -> None:
        """Say which command was perhaps meant; a group may hold other bots, with their own."""
        message = _message(update)
        word, addressed = _command(message)
        in_private = message.chat.type == ChatType.PRIVATE
        if addressed and addressed.casefold() != self._username():
            return
        if key_of(word) in AT_DESK:
            self.handlers.speaker.refuse(message, Refused("at_desk"))
            return
        near = nearest(word)
        if near is None and not (in_private or addressed):
            return
        words, known = self.handlers.words, self.handlers.office.people.find(_person(message))
        if known is None:
            self.handlers.speaker.refuse(message, self._stranger(message))
            return
        help_name = named(words.lang)["aide"]
        said = (
            words.say("command_unknown.near", word=word, near=near, help=help_name)
            if near
            else words.say("command_unknown.none", word=word, help=help_name)
        )
        self.handlers.speaker.say(message, said)

    async def on_forwarded(self, update: telegram.Update, _: Context) -> None:
        """Make a case of what somebody of the team saw elsewhere."""
        message = _message(update)
        complaint = decode_forwarded(message)
        if complaint is None:
            self.handlers.speaker.refuse(message, Refused("empty_forward"))
            return
        office = self.handlers.office
        is_part, doing = bool(message.media_group_id), self.handlers.doing(update)
        outcome = await self.handlers.looking(
            message,
            lambda person: take_forwarded(
                office, complaint, person=person, is_part=is_part, doing=doing
            ),
        )
        if outcome is None:
            return
        self.handlers.bell.ring()
        if said := self.handlers.speaker.outcome(outcome):
            self.handlers.speaker.say(message, said)

    async def on_words(self, update: telegram.Update, _: Context) -> None:
        """Say what can be done here to who writes to the bot in private."""
        message = _message(update)
        if self.handlers.office.people.find(_person(message)) is None:
            self.handlers.speaker.refuse(message, self._stranger(message))
            return
        words = self.handlers.words
        text = plain(words.say("private.what", **named(words.lang)))
        self.handlers.speaker.say_html(message, text.source)

    def _stranger(self, message: telegram.Message) -> Refused:
        return self.handlers.office.stranger(_person(message))

    def _username(self) -> str:
        return (self.handlers.wire.bot.username or "").casefold()

    async def _list(
        self,
        update: telegram.Update,
        look: Callable[[int], T],
        write: Callable[[T], Html],
    ) -> None:
        message = _message(update)
        found = await self.handlers.looking(message, look)
        if found is not None:
            self.handlers.speaker.say_html(message, write(found).source)

    def _queue(self, found: Outcome) -> str:
        office = self.handlers.office
        return queue_text(
            found.values,
            self.handlers.words,
            now=office.clock.now(),
            zone=office.brand.timezone,
            chat=self.handlers.wire.chats.now(office.desk.chat),
        )

    def _next(self, found: Next) -> Html:
        lists = self._lists()
        return next_text(found, lists.words, lists.times)

    def _bring(self) -> Bring:
        at_hand = self.handlers
        return Bring(
            office=at_hand.office,
            clerk=at_hand.clerk,
            wire=at_hand.wire,
            words=at_hand.words,
            bell=at_hand.bell,
            speaker=at_hand.speaker,
        )

    def _lists(self) -> Lists:
        return Lists(words=self.handlers.words, times=self._times())

    def _times(self) -> Moments:
        office = self.handlers.office
        return Moments(self.handlers.words, ZoneInfo(office.brand.timezone), office.clock.now())


def _message(update: telegram.Update) -> telegram.Message:
    message = update.effective_message
    assert message is not None  # noqa: S101 - the handlers take messages alone
    return message


def _person(message: telegram.Message) -> int:
    return message.from_user.id if message.from_user else 0


def _command(message: telegram.Message) -> tuple[str, str]:
    """The command as typed, and the bot it is addressed to, if any."""
    words = (message.text or "").split(maxsplit=1)
    word, _, addressed = (words[0] if words else "").removeprefix("/").partition("@")
    return word, addressed


def _after(message: telegram.Message) -> str:
    return "".join((message.text or "").split(maxsplit=1)[1:])
