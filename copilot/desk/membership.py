"""Who is acting, and whether Telegram still counts them among the desk's members."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import telegram
from telegram import error
from telegram.constants import ChatMemberStatus
from telegram.ext import ContextTypes

from copilot.app.office import Office
from copilot.desk.standing import Standing
from copilot.desk.understood import actor
from copilot.desk.wire import Wire
from copilot.domain.errors import Refused

log = logging.getLogger(__name__)

#: Telegram tells of those who leave, where the bot is an administrator; else it is asked so often.
FRESH_SECONDS = 60.0
#: While Telegram tells, or cannot be asked, what it said last counts so long.
LONGEST_SECONDS = 3600.0
#: A question that failed is not put again for the press that waited for it.
FAILED_SECONDS = 5.0
#: A press waits no longer for it.
PATIENCE_SECONDS = 2.0
#: So many are asked about side by side; the other connections are for answers to presses.
AT_ONCE = 8
#: Whom Telegram names as the author of what an administrator writes anonymously.
GROUP_ANONYMOUS_BOT = 1_087_968_824

_ABSENT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})
#: Refusals that are about the person; others say that the bot may not know.
_UNKNOWN = ("user not found", "participant_id_invalid", "member not found", "user_id_invalid")


@dataclass(frozen=True, slots=True)
class _Seen:
    is_member: bool
    at: float
    is_said: bool = True  #: by Telegram; else it does not know, and we go on as if
    is_ahead: bool = False  #: asked before anybody acted


@dataclass(slots=True)
class Membership:
    """What Telegram said of each member, and when; a cache, nothing is lost with it."""

    office: Office
    wire: Wire
    standing: Standing
    monotonic: Callable[[], float] = time.monotonic
    acted_at: dict[int, float] = field(default_factory=dict)  #: who pressed or wrote, and when
    _seen: dict[int, _Seen] = field(default_factory=dict)
    _asking: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    #: Asked for the next press, without an answer, and when.
    _unanswered: dict[int, float] = field(default_factory=dict)
    _few: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def presser(self, query: telegram.CallbackQuery) -> int:
        """
        Who pressed, still a member.

        Raises:
            Refused: `anonymous`, `left_desk` or `unchecked`.
        """
        return await self._checked(query.from_user.id)

    async def writer(self, message: telegram.Message) -> int:
        """
        Who wrote, still a member.

        Raises:
            Refused: `anonymous`, `left_desk` or `unchecked`.
        """
        if message.sender_chat is not None:
            raise Refused("anonymous")
        return await self._checked(message.from_user.id if message.from_user else 0)

    async def on_change(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Learn at once who came or went."""
        change = update.chat_member
        if change is not None and self.wire.chats.is_desk(change.chat.id):
            person = change.new_chat_member.user.id
            self._seen[person] = _Seen(_is_there(change.new_chat_member), self.monotonic())

    async def on_service(self, update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Learn it from what stands in the chat, which a bot that is no administrator reads."""
        message = update.effective_message
        if message is None or not self.wire.chats.is_desk(message.chat.id):
            return
        now = self.monotonic()
        for person in message.new_chat_members:
            self._seen[person.id] = _Seen(is_member=True, at=now)
        if message.left_chat_member is not None:
            self._seen[message.left_chat_member.id] = _Seen(is_member=False, at=now)

    async def _checked(self, person: int) -> int:
        if person == GROUP_ANONYMOUS_BOT:
            raise Refused("anonymous")
        if not self._is_to_check(person):
            return person
        if not await self._is_member(person):
            raise Refused("left_desk", names=self.office.leads)
        return person

    def foresee(self, update: telegram.Update) -> asyncio.Future[None] | None:
        """Begin to ask about who is behind *update*; nothing when that is known or not needed."""
        message, query = update.effective_message, update.callback_query
        anonymous = query is None and message is not None and message.sender_chat is not None
        acting = query is not None or message is not None
        person = actor(update)
        if person is None or anonymous or not acting or not self._is_to_check(person.id):
            return None
        self.acted_at[person.id] = self.monotonic()
        return self._asked(person.id)

    def seconds_left(self, person: int) -> float | None:
        """How long the answer about *person* holds; nothing when there never was one."""
        seen = self._seen.get(person)
        if seen is None:
            return None
        # Only a yes lasts: nobody is kept out for an hour because a line was lost.
        is_sure = seen.is_member and seen.is_said and self.standing.is_told(seen.at)
        lasts = LONGEST_SECONDS if is_sure else FRESH_SECONDS
        return max(0.0, seen.at + lasts - self.monotonic())

    async def renew(self, person: int) -> bool:
        """Ask about *person* before anybody needs it; say whether there was an answer."""
        if person not in self._asking:
            self._begin(person, is_ahead=True)
        await self._asking[person]
        return person not in self._unanswered

    @property
    def is_group(self) -> bool:
        """Whether somebody can come and go: a private desk has one member."""
        return self.wire.chats.now(self.office.desk.chat) <= 0

    def _is_to_check(self, person: int) -> bool:
        # Of strangers the configuration says enough.
        return self.is_group and self.office.people.find(person) is not None

    async def _is_member(self, person: int) -> bool:
        asked = self._asked(person)
        if asked is not None:
            await asked
        self._unanswered.pop(person, None)
        seen = self._seen.get(person)
        if seen is not None and self.monotonic() - seen.at < LONGEST_SECONDS:
            return seen.is_member
        raise Refused("unchecked")

    def _asked(self, person: int) -> asyncio.Future[None] | None:
        """The question to Telegram that is on its way; nothing when there is an answer."""
        failed_at = self._unanswered.get(person, float("-inf"))
        if self._holds(person) or self.monotonic() - failed_at < FAILED_SECONDS:
            return None
        if person not in self._asking:
            self._begin(person)
        return self._asking[person]

    def _holds(self, person: int) -> bool:
        """Whoever acts is asked about before they are refused: they may just have come."""
        seen = self._seen.get(person)
        if seen is None or (seen.is_ahead and not seen.is_member):
            return False
        return bool(self.seconds_left(person))

    def _begin(self, person: int, *, is_ahead: bool = False) -> None:
        self._unanswered.pop(person, None)
        self._asking[person] = asyncio.ensure_future(self._ask(person, is_ahead))
        self._asking[person].add_done_callback(lambda _: self._asking.pop(person, None))

    async def _ask(self, person: int, is_ahead: bool) -> None:
        chat, before = self.wire.chats.now(self.office.desk.chat), self._seen.get(person)
        at = self.monotonic()
        try:
            async with self._few, asyncio.timeout(PATIENCE_SECONDS):
                member = await self.wire.bot.get_chat_member(chat, person)
            seen = _Seen(_is_there(member), at, is_ahead=is_ahead)
        except error.BadRequest as refused:
            seen = _without_an_answer(refused, at, is_ahead)
        except Exception as fault:
            # Whatever it was, the press is waiting for an end of this.
            if not isinstance(fault, (error.TelegramError, TimeoutError)):
                log.exception("who is in the desk could not be asked")
            self._unanswered[person] = self.monotonic()
            return
        if self._seen.get(person) is before:  # else Telegram told meanwhile, which came after
            self._seen[person] = seen


def _without_an_answer(refused: error.BadRequest, at: float, is_ahead: bool) -> _Seen:
    """Somebody Telegram does not know here is no member; where the bot may not know, all are."""
    if any(sign in refused.message.lower() for sign in _UNKNOWN):
        return _Seen(is_member=False, at=at, is_ahead=is_ahead)
    log.warning(
        "Telegram does not say who is in the desk (%s): make the bot an administrator",
        refused.message,
    )
    return _Seen(is_member=True, at=at, is_said=False)


def _is_there(member: telegram.ChatMember) -> bool:
    return member.status not in _ABSENT and (
        not isinstance(member, telegram.ChatMemberRestricted) or member.is_member
    )
