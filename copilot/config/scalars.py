"""Shapes of single texts that only a configuration holds: secrets, addresses, zones, numbers."""

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from copilot.config.secret import Secret
from copilot.library.report import nearest
from copilot.library.scalars import ANY_SCALAR
from copilot.library.shape import One, Unfit

#: What Telegram promises about the size of an account's number.
MOST_TELEGRAM = 2**52
_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,}")
_MOST_SECRET = 4000
_FIRST_TOPIC = 2


def secret(*, is_token: bool = False) -> One[Secret]:
    """Make the shape of a secret; no sentence about it ever shows it."""

    def parse(text: str) -> Secret:
        if not text.strip():
            raise Unfit("empty-secret")
        if len(text) > _MOST_SECRET or not text.isprintable():
            raise Unfit("not-a-secret")
        if is_token and not _TOKEN.fullmatch(text):
            raise Unfit("not-a-token")
        return Secret(text)

    return One(parse, {"type": "string"}, Secret(""))


def url() -> One[str]:
    """Make the shape of an address on the web, kept to the letter."""

    def parse(text: str) -> str:
        try:
            parts = urlsplit(text)
            is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
            _ = parts.port
        except ValueError:
            is_address = False
        if not is_address or not text.isprintable() or " " in text:
            raise Unfit("not-a-url")
        return text

    return One(parse, {"type": "string", "pattern": "^https?://"}, "https://brand.example")


def zone() -> One[str]:
    """Make the shape of a time zone's name."""

    def parse(text: str) -> str:
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
            meant = nearest(text, available_timezones())
            if meant:
                raise Unfit("not-a-zone/nearest", meant=meant) from exc
            raise Unfit("not-a-zone") from exc
        return text

    return One(parse, {"type": "string"}, "UTC")


def listen() -> One[tuple[str, int]]:
    """Make the shape of an address to listen on, as 127.0.0.1:8080 or [::1]:8080."""
    compiled = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9_.-]+)):([0-9]{1,5})")

    def parse(text: str) -> tuple[str, int]:
        found = compiled.fullmatch(text)
        if not found or int(found[3]) > 65535:
            raise Unfit("not-an-address")
        return found[1] or found[2], int(found[3])

    return One(parse, {"type": "string", "pattern": r"^.+:\d{1,5}$"}, ("127.0.0.1", 8080))


def group() -> One[int]:
    """Make the shape of a Telegram group's number, which is negative."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"-[0-9]{1,15}", text):
            raise Unfit("not-a-group")
        return int(text)

    return One(parse, {"type": "integer", "maximum": -1}, -1)


def topic() -> One[int]:
    """Make the shape of a topic's number; the topic General has none that may be named."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) < _FIRST_TOPIC:
            raise Unfit("not-a-topic")
        return int(text)

    return One(parse, {"type": "integer", "minimum": _FIRST_TOPIC}, _FIRST_TOPIC)


def account() -> One[int]:
    """Make the shape of a person's Telegram number, which is positive."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,16}", text) or not 0 < int(text) < MOST_TELEGRAM:
            raise Unfit("not-an-account")
        return int(text)

    return One(parse, {"type": "integer", "minimum": 1}, 1)


def database() -> One[str]:
    """Make the shape of a database's address, which may hold a password and is never shown."""

    def parse(text: str) -> str:
        if not re.match(r"(?:sqlite|postgres(?:ql)?)(?:\+\w+)?://", text):
            raise Unfit("not-a-database")
        return text

    schema = {"type": "string", "pattern": "^(?:sqlite|postgresql)://"}
    return One(parse, schema, "sqlite:///copilot.db")


def channel_name() -> One[str]:
    """Make the shape of a channel's name, which stands in addresses and commands."""

    def parse(text: str) -> str:
        if not re.fullmatch(r"[^\W_](?:[\w-]{0,38}[^\W_])?", text):
            raise Unfit("not-a-channel-name")
        return text

    return One(parse, {"type": ANY_SCALAR, "maxLength": 40}, "channel")
