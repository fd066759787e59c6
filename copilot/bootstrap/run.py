"""`copilot run` from a configuration: channels, desk, signals, a graceful end."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial

import httpx
from telegram.ext import ExtBot

from copilot.app.configuration import Configuration
from copilot.app.office import Office
from copilot.app.playbooks import Playbooks
from copilot.app.ports.channel import Channel
from copilot.app.ports.settings import Settings
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.desk import DeskSide, brought_to, taker_of, wire_desk, wire_feed
from copilot.bootstrap.memory import give_back, share_one_heap
from copilot.bootstrap.office import open_office
from copilot.bootstrap.service import DESK, PARTS, Listening, Service
from copilot.channels.registry import Resources, build
from copilot.channels.telegram import TelegramChannel
from copilot.config.settings import ChannelConfig, Config
from copilot.desk.connect import build_bot, trust
from copilot.desk.feed import Taker
from copilot.desk.webhook import path_of
from copilot.domain.channel import Mode
from copilot.domain.errors import UsageError
from copilot.store.seat import open_seat

log = logging.getLogger(__name__)

#: The event loop and the database's thread take turns; by default whoever is at work keeps the
#: other waiting five milliseconds, at every statement.
SWITCH_SECONDS = 0.0005
STOPPING = (signal.SIGINT, signal.SIGTERM)


async def serve(
    config: Config,
    *,
    only: str | None = None,
    settings: Settings | None = None,
) -> bool:
    """
    Run the service until SIGINT or SIGTERM; say whether it was SIGINT.

    With *settings* the configuration's file is read again when it changes.

    Raises:
        UsageError: the configuration, the database or the port cannot be used.
        LibraryError: the playbooks are broken and none were ever accepted.
    """
    parts = PARTS if only is None else (only,)
    sys.setswitchinterval(SWITCH_SECONDS)
    share_one_heap()
    if not len(config.people):
        raise UsageError(
            "`people` is empty, so nobody could approve anything; add yourself to copilot.yaml "
            "(write /start to the bot: it answers with the lines to paste)"
        )
    async with contextlib.AsyncExitStack() as stack:
        service = await _opened(stack, config, parts=parts, settings=settings)
        async with _signals(service) as caught:
            await service.run(started=lambda port: _told(config, port))
    log.info("stopped; nothing was left half done")
    return signal.SIGINT in caught


async def _opened(
    stack: contextlib.AsyncExitStack,
    config: Config,
    *,
    parts: Sequence[str],
    settings: Settings | None,
) -> Service:
    """The service, ready to run; *stack* closes everything it rests on."""
    clerk = await stack.enter_async_context(WriterThread())
    office, playbooks = stack.enter_context(open_office(config))
    http = await stack.enter_async_context(httpx.AsyncClient(verify=trust()))
    office.channels = build_channels(config, office, http)
    for channel in office.channels.values():
        stack.push_async_callback(channel.close)
    await _start(playbooks, clerk)
    service = _Wiring(
        config=config,
        office=office,
        playbooks=playbooks,
        clerk=clerk,
        settings=settings,
    ).service(parts)
    if service.configuration is not None:
        await clerk(service.configuration.start)
    if service.desk is not None:
        stack.push_async_callback(service.desk.close)
    return service


async def _start(playbooks: Playbooks, clerk: WriterThread) -> None:
    """Put a set in force; what is wrong with the files is told, and keeps nobody from working."""
    problems = await clerk(playbooks.start)
    give_back()
    for problem in problems:
        log.error("playbooks: %s", problem)
    if problems:
        log.error("playbooks: these faults keep the last accepted ones in force")


def build_channels(config: Config, office: Office, http: httpx.AsyncClient) -> dict[str, Channel]:
    """Every configured channel by its name."""
    return {
        one.name: build(
            one.kind,
            one.revealed(),
            Resources(http=http, now=office.clock.now, bot=_bot_of(config, one)),
        )
        for one in config.channels
    }


def _bot_of(config: Config, channel: ChannelConfig) -> ExtBot[None]:
    values = channel.revealed()
    token = values.get("token") or config.telegram.token.reveal()
    return build_bot(token, api_url=values.get("api_url") or config.telegram.api_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wiring:
    """What the parts of the service are made from."""

    config: Config
    office: Office
    playbooks: Playbooks
    clerk: WriterThread
    settings: Settings | None

    def service(self, parts: Sequence[str]) -> Service:
        """Put the service together."""
        server = self.config.server
        service = Service(
            office=self.office,
            playbooks=self.playbooks,
            clerk=self.clerk,
            parts=parts,
            configuration=self._configuration(parts),
            listening=Listening(host=server.host, port=server.port) if server else None,
            seats=partial(open_seat, self.config.database, folder=self.config.folder),
        )
        own = {one.name for one in self.config.channels if one.values.get("token")}
        groups = [c for c in self.office.channels.values() if isinstance(c, TelegramChannel)]
        service.feeds = [
            wire_feed(self.office, self.clerk, one.bot, takers=[self._taker(one, service)])
            for one in groups
            if one.name in own
        ]
        if DESK in parts:
            shared = [one for one in groups if one.name not in own]
            service.desk = self._desk(service, shared)
        if self._webhook_url() is not None:
            token = self.config.telegram.token.reveal()
            feed = service.desk.feed if service.desk else None
            service.brought = brought_to(self.office, self.clerk, token, feed=feed)
        return service

    def _configuration(self, parts: Sequence[str]) -> Configuration | None:
        if self.settings is None:
            return None
        return Configuration(self.office, self.settings, tells=DESK in parts)

    def _desk(self, service: Service, groups: Sequence[TelegramChannel]) -> DeskSide:
        return wire_desk(
            self.office,
            self.clerk,
            token=self.config.telegram.token.reveal(),
            api_url=self.config.telegram.api_url,
            topic=self.config.telegram.topic,
            webhook_url=self._webhook_url(),
            takers=[self._taker(one, service) for one in groups],
            known_chats=frozenset({self.config.desk.chat, *(one.chat for one in groups)}),
        )

    def _webhook_url(self) -> str | None:
        server = self.config.server
        if not self.config.telegram.webhook or server is None or server.public_url is None:
            return None
        return server.public_url + path_of(self.config.telegram.token.reveal())

    def _taker(self, channel: TelegramChannel, service: Service) -> Taker:
        return taker_of(self.office, self.clerk, channel, taken=service.taken)


@contextlib.asynccontextmanager
async def _signals(service: Service) -> AsyncIterator[list[signal.Signals]]:
    """A signal asks for a graceful end; gives those that came."""
    loop = asyncio.get_running_loop()
    came: list[signal.Signals] = []

    def catch(number: signal.Signals) -> None:
        came.append(number)
        service.ask_to_stop()

    for number in STOPPING:
        loop.add_signal_handler(number, catch, number)
    try:
        yield came
    finally:
        for number in STOPPING:
            loop.remove_signal_handler(number)


def _told(config: Config, port: int | None) -> None:
    live = sum(one.mode is Mode.LIVE for one in config.channels)
    where = f", listening on http://{config.server.host}:{port}" if config.server and port else ""
    log.info(
        "%s: %d channels (%d live), %d people%s",
        config.brand.name,
        len(config.channels),
        live,
        len(config.people),
        where,
    )
