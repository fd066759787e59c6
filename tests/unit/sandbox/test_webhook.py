"""A webhook of a bot: carried to this machine, in order, again and again until it is taken."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from starlette.responses import Response
from telegram.error import BadRequest, Conflict

from copilot.sandbox.pushing import SECRET_HEADER
from copilot.web.server import serve
from tests.contract.telegram_spec.held import check_update
from tests.unit.sandbox.conftest import until


class Receiver:
    """Keeps what it is brought, and can be told what to answer."""

    def __init__(self):
        self.took, self.secrets, self.answers = [], [], []
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, scope, receive, send):
        body = json.loads((await receive())["body"])
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.secrets.append(headers.get(SECRET_HEADER.lower()))
        await self.open.wait()
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            check_update(body)
            self.took.append(body)
        await Response(status_code=status)(scope, receive, send)

    def texts(self):
        return [one["message"]["text"] for one in self.took]


@asynccontextmanager
async def receiving():
    receiver = Receiver()
    async with serve(receiver, host="127.0.0.1", port=0) as port:
        receiver.url = f"http://127.0.0.1:{port}/telegram/1"
        yield receiver


@pytest.fixture
async def receiver():
    async with receiving() as receiver:
        yield receiver


async def test_updates_are_carried_with_the_secret(bot, people, receiver):
    """What waited before it was set comes too."""
    await people.say("avant")
    await bot.set_webhook(receiver.url, secret_token="s3cret_-")
    await people.say("après")
    await until(lambda: len(receiver.took) == 2)
    info = await bot.get_webhook_info()

    assert ["avant", "après"] == receiver.texts()
    assert {"s3cret_-"} == set(receiver.secrets)
    assert (receiver.url, 0, 40) == (info.url, info.pending_update_count, info.max_connections)


async def test_what_is_not_taken_is_brought_again_and_the_reason_is_known(bot, people, receiver):
    """A receiver that could not keep it must not lose it."""
    receiver.answers = [503]
    await people.say("a")
    await bot.set_webhook(receiver.url)
    await until(lambda: receiver.took)
    info = await bot.get_webhook_info()

    assert ["a"] == receiver.texts()
    assert "Wrong response from the webhook: 503 Service Unavailable" == info.last_error_message
    assert info.last_error_date is not None


async def test_of_one_chat_nothing_overtakes_and_nobody_else_waits(bot, people, receiver):
    """As Telegram does it: one chat's messages in order, other chats side by side."""
    receiver.open.clear()
    await bot.set_webhook(receiver.url)
    await people.say("1")
    await people.say("2")
    await people.post("message", chat_id=12, user_id=12, name="Tom", text="en privé")
    await until(lambda: len(receiver.secrets) == 2)
    receiver.open.set()
    await until(lambda: len(receiver.took) == 3)

    assert ["1", "2"] == [text for text in receiver.texts() if text != "en privé"]
    assert "2" == receiver.texts()[-1]


async def test_taken_away_nothing_is_carried_and_what_waits_can_be_polled(bot, people, receiver):
    """Leaving a webhook loses nothing."""
    await bot.set_webhook(receiver.url)
    await bot.delete_webhook()
    await people.say("a")

    assert ["a"] == [one.message.text for one in await bot.get_updates()]
    assert [] == receiver.took


async def test_a_webhook_ends_a_held_poll(bot, sandbox, receiver):
    """Otherwise both would take updates."""
    polling = asyncio.create_task(bot.get_updates(timeout=20))
    (one,) = sandbox.world.bots.values()
    await until(lambda: one.updates._waiter is not None)
    await bot.set_webhook(receiver.url)

    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await polling


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"url": "http://x.example/h"}, "HTTPS URL must be provided"),
        ({"url": "https://x.example:8080/h"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://x.example/h", "secret_token": "é"}, "unallowed characters"),
        ({"url": "https://x.example/h", "secret_token": "a" * 257}, "too long"),
    ],
)
async def test_what_telegram_would_not_call_is_refused(bot, asked, said):
    with pytest.raises(BadRequest, match=f"(?i){said}"):
        await bot.set_webhook(**asked)


async def test_no_other_machine_is_ever_called(bot, people, sandbox):
    """Tests and the demo stay on this machine."""
    await bot.set_webhook("https://x.example/h")
    await people.say("a")
    (one,) = sandbox.world.bots.values()

    assert one.push._running is None
    assert 1 == (await bot.get_webhook_info()).pending_update_count
