"""The messages that open and close a desk day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from math import ceil

from copilot.desk.drawing import lines
from copilot.desk.markup import bold, inert
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.words import Words
from copilot.domain.playbook import Severity

Values = Mapping[str, object]


def _day(kind: str, values: Values, words: Words, times: Moments) -> NoticeText:
    """One short line when nothing waits and nothing happened."""
    period = ("yesterday" if values.get("is_yesterday") else "last") if kind == "open" else "today"
    longer = "last_week" if values.get("is_last_week") else "week"
    parts = [
        *_pause(values, words, times),
        *standing(values, words, times),
        *promises(values, words, times),
        *_figures(period, table_of(values.get("day")), words),
        *_figures(longer, table_of(values.get("week")), words),
    ]
    if not parts:
        return NoticeText(inert(words.say(f"day.{kind}_quiet")).source)
    said = [inert(one) for one in parts]
    return NoticeText(lines(bold(inert(words.say(f"day.{kind}"))), *said).source)


def _pause(values: Values, words: Words, times: Moments) -> Iterator[str]:
    """Since when nothing leaves, and what has been approved meanwhile."""
    if not values.get("paused_by"):
        return
    at = times.dated(datetime.fromisoformat(str(values.get("paused_at"))))
    said = words.say("day.paused", name=values.get("paused_by"), at=at)
    kept_back = _number(values, "kept_back")
    also = [words.count("day.kept_back", kept_back)] if kept_back else []
    yield " · ".join([said, *also, words.say("day.resume")])


def standing(values: Values, words: Words, times: Moments) -> Iterator[str]:
    """What waits, by severity, with the oldest; sends that nobody knows about."""
    count = _number(values, "waiting")
    if count:
        found = table_of(values.get("severities"))
        by = ", ".join(
            words.count(f"day.severity_{one.value}", _number(found, one.value))
            for one in reversed(Severity)
            if found.get(one.value)
        )
        at = times.moment(datetime.fromisoformat(str(values.get("oldest_at"))))
        oldest = words.say("day.oldest", number=values.get("oldest"), at=at)
        waiting = words.count("queue.open", count)
        yield words.say("day.waiting", waiting=waiting, by=by, oldest=oldest)
    doubtful = _number(values, "uncertain")
    if doubtful:
        yield words.count("queue.uncertain", doubtful)
    if unseen := _number(values, "unseen"):
        yield words.count("queue.unseen", unseen)


def promises(values: Values, words: Words, times: Moments) -> Iterator[str]:
    """What must be kept, by whom and when."""
    told = [_promise(one, words, times) for one in map(table_of, list_of(values.get("promises")))]
    if told:
        said = words.say("day.promises", promises=" · ".join(told))
        more = _number(values, "promises_more")
        yield f"{said} {words.count('list.more', more)}" if more else said


def _promise(one: Values, words: Words, times: Moments) -> str:
    due = datetime.fromisoformat(str(one.get("due_at")))
    return words.say(
        times.late("day.promise", due),
        number=one.get("number"),
        due=times.moment(due),
        name=line_of(one.get("name")),
    )


def _figures(period: str, found: Values, words: Words) -> Iterator[str]:
    said = [*_answers(found, words), *_kept(found, words)]
    if said:
        yield words.say(f"day.figures_{period}", figures=" ; ".join(said))


def _answers(found: Values, words: Words) -> Iterator[str]:
    received, answered = _number(found, "received"), _number(found, "answered")
    if not received:
        return
    aim = _aim(found.get("answered_aim"), received, words)
    yield words.count("day.answered", received, answered=answered) + aim
    within = found.get("within")
    if within and answered:
        length = _length(str(within), words)
        yield words.say("day.in_time", number=_number(found, "in_time"), within=length)


def _kept(found: Values, words: Words) -> Iterator[str]:
    due = _number(found, "due")
    if due:
        aim = _aim(found.get("kept_aim"), due, words)
        yield words.count("day.kept", due, kept=_number(found, "kept")) + aim


def _aim(aim: object, of: int, words: Words) -> str:
    """The charter's objective, for so many: people count messages, not percentages."""
    return f" {words.say('day.aim', aim=ceil(of * aim / 100))}" if isinstance(aim, int) else ""


def _length(within: str, words: Words) -> str:
    """An objective as it is written in the charter: 1h, 30m, 2wd."""
    number = within.rstrip("smhdw")
    unit = within[len(number) :]
    if unit == "wd":
        return words.count("day.unit_wd", int(number))
    return words.say(f"day.unit_{unit}", number=number)


def _number(values: Values, name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0


WRITERS: Mapping[str, Callable[[Values, Words, Moments], NoticeText]] = {
    "day_open": partial(_day, "open"),
    "day_close": partial(_day, "close"),
}
