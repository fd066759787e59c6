"""The Bot API over HTTP: `/bot<token>/<method>`, answered in Telegram's envelope."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from copilot.sandbox.call import Call
from copilot.sandbox.connection import cut
from copilot.sandbox.limits import FIELD
from copilot.sandbox.methods import BY_LOWER_NAME, METHODS
from copilot.sandbox.parameters import Parameters, read
from copilot.sandbox.refusal import Refusal, unauthorized, unknown_method

if TYPE_CHECKING:
    from starlette.requests import Request

    from copilot.sandbox.faults import Fault, Faults
    from copilot.sandbox.world import World


@dataclass(frozen=True)
class Exchange:
    """One request as it came and the answer as it went, or would have gone."""

    method: str
    parameters: Mapping[str, object]
    files: tuple[str, ...]
    status: int
    answer: Mapping[str, object]


Watcher = Callable[[Exchange], None]


class BotApi:
    """Answers bots."""

    def __init__(self, world: World, faults: Faults, closing: asyncio.Event) -> None:
        self._world = world
        self._faults = faults
        self._closing = closing
        self.watchers: list[Watcher] = []

    async def answer(self, request: Request) -> Response:
        """Answer one request, as well as the faults that were ordered allow."""
        name = request.path_params["method"]
        fault = self._faults.next_for(name)
        if fault is not None and fault.kind == "drop_before":
            return await _lost(request)
        if fault is not None and fault.kind == "http_500":
            return Response("Internal Server Error", 500)
        status, answer = await self._perform(request, name, fault)
        if fault is not None and fault.kind == "slow":
            await self._sleep(fault.seconds)
        if fault is not None and fault.kind == "drop_after":
            return await _lost(request)
        return JSONResponse(answer, status, headers={FIELD: self._world.limits.policy})

    async def _perform(
        self, request: Request, name: str, fault: Fault | None
    ) -> tuple[int, Mapping[str, object]]:
        parameters = Parameters()
        try:
            parameters = await _parameters(request)
            result = await self._result(request.path_params["token"], name, parameters, fault)
            status, answer = 200, {"ok": True, "result": result}
        except Refusal as refusal:
            status, answer = refusal.code, refusal.answer()
        # Bots get what was true now: messages are described afresh, never shared.
        answer = json.loads(json.dumps(answer))
        exchange = Exchange(
            BY_LOWER_NAME.get(name.lower(), name),
            parameters.values,
            tuple(parameters.files),
            status,
            answer,
        )
        for watcher in self.watchers:
            watcher(exchange)
        return status, answer

    async def _result(
        self, token: str, name: str, parameters: Parameters, fault: Fault | None
    ) -> object:
        bot = self._world.bots.get(token)
        if bot is None:
            raise unauthorized()
        known = BY_LOWER_NAME.get(name.lower())
        if known is None:
            raise unknown_method()
        if fault is not None and fault.kind == "refuse":
            raise Refusal(fault.code, fault.description, parameters=fault.parameters)
        result: object | Awaitable[object] = METHODS[known](Call(self._world, bot, parameters))
        return await result if inspect.isawaitable(result) else result

    async def _sleep(self, seconds: float) -> None:
        """Keep a bot waiting, but never the end of the server."""
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return


async def _parameters(request: Request) -> Parameters:
    return read(
        query=request.url.query,
        content_type=request.headers.get("content-type", ""),
        body=await request.body(),
    )


async def _lost(request: Request) -> Response:
    """Lose the answer; where the connection can't be cut, an empty 502 is the nearest thing."""
    await cut(request)
    return Response(status_code=502)
