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
from copilot.cli.findings import Say, english
from copilot.cli.scope import Scope
from copilot.config.approvers import TOO_FEW
from copilot.config.settings import ChannelConfig, Config
from copilot.desk.connect import build_bot
from copilot.domain.channel import Mode
from copilot.domain.errors import CopilotError
from copilot.domain.problem import Problem, ProblemSeverity

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


async def examine(config: Config, say: Say = english) -> list[Finding]:
    """Try everything, and *say* it in a language."""
    findings = [*_files(config, say), *_people(config, say), _database(config, say)]
    async with httpx.AsyncClient(timeout=15.0) as http:
        calls = BotCalls(http, config.telegram.api_url, config.telegram.token, say)
        findings += [one async for one in _telegram(config, calls, say)]
        for channel in config.channels:
            findings.append(await _channel(config, channel, http, say))
    return findings


def _files(config: Config, say: Say) -> Iterator[Finding]:
    scope = Scope(config.playbooks, config.replies, config, language=config.desk.language)
    problems = find_problems(scope)
    errors = [one for one in problems if one.severity is ProblemSeverity.ERROR]
    if errors:
        yield _found_by_check(say("playbooks"), errors, say)
    else:
        yield Finding(say("playbooks"), True, say("{folder} can be used", folder=config.playbooks))
    # A warning alone: the files can be used, and a critical case could stay without an answer.
    alone = [one for one in problems if one.rule == TOO_FEW and one not in errors]
    if alone:
        yield _found_by_check(say("people"), alone, say)


def _found_by_check(what: str, problems: list[Problem], say: Say) -> Finding:
    found = str(problems[0])
    if len(problems) > 1:
        found = say("{first}, and {count} more", first=found, count=len(problems) - 1)
    return Finding(what, False, found, say("run: copilot check"))


def _people(config: Config, say: Say) -> Iterator[Finding]:
    if not config.people:
        todo = say("write /start to the bot; it answers with the line to paste under `people`")
        yield Finding(say("people"), False, say("nobody is configured"), todo)


def _database(config: Config, say: Say) -> Finding:
    try:
        with open_office(config) as (office, _), office.store.write() as records:
            records.state.paused()
    except CopilotError as fault:
        return Finding(say("database"), False, say("cannot be used"), str(fault))
    return Finding(say("database"), True, say("can be read and written"))


async def _telegram(config: Config, calls: BotCalls, say: Say) -> AsyncIterator[Finding]:
    try:
        me = await calls.ask("getMe")
    except CallFailed as failed:
        yield Finding(say("bot"), False, failed.found, failed.todo)
        return
    yield Finding(say("bot"), True, say("@{name} answers", name=me.get("username")))
    yield _clock(calls, say)
    yield await _updates(config, calls, say)
    async for finding in _desk(config, calls, int(me["id"]), say):
        yield finding


def _clock(calls: BotCalls, say: Say) -> Finding:
    if calls.server_time is None:
        return Finding(say("clock"), True, say("the server does not tell the time"))
    skew = round((datetime.now(UTC) - calls.server_time).total_seconds())
    if abs(skew) <= MOST_SKEW_SECONDS:
        found = say("within {seconds} s of the server's", seconds=max(abs(skew), 1))
        return Finding(say("clock"), True, found)
    if skew > 0:
        found = say("{seconds} s fast", seconds=skew)
    else:
        found = say("{seconds} s slow", seconds=-skew)
    todo = say("set it by NTP: webhooks are refused, and times on cards are wrong")
    return Finding(say("clock"), False, found, todo)


async def _updates(config: Config, calls: BotCalls, say: Say) -> Finding:
    """Asked for or brought; only who is brought them can be out of Telegram's reach."""
    what = say("updates")
    try:
        known = await calls.ask("getWebhookInfo")
    except CallFailed as failed:
        return Finding(what, False, failed.found, failed.todo)
    url, met = str(known.get("url") or ""), known.get("last_error_message")
    if not config.telegram.webhook:
        # An old webhook is taken away at the start.
        return Finding(what, True, say("asked of Telegram"))
    if not url:
        return Finding(what, True, say("brought by Telegram once `copilot run` works"))
    if met and known.get("pending_update_count"):
        found = say("Telegram does not get through to {url}: {met}", url=url, met=met)
        todo = say("let server.public_url lead to where `copilot run` listens")
        return Finding(what, False, found, todo)
    return Finding(what, True, say("brought by Telegram to {url}", url=url))


