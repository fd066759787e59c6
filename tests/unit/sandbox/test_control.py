"""The control side itself: what it shows, what it refuses."""

import asyncio
import json

import pytest

from tests.unit.sandbox.conftest import until


async def test_the_event_stream_names_the_chat_that_changed(bot, client, desk, running):
    """The page redraws one chat, not all of them; a browser can't set the header here."""
    url = f"/sandbox/events?token={running.token}"
    async with client.stream("GET", url, headers={"X-Sandbox-Token": ""}) as stream:
        lines = stream.aiter_lines()
        assert ": connected" == await anext(lines)
        asking = asyncio.create_task(bot.send_message(desk, "a"))
        line = await anext(each async for each in lines if each.startswith("data:"))
        await asking

    assert {"kind": "message", "chat_id": desk, "message_id": 1} == json.loads(line[5:])


async def test_the_event_stream_is_forgotten_when_its_page_closes(client, sandbox):
    async with client.stream("GET", "/sandbox/events") as stream:
        await anext(stream.aiter_lines())
        assert 1 == len(sandbox.world.listeners)
    await until(lambda: not sandbox.world.listeners)


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("press", {"message_id": 1, "user_id": 11, "data": "x"}, 404),
        ("press", {"user_id": 11, "data": "x"}, 400),
        ("message", {"user_id": 11, "text": ""}, 400),
        ("message", {"user_id": 11}, 400),
        ("message", {"user_id": 11, "text": "a", "reply_to": 9}, 404),
        ("message", {"user_id": True, "text": "a"}, 400),
        ("message", {"chat_id": 5, "user_id": 11, "text": "a"}, 400),
        ("edit", {"message_id": 1, "text": "a"}, 404),
        ("kick", {"chat_id": 404}, 404),
        ("status", {"status": "king"}, 400),
        ("chats", {"type": "club"}, 400),
        ("chats", {"id": 7}, 400),
        ("migrate", {}, 400),
        ("advance", {"seconds": -1}, 400),
    ],
)
async def test_a_control_request_that_cannot_be_done_says_why(
    client, desk, action, fields, status
):
    answer = await client.post(f"/sandbox/{action}", json={"chat_id": desk, **fields})

    assert status == answer.status_code
    assert answer.json()["error"]


@pytest.mark.parametrize("content", [b"{", b"[]"])
async def test_a_control_body_that_is_no_object_is_refused(client, content):
    assert 400 == (await client.post("/sandbox/press", content=content)).status_code


@pytest.mark.parametrize("path", ["chats/77", "chats/desk", "files/none"])
async def test_what_does_not_exist_is_not_shown(client, path):
    assert 404 == (await client.get(f"/sandbox/{path}")).status_code


async def test_people_press_only_what_bots_sent(people, client, desk):
    said = await people.say("a")
    fields = {"chat_id": desk, "message_id": said, "user_id": 11, "data": "x"}

    assert 400 == (await client.post("/sandbox/press", json=fields)).status_code


async def test_half_a_character_is_refused_on_both_sides(client, desk, running, ledger):
    """JSON can carry it; nothing that is stored or sent afterwards could."""
    half = b'{"chat_id": %d, "user_id": 11, "text": "\\ud83d"}' % desk
    headers = {"Content-Type": "application/json"}
    path = f"/bot{running.bot_token}/sendMessage"
    said = await client.post("/sandbox/message", content=half, headers=headers)
    sent = await client.post(path, content=half.replace(b'"user_id": 11, ', b""), headers=headers)

    ledger.problems.clear()

    assert 400 == said.status_code
    assert "Bad Request: strings must be encoded in UTF-8" == sent.json()["description"]


async def test_an_unknown_bot_cannot_be_written_to(client):
    fields = {"chat_id": 11, "user_id": 11, "text": "a", "bot": 5}

    assert 404 == (await client.post("/sandbox/message", json=fields)).status_code


async def test_a_bot_is_nobody_who_writes(bot, client, desk):
    fields = {"chat_id": desk, "user_id": bot.id, "text": "a"}

    assert 400 == (await client.post("/sandbox/message", json=fields)).status_code
