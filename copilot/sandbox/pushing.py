"""
Carries a bot's updates to its webhook, as a Bot API server of one's own does.

Only this machine is ever called, and over plain HTTP: such a server allows both.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from copilot.sandbox.clock import Clock
    from copilot.sandbox.updates import UpdateQueue
    from copilot.sandbox.words import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a token
CONNECTIONS, CONNECTIONS_MOST = 40, 100
ANSWER_SECONDS = 10.0
#: After a refusal; doubled each time up to the last.
FIRST_PAUSE, LAST_PAUSE = 0.1, 5.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass
class Push:
    """One webhook, for as long as it is set."""

    updates: UpdateQueue
    clock: Clock
    url: str
    secret: str = ""
    connections: int = CONNECTIONS
    last_error: str = ""
    last_error_date: int = 0
    _busy: set[object] = field(default_factory=set)
    _pause: float = FIRST_PAUSE
    _running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to carry, unless the address is not on this machine."""
        if is_here(self.url):
            self._running = asyncio.get_running_loop().create_task(self._run())

    def end(self) -> None:
        """Carry nothing more; what was not taken waits on."""
        if self._running is not None:
            self._running.cancel()

    async def _run(self) -> None:
        # httpx would ask the environment for a proxy, and load certificates for none
        client = httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False, verify=False)  # noqa: S501 - plain HTTP
        async with client as http, asyncio.TaskGroup() as under_way:
            while True:
                self.updates.news.clear()
                for update in self.updates.pending():
                    lane = lane_of(update)
                    if lane not in self._busy and len(self._busy) < self.connections:
                        self._busy.add(lane)
                        under_way.create_task(self._carry(http, lane, update))
                await self.updates.news.wait()

    async def _carry(self, http: httpx.AsyncClient, lane: object, update: Json) -> None:
        """Bring one update until it is taken; those of the same lane wait behind it."""
        if await self._is_taken(http, update):
            self.updates.drop(cast("int", update["update_id"]))
            self._pause = FIRST_PAUSE
        else:
            pause, self._pause = self._pause, min(self._pause * 2, LAST_PAUSE)
            await asyncio.sleep(pause)
        self._busy.discard(lane)
        self.updates.news.set()

    async def _is_taken(self, http: httpx.AsyncClient, update: Json) -> bool:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            answer = await http.post(self.url, json=update, headers=headers)
        except httpx.TimeoutException:
            return self._failed("Read timeout expired")
        except httpx.HTTPError:
            return self._failed("Connection refused")
        if answer.is_success:
            return True
        phrase = HTTPStatus(answer.status_code).phrase
        return self._failed(f"Wrong response from the webhook: {answer.status_code} {phrase}")

    def _failed(self, said: str) -> bool:
        self.last_error, self.last_error_date = said, self.clock.date()
        return False


def is_here(url: str) -> bool:
    """Say whether *url* is plain HTTP on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname in LOOPBACK


def lane_of(update: Json) -> object:
    """What keeps its order: the messages of one chat, the presses of one person."""
    (payload,) = (value for key, value in update.items() if key != "update_id")
    assert isinstance(payload, dict)  # noqa: S101 - every update is an object
    if "data" in payload:
        return ("presses", payload["from"]["id"])
    return payload["chat"]["id"]
