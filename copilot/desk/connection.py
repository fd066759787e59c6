"""One connection to a server: HTTP/1.1 as h11 knows it, one request at a time."""

import asyncio
import select
from collections.abc import Iterable

import h11
import httpx

Answer = tuple[int, bytes]

#: What the headers of an answer may take.
HEADERS_BYTES = 100 * 1024


class Connection(asyncio.Protocol):
    """
    Sends a request and gives its answer, as often as both sides leave it open.

    Errors are httpx's own, the same in the same place: whoever must know whether anything left
    tells by them.
    """

    def __init__(self) -> None:
        self._http = h11.Connection(h11.CLIENT, HEADERS_BYTES)
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None
        self._drained: asyncio.Future[None] | None = None  #: awaited while a body is too much
        self._late: asyncio.TimerHandle | None = None
        self._read_seconds: float | None = None
        self._status = 0
        self._body: list[bytes] = []
        self.idle_since = 0.0

    async def ask(
        self,
        head: h11.Request,
        body: Iterable[bytes],
        *,
        read_seconds: float | None,
        write_seconds: float | None,
    ) -> Answer:
        """
        Send one request; give its status and the body of its answer.

        Raises:
            httpx.HTTPError: there was no whole answer; the connection is closed.
        """
        loop = asyncio.get_running_loop()
        self._answer, self._read_seconds = loop.create_future(), read_seconds
        try:
            await self._send(head, body, write_seconds)
            self._await_more()
            answer = await self._answer
        except BaseException:
            # Given up as well: what still came would be taken for the next one's answer.
            self.close()
            raise
        finally:
            self._stop_waiting()
            self._answer = None
        self._rest(loop.time())
        return answer

    def is_open(self) -> bool:
        """Say whether another request may be sent; the far end may have closed it unheard."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return False
        return not _is_readable(transport.get_extra_info("socket").fileno())

    def close(self) -> None:
        """Let go of it at once."""
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - the loop's promise
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take a part of the answer."""
        if self._answer is None or self._answer.done():
            self.close()  # an answer to nothing
            return
        self._stop_waiting()
        self._take(data)

    def eof_received(self) -> None:
        """Nothing more will come, which ends some answers and cuts others off."""
        if self._answer is not None and not self._answer.done():
            self._take(b"")

    def connection_lost(self, exc: Exception | None) -> None:
        """Whatever was awaited will not come."""
        self._transport = None
        if exc is not None:
            self._fail(httpx.ReadError(str(exc)))
        else:
            self.eof_received()
        self.resume_writing()

    def pause_writing(self) -> None:
        """The far end takes no more for now."""
        self._drained = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        """It takes more again."""
        if self._drained is not None and not self._drained.done():
            self._drained.set_result(None)
        self._drained = None

    async def _send(
        self, head: h11.Request, body: Iterable[bytes], write_seconds: float | None
    ) -> None:
        first = self._http.send(head) or b""
        for chunk in body:
            await self._write(
                first + (self._http.send(h11.Data(data=chunk)) or b""), write_seconds
            )
            first = b""
            if self._answer is None or self._answer.done():
                return  # refused before all of it was sent
        await self._write(first + (self._http.send(h11.EndOfMessage()) or b""), write_seconds)

    async def _write(self, data: bytes, seconds: float | None) -> None:
        if self._transport is None or not data:
            return  # the answer says why
        self._transport.write(data)
        if self._drained is None:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._drained
        except TimeoutError as late:
            raise httpx.WriteTimeout("") from late

    def _take(self, data: bytes) -> None:
        if not data and self._http.their_state is h11.SEND_RESPONSE:
            said = "Server disconnected without sending a response."
            self._fail(httpx.RemoteProtocolError(said))
            return
        self._http.receive_data(data)
        try:
            while (event := self._http.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
                if self._is_end(event):
                    return
        except h11.RemoteProtocolError as broken:
            self._fail(httpx.RemoteProtocolError(str(broken)))
            return
        self._await_more()

    def _is_end(self, event: object) -> bool:
        match event:
            case h11.Response(status_code=status):
                self._status = status
            case h11.Data(data=data):
                self._body.append(bytes(data))
            case h11.EndOfMessage() if self._answer is not None:
                self._answer.set_result((self._status, b"".join(self._body)))
                self.resume_writing()
                return True
        return False

    def _rest(self, now: float) -> None:
        """Be ready for the next request, if both sides have said all of this one."""
        self._body = []
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
            self.idle_since = now
        else:
            self.close()

    def _fail(self, fault: httpx.HTTPError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(fault)

    def _await_more(self) -> None:
        if self._read_seconds is None or self._answer is None or self._answer.done():
            return
        loop = asyncio.get_running_loop()
        self._late = loop.call_later(self._read_seconds, self._fail, httpx.ReadTimeout(""))

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def _is_readable(number: int) -> bool:
    """Say whether something waits on an idle connection: that it was closed, then."""
    if not hasattr(select, "poll"):
        return False  # the loop will tell, a little later
    look = select.poll()
    look.register(number, select.POLLIN)
    return bool(look.poll(0))
