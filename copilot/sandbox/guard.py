"""Who may speak to the sandbox: this machine only, and on the control side only token holders."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TOKEN_HEADER = "X-Sandbox-Token"  # noqa: S105 - the header's name, not a token
#: A browser can set no header on these, so the token may stand in the address.
TOKEN_IN_QUERY = ("/sandbox/events", "/sandbox/files/")


class Guard:
    """Refuses requests by another host's name, from another site, or without the token."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reason = self._reason_against(Request(scope))
        if reason is None:
            await self._app(scope, receive, send)
            return
        answer = {"ok": False, "error_code": 403, "description": f"Forbidden: {reason}"}
        await JSONResponse(answer, 403)(scope, receive, send)

    def _reason_against(self, request: Request) -> str | None:
        server = request.scope.get("server")
        port = server[1] if server else None
        if not _is_here(f"//{request.headers.get('host', '')}", port):
            return "the Host header must name this machine and port"
        origin = request.headers.get("origin")
        if origin is not None and not _is_here(origin, port):
            return "another site may not speak to the sandbox"
        path = request.url.path
        if path.startswith("/sandbox/") and not self._has_token(request, path):
            return f"the control side needs the token in {TOKEN_HEADER}"
        return None

    def _has_token(self, request: Request, path: str) -> bool:
        given = request.headers.get(TOKEN_HEADER, "")
        if not given and path.startswith(TOKEN_IN_QUERY):
            given = request.query_params.get("token", "")
        return secrets.compare_digest(given.encode(), self._token.encode())


def _is_here(address: str, port: int | None) -> bool:
    """Say whether *address* names loopback and the port that was really spoken to."""
    try:
        parts = urlsplit(address)
        named = (parts.hostname, parts.port or 80)
    except ValueError:
        return False
    return named[0] in LOOPBACK and named[1] == port
