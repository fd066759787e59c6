"""People and groups that the desk doesn't know yet: what to paste to make them known."""

from collections.abc import Mapping

import telegram
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from copilot.app.office import Clerk, Office
from copilot.app.ports.records import Notice
from copilot.app.shut import opened, shut
from copilot.desk.bell import Bell
from copilot.desk.chats import Chats

Context = ContextTypes.DEFAULT_TYPE
_PRESENT = frozenset(
    {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}
)
_GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})


class Arrivals:
    """Answers strangers and new groups, once for each time they come."""

    def __init__(
        self,
        *,
        office: Office,
        clerk: Clerk,
        bell: Bell,
        chats: Chats,
        known: frozenset[int] = frozenset(),
    ) -> None:
        self._office = office
        self._clerk = clerk
        self._bell = bell
        self._chats = chats
        #: Chats that the configuration names already: no lines are posted before customers.
        self._known = known

    async def on_start(self, update: telegram.Update, _: Context) -> None:
        """Give a person the lines that make them known, or say that they are."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None:
            return
        person = self._office.people.find(user.id)
        code = "paste_person_known" if person else "paste_person"
        name = person.name if person else user.full_name
        await self._tell(update, chat.id, code, {"telegram": user.id, "name": name})

    async def on_membership(self, update: telegram.Update, _: Context) -> None:
        """Give a group that the bot was just added to the lines that make it a desk."""
        change = update.my_chat_member
        if change is None or change.chat.type not in _GROUPS:
            return
        before, after = change.old_chat_member.status, change.new_chat_member.status
        # Of a group that became a supergroup what the old one tells says nothing of the new.
        if change.chat.id == self._chats.now(self._office.desk.chat):
            await self._at_desk(is_present=after in _PRESENT)
            return
        if change.chat.id in {*self._known, *map(self._chats.now, self._known)}:
            return
        if before in _PRESENT or after not in _PRESENT:
            return
        chat = change.chat
        values = {"chat": chat.id, "title": chat.title, "kind": str(chat.type)}
        await self._tell(update, chat.id, "paste_chat", values)

    async def _at_desk(self, *, is_present: bool) -> None:
        """Learn at once that the desk can be written to again, or not any more."""
        office = self._office
        await self._clerk(lambda: opened(office) if is_present else shut(office, "removed"))
        self._bell.ring()

    async def _tell(
        self, update: telegram.Update, chat: int, code: str, values: Mapping[str, object]
    ) -> None:
        def keep() -> None:
            with self._office.store.write() as records:
                notice = Notice(
                    id=self._office.ids.new(),
                    chat=chat,
                    code=code,
                    values=values,
                    created_at=self._office.clock.now(),
                )
                records.notices.add(notice, once=f"{code}:{update.update_id}")

        await self._clerk(keep)
        self._bell.ring()
