"""One place per channel to hold its promises against: what is public there, and its troubles."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import telegram

from copilot.channels.demo import DemoChannel
from copilot.channels.telegram import TelegramChannel
from copilot.channels.webhook import WebhookChannel
from copilot.desk.requests import Requests
from copilot.domain.channel import Mode, Reply
from copilot.domain.complaint import Author, Complaint
from copilot.sandbox.faults import Fault
from copilot.sandbox.server import DESK_CHAT, Sandbox, serve
from copilot.sandbox.view import chat_view
from tests.fakes.receiver import Receiver

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cywgbm90aGluZyBtb3Jl"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
#: Long enough for a busy machine to answer at all; the tests that lose an answer wait so long.
ANSWER_SECONDS = 1.0


class DemoPlace:
    def __init__(self, mode=Mode.LIVE):
        self.channel = DemoChannel("page", mode=mode, now=lambda: NOW)
        self.complaint = Complaint(
            id="c1", channel="page", text="Écran fissuré", author=Author(name="Claire")
        )
        self.channel.publish(self.complaint)

    def public(self):
        return [each.text for each in self.channel.thread() if each.ours]

    def lose_answer(self):
        self.channel.faults.lose_answers = 1

    def lose_request(self):
        self.channel.faults.lose_requests = 1

    def refuse(self):
        self.channel.faults.refuse_for_good = 1

    def ask_to_wait(self):
        self.channel.faults.refuse = 1


class WebhookPlace:
    def __init__(self, receiver, channel):
        self.receiver = receiver
        self.channel = channel
        self.complaint = Complaint(id="c1", channel=channel.name, text="Écran fissuré")

    def public(self):
        return self.receiver.texts()

    def lose_answer(self):
        self.receiver.then("drop_after")

    def lose_request(self):
        self.receiver.then("drop_before")

    def refuse(self):
        self.receiver.then("403")

    def ask_to_wait(self):
        self.receiver.then("429:7")


class TelegramPlace:
    """The embedded Bot API, over real HTTP."""

    def __init__(self, running, channel, number):
        self.running = running
        self.channel = channel
        self.complaint = Complaint(
            id=f"{DESK_CHAT}:{number}", channel=channel.name, text="Écran fissuré"
        )

    @property
    def bot(self):
        return self.channel.bot

    def messages(self):
        world = self.running.sandbox.world
        return chat_view(world, world.chats[DESK_CHAT])["messages"]

    def public(self):
        bot = int(self.running.bot_token.partition(":")[0])
        return [each["text"] for each in self.messages() if (each["from"] or {}).get("id") == bot]

    async def control(self, act, **fields):
        return await act_on(self.running, act, **fields)

    def lose_answer(self):
        self._fault("drop_after")

    def lose_request(self):
        self._fault("drop_before")

    def refuse(self):
        self._fault("refuse", code=403, description="Forbidden: bot was kicked")

    def ask_to_wait(self):
        self._fault(
            "refuse", code=429, description="Too Many Requests", parameters={"retry_after": 7}
        )

    def _fault(self, kind, **details):
        self.running.sandbox.faults.order(Fault("sendMessage", kind, **details))


@asynccontextmanager
async def demo(mode=Mode.LIVE):
    yield DemoPlace(mode)


@asynccontextmanager
async def webhook(mode=Mode.LIVE, *, dedupes=True):
    with Receiver(SECRET, dedupes=dedupes) as receiver:
        async with httpx.AsyncClient(verify=False) as http:  # noqa: S501 - loopback, no TLS
            channel = WebhookChannel(
                "shop",
                mode=mode,
                secret=SECRET,
                reply_url=receiver.url,
                receiver_dedupes=dedupes,
                http=http,
                timeout_seconds=ANSWER_SECONDS,
            )
            yield WebhookPlace(receiver, channel)


@asynccontextmanager
async def asking_webhook(mode=Mode.LIVE):
    async with webhook(mode, dedupes=False) as place:
        yield place


@asynccontextmanager
async def group(mode=Mode.LIVE):
    async with serve(Sandbox(limits="off")) as running:
        bot = telegram.Bot(
            running.bot_token,
            base_url=f"{running.url}/bot",
            request=Requests(connections=2),
            get_updates_request=Requests(connections=2),
        )
        async with bot:
            channel = TelegramChannel("groupe", mode=mode, chat=DESK_CHAT, bot=bot)
            await act_on(running, "status", status="administrator")
            written = await act_on(running, "message", user_id=77, text="Écran fissuré")
            yield TelegramPlace(running, channel, written["message_id"])


async def act_on(running, act, **fields):
    """Do something on the sandbox's control side, in its chat."""
    headers = {"X-Sandbox-Token": running.token}
    async with httpx.AsyncClient(
        base_url=running.url,
        headers=headers,
        verify=False,  # noqa: S501 - loopback, no TLS
    ) as control:
        answer = await control.post(f"/sandbox/{act}", json={"chat_id": DESK_CHAT} | fields)
    answer.raise_for_status()
    return answer.json()


PLACES = {
    "demo": demo,
    "webhook": webhook,
    "webhook that asks": asking_webhook,
    "telegram": group,
}


def reply_to(place, text="Bonjour Claire, je reprends tout. Léa", *, id="approval-1"):
    return Reply(
        id=id,
        channel=place.channel.name,
        complaint_id=place.complaint.id,
        thread_id=place.complaint.thread,
        text=text,
        lang="fr",
        approved_by="Léa Martin",
    )
