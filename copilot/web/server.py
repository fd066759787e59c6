"""Runs an application on a port, inside a loop that somebody else owns and ends."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from copilot.domain.errors import UsageError

STOP_SECONDS = 5
MOST_AT_ONCE = 200


class _Server(uvicorn.Server):
    """Uvicorn without its hands on the process: who owns the loop decides when it ends."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


@asynccontextmanager
async def serve(app: ASGIApp, *, host: str, port: int) -> AsyncIterator[int]:
    """
    Serve *app* while the context lasts, and give the port (0 asks for any free one).

    At the end no new request is taken, and running ones have five seconds.

    Raises:
        UsageError: it cannot listen there; says what to do.
    """
    listener = _listen(host, port)
    server = _Server(
        uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )
    running = asyncio.create_task(server.serve(sockets=[listener]), name="web")
    try:
        # who comes before it has started waits in the listener's queue
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await running
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as exc:
        listener.close()
        raise UsageError(_reason(exc, host, port)) from exc
    return listener


def _reason(exc: OSError | OverflowError, host: str, port: int) -> str:
    code = exc.errno if isinstance(exc, OSError) else None
    if code == errno.EADDRINUSE:
        return f"port {port} is taken: stop the program that listens there, or choose another port"
    if code == errno.EACCES:
        return f"port {port} may not be used by this user: choose one above 1023"
    if isinstance(exc, OverflowError):
        return f"port {port} does not exist: choose one between 1 and 65535"
    return f"cannot listen on {host}: use 127.0.0.1, or an address of this machine ({exc})"
