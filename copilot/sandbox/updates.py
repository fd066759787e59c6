"""One bot's updates: queued, filtered, held back in a long poll and confirmed by offset."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from copilot.sandbox.refusal import OTHER_POLLER, SET_WEBHOOK, conflict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copilot.sandbox.words import Json

LIMIT_MOST = 100
TIMEOUT_MOST_SECONDS = 50
#: Kept from a bot that did not ask for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates wait here until a getUpdates with a later offset confirms them."""

    def __init__(self, *, first_id: int) -> None:
        self._next_id = first_id
        self._pending: list[Json] = []
        self._asked: frozenset[str] = frozenset()
        self._waiter: asyncio.Future[str | None] | None = None
        self._is_closed = False
        self.news = asyncio.Event()  #: for whoever carries updates to a webhook

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def asked(self) -> list[str]:
        """The kinds the bot named, none when it takes the usual ones."""
        return sorted(self._asked)

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember which kinds of update the bot wants; none named means the usual ones."""
        self._asked = frozenset(kinds)

    def add(self, kind: str, payload: Json) -> bool:
        """Queue one update unless the bot doesn't want its kind, and say whether it was queued."""
        wanted = kind in self._asked if self._asked else kind not in ON_REQUEST
        if wanted:
            self._pending.append({"update_id": self._next_id, kind: payload})
            self._next_id += 1
            self.news.set()
            self._wake(None)
        return wanted

    def pending(self) -> list[Json]:
        """Everything that waits, oldest first."""
        return list(self._pending)

    def drop(self, update_id: int) -> None:
        """Forget one update: a webhook has taken it."""
        self._pending = [each for each in self._pending if each["update_id"] != update_id]

    def clear(self) -> None:
        """Forget everything that waits."""
        self._pending.clear()

    def close(self) -> None:
        """Let go of a waiting poller: the server stops."""
        self._is_closed = True
        self._wake(None)

    def take_over(self) -> None:
        """End a held poll: a webhook was set."""
        self._wake(SET_WEBHOOK)

    async def take(self, *, offset: int, limit: int, timeout_seconds: float) -> list[Json]:
        """
        Confirm what precedes *offset* and give what follows, waiting for it if there is none.

        Raises:
            Refusal: 409, another poller or a webhook came meanwhile.
        """
        self._wake(OTHER_POLLER)
        self._confirm(offset)
        if not self._pending and timeout_seconds > 0 and not self._is_closed:
            await self._wait(min(timeout_seconds, TIMEOUT_MOST_SECONDS))
        return self._pending[: max(1, min(limit, LIMIT_MOST))]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._pending = self._pending[offset:]
        elif offset > 0:
            self._pending = [each for each in self._pending if each["update_id"] >= offset]

    async def _wait(self, seconds: float) -> None:
        waiter: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        try:
            ended_by = await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            ended_by = None
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if ended_by is not None:
            raise conflict(ended_by)

    def _wake(self, ended_by: str | None) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(ended_by)
        self._waiter = None
