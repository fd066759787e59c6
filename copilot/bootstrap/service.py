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
from copilot.app.refresh import Refresh
from copilot.app.round import tick
from copilot.app.triage import triage
from copilot.bootstrap import reload
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.desk import DeskSide
from copilot.bootstrap.doorway import Doorway
from copilot.bootstrap.loops import Bell, keep_doing
from copilot.bootstrap.reload import Reload
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
    parts: Sequence[str] = PARTS
    configuration: Configuration | None = None  #: without one its file is not read again
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    taken: Bell = field(default_factory=Bell)  #: rings when a complaint came in
    _bells: list[Bell] = field(default_factory=list)  #: of every loop, to end its wait

    def ask_to_stop(self) -> None:
        """Finish what is in hand, then end."""
        self.stop.set()
        for bell in self._bells:
            bell.ring()
        if self.desk is not None:
            self.desk.ring()

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
        )
        hooks = {
            name: channel
            for name, channel in self.office.channels.items()
            if isinstance(channel, WebhookChannel)
        }
        app = build_app(
            hooks=hooks, accept=doorway.accept, health=doorway.health, measure=doorway.measure
        )
        async with serve_http(app, host=listening.host, port=listening.port) as port:
            log.info("listening on http://%s:%d", listening.host, port)
            yield port

    def _work(self) -> dict[str, Coroutine[object, object, None]]:
        work: dict[str, Coroutine[object, object, None]] = {}
        if DESK in self.parts:
            work["triage"] = self._loop("triage", self._triage, LOOK_SECONDS, bell=self.taken)
            work["tick"] = self._loop("tick", self._tick, TICK_SECONDS)
            refresh = Refresh(self.office)
            work["refresh"] = self._loop(
                "refresh", lambda: self._refresh(refresh), REFRESH_SECONDS
            )
            saved = self._reload()
            work["reload"] = self._loop("reload", saved.files, reload.RELOAD_SECONDS)
            work["study"] = self._loop(
                "study", saved.study, reload.STUDY_SECONDS, bell=saved.changed
            )
            if self.desk is not None:
                work |= self.desk.work(self.stop)
        else:
            # Who may approve is asked again before a reply leaves, in every process.
            work["people"] = self._loop("people", self._reload().settings, reload.RELOAD_SECONDS)
        if INTAKE in self.parts:
            for number, feed in enumerate(self.feeds):
                work[f"feed {number}"] = feed.receive(self.stop)
                work[f"updates {number}"] = feed.process(self.stop)
            work["channels"] = self._check_channels()
        if DELIVERY in self.parts:
            delivery = Delivery(
                self.office,
                self.clerk,
                process=process_name(),
                is_stopping=self.stop.is_set,
            )
            work["delivery"] = self._loop("delivery", delivery.round, LOOK_SECONDS)
        return work

    def _loop(
        self,
        name: str,
        step: Callable[[], Coroutine[object, object, int]],
        seconds: float,
        *,
        bell: Bell | None = None,
    ) -> Coroutine[object, object, None]:
        async def rung() -> int:
            done = await step()
            if done and self.desk is not None:
                self.desk.ring()
            return done

        own = bell or Bell()
        self._bells.append(own)
        return keep_doing(name, rung, every_seconds=seconds, bell=own, stop=self.stop)

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
