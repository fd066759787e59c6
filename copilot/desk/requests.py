"""
Requests to the Bot API by aiohttp, at a fraction of the processor's time that httpx takes.

What goes wrong is told as python-telegram-bot's `HTTPXRequest` tells it, with httpx's own errors
as causes: both are held to one suite.
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from yarl import URL

from copilot.desk.limits import FIELD

#: For connecting and reading, unless a call says otherwise.
SECONDS = 5.0
#: A connection idle for longer is not used again: the far end may be about to close it.
KEPT_SECONDS = 5.0
ALL_BUSY = (
    "Pool timeout: All connections in the connection pool are occupied. Request was *not* sent "
    "to Telegram."
)

Answer = tuple[int, bytes]
Seconds = Any  #: a number, nothing for ever, or the library's mark for the usual


class Requests(BaseRequest):
    """Implements the library's port."""

    def __init__(
        self,
        *,
        connections: int,
        trust: ssl.SSLContext | None = None,
        pool_seconds: float = 5.0,
        on_policy: Callable[[str], None] | None = None,
    ) -> None:
        self._connections = connections
        self._free = asyncio.Semaphore(connections)
        self._trust = trust
        self._pool_seconds = pool_seconds  #: waited while all connections are busy
        self._on_policy = on_policy  #: hears of the server's own limits
        self._session: aiohttp.ClientSession | None = None
        self._is_shut = False

    @property
    def read_timeout(self) -> float:
        """How long an answer is waited for, unless a call says otherwise."""
        return SECONDS

    async def initialize(self) -> None:
        """Be of use again after a `shutdown`."""
        self._is_shut = False

    async def shutdown(self) -> None:
        """Let go of all connections."""
        self._is_shut = True
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        if request_data is not None and request_data.contains_files:
            waits = (read_timeout, write_timeout, connect_timeout, pool_timeout)
            return await self._with_files(url, method, request_data, *waits)
        limits = aiohttp.ClientTimeout(
            sock_connect=_or(connect_timeout, SECONDS), sock_read=_or(read_timeout, SECONDS)
        )
        async with self._turn(_or(pool_timeout, self._pool_seconds)):
            try:
                return await self._ask(url, method, request_data, limits)
            except aiohttp.ConnectionTimeoutError as late:
                _raise_late(httpx.ConnectTimeout(str(late)))
            except TimeoutError as late:
                _raise_late(httpx.ReadTimeout(str(late)))
            except (aiohttp.ClientError, OSError) as fault:
                _raise_fault(_as_httpx(fault))

    async def _ask(
        self, url: str, method: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> Answer:
        parameters = data.parameters if data is not None else {}
        body = json.dumps(parameters).encode() if parameters else None
        headers = {"Content-Type": "application/json"} if parameters else None
        async with self._open().request(
            method, URL(url), data=body, headers=headers, timeout=limits, allow_redirects=False
        ) as answer:
            policy = answer.headers.get(FIELD)
            if policy is not None and self._on_policy is not None:
                self._on_policy(policy)
            return answer.status, await answer.read()

    def _open(self) -> aiohttp.ClientSession:
        """The session, made within the loop that it is for."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections,
                ssl=self._trust or True,
                keepalive_timeout=KEPT_SECONDS,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": BaseRequest.USER_AGENT},
            )
        return self._session

    @asynccontextmanager
    async def _turn(self, seconds: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            _raise_late(httpx.PoolTimeout(""), said=ALL_BUSY)
        try:
            yield
        finally:
            self._free.release()

    async def _with_files(
        self, url: str, method: str, data: RequestData, *waits: Seconds
    ) -> Answer:
        """By the library's own way: the desk sends none today, and it knows how long they take."""
        async with HTTPXRequest(httpx_kwargs={"verify": self._trust or True}) as own:
            return await own.do_request(url, method, data, *waits)


def _raise_late(cause: httpx.TimeoutException, *, said: str | None = None) -> NoReturn:
    raise TimedOut(said) from cause


def _raise_fault(cause: httpx.HTTPError) -> NoReturn:
    raise NetworkError(f"httpx.{type(cause).__name__}: {cause}") from cause


def _as_httpx(fault: Exception) -> httpx.HTTPError:
    """Httpx's name for it: whoever must know whether anything left tells by them."""
    said = str(fault)
    match fault:
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError(said)
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            return httpx.UnsupportedProtocol(said)
        case aiohttp.ServerDisconnectedError():
            return httpx.RemoteProtocolError("Server disconnected without sending a response.")
        case aiohttp.ClientPayloadError() | aiohttp.ClientResponseError():
            return httpx.RemoteProtocolError(said)
        case _:
            return httpx.ReadError(said)


def _or(given: Seconds, usual: float) -> float | None:
    return usual if given is BaseRequest.DEFAULT_NONE else given
