"""What the desk sends its requests with, held beside the library's own to one suite."""

import asyncio
import io
import ssl

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from tests.contract.requests.conftest import (
    CUT,
    END,
    HOLD,
    RESET,
    answer,
    header,
    serving,
)

OK = answer()
SHORT = 0.15
CHUNKS = b'8\r\n{"ok":tr\r\n10\r\nue,"result":[2]}\r\n0\r\n\r\n'


def data(**parameters):
    """Parameters as the library's bot gives them."""
    return RequestData([RequestParameter.from_input(*one) for one in parameters.items()])


async def fault_of(asked, kind=NetworkError):
    """The library's error, and httpx's that led to it."""
    with pytest.raises(kind) as caught:
        await asked
    return type(caught.value), type(caught.value.__cause__)


async def noticed(server):
    """Until the loop has seen that the server closed a connection."""
    await server.closed.wait()
    for _ in range(3):
        await asyncio.sleep(0)


async def test_what_is_sent_reads_the_same(requests):
    """Telegram must be told the same, whoever tells it."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Publier", callback_data="a:1:é")]])
    async with serving(OK) as server:
        result = await requests.post(
            server.url,
            data(chat_id=-100, text="Écran fissuré & « 100 % » + ✏️", flag=True, kb=keyboard),
        )
        read = server.parameters()

    assert result is True
    assert b"POST /bot7:abc/method HTTP/1.1\r\n" == server.asked[0][0].splitlines(keepends=True)[0]
    assert -100 == read.integer("chat_id")
    assert "Écran fissuré & « 100 % » + ✏️" == read.text("text")
    assert read.boolean("flag")
    assert keyboard.to_dict() == read.mapping("kb", called="keyboard")
    assert f"127.0.0.1:{server.port}" == header(server.asked[0][0], "host")


async def test_a_request_without_parameters_has_a_length(requests):
    """Servers in between refuse a POST that doesn't say where it ends."""
    async with serving(OK) as server:
        await requests.post(server.url)

    assert "0" == header(server.asked[0][0], "content-length")


async def test_files_arrive_whole_beside_the_rest(requests):
    """More than one packet, more than one buffer."""
    picture = bytes(range(256)) * 4000
    async with serving(OK) as server:
        sent = InputFile(io.BytesIO(picture), filename="écran.png")
        await requests.post(server.url, data(chat_id=7, photo=sent))
        read = server.parameters()

    assert 7 == read.integer("chat_id")
    assert {"photo": picture} == read.files


async def test_a_file_is_fetched_as_it_is(requests):
    """No text is made of it."""
    async with serving(answer(b"\x00\xff\r\n" * 50_000)) as server:
        fetched = await requests.retrieve(f"{server.url}/é?x=1")

    assert b"\x00\xff\r\n" * 50_000 == fetched
    assert b"GET /bot7:abc/method/%C3%A9?x=1 HTTP/1.1" == server.asked[0][0].split(b"\r\n")[0]


async def test_one_connection_serves_one_request_after_another(requests):
    """A handshake for each would take longer than the request."""
    async with serving(OK) as server:
        for _ in range(6):
            await requests.post(server.url)

    assert 1 == server.connections


async def test_as_many_as_may_run_side_by_side(make):
    """One that hangs holds up nobody else."""
    requests = make(connections=3)
    async with serving(HOLD, HOLD, OK) as server:
        held = [asyncio.ensure_future(requests.post(server.url)) for _ in range(2)]
        while len(server.asked) < 2:
            server.came.clear()
            await server.came.wait()
        through = await requests.post(server.url)
        server.script = [OK]
        for one in held:
            one.cancel()
        await asyncio.wait(held)
    await requests.shutdown()

    assert through is True


async def test_when_all_are_busy_nothing_was_sent(make):
    """Only this one may be repeated without a thought."""
    requests = make(connections=1)
    async with serving(HOLD) as server:
        held = asyncio.ensure_future(requests.post(server.url))
        await server.came.wait()
        with pytest.raises(TimedOut, match=r"Request was \*not\* sent to Telegram") as caught:
            await requests.post(server.url, pool_timeout=SHORT)
        held.cancel()
        await asyncio.wait({held})
    await requests.shutdown()

    assert httpx.PoolTimeout is type(caught.value.__cause__)
    assert 1 == len(server.asked)


