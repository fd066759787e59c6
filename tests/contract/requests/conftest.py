"""A server that does what it is told with each request, and the two ways to send some."""

import asyncio
import socket
import ssl
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram.request import HTTPXRequest

from copilot.desk.requests import Requests
from copilot.sandbox.parameters import read

#: A certificate for this machine alone and its key, made for these tests.
PEM = Path(__file__).with_name("localhost.pem")
#: What `serve` takes in the place of bytes to answer with.
CUT, RESET, HOLD, END = "cut", "reset", "hold", "wait for the end"


def answer(body=b'{"ok": true, "result": true}', *, status="200 OK", more=()):
    """A whole answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*head, "", ""]).encode() + body


class Server:
    """Answers each request with the next of *script*, the last one ever after."""

    def __init__(self, script):
        self.script = list(script)
        self.asked = []  # head and body, as bytes
        self.connections = 0
        self.came = asyncio.Event()  # a request is here
        self.closed = asyncio.Event()  # a connection has ended
        self.release = asyncio.Event()  # ends what is held
        self.writers = []

    async def take(self, reader, writer):
        """One connection."""
        self.connections += 1
        self.writers.append(writer)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self.closed.set()

    async def _one(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append((head, await reader.readexactly(length_of(head))))
        self.came.set()
        act = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        for part in act if isinstance(act, (list, tuple)) else (act,):
            if part in (CUT, RESET):
                if part == RESET:
                    linger = b"\1\0\0\0\0\0\0\0"
                    own = writer.get_extra_info("socket")
                    own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                return False
            if part == END:
                await reader.read()
                return False
            if part == HOLD:
                await self.release.wait()
                continue
            writer.write(part)
            await writer.drain()
        return True

    def parameters(self, number=-1):
        """What was sent, as the embedded Bot API reads it."""
        head, body = self.asked[number]
        return read(query="", content_type=header(head, "content-type"), body=body)


def header(head, name):
    """One header of a request, or nothing."""
    for line in head.decode().split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""


def length_of(head):
    """How long the body is."""
    return int(header(head, "content-length") or 0)


@asynccontextmanager
async def serving(*script, secret=False, take=None):
    """A server and its address."""
    server, context = Server(script), None
    if secret:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(PEM)
    listening = await asyncio.start_server(take or server.take, "127.0.0.1", 0, ssl=context)
    server.port = listening.sockets[0].getsockname()[1]
    server.url = f"{'https' if secret else 'http'}://127.0.0.1:{server.port}/bot7:abc/method"
    try:
        yield server
    finally:
        server.release.set()
        listening.close()
        for writer in server.writers:
            writer.close()


def trusting():
    """Whom to trust: the certificate above, and nobody else."""
    return ssl.create_default_context(cafile=PEM)


def by_httpx(trust, connections):
    return HTTPXRequest(
        connection_pool_size=connections, pool_timeout=5.0, httpx_kwargs={"verify": trust}
    )


def by_ours(trust, connections):
    return Requests(connections=connections, trust=trust)


WAYS = {"httpx": by_httpx, "ours": by_ours}


@pytest.fixture(params=WAYS)
def way(request):
    """The name of one of the two."""
    return request.param


@pytest.fixture
def make(way):
    """Make one that knows whom to trust."""
    return lambda *, trust=None, connections=4: WAYS[way](trust or trusting(), connections)


@pytest.fixture(autouse=True)
def spans(monkeypatch):
    """As the service starts: without it the library warns of each 429."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def requests(make):
    """One of the two."""
    made = make()
    await made.initialize()
    yield made
    await made.shutdown()
