"""The hand-over message: what the next shift has to know, each case a link to its card."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.passing_on import NAMED
from copilot.desk.day_text import promises, standing
from copilot.desk.drawing import compose, lines
from copilot.desk.markup import Html, bold, inert, joined, link
from copilot.desk.moments import Moments
from copilot.desk.notice_text import line_of, list_of, table_of
from copilot.desk.wire import link_within
from copilot.desk.words import Words

Values = Mapping[str, object]


def passing_on_text(values: Values, words: Words, *, now: datetime, zone: str, chat: int) -> str:
    """Put it into words, as HTML; one line when there is nothing to hand over."""
    times = Moments(words, ZoneInfo(zone), now)
    parts = [
        *_told(values, words, times, chat, "danger"),
        *map(inert, standing(values, words, times)),
        *_listed(values, words, times, chat),
        *map(inert, promises(values, words, times)),
        *_traps(values, words, times, chat),
    ]
    if not parts:
        return inert(words.say("passing_on.quiet")).source
    return lines(bold(inert(words.say("passing_on.title"))), *parts).source


def _listed(values: Values, words: Words, times: Moments, chat: int) -> Iterator[Html]:
    for name in ("next", "held", "asked", "awaited"):
        yield from _told(values, words, times, chat, name)


def _told(values: Values, words: Words, times: Moments, chat: int, name: str) -> Iterator[Html]:
    """One line of cases, the first of them one by one, the others counted."""
    every = list_of(values.get(name))
    told = [_case(one, words, times, chat, name) for one in map(table_of, every[:NAMED])]
    if told:
        cases = compose(words, f"passing_on.{name}", {"cases": joined(told, " · ")})
        left = len(every) - NAMED
        yield joined([cases, inert(words.count("list.more", left))], " ") if left > 0 else cases


def _case(one: Values, words: Words, times: Moments, chat: int, name: str) -> Html:
    """A case with who has it, or whom it waits for and until when."""
    number = _number(one, words, chat)
    if name in ("danger", "moderate"):
        return joined([number, inert(_seen_to(one, words, times, name))], " ")
    if one.get("name"):
        return joined([number, inert(f"({line_of(one.get('name'))})")], " ")
    if not one.get("until"):
        return number
    until = times.moment(datetime.fromisoformat(str(one.get("until"))))
    colleague = one.get("colleague")
    key = "passing_on.for_colleague" if colleague else "passing_on.until"
    whom = words.say(f"colleague.{colleague}") if colleague else ""
    return joined([number, inert(words.say(key, colleague=whom, until=until))], " ")


def _seen_to(one: Values, words: Words, times: Moments, name: str) -> str:
    """By whom, and until when."""
    by, due = line_of(one.get("by")).partition(" ")[0], one.get("due")
    if name == "moderate":
        key = "passing_on.moderate_late" if one.get("late") else "passing_on.moderate_by"
        return words.say(key, name=by, until=times.moment(datetime.fromisoformat(str(due))))
    return words.say("passing_on.there", name=by) if by else words.say("passing_on.nobody")


def _traps(values: Values, words: Words, times: Moments, chat: int) -> Iterator[Html]:
    """What would surprise whoever comes next."""
    for name in ("moderate", "blocked", "doubtful", "unseen"):
        yield from _told(values, words, times, chat, name)
    if values.get("paused_by"):
        yield inert(words.say("queue.paused", name=values.get("paused_by")))


def _number(one: Values, words: Words, chat: int) -> Html:
    said = words.say("who.number", number=one.get("number"))
    return link(said, link_within(chat, one)) or inert(said)
