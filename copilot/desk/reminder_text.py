"""What is said of deadlines: soon, over, and to whoever is on call at night."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from copilot.desk.drawing import compose
from copilot.desk.markup import Html, inert, joined, link, mention
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.wire import link_to
from copilot.desk.words import Words

Values = Mapping[str, object]


def _reminder(key: str, values: Values, words: Words, times: Moments) -> NoticeText:
    """About one case, by name where somebody has it."""
    due = _moment(values.get("due_at"), times)
    said = inert(words.say(key, number=values.get("number"), due=due))
    return NoticeText(joined([said, _called(values, words)], " ").source)


def _reminders(key: str, values: Values, words: Words, _: Moments) -> NoticeText:
    """About many at once."""
    return NoticeText(joined([_many(key, values, words), _called(values, words)], " ").source)


def _many(key: str, values: Values, words: Words) -> Html:
    numbers = list_of(values.get("numbers"))
    count = values.get("count")
    number = count if isinstance(count, int) else len(numbers)
    said = ", ".join(words.say("who.number", number=one) for one in numbers)
    more = (
        words.count("notice.reminders_more", number - len(numbers))
        if (number > len(numbers))
        else ""
    )
    counted = words.count(key, number, numbers=said)
    return inert(f"{counted} {more}" if more else f"{counted}.")


def reminders_alert_private(values: Values, words: Words, _: Moments) -> NoticeText:
    """The same alert to one person in private, with the way to the most urgent card."""
    said = _many("notice.reminders_alert", values, words)
    return NoticeText(joined([said, _to_card(values, words)], " ").source)


def on_call(values: Values, words: Words, times: Moments) -> NoticeText:
    """In private, at night: a critical case, until when, and the way to its card."""
    due = _moment(values.get("due_at"), times)
    key = _key("notice.on_call", values, times)
    said = inert(words.say(key, number=values.get("number"), due=due))
    return NoticeText(joined([said, _to_card(values, words)], " ").source)


def on_call_desk(values: Values, words: Words, times: Moments) -> NoticeText:
    """By name in the desk, to whoever cannot be written to in private."""
    due = _moment(values.get("due_at"), times)
    pieces = {"mentions": _people(values)}
    key = _key("notice.on_call_desk", values, times)
    html = compose(words, key, pieces, number=values.get("number"), due=due)
    return NoticeText(html.source)


def _to_card(values: Values, words: Words) -> Html:
    chat, message = values.get("chat"), values.get("message")
    where = link_to(chat, message) if isinstance(chat, int) and isinstance(message, int) else None
    return link(words.say("state.see_card"), where)


def _called(values: Values, words: Words) -> Html:
    people = _people(values)
    return compose(words, "notice.reminder_for", {"mentions": people}) if people else Html()


def _people(values: Values) -> Html:
    people = [table_of(one) for one in list_of(values.get("people"))]
    return joined([mention(line_of(one.get("name")), one.get("telegram")) for one in people], ", ")


def _key(key: str, values: Values, times: Moments) -> str:
    due = values.get("due_at")
    return times.late(key, datetime.fromisoformat(str(due))) if due else key


def _moment(value: object, times: Moments) -> str:
    return times.moment(datetime.fromisoformat(str(value))) if value else ""


WRITERS: Mapping[str, Callable[[Values, Words, Moments], NoticeText]] = {
    "reminder_before": partial(_reminder, "notice.reminder_before"),
    "reminder_late": partial(_reminder, "notice.reminder_late"),
    "reminders_before": partial(_reminders, "notice.reminders_before"),
    "reminders_late": partial(_reminders, "notice.reminders_late"),
    "reminders_alert": partial(_reminders, "notice.reminders_alert"),
    "reminders_alert_private": reminders_alert_private,
    "on_call": on_call,
    "on_call_desk": on_call_desk,
}
