"""What waits on the desk, in a few lines."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.queue import Next
from copilot.desk.command_names import named
from copilot.desk.drawing import line, lines
from copilot.desk.markup import Html, bold, inert, joined, link, plain
from copilot.desk.moments import Moments
from copilot.desk.notice_text import line_of, list_of, table_of
from copilot.desk.wire import link_to_card, link_within
from copilot.desk.words import Words

#: What is counted on one line, after what waits and what needs a person.
_PRESSING = ("critical", "late", "held")
#: Replies about which only a person can say: is it public, may it leave.
_ASKED = ("uncertain", "unseen")
#: So many are named; the others are in the person's own list.
MOST = 10
_REST = ("later", "approved", "answered", "dismissed", "duplicates")


def queue_text(
    values: Mapping[str, object], words: Words, *, now: datetime, zone: str, chat: int
) -> str:
    """Put the queue into words, as HTML."""
    waiting = _number(values, "open")
    title = words.count("queue.open", waiting) if waiting else words.say("queue.nothing")
    counted = [
        inert(words.count(f"queue.{name}", number))
        for name in _REST
        if (number := _number(values, name))
    ]
    paused_by = values.get("paused_by")
    return lines(
        bold(inert(title)),
        *(
            bold(inert(words.count(f"queue.{name}", number)))
            for name in _ASKED
            if (number := _number(values, name))
        ),
        line(*_pressing(values, words)),
        _asked(values, words, chat),
        _next(values, words, Moments(words, ZoneInfo(zone), now), chat),
        line(*counted),
        inert(words.say("queue.paused", name=paused_by)) if paused_by else Html(),
    ).source


def pinned_text(
    values: Mapping[str, object], words: Words, *, now: datetime, zone: str, chat: int
) -> Html:
    """The same in few lines, true for hours: it says when, not how long ago; danger first."""
    waiting = _number(values, "open")
    title = words.count("queue.pinned", waiting) if waiting else words.say("queue.pinned_none")
    oldest, paused_by = values.get("oldest"), values.get("paused_by")
    times = Moments(words, ZoneInfo(zone), now)
    since = (
        inert(words.say("queue.oldest", at=times.moment(oldest)))
        if isinstance(oldest, datetime)
        else Html()
    )
    asked = [
        inert(words.count(f"queue.pinned_{name}", number))
        for name in _ASKED
        if (number := _number(values, name))
    ]
    command = f"/{named(words.lang)['suivant']}"
    return lines(
        _danger(values, words, chat),
        line(bold(inert(title)), *_pressing(values, words), *asked),
        since,
        plain(words.say("queue.pinned_next", command=command)) if waiting else Html(),
        inert(words.say("queue.paused", name=paused_by)) if paused_by else Html(),
    )


def next_text(found: Next, words: Words, times: Moments) -> Html:
    """Point one person to what they should see to now; a tap leads there."""
    case, card = found.case, found.card
    key = "queue.yours_yes" if found.wants_yes else "queue.yours"
    said = (
        words.say(
            times.late(f"{key}_due", case.due_at),
            number=case.number,
            due=times.moment(case.due_at),
        )
        if case.due_at
        else words.say(key, number=case.number)
    )
    return line(inert(said), link(words.say("state.see_card"), link_to_card(card)))


def _pressing(values: Mapping[str, object], words: Words) -> list[Html]:
    return [
        inert(words.count(f"queue.{name}", number))
        for name in _PRESSING
        if (number := _number(values, name))
    ]


def _next(values: Mapping[str, object], words: Words, moments: Moments, chat: int) -> Html:
    first = next(map(table_of, list_of(values.get("next"))), None)
    if first is None:
        return Html()
    number, due = first.get("number"), first.get("due")
    said = (
        words.say(moments.late("queue.next_due", due), number=number, due=moments.moment(due))
        if isinstance(due, datetime)
        else words.say("queue.next", number=number)
    )
    return link(said, link_within(chat, first)) or inert(said)


def _danger(values: Mapping[str, object], words: Words, chat: int) -> Html:
    """Whoever may be in danger, and who looks after them; a tap leads there."""
    told = []
    for one in map(table_of, list_of(values.get("danger"))):
        name = line_of(one.get("name")).partition(" ")[0]
        key = "queue.danger_taken" if name else "queue.danger_alone"
        said = words.say(key, number=one.get("number"), name=name)
        told.append(bold(link(said, link_within(chat, one)) or inert(said)))
    return joined(told[:MOST], " · ")


def _asked(values: Mapping[str, object], words: Words, chat: int) -> Html:
    """The cases that wait for the yes of whoever asks."""
    asked = [table_of(one) for one in list_of(values.get("asked"))]
    if not asked:
        return Html()
    numbers = [
        link(label, link_within(chat, one)) or plain(label)
        for one in asked[:MOST]
        for label in (words.say("who.number", number=one.get("number")),)
    ]
    return joined([inert(words.say("queue.asked")), joined(numbers, ", ")], " ")


def _number(values: Mapping[str, object], name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0
