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
        chat = self.wire.chats.now(self.office.desk.chat)
        # Of strangers the configuration says enough; a private desk has one member.
        if chat > 0 or self.office.people.find(person) is None:
            return person
        if not await self._is_member(chat, person):
            raise Refused("left_desk", names=self.office.leads)
        return person

    async def _is_member(self, chat: int, person: int) -> bool:
        is_member, at = self._seen.get(person, (False, float("-inf")))
        age = self.monotonic() - at
        if age < FRESH_SECONDS:
            return is_member
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return self._learn(await self.wire.bot.get_chat_member(chat, person))
        except error.BadRequest as refused:
            return self._without_an_answer(refused, person)
        except (error.TelegramError, TimeoutError) as lost:
            if age < LONGEST_SECONDS:
                return is_member
            raise Refused("unchecked") from lost

    def _without_an_answer(self, refused: error.BadRequest, person: int) -> bool:
        """Somebody Telegram does not know here is none; where the bot may not know, all are."""
        is_member = not any(sign in refused.message.lower() for sign in _UNKNOWN)
        if is_member:
            log.warning(
                "Telegram does not say who is in the desk (%s): make the bot an administrator",
                refused.message,
            )
        self._seen[person] = (is_member, self.monotonic())
        return is_member

    def _learn(self, member: telegram.ChatMember) -> bool:
        is_member = member.status not in _ABSENT and (
            not isinstance(member, telegram.ChatMemberRestricted) or member.is_member
        )
        self._seen[member.user.id] = (is_member, self.monotonic())
        return is_member
