"""A sandbox over real HTTP, python-telegram-bot on one side and people on the other."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from copilot.sandbox import Sandbox, serve
from tests.contract.telegram_spec.held import Ledger

LEA = 11


class People:
    """The control side, as a test speaks to it; every call names a chat."""

    def __init__(self, client, chat_id):
        self.client = client
        self.chat_id = chat_id

    async def post(self, action, **fields):
        """Do something as a person, in the desk unless `chat_id` says otherwise."""
        answer = await self.client.post(
            f"/sandbox/{action}", json={"chat_id": self.chat_id, **fields}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def say(self, text, **fields):
        """Write a message as Léa and give its id."""
        said = await self.post("message", **{"user_id": LEA, "name": "Léa", **fields}, text=text)
        return said["message_id"]

    async def press(self, message_id, data, **fields):
        """Press a button as Léa."""
        fields = {"user_id": LEA, "name": "Léa", "wait": 0, **fields}
        return await self.post("press", message_id=message_id, data=data, **fields)

    async def look(self, chat_id=None):
        """See the chat as it is now."""
        answer = await self.client.get(f"/sandbox/chats/{chat_id or self.chat_id}")
        return answer.json()

    async def advance(self, seconds):
        """Let time pass."""
        await self.client.post("/sandbox/advance", json={"seconds": seconds})

    async def order(self, **fault):
        """Have something go wrong."""
        answer = await self.client.post("/sandbox/fault", json=fault)
        assert answer.status_code == 200, answer.text


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch):
    """Without it python-telegram-bot warns at every 429, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def limits():
    return "off"


@pytest.fixture
def bots():
    return ()


@pytest.fixture
def ledger():
    """Whatever a test does, every request and answer must be as Telegram describes them."""
    ledger = Ledger()
    yield ledger
    ledger.assert_held()


@pytest.fixture
def sandbox(limits, bots, ledger):
    sandbox = Sandbox(limits=limits, bots=bots)
    sandbox.on_exchange(ledger)
    return sandbox


@pytest.fixture
async def running(sandbox):
    async with serve(sandbox) as running:
        yield running


@pytest.fixture
async def client(running):
    """Plain HTTP with the control side's token."""
    headers = {"X-Sandbox-Token": running.token}
    async with httpx.AsyncClient(base_url=running.url, headers=headers, verify=False) as client:  # noqa: S501 - plain HTTP; certificates load slowly
        yield client


@pytest.fixture
def people(client, running):
    return People(client, running.chat_id)


@pytest.fixture
async def bot(running):
    async with open_bot(running) as bot:
        yield bot


@pytest.fixture
def desk(running):
    return running.chat_id


async def until(happened):
    """Let other tasks run until *happened* says so."""
    while not happened():  # noqa: ASYNC110 - the server has no event for it, on purpose
        await asyncio.sleep(0)


def open_bot(running, token=None):
    """Make a bot that does not load certificates for plain HTTP."""
    request, polling = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
    return Bot(
        token or running.bot_token,
        base_url=f"{running.url}/bot",
        request=request,
        get_updates_request=polling,
    )
