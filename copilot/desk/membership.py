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
from copilot.desk.wire import Wire
from copilot.domain.errors import Refused

log = logging.getLogger(__name__)

#: Telegram tells of those who leave, where the bot is an administrator; else it is asked so often.
FRESH_SECONDS = 60.0
#: While Telegram cannot be asked, what it said last counts so long.
LONGEST_SECONDS = 3600.0
#: A press waits no longer for it.
PATIENCE_SECONDS = 2.0
#: So many are asked about side by side; the other connections are for answers to presses.
AT_ONCE = 8
#: Whom Telegram names as the author of what an administrator writes anonymously.
GROUP_ANONYMOUS_BOT = 1_087_968_824

_ABSENT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})
#: Refusals that are about the person; others say that the bot may not know.
_UNKNOWN = ("user not found", "participant_id_invalid", "member not found", "user_id_invalid")


@dataclass(slots=True)
class Membership:
    """What Telegram said of each member, and when; a cache, nothing is lost with it."""

    office: Office
    wire: Wire
    monotonic: Callable[[], float] = time.monotonic
    _seen: dict[int, tuple[bool, float]] = field(default_factory=dict)
    _asking: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    #: Asked for the next press, without an answer.
    _unanswered: set[int] = field(default_factory=set)
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
            self._learn(change.new_chat_member)

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
        person = update.effective_user
        if person is None or anonymous or not acting or not self._is_to_check(person.id):
            return None
        return self._asked(person.id)

    def _is_to_check(self, person: int) -> bool:
        # Of strangers the configuration says enough; a private desk has one member.
        chat = self.wire.chats.now(self.office.desk.chat)
        return chat <= 0 and self.office.people.find(person) is not None

    async def _is_member(self, person: int) -> bool:
        asked = self._asked(person)
        if asked is not None:
            await asked
        self._unanswered.discard(person)
        is_member, at = self._seen.get(person, (False, float("-inf")))
        if self.monotonic() - at < LONGEST_SECONDS:
            return is_member
        raise Refused("unchecked")

    def _asked(self, person: int) -> asyncio.Future[None] | None:
        """The question to Telegram that is on its way; nothing when there is an answer."""
        _, at = self._seen.get(person, (False, float("-inf")))
        if self.monotonic() - at < FRESH_SECONDS or person in self._unanswered:
            return None
        if person not in self._asking:
            self._asking[person] = asyncio.ensure_future(self._ask(person))
            self._asking[person].add_done_callback(lambda _: self._asking.pop(person, None))
        return self._asking[person]

    async def _ask(self, person: int) -> None:
        chat = self.wire.chats.now(self.office.desk.chat)
        try:
            async with self._few, asyncio.timeout(PATIENCE_SECONDS):
                self._learn(await self.wire.bot.get_chat_member(chat, person))
        except error.BadRequest as refused:
            self._without_an_answer(refused, person)
        except (error.TelegramError, TimeoutError):
            self._unanswered.add(person)
        except Exception:
            # Whatever it was, the press is waiting for an end of this.
            log.exception("who is in the desk could not be asked")
            self._unanswered.add(person)

    def _without_an_answer(self, refused: error.BadRequest, person: int) -> None:
        """Somebody Telegram does not know here is none; where the bot may not know, all are."""
        is_member = not any(sign in refused.message.lower() for sign in _UNKNOWN)
        if is_member:
            log.warning(
                "Telegram does not say who is in the desk (%s): make the bot an administrator",
                refused.message,
            )
        self._seen[person] = (is_member, self.monotonic())

    def _learn(self, member: telegram.ChatMember) -> None:
        is_member = member.status not in _ABSENT and (
            not isinstance(member, telegram.ChatMemberRestricted) or member.is_member
        )
        self._seen[member.user.id] = (is_member, self.monotonic())
