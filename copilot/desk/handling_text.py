"""What is said of waiting, alerts, moderation, insights and cases handed over."""

from collections.abc import Callable, Mapping
from datetime import datetime

from copilot.desk.drawing import compose
from copilot.desk.markup import Html, inert, joined, link, mention
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.stranger import shorten
from copilot.desk.wire import link_to
from copilot.desk.words import Words

Values = Mapping[str, object]
#: What the answer box shows may be this long.
MAX_PLACEHOLDER = 64
SEAL_LETTERS = 12


def wait_prompt(values: Values, words: Words, _: Moments) -> NoticeText:
    """The question for the question; nobody is written to from here."""
    colleague = _colleague(values, words)
    html = compose(
        words,
        "notice.wait_prompt",
        {"mention": _asked(values)},
        colleague=colleague,
        number=values.get("number"),
    )
    placeholder = words.say("notice.wait_placeholder", colleague=colleague)
    return NoticeText(html.source, placeholder=shorten(placeholder, MAX_PLACEHOLDER))


def wait_answer_prompt(values: Values, words: Words, _: Moments) -> NoticeText:
    """The question for what the colleague said."""
    colleague = _colleague(values, words)
    html = compose(
        words,
        "notice.wait_answer_prompt",
        {"mention": _asked(values)},
        colleague=colleague,
        number=values.get("number"),
        question=line_of(values.get("question")),
    )
    placeholder = words.say("notice.wait_answer_placeholder", colleague=colleague)
    return NoticeText(html.source, placeholder=shorten(placeholder, MAX_PLACEHOLDER))


def wait_chase(values: Values, words: Words, times: Moments) -> NoticeText:
    """No answer came: to be chased up, by whoever asked."""
    html = compose(
        words,
        "notice.wait_chase",
        {"mention": _asked(values)},
        number=values.get("number"),
        colleague=_colleague(values, words),
        question=line_of(values.get("question")),
        asked=_moment(values.get("asked_at"), times),
        next=_moment(values.get("next_at"), times),
    )
    return NoticeText(html.source)


def escalate_prompt(values: Values, words: Words, _: Moments) -> NoticeText:
    """The question for a note that may be added to an alert."""
    names = ", ".join(line_of(one) for one in list_of(values.get("names")))
    html = compose(
        words,
        "notice.escalate_prompt",
        {"mention": _asked(values)},
        names=names,
        number=values.get("number"),
    )
    placeholder = words.say("notice.escalate_placeholder", names=names)
    return NoticeText(html.source, placeholder=shorten(placeholder, MAX_PLACEHOLDER))


def escalated(values: Values, words: Words, _: Moments) -> NoticeText:
    """An alert in the desk: a person's, or the clock's."""
    html = compose(
        words,
        _alert_key("notice.escalated", values),
        {"mentions": _people(values)},
        by=line_of(values.get("by")),
        number=values.get("number"),
        note=line_of(values.get("note")),
    )
    return NoticeText(html.source)


def escalated_private(values: Values, words: Words, _: Moments) -> NoticeText:
    """The same in private, with the way to the card."""
    said = words.say(
        _alert_key("notice.escalated_private", values),
        by=line_of(values.get("by")),
        number=values.get("number"),
        note=line_of(values.get("note")),
    )
    return NoticeText(joined([inert(said), _see_card(values, words)], " ").source)


def _alert_key(key: str, values: Values) -> str:
    if not values.get("by"):
        return f"{key}_by_clock"
    return f"{key}_note" if values.get("note") else key


def _see_card(values: Values, words: Words) -> Html:
    chat, message = values.get("chat"), values.get("message")
    where = link_to(chat, message) if isinstance(chat, int) and isinstance(message, int) else None
    return link(words.say("state.see_card"), where)


def taken_over(values: Values, words: Words, _: Moments) -> NoticeText:
    """To who had the case until now, with the way to the card."""
    by = line_of(values.get("by"))
    said = words.say("notice.taken_over", by=by, number=values.get("number"))
    return NoticeText(joined([inert(said), _see_card(values, words)], " ").source)


def moderation(values: Values, words: Words, times: Moments) -> NoticeText:
    """Who sees to it, until when, where; and that nothing is hidden or deleted from here."""
    return _moderation("notice.moderation", values, words, times)


def moderation_due(values: Values, words: Words, times: Moments) -> NoticeText:
    """The time is over, and nobody said that it is done."""
    return _moderation("notice.moderation_due", values, words, times)


