"""A message of the bot's that is not a card, as Telegram gets it."""

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.desk.buttons import Keyboard
from copilot.desk.markup import MAX_TEXT
from copilot.desk.stranger import tame_line

LINE_UNITS = 600
#: Room for what stands around a text.
BODY_UNITS = MAX_TEXT - 500


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice as Telegram gets it."""

    text: str  #: HTML
    placeholder: str | None = None  #: given when an answer is asked for
    keyboard: Keyboard = ()  #: never beside a placeholder: Telegram takes one of them


def line_of(value: object) -> str:
    """One line of what somebody wrote, harmless in a message."""
    return tame_line(str(value if value is not None else ""), LINE_UNITS)


def list_of(value: object) -> list[object]:
    """A list of a notice's values, or nothing."""
    return list(value) if isinstance(value, list | tuple) else []


def table_of(value: object) -> Mapping[str, object]:
    """A mapping of a notice's values, or an empty one."""
    return value if isinstance(value, Mapping) else {}
