"""
Which kinds of channel there are and what each asks of `copilot.yaml`.

Data only, so that reading a configuration loads no platform's library; see `registry` for the
factories.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Shape(StrEnum):
    """What a key's value must look like."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - a shape, never shown or logged
    URL = "url"
    BOOL = "bool"
    COUNT = "count"
    CHAT = "chat"  #: a Telegram chat's number
    MODE = "mode"
    NAMES = "names"  #: a list of ids or handles


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a channel's mapping; `when_live` ones are required only in mode `live`."""

    name: str
    shape: Shape
    description: str
    required: bool = False
    when_live: bool = False


#: what every channel has
COMMON = (
    Key("name", Shape.TEXT, "What the channel is called on the desk", required=True),
    Key("kind", Shape.TEXT, "Its platform", required=True),
    Key("mode", Shape.MODE, "`read_only` posts nothing; `live` posts what is approved"),
    Key("api_url", Shape.URL, "Another address of the platform's interface, for tests"),
)

KINDS: Mapping[str, Sequence[Key]] = {
    "webhook": (
        Key("secret", Shape.SECRET, "Signs both ways (Standard Webhooks)", required=True),
        Key("reply_url", Shape.URL, "Where approved replies are posted", when_live=True),
        Key("receiver_dedupes", Shape.BOOL, "The receiver takes a known `reply_id` as done"),
        Key("limit", Shape.COUNT, "The longest reply, in characters (8000)"),
        Key("own_authors", Shape.NAMES, "Who writes for the brand there: ids or handles"),
    ),
    "telegram": (
        Key("chat", Shape.CHAT, "The group, or the group of a channel's comments", required=True),
        Key("token", Shape.SECRET, "A bot of its own; without it the desk's bot is used"),
    ),
    "demo": (),
}


def kinds() -> tuple[str, ...]:
    """Every kind, in the order to show them."""
    return tuple(KINDS)


def keys(kind: str) -> tuple[Key, ...]:
    """
    All keys of a kind, the common ones first.

    Raises:
        KeyError: there is no such kind; `kind_fault` has the sentence.
    """
    return (*COMMON, *KINDS[kind])


def kind_fault(kind: str) -> str | None:
    """What is wrong with a kind's name, with the nearest known one; nothing when it is known."""
    if kind in KINDS:
        return None
    near = get_close_matches(kind.lower(), KINDS, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(KINDS)}"
    return f"`{kind}` is not a kind of channel; {hint}"
