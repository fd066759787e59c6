"""Builds a channel of any kind from its configured values; `kinds` says what those are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import telegram

from copilot.app.ports.channel import Channel
from copilot.channels.demo import DemoChannel
from copilot.channels.kinds import kind_fault
from copilot.channels.telegram import TelegramChannel
from copilot.channels.webhook import LIMIT, WebhookChannel
from copilot.domain.channel import Mode
from copilot.domain.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What channels share and do not own; `bot` answers for the token the channel uses."""

    http: httpx.AsyncClient
    now: Callable[[], datetime]
    bot: telegram.Bot | None = None
    page_url: str = ""


def build(kind: str, values: Mapping[str, Any], resources: Resources) -> Channel:
    """
    Make a channel from its checked values.

    Raises:
        UsageError: there is no such kind, or its values cannot be used.
    """
    if fault := kind_fault(kind):
        raise UsageError(fault)
    return FACTORIES[kind](values, resources)


def _webhook(values: Mapping[str, Any], resources: Resources) -> WebhookChannel:
    return WebhookChannel(
        values["name"],
        mode=_mode(values),
        secret=values["secret"],
        reply_url=values.get("reply_url"),
        receiver_dedupes=values.get("receiver_dedupes", False),
        limit=values.get("limit", LIMIT),
        own_authors=values.get("own_authors", ()),
        http=resources.http,
    )


def _telegram(values: Mapping[str, Any], resources: Resources) -> TelegramChannel:
    if resources.bot is None:
        raise UsageError(f"channel `{values['name']}` needs a bot: give it a `token`")
    return TelegramChannel(
        values["name"], mode=_mode(values), chat=values["chat"], bot=resources.bot
    )


def _demo(values: Mapping[str, Any], resources: Resources) -> DemoChannel:
    return DemoChannel(
        values["name"], mode=_mode(values), now=resources.now, page_url=resources.page_url
    )


def _mode(values: Mapping[str, Any]) -> Mode:
    """`read_only` unless said otherwise: nothing speaks in public by omission."""
    return Mode(values.get("mode", Mode.READ_ONLY))


#: a new platform is one line here and one in `kinds`
FACTORIES: Mapping[str, Callable[[Mapping[str, Any], Resources], Channel]] = {
    "webhook": _webhook,
    "telegram": _telegram,
    "demo": _demo,
}
