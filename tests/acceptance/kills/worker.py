"""
The desk's process in stories with kills: everything of the product that a story moves.

SIGKILL ends it as it would end `copilot run`. It does one command at a time and reaches the rest of the world as the product does:
the database is a file, Telegram is HTTP. What is public on a channel is the story's to keep.
"""

import asyncio
import json
import os
import signal
import time
import traceback
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

from copilot.app.delivery import Delivery
from copilot.app.office import Office
from copilot.app.shelf import Shelf
from copilot.desk.pinned import Pinned
from copilot.desk.requests import Requests
from copilot.desk.words import load
from copilot.domain.errors import Refused
from copilot.store.ids import SystemIds
from copilot.store.sql_store import SqlStore
from tests.acceptance.kills.compiled import open_store
from tests.fakes.clock import FrozenClock
from tests.unit.desk.conftest import wired_desk


@dataclass(frozen=True)
class Birth:
    """What a desk process begins with, as from its configuration."""

    folder: object
    office: dict
    telegram: SimpleNamespace | None
    #: Sizes that a story made small: module, name and value.
    sizes: tuple = ()


@dataclass
class Moments:
    """What happens within a command; at one of these moments the process may end itself."""

    fatal: int | None = None
    names: list = field(default_factory=list)
    arrived: list = field(default_factory=list)  #: messages that no commit remembers yet
    line: object = None

    def pass_by(self, name):
        self.names.append(name)
        if len(self.names) == self.fatal:
            self.line.send(("dead", self.arrived))
            os.kill(os.getpid(), signal.SIGKILL)


MOMENTS = Moments()
STARTED = time.monotonic()


def watch():
    """Stand still for a moment before and after each commit and each request."""
    write, request = SqlStore.write, Requests.do_request

    @contextmanager
    def watched_write(self):
        with write(self) as records:
            yield records
            MOMENTS.pass_by("before commit")
        MOMENTS.arrived.clear()
        MOMENTS.pass_by("committed")

    async def watched_request(self, url, *args, **more):
        method = url.partition("?")[0].rpartition("/")[2]
        MOMENTS.pass_by(f"before {method}")
        answer = await request(self, url, *args, **more)
        if method.startswith("send"):
            MOMENTS.arrived += messages_of(answer)
        MOMENTS.pass_by(f"answer of {method} lost")
        return answer

    SqlStore.write, Requests.do_request = watched_write, watched_request


def messages_of(answer):
    """The chat and number of each message that *answer* speaks of."""
    _, payload = answer
    found = json.loads(payload).get("result") or ()
    several = found if isinstance(found, list) else [found]
    return [(one["chat"]["id"], one["message_id"]) for one in several if "chat" in one]


class OutsideChannel:
    """The story's channel, asked over the line: what is public outlives every process."""

    def __init__(self, name, line):
        self.name, self._line, self._turn = name, line, asyncio.Lock()
        self.kind, self.measure = "scripted", len

    def be(self, mode, recovery, limit):
        self.mode, self.recovery, self.limit = mode, recovery, limit

    async def _ask(self, method, *args):
        async with self._turn:
            MOMENTS.pass_by(f"before {method}")
            self._line.send(("channel", self.name, method, args))
            outcome, value = await received(self._line)
        if outcome == "raised":
            MOMENTS.pass_by(f"{method} failed")
            raise value
        MOMENTS.pass_by(f"answer of {method} lost")
        return value

    async def look(self, complaint):
        return await self._ask("look", complaint)

    async def post(self, reply):
        return await self._ask("post", reply)

    async def look_up(self, reply):
        return await self._ask("look_up", reply)

    async def check(self):
        return None

    async def close(self):
        return None


class ClockOfIds:
    """
    Ids rise with the hour, which stands still in stories: here it runs on.

    A new process would else begin within the millisecond of the one before, as none ever does.
    """

    def __init__(self, clock):
        self._clock = clock

    def now(self):
        return self._clock.now() + timedelta(seconds=time.monotonic() - STARTED)


class DeskProcess:
    """The product's side of a story."""

    def __init__(self, birth, line, library, shelf):
        self.birth, self.line, self.library = birth, line, library
        for module, name, value in birth.sizes:
            setattr(import_module(module), name, value)
        self.built = shelf.in_force
        self.clock = FrozenClock()
        own_shelf = Shelf(library)
        own_shelf.put_in_force(self.built)
        self.office = Office(
            store=open_store("sqlite:///copilot.db", folder=birth.folder),
            clock=self.clock,
            ids=SystemIds(ClockOfIds(self.clock)),
            shelf=own_shelf,
            **birth.office,
        )
        self.wired = None

    async def run(self):
        MOMENTS.line = self.line
        watch()
        async with AsyncExitStack() as stack:
            if self.birth.telegram is not None:
                telegram = self.birth.telegram
                limits = SimpleNamespace(policy=telegram.policy)
                telegram.sandbox = SimpleNamespace(world=SimpleNamespace(limits=limits))
                desk = wired_desk(telegram, self.office, self.clock, None)
                self.wired = await stack.enter_async_context(desk)
                self.wired.wire.topic = self.birth.telegram.topic
                await self.wired.chats.load(self.office.desk.chat)
            while True:
                fatal, now, seconds, command, *args = await received(self.line)
                MOMENTS.fatal = fatal
                if self.wired is not None:
                    self.wired.now = seconds
                self.clock.advance(seconds=(now - self.clock.now()).total_seconds())
                self.line.send(("done", *await self._outcome(command, args), MOMENTS.names))
                MOMENTS.names, MOMENTS.arrived = [], []

    async def _outcome(self, command, args):
        try:
            return "value", await getattr(self, command)(*args)
        except Refused as refused:
            return "refused", (refused.code, dict(refused.values))
        except Exception:  # noqa: BLE001 - the story raises it
            return "fault", traceback.format_exc()

    async def configure(self, changes, sets, channels):
        """What the story changed in the configuration since."""
        for name, value in changes.items():
            setattr(self.office, name, value)
        if sets:
            self.office.shelf = Shelf(self.library)
        for playbooks in sets:
            drafter = self.library.drafter(playbooks)
            built = replace(self.built, playbooks=playbooks, drafter=drafter)
            self.office.shelf.put_in_force(built)
        known = self.office.channels
        self.office.channels = {
            name: known.get(name) or OutsideChannel(name, self.line) for name in channels
        }
        for name, told in channels.items():
            self.office.channels[name].be(*told)

    async def do(self, module, name, args, more):
        """Call a use case of the app."""
        return getattr(import_module(module), name)(self.office, *args, **more)

    async def paint(self):
        await self.wired.paint()

    async def step(self):
        return await self.wired.painter.step()

    async def health(self):
        return self.wired.health.value

    async def listen(self):
        await self.wired.listen()

    async def receive(self):
        return await self.wired.feed.receive_once()

    async def keep(self, updates):
        await self.wired.feed.keep(updates)

    async def deliver(self, process):
        async def clerk(work):
            return work()

        return await Delivery(self.office, clerk, process=process).round()

    async def pin(self):
        words = load(self.office.desk.language)
        line = Pinned(
            office=self.office, clerk=self.wired.clerk, wire=self.wired.wire, words=words
        )
        await line.step()


async def received(line):
    """What comes next over *line*, without holding up what runs beside."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(line.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(line.fileno())
    return line.recv()
