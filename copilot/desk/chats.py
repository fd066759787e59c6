"""Where each configured chat is now: a group that becomes a supergroup gets a new number."""

import logging
from functools import partial

from copilot.app.office import Clerk, Office

log = logging.getLogger(__name__)

_MIGRATED = "telegram.migrated:"


class Chats:
    """Remembers, over restarts, where chats went."""

    def __init__(self, office: Office, clerk: Clerk) -> None:
        self._office = office
        self._clerk = clerk
        self._moved: dict[int, int] = {}

    async def load(self, chat: int) -> None:
        """Recall where *chat* went before the last restart."""
        kept = await self._clerk(lambda: self._kept(chat))
        if kept is not None:
            self._moved[chat] = int(kept)

    def now(self, chat: int) -> int:
        """The number under which *chat* is reached."""
        return self._moved.get(chat, chat)

    def is_desk(self, chat: int | None) -> bool:
        """Say whether *chat* is the desk, under its old number or its new one."""
        desk = self._office.desk.chat
        return chat is not None and chat in {desk, self.now(desk)}

    async def moved(self, chat: int, new: int) -> None:
        """Remember a migration."""
        for known in {chat, *(old for old, at in self._moved.items() if at == chat)}:
            self._moved[known] = new
            await self._clerk(partial(self._keep, known, new))
        log.warning("chat %d became %d; put the new number in copilot.yaml", chat, new)

    def _kept(self, chat: int) -> str | None:
        with self._office.store.read() as records:
            return records.state.get(f"{_MIGRATED}{chat}")

    def _keep(self, chat: int, new: int) -> None:
        with self._office.store.write() as records:
            if records.state.get(f"{_MIGRATED}{chat}") == str(new):
                return
            records.state.set(f"{_MIGRATED}{chat}", str(new))
            # No answer gets from the new group to a question in the old one.
            records.notices.ask_again(chat, now=self._office.clock.now())
