"""The server inside a loop that is not its own."""

import asyncio
import signal
import socket

import httpx
import pytest
from starlette.responses import PlainTextResponse

from copilot.domain.errors import UsageError
from copilot.web.server import serve


async def hello(scope, receive, send):
    await PlainTextResponse("hello")(scope, receive, send)


async def test_it_answers_while_the_context_lasts_and_not_after():
    async with httpx.AsyncClient() as client:
        async with serve(hello, host="127.0.0.1", port=0) as port:
            answer = await client.get(f"http://127.0.0.1:{port}/")
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://127.0.0.1:{port}/")

    assert answer.text == "hello"
    assert "server" not in answer.headers


async def test_a_running_request_is_answered_before_the_end():
    """A delivery whose complaint is being kept must still be confirmed."""
    began, may_end = asyncio.Event(), asyncio.Event()

    async def slow(scope, receive, send):
        began.set()
        await may_end.wait()
        await hello(scope, receive, send)

    async with httpx.AsyncClient() as client:
        async with serve(slow, host="127.0.0.1", port=0) as port:
            answer = asyncio.create_task(client.get(f"http://127.0.0.1:{port}/"))
            await began.wait()
            asyncio.get_running_loop().call_later(0.2, may_end.set)
        assert (await answer).text == "hello"


async def test_signals_stay_with_who_owns_the_loop():
    """A graceful stop has an order; a server that takes SIGTERM for itself breaks it."""
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    async with serve(hello, host="127.0.0.1", port=0) as port, httpx.AsyncClient() as client:
        await client.get(f"http://127.0.0.1:{port}/")

        assert before == (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT))


async def test_a_taken_port_is_one_sentence_that_says_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError) as caught:
            async with serve(hello, host="127.0.0.1", port=port):
                pass

    assert str(caught.value) == (
        f"port {port} is taken: stop the program that listens there, or choose another port"
    )


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", 70_000, "port 70000 does not exist"),
        ("203.0.113.7", 0, "cannot listen on 203.0.113.7"),
        ("::1::", 0, "cannot listen on ::1::"),
    ],
)
async def test_an_address_that_is_not_ours_is_said(host, port, said):
    with pytest.raises(UsageError) as caught:
        async with serve(hello, host=host, port=port):
            pass

    assert str(caught.value).startswith(said)
