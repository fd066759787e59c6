"""Starting, stopping, and what the command prints."""

import asyncio
import socket

import httpx
import pytest
import yaml
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from copilot.sandbox import DESK_CHAT, Sandbox, serve
from copilot.sandbox.run import run
from copilot.sandbox.server import listen
from tests.unit.sandbox.conftest import open_bot, until


async def test_stopping_lets_go_of_a_held_poll_and_an_open_stream(sandbox):
    """A demo that is closed must not hang for the fifty seconds of a poll."""
    async with (
        httpx.AsyncClient(verify=False) as client,  # noqa: S501 - plain HTTP; certificates load slowly
        serve(sandbox) as running,
        open_bot(running) as bot,
    ):
        polling = asyncio.create_task(bot.get_updates(timeout=50))
        streaming = asyncio.create_task(
            client.get(f"{running.url}/sandbox/events?token={running.token}")
        )
        await until(lambda: sandbox.world.listeners)
        sandbox.close()

        assert () == await polling
        assert ": connected" in (await streaming).text


async def test_a_taken_port_is_an_error(running, sandbox):
    with pytest.raises(OSError, match="in use"):
        async with serve(sandbox, running.port):
            pass


async def test_what_the_command_prints_is_a_configuration_that_works(capsys):
    stop = asyncio.Event()
    running = asyncio.create_task(run(limits="x50", stop=stop))
    printed = []
    await until(lambda: printed.append(capsys.readouterr().out) or any(printed))
    desk = yaml.safe_load(printed[-1].partition("Control side")[0])["desk"]["telegram"]
    async with httpx.AsyncClient(verify=False) as client:  # noqa: S501 - plain HTTP; certificates load slowly
        url = f"{desk['api_url']}/bot{desk['token']}/getChat?chat_id={desk['chat']}"
        answer = (await client.get(url)).json()
    stop.set()
    await running

    assert DESK_CHAT == answer["result"]["id"]
    assert "X-Sandbox-Token: " in printed[-1]


def test_the_listener_says_that_it_speaks_tcp():
    """Or asyncio leaves Nagle's delay on, and every answer takes 40 ms."""
    with listen(0) as listener:
        assert socket.IPPROTO_TCP == listener.proto


def test_each_sandbox_has_secrets_of_its_own():
    first, second = Sandbox(), Sandbox()

    assert first.token != second.token
    assert first.bot_token != second.bot_token


def test_tokens_can_be_chosen():
    sandbox = Sandbox(token="control", bots=["5:a"])

    assert ("control", "5:a") == (sandbox.token, sandbox.bot_token)


async def test_a_page_is_served_beside_the_control_side(ledger):
    """A browser lets a page speak to the control side only from the same port."""

    async def page(_):
        return PlainTextResponse("desk")

    sandbox = Sandbox(chat_id=-1009, pages=[Route("/", page)])
    sandbox.on_exchange(ledger)
    async with (
        serve(sandbox) as running,
        httpx.AsyncClient(base_url=running.url, verify=False) as client,  # noqa: S501 - plain HTTP; certificates load slowly
    ):
        shown = await client.get("/")
        stolen = await client.get("/", headers={"Host": "evil.example"})

    assert ("desk", 403, -1009) == (shown.text, stolen.status_code, running.chat_id)