@pytest.mark.parametrize(
    ("sent", "result"),
    [
        (b'HTTP/1.1 200 OK\r\n\r\n{"ok":true,"result":[1]}', [1]),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS,
            [2],
        ),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + answer(b'{"ok":true,"result":[3]}'), [3]),
    ],
    ids=["until it closes", "chunked", "after another"],
)
async def test_every_way_of_saying_where_an_answer_ends(requests, sent, result):
    """What stands between us and Telegram has its own; the next request is none the worse."""
    async with serving((sent, CUT), answer(b'{"ok":true,"result":5}')) as server:
        first = await requests.post(server.url)
        await noticed(server)
        second = await requests.post(server.url)

    assert (result, 5) == (first, second)
    assert 2 == server.connections


async def test_who_says_that_it_closes_is_asked_nothing_more(requests):
    """It may take its time to do so."""
    async with serving(answer(more=["Connection: close"]), OK) as server:
        await requests.post(server.url)
        await requests.post(server.url)

    assert 2 == server.connections


async def test_an_answer_may_come_bit_by_bit(requests):
    """Each part has the whole time that is given for reading."""
    whole = answer(b'{"ok":true,"result":"bit by bit"}')
    parts = [whole[place : place + 7] for place in range(0, len(whole), 7)]
    async with serving(OK, parts) as server:
        await requests.post(server.url)
        result = await requests.post(server.url)

    assert "bit by bit" == result


@pytest.mark.parametrize(
    ("act", "cause"),
    [
        (CUT, httpx.RemoteProtocolError),
        (RESET, httpx.ReadError),
        ((b"HTTP/1.1 200 OK\r\nContent-Le", CUT), httpx.RemoteProtocolError),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", CUT), httpx.RemoteProtocolError),
        ((b"SSH-2.0-OpenSSH_9.2\r\n\r\n",), httpx.RemoteProtocolError),
    ],
    ids=["cut", "reset", "cut in the head", "cut in the body", "no HTTP"],
)
async def test_half_an_answer_is_none(requests, act, cause):
    """It may have been done: only who asked can know whether to ask again."""
    async with serving(act, OK) as server:
        fault = await fault_of(requests.post(server.url))
        after = await requests.post(server.url)

    assert (NetworkError, cause) == fault
    assert after is True


async def test_what_httpx_met_stands_in_the_message(requests):
    """It is what the log shows."""
    async with serving(CUT) as server:
        with pytest.raises(NetworkError) as caught:
            await requests.post(server.url)

    assert (
        "httpx.RemoteProtocolError: Server disconnected without sending a response."
        == caught.value.message
    )


async def test_nobody_listens(requests):
    """Nothing left: a reply may be sent again."""
    async with serving(OK) as server:
        pass
    fault = await fault_of(requests.post(server.url))

    assert (NetworkError, httpx.ConnectError) == fault


async def test_a_name_that_leads_nowhere(requests):
    """The same."""
    fault = await fault_of(requests.post("http://nowhere.invalid/bot7:abc/getMe"))

    assert (NetworkError, httpx.ConnectError) == fault


async def test_what_is_no_web_address(requests):
    """`api_url` is written by hand."""
    fault = await fault_of(requests.post("ftp://127.0.0.1/bot7:abc/getMe"))

    assert (NetworkError, httpx.UnsupportedProtocol) == fault


async def test_an_answer_that_takes_too_long(requests):
    """What came too late must not be taken for the answer to what is asked next."""
    late = (b"HTTP/1.1 200 OK\r\n", HOLD, answer(b'{"ok":true,"result":"late"}'))
    async with serving(late, OK) as server:
        fault = await fault_of(requests.post(server.url, read_timeout=SHORT), TimedOut)
        server.release.set()
        after = await requests.post(server.url)

    assert (TimedOut, httpx.ReadTimeout) == fault
    assert after is True


async def test_who_gives_up_leaves_nothing_behind(requests):
    """The next one to use the connection would read the other's answer."""
    async with serving(END, OK) as server:
        given_up = asyncio.ensure_future(requests.post(server.url))
        await server.came.wait()
        given_up.cancel()
        await asyncio.wait({given_up})
        await asyncio.wait_for(server.closed.wait(), 5)
        after = await requests.post(server.url)

    assert given_up.cancelled()
    assert after is True


async def test_a_server_that_reads_nothing(requests):
    """A body that does not go out is too slow, like an answer that does not come."""

    async def deaf(reader, writer):
        await server.release.wait()
        writer.close()

    async with serving(OK, take=deaf) as server:
        sent = InputFile(io.BytesIO(bytes(30_000_000)), filename="x.bin")
        asked = requests.post(server.url, data(photo=sent), write_timeout=SHORT)
        fault = await fault_of(asked, TimedOut)

    assert (TimedOut, httpx.WriteTimeout) == fault


