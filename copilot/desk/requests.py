"""
Requests to the Bot API over a few connections that are kept, at a fraction of what httpx takes.

What goes wrong is told as python-telegram-bot's `HTTPXRequest` tells it, with httpx's own errors
as causes: both are held to one suite.
"""

import asyncio
import base64
import json
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import h11
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from copilot.desk.connection import Answer, Connection

#: For connecting, writing and reading, unless a call says otherwise; files take longer to send.
SECONDS, FILES_SECONDS = 5.0, 20.0
#: A connection idle for longer is not used again: the far end may be about to close it.
KEPT_SECONDS = 5.0
#: Until the next address is tried beside the first, where a server has several.
NEXT_ADDRESS_SECONDS = 0.25
ALL_BUSY = (
    "Pool timeout: All connections in the connection pool are occupied. Request was *not* sent "
    "to Telegram."
)
PORTS = {"http": 80, "https": 443}
#: What may stand in a request's target as it is.
_AS_IS = "%/:=&?~#+!$,;'@()*[]"

Headers = tuple[tuple[str, str], ...]
Seconds = Any  #: a number, nothing for ever, or the library's mark for the usual


@dataclass(frozen=True, slots=True)
class _Place:
    """A server, and what every request to it says."""

    host: str
    port: int
    is_secret: bool
    headers: Headers


@dataclass(frozen=True, slots=True)
class _Content:
    """What a request carries."""

    headers: Headers = ()
    chunks: Iterable[bytes] = ()
    has_files: bool = False


class Requests(BaseRequest):
    """Implements the library's port."""

    def __init__(
        self, *, connections: int, trust: ssl.SSLContext | None = None, pool_seconds: float = 5.0
    ) -> None:
        self._free = asyncio.Semaphore(connections)
        self._trust = trust
        self._pool_seconds = pool_seconds  #: waited while all connections are busy
        self._idle: dict[_Place, list[Connection]] = {}
        self._places: dict[tuple[str, str], _Place] = {}
        self._is_shut = False

    @property
    def read_timeout(self) -> float:
        """How long an answer is waited for, unless a call says otherwise."""
        return SECONDS

    async def initialize(self) -> None:
        """Be of use again after a `shutdown`."""
        self._is_shut = False

    async def shutdown(self) -> None:
        """Let go of all connections; those in use end with their requests."""
        self._is_shut = True
        for connections in self._idle.values():
            for one in connections:
                one.close()
        self._idle.clear()

    async def do_request(  # noqa: PLR0917 - the port's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> Answer:
        """
        Send one request; give the status and the body of its answer.

        Raises:
            telegram.error.TimedOut: something took too long; httpx's error is the cause.
            telegram.error.NetworkError: there was no whole answer; likewise.
        """
        if self._is_shut:
            raise RuntimeError("these requests were shut down")
        content = _content(method, url, request_data)
        usual = FILES_SECONDS if content.has_files else SECONDS
        place, head = self._head(url, method, content)
        try:
            async with (
                self._turn(_or(pool_timeout, self._pool_seconds)),
                self._connection(place, _or(connect_timeout, SECONDS)) as connection,
            ):
                return await connection.ask(
                    head,
                    content.chunks,
                    read_seconds=_or(read_timeout, SECONDS),
                    write_seconds=_or(write_timeout, usual),
                )
        except httpx.PoolTimeout as late:
            raise TimedOut(message=ALL_BUSY) from late
        except httpx.TimeoutException as late:
            raise TimedOut from late
        except httpx.HTTPError as fault:
            raise NetworkError(f"httpx.{type(fault).__name__}: {fault}") from fault

    @asynccontextmanager
    async def _turn(self, seconds: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError as late:
            raise httpx.PoolTimeout("") from late
        try:
            yield
        finally:
            self._free.release()

    @asynccontextmanager
    async def _connection(self, place: _Place, seconds: float | None) -> AsyncIterator[Connection]:
        connection = self._kept(place) or await self._connect(place, seconds)
        yield connection
        if self._is_shut:
            connection.close()
        else:
            self._idle.setdefault(place, []).append(connection)

    def _kept(self, place: _Place) -> Connection | None:
        """The connection used last, so that the others may grow old."""
        idle = self._idle.get(place, [])
        oldest = asyncio.get_running_loop().time() - KEPT_SECONDS
        while idle and idle[0].idle_since < oldest:
            idle.pop(0).close()
        while idle:
            connection = idle.pop()
            if connection.is_open():
                return connection
            connection.close()
        return None

    async def _connect(self, place: _Place, seconds: float | None) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                _, connection = await loop.create_connection(
                    Connection,
                    place.host,
                    place.port,
                    ssl=(self._trust or httpx.create_ssl_context()) if place.is_secret else None,
                    happy_eyeballs_delay=NEXT_ADDRESS_SECONDS,
                )
        except TimeoutError as late:
            raise httpx.ConnectTimeout("") from late
        except OSError as fault:
            raise httpx.ConnectError(str(fault)) from fault
        return connection

    def _head(self, url: str, method: str, content: _Content) -> tuple[_Place, h11.Request]:
        parts = urlsplit(url)
        at = (parts.scheme, parts.netloc)
        place = self._places.get(at)
        if place is None:
            place = self._places[at] = _place(url)
        asked = f"?{parts.query}" if parts.query else ""
        target = quote(f"{parts.path or '/'}{asked}", safe=_AS_IS)
        headers = [*place.headers, *content.headers]
        return place, h11.Request(method=method, target=target, headers=headers)


def _place(url: str) -> _Place:
    """
    Read which server *url* leads to.

    Raises:
        httpx.UnsupportedProtocol: it is no web address.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise httpx.UnsupportedProtocol(f"{parts.scheme}://{parts.hostname or ''}")
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    usual = PORTS[parts.scheme]
    port = parts.port or usual
    named = f"[{host}]" if ":" in host else host
    headers = [
        ("Host", named if port == usual else f"{named}:{port}"),
        ("Accept", "*/*"),
        ("User-Agent", BaseRequest.USER_AGENT),
    ]
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers.append(("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"))
    return _Place(host, port, parts.scheme == "https", tuple(headers))


def _content(method: str, url: str, data: RequestData | None) -> _Content:
    if data is not None and data.contains_files:
        made = httpx.Request(method, url, data=data.json_parameters, files=data.multipart_data)
        assert isinstance(made.stream, httpx.SyncByteStream)  # noqa: S101 - of what is at hand
        kept = {"content-type", "content-length", "transfer-encoding"}
        headers = tuple((name, value) for name, value in made.headers.items() if name in kept)
        return _Content(headers, made.stream, has_files=True)
    parameters = data.parameters if data is not None else {}
    if not parameters:
        return _Content((("Content-Length", "0"),) if method == "POST" else ())
    body = json.dumps(parameters).encode()
    length = ("Content-Length", str(len(body)))
    return _Content((("Content-Type", "application/json"), length), (body,))


def _or(given: Seconds, usual: float) -> float | None:
    return usual if given is BaseRequest.DEFAULT_NONE else given