def insight_prompt(values: Values, words: Words, _: Moments) -> NoticeText:
    """It is kept; a word may be added by replying, and need not."""
    html = compose(
        words,
        "notice.insight_prompt",
        {"mention": _asked(values)},
        number=values.get("number"),
        topic=words.say(f"topic.{values.get('topic')}"),
    )
    return NoticeText(html.source)


def handed_over(values: Values, words: Words, times: Moments) -> NoticeText:
    """Who has the case now, and from whom."""
    html = compose(
        words,
        "notice.handed_over",
        {"mentions": _people(values)},
        by=line_of(values.get("by")),
        number=values.get("number"),
        until=_moment(values.get("until"), times),
    )
    return NoticeText(html.source)


def _moderation(key: str, values: Values, words: Words, times: Moments) -> NoticeText:
    url = values.get("url")
    there = link(words.say("complaint.original"), url if isinstance(url, str) else None)
    if not there:
        said = inert(words.say("notice.moderation_unlinked"))
        there = joined([said, _see_card(values, words)], " ")
    html = compose(
        words,
        key,
        {"mentions": _people(values)},
        number=values.get("number"),
        channel=line_of(values.get("channel")),
        until=_moment(values.get("due_at"), times),
        seal=line_of(values.get("seal"))[:SEAL_LETTERS],
    )
    return NoticeText(joined([html, there], " ").source)


def moderation_given(values: Values, words: Words, times: Moments) -> NoticeText:
    """Who sees to it now, by whose will, in whose place."""
    return _moderation_changed("notice.moderation_given", values, words, times)


def moderation_taken(values: Values, words: Words, times: Moments) -> NoticeText:
    """Who sees to it now, of their own will."""
    return _moderation_changed("notice.moderation_taken", values, words, times)


def moderation_off(values: Values, words: Words, times: Moments) -> NoticeText:
    """Nobody need see to it any more."""
    return _moderation_changed("notice.moderation_off", values, words, times)


def _moderation_changed(key: str, values: Values, words: Words, times: Moments) -> NoticeText:
    html = compose(
        words,
        key,
        {"mentions": _people(values)},
        number=values.get("number"),
        by=line_of(values.get("by")),
        before=line_of(values.get("before")),
        channel=line_of(values.get("channel")),
        until=_moment(values.get("due_at"), times),
    )
    return NoticeText(html.source)


def _asked(values: Values) -> Html:
    return mention(line_of(values.get("name")), values.get("telegram"))


def promise_handed(values: Values, words: Words, times: Moments) -> NoticeText:
    """Whose a promise is now, and from whom."""
    return _promise("notice.promise_handed", values, words, times)


def promise_taken(values: Values, words: Words, times: Moments) -> NoticeText:
    """Who has taken a colleague's promise over."""
    return _promise("notice.promise_taken", values, words, times)


def _promise(key: str, values: Values, words: Words, times: Moments) -> NoticeText:
    due = values.get("due")
    html = compose(
        words,
        times.late(key, datetime.fromisoformat(str(due))) if due else key,
        {"mentions": _people(values)},
        by=line_of(values.get("by")),
        number=values.get("number"),
        due=_moment(values.get("due"), times),
    )
    return NoticeText(html.source)


def _people(values: Values) -> Html:
    people = [table_of(one) for one in list_of(values.get("people"))]
    return joined([mention(line_of(one.get("name")), one.get("telegram")) for one in people], ", ")


def _colleague(values: Values, words: Words) -> str:
    return words.say(f"colleague.{values.get('colleague')}")


def _moment(value: object, times: Moments) -> str:
    return times.moment(datetime.fromisoformat(str(value)))


WRITERS: Mapping[str, Callable[[Values, Words, Moments], NoticeText]] = {
    "wait_prompt": wait_prompt,
    "wait_answer_prompt": wait_answer_prompt,
    "wait_chase": wait_chase,
    "escalate_prompt": escalate_prompt,
    "escalated": escalated,
    "escalated_private": escalated_private,
    "taken_over": taken_over,
    "moderation": moderation,
    "moderation_due": moderation_due,
    "moderation_given": moderation_given,
    "moderation_off": moderation_off,
    "moderation_taken": moderation_taken,
    "insight_prompt": insight_prompt,
    "handed_over": handed_over,
    "promise_handed": promise_handed,
    "promise_taken": promise_taken,
}
