"""The HTTP side of losing an answer: connections that can be cut while a request runs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.requests import Request

#: Open connections by the far end's address; loopback addresses are unique while they live.
_open: dict[tuple[str, int], asyncio.BaseTransport] = {}


class CuttableProtocol(H11Protocol):
    """uvicorn's protocol, remembering its transport so that a fault can cut it."""

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn declares it
        """Remember the connection."""
        super().connection_made(transport)
        if self.client is not None:
            _open[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        if self.client is not None:
            _open.pop(self.client, None)
        super().connection_lost(exc)


async def cut(request: Request) -> bool:
    """Close the connection under *request* without a byte, and say whether that was possible."""
    client = request.client
    transport = _open.get((client.host, client.port)) if client is not None else None
    if not isinstance(transport, asyncio.Transport):
        return False
    transport.abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass  # the rest of the body, then the end that the abort brings about
    return True
