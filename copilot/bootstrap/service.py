"""`copilot run`: every part of the service in one event loop, until it is asked to stop."""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass, field

from copilot.app.configuration import Configuration
from copilot.app.delivery import Delivery
from copilot.app.office import Office
from copilot.app.playbooks import Playbooks
from copilot.app.ports.outbox import Lane
from copilot.app.ports.seat import Seat
from copilot.app.ports.web import AtDesk, Brought
from copilot.app.refresh import Refresh
from copilot.app.round import tick
from copilot.app.triage import triage
from copilot.bootstrap import reload
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.desk import DeskSide
from copilot.bootstrap.doorway import Doorway
from copilot.bootstrap.loops import Bell, keep_doing
from copilot.bootstrap.reload import Reload
from copilot.bootstrap.seat import Unshared, while_seated
from copilot.channels.webhook import WebhookChannel
from copilot.desk.feed import Feed
from copilot.web.app import build_app
from copilot.web.server import serve as serve_http

log = logging.getLogger(__name__)

#: How often each part looks by itself; a bell wakes it at once when this process knows of work.
LOOK_SECONDS = 0.5
TICK_SECONDS = 2.0
REFRESH_SECONDS = 60.0

INTAKE, DESK, DELIVERY = "intake", "desk", "delivery"
PARTS = (INTAKE, DESK, DELIVERY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where the HTTP side listens."""

    host: str
    port: int


@dataclass(slots=True, kw_only=True)
class Service:
    """The running parts of one process."""

    office: Office
    playbooks: Playbooks
    clerk: WriterThread
    desk: DeskSide | None = None
    feeds: Sequence[Feed] = ()  #: of channels that have a bot of their own
    listening: Listening | None = None
    brought: Brought | None = None  #: the desk's updates, where Telegram brings them
    parts: Sequence[str] = PARTS
    configuration: Configuration | None = None  #: without one its file is not read again
    seats: Callable[[str], Seat] = lambda _: Unshared()
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    taken: Bell = field(default_factory=Bell)  #: rings when a complaint came in
    _bells: list[Bell] = field(default_factory=list)  #: of every loop, to end its wait
    _leaving: asyncio.Event | None = None  #: of the last time the desk was here: set when it went

    def ask_to_stop(self) -> None:
        """Finish what is in hand, then end."""
        self.stop.set()
        self._ring()
        if self.desk is not None:
            self.desk.ring()

    def _ring(self) -> None:
        for bell in self._bells:
            bell.ring()

    async def run(self, *, started: Callable[[int | None], None] = lambda _: None) -> None:
        """Work until asked to stop; *started* is told the port of the HTTP side, if any."""
        async with contextlib.AsyncExitStack() as stack:
            port = None
            if self.listening is not None and INTAKE in self.parts:
                port = await stack.enter_async_context(self._web(self.listening))
            async with asyncio.TaskGroup() as tasks:
                for name, work in self._work().items():
                    tasks.create_task(work, name=name)
                tasks.create_task(self._wait(), name="stop")
                started(port)

    async def _wait(self) -> None:
        """Keep a process alive that only listens."""
        await self.stop.wait()

    @contextlib.asynccontextmanager
    async def _web(self, listening: Listening) -> AsyncIterator[int]:
        doorway = Doorway(
            self.office,
            self.clerk,
            taken=self.taken.ring,
            telegram_health=self.desk.fault if self.desk else lambda: None,
            at_desk=self._at_desk,
        )
        hooks = {
            name: channel
            for name, channel in self.office.channels.items()
            if isinstance(channel, WebhookChannel)
        }
        app = build_app(
            hooks=hooks,
            accept=doorway.accept,
            health=doorway.health,
            measure=doorway.measure,
            brought=self.brought,
        )
        async with serve_http(app, host=listening.host, port=listening.port) as port:
            log.info("listening on http://%s:%d", listening.host, port)
            yield port

    def _work(self) -> dict[str, Coroutine[object, object, None]]:
        work: dict[str, Coroutine[object, object, None]] = {}
        if DESK in self.parts:
            work["triage"] = self._loop("triage", self._triage, LOOK_SECONDS, bell=self.taken)
            work["tick"] = self._loop("tick", self._tick, TICK_SECONDS)
            saved = self._reload()
            work["reload"] = self._loop("reload", saved.files, reload.STEP_SECONDS)
            work["study"] = self._loop(
                "study", saved.study, reload.STUDY_SECONDS, bell=saved.changed
            )
            if self.desk is not None:
                work["desk"] = self._desk(self.desk)
        else:
            # Who may approve is asked again before a reply leaves, in every process.
            work["people"] = self._loop("people", self._reload().settings, reload.RELOAD_SECONDS)
        if INTAKE in self.parts:
            for feed in self.feeds:
                work[f"feed {feed.key}"] = self._feed(feed)
            work["channels"] = self._check_channels()
        if DELIVERY in self.parts:
            work |= self._deliveries()
        return work

    def _deliveries(self) -> dict[str, Coroutine[object, object, None]]:
        """Each channel by itself, so that none waits for another's platform."""
        names = tuple(self.office.channels)
        lanes = {f"delivery to {name}": Lane(only=name) for name in names}
        # What was approved for a channel that is no longer configured goes back to the desk.
        lanes["delivery"] = Lane(but=names)
        process = process_name()
        work = {}
        for name, lane in lanes.items():
            delivery = Delivery(
                self.office,
                self.clerk,
                process=process,
                lane=lane,
                is_stopping=self.stop.is_set,
            )
            work[name] = self._loop(name, delivery.round, LOOK_SECONDS)
        return work

    def _at_desk(self) -> AtDesk:
        if DESK not in self.parts:
            return AtDesk.ELSEWHERE
        is_here = self._leaving is not None and not self._leaving.is_set()
        return AtDesk.HERE if is_here else AtDesk.STANDING_BY

    def _desk(self, desk: DeskSide) -> Coroutine[object, object, None]:
        """The desk's chat, which one process writes to and whose updates one process reads."""
        refresh = Refresh(self.office)

        def work(ending: asyncio.Event) -> dict[str, Coroutine[object, object, None]]:
            self._leaving = ending
            looking = self._loop(
                "refresh", lambda: self._refresh(refresh), REFRESH_SECONDS, stop=ending
            )
            return {**desk.work(ending), "refresh": looking}

        def ring() -> None:
            desk.ring()
            self._ring()

        return while_seated(DESK, self.seats(DESK), work, stop=self.stop, ring=ring)

    def _feed(self, feed: Feed) -> Coroutine[object, object, None]:
        """The updates of a channel's own bot, which one process reads."""

        def work(ending: asyncio.Event) -> dict[str, Coroutine[object, object, None]]:
            return {"feed": feed.receive(ending), "updates": feed.process(ending)}

        name = f"bot {feed.key}"
        return while_seated(name, self.seats(name), work, stop=self.stop, ring=feed.bell.ring)

    def _loop(
        self,
        name: str,
        step: Callable[[], Coroutine[object, object, int]],
        seconds: float,
        *,
        bell: Bell | None = None,
        stop: asyncio.Event | None = None,
    ) -> Coroutine[object, object, None]:
        async def rung() -> int:
            done = await step()
            if done and self.desk is not None:
                self.desk.ring()
            return done

        own = bell or Bell()
        self._bells.append(own)
        return keep_doing(name, rung, every_seconds=seconds, bell=own, stop=stop or self.stop)

    async def _triage(self) -> int:
        return await self.clerk(lambda: triage(self.office))

    async def _tick(self) -> int:
        return await self.clerk(lambda: tick(self.office))

    async def _refresh(self, refresh: Refresh) -> int:
        """A few a minute, never more: there is no hurry."""
        if await self.clerk(refresh.look) and self.desk is not None:
            self.desk.ring()
        return 0

    async def _check_channels(self) -> None:
        """Try each channel once: some learn who they are, and a dead one is told early."""
        for channel in self.office.channels.values():
            try:
                fault = await channel.check()
            except Exception:
                log.exception("channel %s could not be tried", channel.name)
                continue
            if fault is not None:
                log.warning("channel %s: %s", channel.name, fault)

    def _reload(self) -> Reload:
        return Reload(
            playbooks=self.playbooks,
            clerk=self.clerk,
            configuration=self.configuration,
            is_stopping=self.stop.is_set,
        )


def process_name() -> str:
    """A name for this process that no other one has had."""
    return f"{socket.gethostname()}:{os.getpid()}:{os.urandom(4).hex()}"
