"""What the bot says of details it asks for and of promises that fall due."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from copilot.desk.drawing import NAME_UNITS, compose, lines
from copilot.desk.markup import Html, inert, mention
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.stranger import name_line, shorten
from copilot.desk.together_text import mentions
from copilot.desk.words import Words

Writer = Callable[[Mapping[str, object], Words, Moments], NoticeText]

#: The longest placeholder of an answer.
PLACEHOLDER = 64


def _detail_prompt(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    """Names the person: only a mention makes the answer box theirs."""
    asked = mention(line_of(values.get("name")), values.get("telegram"))
    question = line_of(values.get("question"))
    lang = words.pick(f"language.{values.get('lang')}", "language.fr")
    known = line_of(values.get("known"))
    html = lines(
        compose(
            words,
            "notice.detail_prompt",
            {"mention": asked},
            number=values.get("number"),
            question=question,
        ),
        inert(words.say("notice.detail_known", value=known)) if known else Html(),
        inert(words.say("notice.detail_prompt_do", lang=lang)),
    )
    return NoticeText(html.source, placeholder=shorten(question, PLACEHOLDER))


def _promise_due(values: Mapping[str, object], words: Words, times: Moments) -> NoticeText:
    return _promise("notice.promise_due", values, words, times)


def _promise_late(values: Mapping[str, object], words: Words, times: Moments) -> NoticeText:
    return _promise("notice.promise_late", values, words, times)


def _promise(key: str, values: Mapping[str, object], words: Words, times: Moments) -> NoticeText:
    said = words.say(
        key,
        number=values.get("number"),
        author=name_line(line_of(values.get("author")), NAME_UNITS, words)
        or words.say("who.nameless"),
        what=line_of(values.get("what")) or words.say("promise.private"),
        due=times.moment(datetime.fromisoformat(str(values.get("due")))),
    )
    do = inert(words.say(_what_to_do(values)))
    return NoticeText(lines(inert(said), mentions(values), do).source)


def _what_to_do(values: Mapping[str, object]) -> str:
    if values.get("is_gone"):
        return "notice.promise_do_gone"
    # Of a dismissed case nothing more is written before it is opened again.
    return "notice.promise_do_closed" if values.get("is_dismissed") else "notice.promise_do"


def _promises(code: str, values: Mapping[str, object], words: Words, times: Moments) -> NoticeText:
    """Many at once: which, until when, whose."""
    every = [table_of(one) for one in list_of(values.get("promises"))]
    told = [
        words.say(
            f"notice.{code}_one",
            number=one.get("number"),
            due=times.moment(datetime.fromisoformat(str(one.get("due_at")))),
            name=line_of(one.get("name")),
        )
        for one in every
    ]
    number = values.get("count")
    count = number if isinstance(number, int) else len(told)
    said = words.count(f"notice.{code}_together", count, promises=" · ".join(told))
    left = count - len(told)
    more = words.count("list.more", left) if left > 0 else ""
    first = inert(f"{said} {more}".rstrip())
    do = inert(words.say("notice.promise_do"))
    return NoticeText(lines(first, mentions(values), do).source)


#: By the code of the notice.
WRITERS: Mapping[str, Writer] = {
    "detail_prompt": _detail_prompt,
    "promise_due": _promise_due,
    "promise_late": _promise_late,
    "promise_due_together": partial(_promises, "promise_due"),
    "promise_late_together": partial(_promises, "promise_late"),
}
