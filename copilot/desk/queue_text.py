"""What waits on the desk, in a few lines."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.desk.drawing import line, lines
from copilot.desk.markup import Html, bold, inert, link
from copilot.desk.moments import Moments
from copilot.desk.wire import link_to
from copilot.desk.words import Words

#: What is counted on one line, after what waits and what needs a person.
_REST = ("later", "approved", "answered", "dismissed", "duplicates")


def queue_text(
    values: Mapping[str, object], words: Words, *, now: datetime, zone: str, chat: int
) -> str:
    """Put the queue into words, as HTML."""
    waiting, doubtful = _number(values, "open"), _number(values, "uncertain")
    title = words.count("queue.open", waiting) if waiting else words.say("queue.nothing")
    counted = [
        inert(words.count(f"queue.{name}", number))
        for name in _REST
        if (number := _number(values, name))
    ]
    paused_by = values.get("paused_by")
    return lines(
        bold(inert(title)),
        bold(inert(words.count("queue.uncertain", doubtful))) if doubtful else Html(),
        _next(values, words, Moments(words, ZoneInfo(zone), now), chat),
        line(*counted),
        inert(words.say("queue.paused", name=paused_by)) if paused_by else Html(),
    ).source


def _next(values: Mapping[str, object], words: Words, moments: Moments, chat: int) -> Html:
    number, due, message = (values.get(f"next_{name}") for name in ("number", "due", "message"))
    if number is None:
        return Html()
    said = (
        words.say("queue.next_due", number=number, due=moments.moment(due))
        if isinstance(due, datetime)
        else words.say("queue.next", number=number)
    )
    return link(said, link_to(chat, message) if isinstance(message, int) else None) or inert(said)


def _number(values: Mapping[str, object], name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0