async def _desk(config: Config, calls: BotCalls, bot: int, say: Say) -> AsyncIterator[Finding]:
    chat = config.desk.chat
    try:
        group = await calls.ask("getChat", chat_id=chat)
    except CallFailed as failed:
        moved = failed.parameters.get("migrate_to_chat_id")
        todo = (
            say("the group has another number now: write chat: {moved}", moved=moved)
            if moved
            else say(
                "add the bot to the desk's group; while `copilot run` works it answers with "
                "the line to paste"
            )
        )
        found = say("chat {chat}: {fault}", chat=chat, fault=failed.found)
        yield Finding(say("desk"), False, found, todo)
        return
    is_fine, todo = _topic(config, has_topics=bool(group.get("is_forum")), say=say)
    yield Finding(say("desk"), is_fine, say("“{title}”", title=group.get("title")), todo)
    yield await _rights(calls, chat, bot, say)
    for person in config.people:
        yield await _member(calls, chat, person.telegram, person.name, say)


def _topic(config: Config, *, has_topics: bool, say: Say) -> tuple[bool, str]:
    """Whether the desk writes where it is looked for, and what to do about it."""
    topic = config.telegram.topic
    if topic is None and has_topics:
        # That works; hardly anybody wants it.
        return True, say(
            "the group has topics, and the desk writes in General: for another one, write its "
            "number under desk.telegram.topic (docs/telegram.md)"
        )
    if topic is not None and not has_topics:
        return False, say(
            "the group has no topics: turn them on in its settings, or take desk.telegram.topic "
            "out of copilot.yaml"
        )
    return True, ""


async def _rights(calls: BotCalls, chat: int, bot: int, say: Say) -> Finding:
    what = say("bot's rights")
    try:
        member = await calls.ask("getChatMember", chat_id=chat, user_id=bot)
    except CallFailed as failed:
        return Finding(what, False, failed.found, say("add the bot to the desk's group"))
    status = str(member.get("status"))
    if status in _GONE:
        return Finding(what, False, say("not in the group"), say("add the bot to it"))
    if status == "restricted" and not member.get("can_send_messages"):
        return Finding(what, False, say("may not write"), say("lift its restriction"))
    if status in ("administrator", "creator"):
        can_pin = bool(member.get("can_pin_messages", True))
        todo = "" if can_pin else say("let it pin messages: the queue is a pinned line")
        return Finding(what, can_pin, say("administrator"), todo)
    todo = say("make it an administrator who may pin: the queue is a pinned line")
    return Finding(what, True, say("member"), todo)


async def _member(calls: BotCalls, chat: int, account: int, name: str, say: Say) -> Finding:
    try:
        member = await calls.ask("getChatMember", chat_id=chat, user_id=account)
    except CallFailed as failed:
        todo = say("correct the number: whoever writes /start to the bot gets it")
        found = say("{account}: {fault}", account=account, fault=failed.found)
        return Finding(name, False, found, todo)
    if member.get("status") in _GONE:
        return Finding(name, False, say("not in the desk's group"), say("invite them to it"))
    return Finding(name, True, say("is in the desk's group"))


async def _channel(
    config: Config, channel: ChannelConfig, http: httpx.AsyncClient, say: Say
) -> Finding:
    what = say("channel {name}", name=channel.name)
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
        return Finding(what, False, say("does not work"), fault)
    if channel.mode is Mode.LIVE:
        return Finding(what, True, say("{kind}, posts", kind=channel.kind))
    return Finding(what, True, say("{kind}, read-only: posts nothing", kind=channel.kind))