async def test_a_closed_idle_connection_is_not_used(requests):
    """Servers close what is idle; a request sent into it would be lost."""
    async with serving((OK, CUT), OK) as server:
        await requests.post(server.url)
        await noticed(server)
        after = await requests.post(server.url)

    assert after is True
    assert 2 == server.connections


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        ("429 Too Many Requests", b'{"ok":false,"parameters":{"retry_after":7}}', RetryAfter),
        ("400 Bad Request", b'{"ok":false,"parameters":{"migrate_to_chat_id":-5}}', ChatMigrated),
        ("400 Bad Request", b'{"ok":false,"description":"Bad Request: no"}', BadRequest),
        ("401 Unauthorized", b'{"ok":false,"description":"Unauthorized"}', InvalidToken),
        ("403 Forbidden", b'{"ok":false,"description":"Forbidden: no"}', Forbidden),
        ("409 Conflict", b'{"ok":false,"description":"Conflict: other"}', Conflict),
        ("500 Internal Server Error", b"Oh", NetworkError),
        ("502 Bad Gateway", b"<html>nginx</html>", NetworkError),
        ("301 Moved Permanently", b"", NetworkError),
    ],
)
async def test_a_refusal_is_told_apart_and_the_connection_kept(requests, status, body, kind):
    """What to do next rests on it."""
    async with serving(answer(body, status=status), OK) as server:
        with pytest.raises(kind) as caught:
            await requests.post(server.url)
        after = await requests.post(server.url)

    assert kind is type(caught.value)
    assert after is True
    assert 1 == server.connections


async def test_whom_we_trust_is_spoken_to_in_secret(requests):
    """Telegram itself is never spoken to otherwise."""
    async with serving(OK, secret=True) as server:
        results = [await requests.post(server.url) for _ in range(2)]

    assert [True, True] == results
    assert 1 == server.connections


async def test_whom_we_do_not_trust_gets_nothing(make):
    """The token stands in the address."""
    requests = make(trust=ssl.create_default_context())
    async with serving(OK, secret=True) as server:
        fault = await fault_of(requests.post(server.url))
    await requests.shutdown()

    assert (NetworkError, httpx.ConnectError) == fault
    assert [] == server.asked


async def test_a_certificate_is_for_one_name(requests):
    """Anybody can have one for a name of their own."""
    async with serving(OK, secret=True) as server:
        fault = await fault_of(requests.post(server.url.replace("127.0.0.1", "127.0.0.2")))

    assert (NetworkError, httpx.ConnectError) == fault
    assert [] == server.asked


async def test_a_cut_is_told_in_secret_too(requests):
    """The end of an encrypted connection is another one."""
    async with serving(CUT, OK, secret=True) as server:
        fault, cause = await fault_of(requests.post(server.url))
        after = await requests.post(server.url)

    assert NetworkError is fault
    assert cause in {httpx.RemoteProtocolError, httpx.ReadError}
    assert after is True


async def test_a_greeting_that_is_not_returned(requests):
    """Nothing of ours left yet."""

    async def mute(reader, writer):
        await server.release.wait()
        writer.close()

    async with serving(OK, take=mute) as server:
        url = server.url.replace("http://", "https://")
        fault = await fault_of(requests.post(url, connect_timeout=SHORT), TimedOut)

    assert (TimedOut, httpx.ConnectTimeout) == fault


async def test_who_must_say_who_they_are_does(requests):
    """A Bot API server of one's own may stand behind a password."""
    async with serving(OK) as server:
        await requests.post(server.url.replace("//", "//desk:p%40ss@"))

    assert "Basic ZGVzazpwQHNz" == header(server.asked[0][0], "authorization")


async def test_after_the_end_nothing_is_sent_until_it_begins_anew(make):
    """A desk that lost its seat and has it again uses the same."""
    requests = make()
    async with serving(OK) as server:
        await requests.post(server.url)
        await requests.shutdown()
        await requests.shutdown()
        with pytest.raises(NetworkError, match="RuntimeError"):
            await requests.post(server.url)
        await requests.initialize()
        again = await requests.post(server.url)
        await requests.shutdown()

    assert again is True
    assert 2 == len(server.asked)


def test_how_long_a_quiet_answer_is_waited_for(make):
    """The library adds a poll's own time to it."""
    assert 5.0 == make().read_timeout
