"""Words in both languages; and a whole desk against the sandbox, on a real database."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import time
from zoneinfo import ZoneInfo

import httpx
import pytest
from telegram.ext import ExtBot

from copilot.app.office import Office
from copilot.app.shelf import Shelf
from copilot.desk.arrivals import Arrivals
from copilot.desk.chats import Chats
from copilot.desk.connect import Poll
from copilot.desk.feed import Feed
from copilot.desk.handlers import Handlers
from copilot.desk.health import Health
from copilot.desk.pace import Pace
from copilot.desk.pacing import Pacing
from copilot.desk.painter import Painter
from copilot.desk.register import Desk
from copilot.desk.requests import Requests
from copilot.desk.wire import Wire
from copilot.desk.words import load
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.settings import Brand, DeskSettings
from copilot.library.tree import FileLibrary
from copilot.sandbox import Sandbox, serve
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store
from tests.acceptance.story import Story
from tests.contract.telegram_spec.held import Ledger
from tests.fakes.channel import ScriptedChannel
from tests.fakes.clock import FrozenClock

LEA, KARIM, NINA, STRANGER = 11, 22, 55, 99
PATIENCE_SECONDS = 20
PLAYBOOK = """\
title: Produit reçu cassé
severity: high
posture: apologise
examples:
  fr: |
    mon écran est arrivé cassé
    j'ouvre le carton : écran fissuré
    produit neuf cassé à la livraison
    ordinateur neuf, dalle fissurée
  en: |
    my new laptop arrived with a cracked screen
    the screen was broken in the box
    brand new and already broken
    opened it and the display is smashed
"""
FIRST = (
    "Bonjour, {% block regret %}je regrette.{% endblock %} "
    "{% block next_step %}Je regarde ET {{ complaint.lang }} {{ number }}.{% endblock %}\n{{ signature }}"
)
CHARTER = "signature: brand\n"


@pytest.fixture(params=["fr", "en"])
def words(request):
    return load(request.param)


@pytest.fixture
def fr():
    return load("fr")


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """Two playbooks with two variants: enough for a desk, and read in no time."""
    folder = tmp_path_factory.mktemp("brand")
    for name, title in (("broken", "Produit reçu cassé"), ("late", "Livraison en retard")):
        text = PLAYBOOK.replace("Produit reçu cassé", title)
        text = (
            text
            if name == "broken"
            else text.replace("cassé", "en retard").replace("fissuré", "tardif")
        )
        (folder / "playbooks").mkdir(exist_ok=True)
        (folder / "playbooks" / f"{name}.yaml").write_text(text, "utf-8")
        (folder / "replies" / name).mkdir(parents=True)
        for lang in ("fr", "en"):
            for number in (1, 2, 3):
                ending = "" if number == 1 else f"-{number}"
                words = FIRST.replace(
                    "{{ complaint.lang }} {{ number }}", f"{lang} {title} {number}"
                )
                file = folder / "replies" / name / f"first{ending}.{lang}.j2"
                file.write_text(
                    words.replace("Je regarde ET", "Je regarde vite" * number), "utf-8"
                )
    (folder / "playbooks" / "charter.yaml").write_text(CHARTER, "utf-8")
    library = FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=("fr", "en"),
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: FrozenClock().now().date(),
    )
    loaded = library.load()
    assert loaded.playbook_set is not None, [str(problem) for problem in loaded.problems]
    shelf = Shelf(library)
    shelf.put_in_force(shelf.build(loaded.playbook_set))
    return shelf


@pytest.fixture
def clock():
    return FrozenClock()


@pytest.fixture
def channel():
    return ScriptedChannel()


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch):
    """Without it python-telegram-bot warns at every 429, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def limits():
    return "off"


@pytest.fixture
def ledger():
    """Whatever a test does, every request and answer must be as Telegram describes them."""
    ledger = Ledger()
    yield ledger
    ledger.assert_held()


@pytest.fixture
async def running(limits, ledger):
    sandbox = Sandbox(limits=limits)
    sandbox.on_exchange(ledger)
    async with serve(sandbox) as running:
        yield running


@pytest.fixture
def office(own_database, clock, channel, library, running):
    store = open_store("sqlite:///copilot.db", folder=own_database.parent)
    week = dict.fromkeys(range(7), ((time(9), time(19)),))
    hours = DeskHours(ZoneInfo("Europe/Paris"), week)
    yield Office(
        store=store,
        clock=clock,
        ids=SystemIds(clock),
        brand=Brand("Maison Lumen", ("fr", "en"), "Europe/Paris"),
        desk=DeskSettings(language="fr", chat=running.chat_id, hours=hours),
        people=People(
            [
                Person("Léa Martin", LEA, Role.COMMUNITY_MANAGER, "Léa"),
                Person("Karim Haddad", KARIM, Role.COMMUNITY_MANAGER, "Karim"),
                Person("Nina Bel", NINA, Role.OBSERVER),
            ]
        ),
        shelf=library,
        channels={channel.name: channel},
    )
    store.close()


class QuietBell:
    """Wakes at once: a test never waits for the time of day."""

    def __init__(self):
        self.rings = 0
        self.waits = []

    def ring(self):
        self.rings += 1

    async def wait(self, seconds):
        self.waits.append(seconds)
        await asyncio.sleep(0)


