"""What `copilot doctor` tries, one thing after the other; a failure never hides the next."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import telegram

from copilot.bootstrap.office import open_office
from copilot.channels.registry import Resources, build
from copilot.cli.bot_calls import BotCalls, CallFailed
from copilot.cli.check import find_problems
from copilot.cli.scope import Scope
from copilot.config.settings import ChannelConfig, Config
from copilot.desk.connect import build_bot
from copilot.domain.channel import Mode
from copilot.domain.errors import CopilotError
from copilot.domain.problem import ProblemSeverity

#: Signatures are refused after five minutes; promises speak of minutes.
MOST_SKEW_SECONDS = 60
_GONE = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried; *todo* may improve what works, too."""

    what: str
    ok: bool
    found: str
    todo: str = ""


async def examine(config: Config) -> list[Finding]:
    """Try everything."""
    findings = [*_files(config), *_people(config), _database(config)]
    async with httpx.AsyncClient(timeout=15.0) as http:
        calls = BotCalls(http, config.telegram.api_url, config.telegram.token)
        findings += [one async for one in _telegram(config, calls)]
        for channel in config.channels:
            findings.append(await _channel(config, channel, http))
    return findings


def _files(config: Config) -> Iterator[Finding]:
    scope = Scope(config.playbooks, config.replies, config, language=config.desk.language)
    problems = find_problems(scope)
    errors = [one for one in problems if one.severity is ProblemSeverity.ERROR]
    if errors:
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        yield Finding("playbooks", False, f"{errors[0]}{more}", "run: copilot check")
    else:
        yield Finding("playbooks", True, f"{config.playbooks} can be used")


def _people(config: Config) -> Iterator[Finding]:
    if not config.people:
        todo = "write /start to the bot; it answers with the line to paste under `people`"
        yield Finding("people", False, "nobody is configured", todo)


def _database(config: Config) -> Finding:
    try:
        with open_office(config) as (office, _), office.store.write() as records:
            records.state.paused()
    except CopilotError as fault:
        return Finding("database", False, "cannot be used", str(fault))
    return Finding("database", True, "can be read and written")


async def _telegram(config: Config, calls: BotCalls) -> AsyncIterator[Finding]:
    try:
        me = await calls.ask("getMe")
    except CallFailed as failed:
        yield Finding("bot", False, failed.found, failed.todo)
        return
    yield Finding("bot", True, f"@{me.get('username')} answers")
    yield _clock(calls)
    async for finding in _desk(config, calls, int(me["id"])):
        yield finding


def _clock(calls: BotCalls) -> Finding:
    if calls.server_time is None:
        return Finding("clock", True, "the server does not tell the time")
    skew = round((datetime.now(UTC) - calls.server_time).total_seconds())
    if abs(skew) <= MOST_SKEW_SECONDS:
        return Finding("clock", True, f"within {max(abs(skew), 1)} s of the server's")
    side = "fast" if skew > 0 else "slow"
    todo = "set it by NTP: webhooks are refused, and times on cards are wrong"
    return Finding("clock", False, f"{abs(skew)} s {side}", todo)


async def _desk(config: Config, calls: BotCalls, bot: int) -> AsyncIterator[Finding]:
    chat = config.desk.chat
    try:
        found = await calls.ask("getChat", chat_id=chat)
    except CallFailed as failed:
        moved = failed.parameters.get("migrate_to_chat_id")
        todo = (
            f"the group has another number now: write chat: {moved}"
            if moved
            else "add the bot to the desk's group; while `copilot run` works it answers with "
            "the line to paste"
        )
        yield Finding("desk", False, f"chat {chat}: {failed.found}", todo)
        return
    yield Finding("desk", True, f"“{found.get('title')}”")
    yield await _rights(calls, chat, bot)
    for person in config.people:
        yield await _member(calls, chat, person.telegram, person.name)


async def _rights(calls: BotCalls, chat: int, bot: int) -> Finding:
    try:
        member = await calls.ask("getChatMember", chat_id=chat, user_id=bot)
    except CallFailed as failed:
        return Finding("bot's rights", False, failed.found, "add the bot to the desk's group")
    status = str(member.get("status"))
    if status in _GONE:
        return Finding("bot's rights", False, "not in the group", "add the bot to it")
    if status == "restricted" and not member.get("can_send_messages"):
        return Finding("bot's rights", False, "may not write", "lift its restriction")
    if status in ("administrator", "creator"):
        can_pin = bool(member.get("can_pin_messages", True))
        todo = "" if can_pin else "let it pin messages: the queue is a pinned line"
        return Finding("bot's rights", can_pin, "administrator", todo)
    todo = "make it an administrator who may pin: the queue is a pinned line"
    return Finding("bot's rights", True, "member", todo)


async def _member(calls: BotCalls, chat: int, account: int, name: str) -> Finding:
    try:
        member = await calls.ask("getChatMember", chat_id=chat, user_id=account)
    except CallFailed as failed:
        todo = "correct the number: whoever writes /start to the bot gets it"
        return Finding(name, False, f"{account}: {failed.found}", todo)
    if member.get("status") in _GONE:
        return Finding(name, False, "not in the desk's group", "invite them to it")
    return Finding(name, True, "is in the desk's group")


async def _channel(config: Config, channel: ChannelConfig, http: httpx.AsyncClient) -> Finding:
    what = f"channel {channel.name}"
    values = channel.revealed()
    token = values.get("token") or config.telegram.token.reveal()
    api_url = values.get("api_url") or config.telegram.api_url
    bot = build_bot(token, api_url=api_url) if channel.kind == "telegram" else None
    resources = Resources(http=http, now=lambda: datetime.now(UTC), bot=bot)
    try:
        opened = build(channel.kind, values, resources)
        fault = await opened.check()
        await opened.close()
    except (CopilotError, telegram.error.TelegramError) as exc:
        fault = str(exc)
    finally:
        if bot is not None:
            await bot.shutdown()
    if fault:
        return Finding(what, False, "does not work", fault)
    posts = "posts" if channel.mode is Mode.LIVE else "read-only: posts nothing"
    return Finding(what, True, f"{channel.kind}, {posts}")
