"""The sandbox as an application, and the server that runs it on loopback."""

from __future__ import annotations

import asyncio
import secrets
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from uvicorn.server import ServerState

from copilot.sandbox.bot_api import BotApi, Watcher
from copilot.sandbox.chat import Chat
from copilot.sandbox.clock import Clock
from copilot.sandbox.connection import CuttableProtocol
from copilot.sandbox.control import Control
from copilot.sandbox.faults import Faults
from copilot.sandbox.guard import Guard
from copilot.sandbox.limits import Limits
from copilot.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp

DESK_CHAT = -1_001_000_000_001
BOT_ID = 7_000_000_001
STOP_SECONDS = 1.0
#: An idle connection stays open for as long as with nginx (its `keepalive_timeout`): who asks
#: again after a few seconds must not meet one that is just being closed.
KEPT_SECONDS = 75


class Sandbox:
    """
    A Telegram of one's own: bots on one side, people on the other.

    *pages* are further routes of the same server, for a page that shows the chats: a browser
    may only speak to the control side from there.
    """

    def __init__(
        self,
        *,
        limits: str = "telegram",
        token: str | None = None,
        bots: Sequence[str] = (),
        chat_id: int = DESK_CHAT,
        clock: Clock | None = None,
        pages: Sequence[BaseRoute] = (),
    ) -> None:
        self.token = token or secrets.token_urlsafe(24)
        self.world = World(clock=clock or Clock(), limits=Limits.named(limits))
        for bot_token in bots or [f"{BOT_ID}:{secrets.token_urlsafe(26)}"]:
            self.world.add_bot(bot_token)
        self.chat_id = chat_id
        self.world.add_chat(Chat(chat_id, "supergroup", "Desk"))
        self._pages = pages
        self.faults = Faults()
        self._closing = asyncio.Event()
        self._bot_api = BotApi(self.world, self.faults, self._closing)
        self.app: ASGIApp = Guard(self._routes(), token=self.token)

    @property
    def bot_token(self) -> str:
        """The first bot's token."""
        return next(iter(self.world.bots))

    def on_exchange(self, watcher: Watcher) -> None:
        """Have *watcher* told of every request of a bot and its answer."""
        self._bot_api.watchers.append(watcher)

    def close(self) -> None:
        """Let go of every request that is held back, so that a server can stop."""
        self._closing.set()
        for bot in self.world.bots.values():
            bot.updates.close()
            if bot.push is not None:
                bot.push.end()
        for listener in list(self.world.listeners):
            listener({"kind": "closing", "chat_id": None, "message_id": None})

    def _routes(self) -> Starlette:
        answer = self._bot_api.answer
        control = Control(self.world, self.faults, self._closing)
        routes = [
            Route("/bot{token}/{method}", answer, methods=["GET", "POST"]),
            *control.routes(),
            *self._pages,
        ]
        return Starlette(routes=routes, exception_handlers={404: _not_found})


@dataclass(frozen=True)
class Running:
    """A sandbox that answers."""

    sandbox: Sandbox
    port: int

    @property
    def url(self) -> str:
        """What `api_url` must be."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        """The control side's token."""
        return self.sandbox.token

    @property
    def bot_token(self) -> str:
        """The first bot's token."""
        return self.sandbox.bot_token

    @property
    def chat_id(self) -> int:
        """The chat that waits for a desk."""
        return self.sandbox.chat_id


@asynccontextmanager
async def serve(sandbox: Sandbox, port: int = 0) -> AsyncIterator[Running]:
    """
    Run *sandbox* on loopback for as long as the context lasts.

    Raises:
        OSError: the port is taken.
    """
    listener = listen(port)
    configuration = _configuration(sandbox)
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: CuttableProtocol(config=configuration, server_state=state, app_state={}),
        sock=listener,
    )
    try:
        yield Running(sandbox, listener.getsockname()[1])
    finally:
        server.close()
        sandbox.close()
        await _let_go(state)


def listen(port: int) -> socket.socket:
    """
    Open a listening socket on loopback; port 0 takes any free one.

    Raises:
        OSError: the port is taken.
    """
    # Without the protocol's name asyncio leaves Nagle's delay on: 40 ms for every answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


async def _let_go(state: ServerState) -> None:
    """Let running requests end, then close every connection."""
    if state.tasks:
        _, late = await asyncio.wait(set(state.tasks), timeout=STOP_SECONDS)
        for task in late:
            task.cancel()
    for connection in list(state.connections):
        connection.shutdown()
    await asyncio.sleep(0)  # the event loop tells the connections one turn later


def _configuration(sandbox: Sandbox) -> uvicorn.Config:
    configuration = uvicorn.Config(
        sandbox.app,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_keep_alive=KEPT_SECONDS,
    )
    configuration.load()
    return configuration


async def _not_found(_: Request, __: Exception) -> Response:
    answer = {"ok": False, "error_code": 404, "description": "Not Found"}
    return JSONResponse(answer, 404)
