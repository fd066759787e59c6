"""The story's side: a machine on which the desk's process runs, dies and is started again."""

import os
import signal
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from pathlib import Path

import sqlalchemy as sa

from copilot.app import lookup
from copilot.domain.channel import Recovery
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxStatus
from copilot.store.work_tables import outbox
from tests.acceptance.kills.worker import Birth, received

#: What a story may make small, to say of a few what holds for many.
SIZES = ((lookup, "SEARCHED"),)
CONFIGURED = ("desk", "people", "brand")
#: What a new process does again by itself, or is asked again by who got no answer: a customer's
#: message is brought again by its platform. What a story calls directly on the app is asked once.
RESUMED = frozenset(
    {"paint", "listen", "receive", "keep", "deliver", "pin", "tick", "triage", "accept"}
)
#: When a claim of the dead has ended, and then when a reply that may be public may be repeated: at
#: once. The hour of posting is said, and what is drafted is held against it.
WAITS = ((outbox.c.claimed_until, OutboxStatus.SENDING), (outbox.c.due_at, OutboxStatus.UNCERTAIN))


def sizes():
    """As the story has set them."""
    return tuple((module.__name__, name, getattr(module, name)) for module, name in SIZES)


class KilledStory(Exception):  # noqa: N818 - reads as what happened
    """The desk's process failed, or did not come back."""


@dataclass
class Run:
    """One telling of a story: where the process dies, and what was seen."""

    #: By the number of the command: 0 before it, else the moment within it.
    deaths: dict = field(default_factory=dict)
    commands: list = field(default_factory=list)  #: name and moments of each
    killed: int = 0
    within: int = 0  #: of those, within a command
    seen: dict = field(default_factory=dict)  #: what the chats show at the end
    #: Messages whose sender died before it could remember them: their number, by chat.
    orphans: set = field(default_factory=set)


class Machine:
    """Keeps a desk process alive for one office."""

    def __init__(self, nursery, office, run):
        self.nursery, self.office, self.run = nursery, office, run
        self.telegram, self.world = None, None
        self.seconds = 1000.0  #: of the clock by which the desk paces itself
        self.set_at_start = office.shelf.in_force.playbooks
        self.line, self.process = None, None
        self.is_busy = False
        self.told = ()
        #: What the story has put in force, one after another: of a real desk the database knows.
        self.sets = []
        self.channels = dict(office.channels)

    # What stories ask for

    def ask(self, name, *command):
        """Let the process do something that needs nothing of us meanwhile."""
        number = self._begin(name)
        while True:
            try:
                self._order(number, *command)
                return self._settled(number, name, self._heard(self.line.recv()))
            except (EOFError, ConnectionError):
                self._died(number)

    def peek(self, *command):
        """Look into the process as it is: no step of the story."""
        self._order(None, *command)
        _, outcome, value, _ = self.line.recv()
        if outcome != "value":
            raise KilledStory(value)
        return value

    async def work(self, name, *command):
        """Let it do something during which Telegram and the channels answer."""
        number = self._begin(name)
        self.is_busy = True
        try:
            while True:
                try:
                    self._order(number, *command)
                    return self._settled(number, name, await self._answering())
                except (EOFError, ConnectionError):
                    self._died(number)
                    await self._repeat(number, *command)
        finally:
            self.is_busy = False

    async def _repeat(self, number, *command):
        """
        What was on its way to a channel when the process died, on one that knows its key.

        Elsewhere a person is asked, which stories of their own tell: only here is nothing seen.
        """
        was = {one: one.recovery for one in self.office.channels.values()}
        try:
            for channel in was:
                channel.recovery = Recovery.REPEAT
            for until, status in WAITS:
                if not self._is_over(until, status):
                    return
                self._order(number, *command)
                self._settled(number, *command[:1], await self._answering())
        finally:
            for channel, recovery in was.items():
                channel.recovery = recovery

    def _is_over(self, until, status):
        """End the wait of what is on its way; false when nothing is."""
        ended = sa.update(outbox).where(outbox.c.status == status)
        with self.office.store._writer.begin() as connection:
            found = connection.execute(ended.values({until: self.office.clock.now()}))
        return found.rowcount > 0

    async def _answering(self):
        while True:
            kind, *message = self._heard(await received(self.line))
            if kind == "done":
                return kind, *message
            channel, method, args = message
            try:
                value = "value", await getattr(self.office.channels[channel], method)(*args)
            except Exception as fault:  # noqa: BLE001 - the process raises it
                value = "raised", fault
            self.line.send(value)

    def _heard(self, message):
        """What the process says; its last words are kept."""
        kind, *words = message
        if kind != "dead":
            return message
        self.run.orphans.update(*words)
        return self._heard(self.line.recv())

    # Life and death

    def _begin(self, name):
        number = len(self.run.commands)
        self.run.commands.append((name, ()))
        if self.run.deaths.get(number) == 0:
            self.end()
            self.run.killed += 1
        return number

    def _order(self, number, *command):
        if self.process is None:
            self._start()
        self._configure()
        fatal = self.run.deaths.get(number) or None
        self.line.send((fatal, self.office.clock.now(), self.seconds, *command))

    def _settled(self, number, name, message):
        _, outcome, value, moments = message
        self.run.commands[number] = (name, tuple(moments))
        if outcome == "refused":
            code, values = value
            raise Refused(code, **values)
        if outcome == "fault":
            raise KilledStory(value)
        return value

    def _died(self, number):
        if not self.run.deaths.get(number):
            raise KilledStory("the desk's process ended by itself")
        self.run.killed += 1
        self.run.within += 1
        self.run.deaths = {k: v for k, v in self.run.deaths.items() if k != number}
        self.end()

    def _start(self):
        office = {name: getattr(self.office, name) for name in CONFIGURED}
        if self.telegram is not None:
            self.telegram.policy = self.world.limits.policy
        folder = Path(self.office.store._writer.url.database).parent
        with tempfile.TemporaryDirectory() as place:
            address = str(Path(place) / "line")
            with connection.Listener(address, "AF_UNIX") as listener:
                self.nursery.bear(Birth(folder, office, self.telegram, sizes()), address)
                self.line = listener.accept()
        self.process = self.line.recv()
        self.told = ()

    def end(self):
        """SIGKILL: nothing can be tidied up."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        try:
            while True:
                self.line.recv()
        except (EOFError, ConnectionError):
            self.line.close()
        self.process = None

    def _configure(self):
        """Tell it of what the story changed, as a reload would."""
        office = self.office
        playbooks = office.shelf.in_force.playbooks
        channels = {
            name: (one.mode, one.recovery, one.limit) for name, one in office.channels.items()
        }
        told = (*(getattr(office, name) for name in CONFIGURED), playbooks, channels)
        if all(a is b for a, b in zip(told[:-1], self.told[:-1], strict=False)) and (
            self.told and told[-1] == self.told[-1]
        ):
            return
        is_new = playbooks is not (self.told[-2] if self.told else self.nursery.playbooks)
        if is_new and not (self.sets and self.sets[-1] is playbooks):
            self.sets.append(playbooks)
        changes = {name: getattr(office, name) for name in CONFIGURED}
        self.line.send(
            (
                None,
                office.clock.now(),
                self.seconds,
                "configure",
                changes,
                tuple(self.sets) if is_new else (),
                channels,
            )
        )
        _, outcome, value, _ = self.line.recv()
        if outcome != "value":
            raise KilledStory(value)
        self.told = told
