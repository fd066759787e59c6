"""
What stories hold instead of the desk's parts: each of their calls is a command to its process.

Stories are told as always. Whatever of the app they call with an office, and the desk's parts that
they build, are replaced by these where their modules name them; later stories need know nothing.
"""

import functools
import inspect
import pkgutil
import sys
from contextlib import asynccontextmanager
from importlib import import_module
from types import FunctionType, SimpleNamespace

import httpx
import pytest

from copilot import app
from copilot.app.delivery import Delivery
from copilot.app.playbooks import Playbooks
from copilot.desk.pinned import Pinned
from copilot.sandbox import query
from copilot.store import sql_store
from tests.acceptance.kills import compiled
from tests.acceptance.kills.chat import chats
from tests.acceptance.story import Story
from tests.unit.desk import conftest as wiring
from tests.unit.desk.conftest import Wired

#: Seconds that a press waits for its answer, and Telegram for the desk.
PATIENCE = 30


class Stage:
    """Where stories are told: gives each office its machine."""

    def __init__(self, machine_for):
        self.machine_for = machine_for

    def forwarded(self, use):
        """Call *use* in the process of the office that it is called with."""

        @functools.wraps(use)
        def call(office, *args, **more):
            machine = self.machine_for(office)
            if machine is None or machine.is_busy:
                return use(office, *args, **more)
            command = ("do", use.__module__, use.__name__, args, more)
            return machine.ask(use.__name__, *command)

        call.is_forwarded = True
        return call

    def at_home(self, adopt):
        """What a story saves in files is read by the story: its transaction is open meanwhile."""

        @functools.wraps(adopt)
        def call(playbooks, *args, **more):
            machine = self.machine_for(playbooks._office)
            if machine is None or machine.is_busy:
                return adopt(playbooks, *args, **more)
            machine.is_busy = True
            try:
                return adopt(playbooks, *args, **more)
            finally:
                machine.is_busy = False

        return call

    @asynccontextmanager
    async def wired_desk(self, running, office, clock, channel):
        """Instead of the one of the same name: the desk's parts live in a process of their own."""
        machine = self.machine_for(office)
        machine.end()
        machine.telegram = SimpleNamespace(
            url=running.url,
            token=running.token,
            bot_token=running.bot_token,
            chat_id=running.chat_id,
            topic=None,
        )
        machine.world = running.sandbox.world
        plain = {"base_url": running.url, "verify": False, "timeout": 2 * PATIENCE}  # plain HTTP
        headers = {"X-Sandbox-Token": running.token}
        async with httpx.AsyncClient(headers=headers, **plain) as client:
            wired = RemoteWired(running, office, clock, channel, client=client, machine=machine)
            yield wired
            await wired.paint()
            machine.run.seen = await chats(wired)

    def set(self):
        """Replace what the stories' modules name."""
        query.LIFE_SECONDS = PATIENCE
        Playbooks.adopt = self.at_home(Playbooks.adopt)
        for found in pkgutil.iter_modules(app.__path__, f"{app.__name__}."):
            # Some stories import what they use only then.
            import_module(found.name)
        replaced = {Delivery: self.delivery, Pinned: RemotePinned}
        replaced[wiring.wired_desk] = self.wired_desk
        replaced[sql_store.open_store] = compiled.open_store
        for name, module in sorted(sys.modules.items()):
            if name.startswith("tests.acceptance.") and ".kills" not in name:
                self._replace(module, replaced)
            elif name.startswith("copilot.app."):
                self._replace(module, {}, own=True)

    def _replace(self, module, replaced, *, own=False):
        for name, value in list(vars(module).items()):
            if (isinstance(value, FunctionType) and value in replaced) or (
                isinstance(value, type) and value in replaced
            ):
                setattr(module, name, replaced[value])
            elif is_use_case(value) and (not own or value.__module__ == module.__name__):
                setattr(module, name, self.forwarded(value))

    def delivery(self, office, clerk, *, process):
        """The worker of the outbox."""
        return RemoteDelivery(self.machine_for(office), process)


def is_use_case(value):
    """A function of the app that begins with the office."""
    if not isinstance(value, FunctionType) or hasattr(value, "is_forwarded"):
        return False
    if not value.__module__.startswith("copilot.app.") or value.__name__.startswith("_"):
        return False
    parameters = [*inspect.signature(value).parameters]
    # What works within a transaction is part of one that has its own process already.
    return parameters[:1] == ["office"] and "records" not in parameters


class Absent:
    """A part that is not in this process; a story that reaches for it cannot be killed."""

    def __init__(self, what, **has):
        self._what = what
        vars(self).update(has)

    def __getattr__(self, name):
        pytest.skip(f"reaches into the process: {self._what}.{name}")


class RemoteWired(Wired):
    """People who use a desk that runs elsewhere."""

    def __init__(self, running, office, clock, channel, *, client, machine):
        self.office, self.client, self.running = office, client, running
        self.chat, self.machine = running.chat_id, machine
        self.story = Story(office, clock, channel)
        self.handlers = Absent("handlers", clerk=self.clerk)
        self.wire, self.painter = RemoteWire(machine), RemotePainter(machine)
        self.feed, self.health = RemoteFeed(machine), RemoteHealth(machine)

    @property
    def now(self):
        """What the desk's own clock shows."""
        return self.machine.seconds

    @now.setter
    def now(self, now):
        self.machine.seconds = now

    async def post(self, action, **fields):
        if action == "press":
            # A new process, on a busy machine, takes longer than a person would wait.
            fields = {"wait": PATIENCE, **fields}
        return await super().post(action, **fields)

    async def messages(self, chat=None):
        """Without those that came twice: no key of Telegram's prevents it, and both work."""
        shown = await super().messages(chat)
        orphans = {
            number for place, number in self.machine.run.orphans if place == (chat or self.chat)
        }
        return [one for one in shown if one["message_id"] not in orphans]

    async def paint(self):
        await self.machine.work("paint", "paint")

    async def listen(self):
        await self.machine.work("listen", "listen")


class RemoteWire(Absent):
    """The wire, as the configuration has it."""

    def __init__(self, machine):
        super().__init__("wire", machine=machine)

    @property
    def topic(self):
        return self.machine.telegram.topic

    @topic.setter
    def topic(self, topic):
        self.machine.telegram.topic = topic
        # Another topic asks for a restart.
        self.machine.end()


class RemotePainter(Absent):
    """The painter, one step at a time."""

    def __init__(self, machine):
        super().__init__("painter", machine=machine)

    async def step(self):
        return await self.machine.work("step", "step")


class RemoteHealth(Absent):
    """What the process says of itself; a new one says nothing before it has tried."""

    def __init__(self, machine):
        super().__init__("health", machine=machine)

    @property
    def value(self):
        return self.machine.peek("health")


class RemoteFeed(Absent):
    """The feed, one half at a time."""

    def __init__(self, machine):
        super().__init__("feed", machine=machine)

    async def receive_once(self):
        return await self.machine.work("receive", "receive")

    async def keep(self, updates):
        """As a webhook brings them; a second time, where the first had no answer."""
        await self.machine.work("keep", "keep", updates)


class RemotePinned:
    """The worker of the pinned line."""

    def __init__(self, *, office, clerk, wire, words):
        self._machine = wire.machine

    async def step(self):
        await self._machine.work("pin", "pin")

    def __getattr__(self, name):
        pytest.skip(f"reaches into the process: pinned.{name}")


class RemoteDelivery:
    """The worker of the outbox, for one round."""

    def __init__(self, machine, process):
        self._machine, self._process = machine, process

    async def round(self):
        return await self._machine.work("deliver", "deliver", self._process)