class Wired:
    """A desk as bootstrap wires it, and people who use it through the control side."""

    def __init__(self, running, office, clock, channel, *, client, bot, poll, pace):
        self.office, self.client, self.chat, self.running = (
            office,
            client,
            running.chat_id,
            running,
        )
        self.story = Story(office, clock, channel)
        self.now = 1000.0
        self.health, self.bell = Health(), QuietBell()
        self.chats = Chats(office, self.clerk)
        pacing = Pacing(office, self.clerk, pace, wall=lambda: self.now)
        self.wire = Wire(bot, chats=self.chats, pacing=pacing)
        words = load(office.desk.language)
        self.painter = Painter(
            office=office,
            clerk=self.clerk,
            wire=self.wire,
            words=words,
            bell=self.bell,
            health=self.health,
        )
        self.handlers = Handlers(
            office=office,
            clerk=self.clerk,
            wire=self.wire,
            words=words,
            bell=self.bell,
            point_to=self.painter.point_to,
            flow=poll.flow,
        )
        members = self.handlers.membership
        members.monotonic = members.standing.monotonic = lambda: self.now
        arrivals = Arrivals(
            office=office,
            clerk=self.clerk,
            bell=self.bell,
            chats=self.wire.chats,
            known=frozenset({-1005}),
        )
        self.desk = Desk(bot, handlers=self.handlers, arrivals=arrivals, health=self.health)
        self.taken = []
        self.feed = Feed(
            office=office,
            clerk=self.clerk,
            bot=bot,
            poll=poll,
            desk=self.desk,
            bell=self.bell,
            health=self.health,
            takers=[self.take],
        )

    async def clerk(self, work):
        return work()

    async def take(self, update):
        self.taken.append(update)
        return True

    async def paint(self):
        """Bring the desk up to date."""
        while await self.painter.step():
            pass

    async def listen(self):
        """Receive and handle what people did, and say what is to be said."""
        await self.feed.receive_once()
        await self.feed.process_once()
        await self.handlers.speaker.settle()
        await self.feed.saying.finish()

    async def post(self, action, **fields):
        if action == "press":
            # A busy machine takes longer than a person would wait.
            fields = {"wait": PATIENCE_SECONDS, **fields}
        answer = await self.client.post(
            f"/sandbox/{action}", json={"chat_id": self.chat, **fields}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def press(self, message, label, person=LEA):
        """Press the button that says *label*, and give what was read."""
        data = next(b["data"] for row in message["buttons"] for b in row if label in b["text"])
        return await self.press_data(message, data, person)

    async def press_data(self, message, data, person=LEA, **more):
        number = message["message_id"]
        queries = self.running.sandbox.world.queries
        before = len(queries)
        pressed = asyncio.ensure_future(
            self.post("press", message_id=number, data=data, user_id=person, name="Léa", **more)
        )
        while len(queries) == before:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0)
        await self.listen()
        read = await pressed
        return read | {"text": read["text"].replace("\u00a0", " ").replace("\u202f", " ")}

    async def say(self, text, **fields):
        said = await self.post(
            "message", **{"user_id": LEA, "name": "Léa", "text": text, **fields}
        )
        await self.listen()
        return said["message_id"]

    async def messages(self, chat=None):
        """All messages, without the spaces that only keep a line together."""
        answer = await self.client.get(f"/sandbox/chats/{chat or self.chat}")
        text = answer.text.replace("\u00a0", " ").replace("\u202f", " ")
        return json.loads(text)["messages"]

    async def mine(self):
        """The bot's messages in the desk, as they are now."""
        return [one for one in await self.messages() if one["from"]["is_bot"]]

    async def order(self, **fault):
        answer = await self.client.post("/sandbox/fault", json=fault)
        assert answer.status_code == 200, answer.text

    def card(self, case):
        with self.office.store.read() as records:
            return records.cards.get(case.id)


def plain_request(on_policy=None):
    """Plain HTTP: certificates load slowly."""
    return Requests(connections=16, on_policy=on_policy)


class ShortPoll(Poll):
    """Polls without waiting: the test knows when there is something."""

    async def __call__(self, offset, *, seconds=0):
        return await super().__call__(offset, seconds=seconds)


@asynccontextmanager
async def wired_desk(running, office, clock, channel):
    """A desk of its own, as after a restart."""
    pace = Pace(lambda: wired.now)
    # As a first answer would have said.
    pace.state(running.sandbox.world.limits.policy)
    bot = ExtBot(
        running.bot_token,
        base_url=f"{running.url}/bot",
        request=plain_request(pace.state),
        get_updates_request=plain_request(pace.state),
    )
    headers = {"X-Sandbox-Token": running.token}
    poll = ShortPoll(bot, request=plain_request())
    plain = {"base_url": running.url, "verify": False, "timeout": 2 * PATIENCE_SECONDS}
    async with httpx.AsyncClient(headers=headers, **plain) as client:
        wired = Wired(
            running, office, clock, channel, client=client, bot=bot, poll=poll, pace=pace
        )
        yield wired
        await wired.desk.close()
        await poll.close()


@pytest.fixture
async def wired(running, office, clock, channel):
    async with wired_desk(running, office, clock, channel) as wired:
        yield wired
