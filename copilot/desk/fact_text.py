"""What is said about a fact: the questions, a proposal, what holds and what has ended."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from copilot.app.view import ButtonView
from copilot.desk.buttons import LABEL_UNITS, Key, encode
from copilot.desk.drawing import compose, lines
from copilot.desk.markup import (
    Html,
    bold,
    code,
    inert,
    joined,
    mention,
    preformatted,
    quote,
)
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.paste import fact_lines
from copilot.desk.stranger import shorten
from copilot.desk.until import said_until
from copilot.desk.words import Words

Values = Mapping[str, object]
#: What the answer box shows may be this long.
MAX_PLACEHOLDER = 64
NUMBERS = 12


def fact_prompt(values: Values, words: Words, times: Moments) -> NoticeText:
    """The question for what is missing; the mention makes the answer box theirs."""
    asked, name = str(values.get("asked")), line_of(values.get("fact"))
    who = mention(line_of(values.get("person")), values.get("telegram"))
    trouble = values.get("trouble")
    heard = (
        inert(words.say(f"notice.fact_heard_{trouble}", heard=line_of(values.get("heard"))))
        if trouble
        else Html()
    )
    html = lines(
        heard, *_question(values, words, times, asked, {"mention": who, "name": code(name)})
    )
    known = in_desk_language(table_of(table_of(values.get("now")).get("value")), words)
    placeholder = shorten(
        words.say("notice.fact_placeholder", fact=known or name), MAX_PLACEHOLDER
    )
    return NoticeText(html.source, placeholder=placeholder)


def fact_proposed(values: Values, words: Words, times: Moments) -> NoticeText:
    """What replies would say, for a brand lead's yes."""
    leads = [table_of(one) for one in list_of(values.get("leads"))]
    mentions = joined(
        [mention(line_of(one.get("name")), one.get("telegram")) for one in leads], ", "
    )
    samples = table_of(values.get("samples"))
    html = lines(
        bold(_with_name("notice.fact_proposed", values, words)),
        _spoken(table_of(values.get("value")), words),
        inert(source_of(values, words, times)),
        *_before(values, words),
        *(_sample(table_of(one), words) for one in samples.values()),
        compose(words, "notice.fact_to_accept", {"mentions": mentions})
        if leads
        else inert(words.say("notice.fact_nobody")),
    )
    keys = [key_of(table_of(one), words) for one in list_of(values.get("buttons"))]
    return NoticeText(html.source, keyboard=(tuple(keys[:1]), tuple(keys[1:])) if keys else ())


def fact_in_force(values: Values, words: Words, times: Moments) -> NoticeText:
    """What replies say from now on, and the lines that would make it last."""
    files = table_of(values.get("files"))
    key = "notice.fact_for_good_own" if files.get("own") else "notice.fact_for_good"
    html = lines(
        bold(_with_name("notice.fact_in_force", values, words)),
        _spoken(table_of(values.get("value")), words),
        inert(source_of(values, words, times)),
        _unsent(values, words),
        compose(words, key, {"path": code(line_of(files.get("path")))}),
        preformatted(fact_lines(files)),
    )
    return NoticeText(html.source)


def fact_ended(values: Values, words: Words, times: Moments) -> NoticeText:
    """What is no longer said, and what is said again."""
    now, was = table_of(values.get("now")), table_of(values.get("was"))
    key = "notice.fact_ended_by" if values.get("by") else "notice.fact_ended"
    back = (
        [
            inert(words.say("notice.fact_back")),
            _spoken(table_of(now.get("value")), words),
            inert(source_of(now, words, times)),
        ]
        if now
        else [inert(words.say("notice.fact_gone"))]
    )
    html = lines(
        bold(_with_name(key, {**values, "was": in_desk_language(was, words)}, words)),
        *back,
        _unsent(values, words),
    )
    return NoticeText(html.source)


def _question(
    values: Values, words: Words, times: Moments, asked: str, pieces: Mapping[str, Html]
) -> list[Html]:
    given = table_of(values.get("given"))
    if asked.startswith("value:"):
        lang, known = asked.partition(":")[2], next(iter(given), "")
        spoken = {"lang": _language(lang, words), "known": _language(known, words)}
        return [
            compose(words, "notice.fact_ask_lang", pieces, **spoken),
            quote(inert(line_of(given.get(known)))),
            inert(words.say("notice.fact_ask_lang_do")),
        ]
    if asked != "value":
        return [compose(words, f"notice.fact_ask_{asked}", pieces)]
    now = table_of(values.get("now"))
    is_correction = bool(values.get("correcting"))
    return [
        compose(words, "notice.fact_ask_correct" if is_correction else "notice.fact_ask", pieces),
        Html() if is_correction else inert(words.say("notice.fact_ask_now")),
        _spoken(given if is_correction else table_of(now.get("value")), words),
        Html() if is_correction else inert(source_of(now, words, times)),
        Html() if is_correction else inert(words.say("notice.fact_ask_do")),
    ]


def _sample(one: Values, words: Words) -> Html:
    """How it reads in a reply, and whether that reply could leave."""
    names = [
        words.pick(f"rule_name.{rule}", "rule.unknown", rule=rule)
        for rule in list_of(one.get("blocked"))
    ]
    blocked = (
        bold(inert(words.say("notice.fact_blocked", rules=", ".join(names)))) if names else Html()
    )
    return lines(
        inert(words.say("notice.fact_sample", sentence=line_of(one.get("sentence")))), blocked
    )


def source_of(one: Values, words: Words, times: Moments) -> str:
    """Who says it and until when."""
    source = line_of(one.get("source"))
    ends_at, until = one.get("ends_at"), one.get("until")
    if isinstance(ends_at, str):
        at = datetime.fromisoformat(ends_at)
        return said_until("notice.fact_moment", at, words=words, times=times, source=source)
    if not isinstance(until, str):
        return words.say("notice.fact_source", source=source)
    day = times.date(date.fromisoformat(until))
    if one.get("over"):
        return f"{source}, {words.say('notice.fact_over', date=day)}"
    return words.say("notice.fact_until", source=source, date=day)


def _before(values: Values, words: Words) -> list[Html]:
    before = table_of(values.get("before"))
    if not before:
        return []
    return [inert(words.say("notice.fact_before")), _spoken(before, words)]


def _spoken(value: Values, words: Words) -> Html:
    """The value in each language, on a line of its own."""
    said = [
        words.say("notice.fact_spoken", lang=_language(lang, words), value=line_of(one))
        if len(value) > 1
        else words.say("notice.fact_values", value=line_of(one))
        for lang, one in value.items()
    ]
    return quote(lines(*(inert(one) for one in said)))


def in_desk_language(value: Values, words: Words) -> str:
    """The value in the desk's language, or in whatever there is."""
    return line_of(value.get(words.lang) or next(iter(value.values()), ""))


def _unsent(values: Values, words: Words) -> Html:
    count = len(list_of(values.get("numbers")))
    if not count:
        return Html()
    return inert(words.count("notice.fact_unsent", count, numbers=in_numbers(values)))


def in_numbers(values: Values) -> str:
    """The numbers of the cases that something concerns, the first of very many."""
    numbers = [line_of(one) for one in list_of(values.get("numbers"))]
    return ", ".join(numbers[:NUMBERS]) + ("…" if len(numbers) > NUMBERS else "")


def _with_name(key: str, values: Values, words: Words) -> Html:
    named = {name: line_of(values.get(name)) for name in ("by", "was")}
    return compose(words, key, {"name": code(line_of(values.get("name")))}, **named)


def _language(lang: str, words: Words) -> str:
    key = f"language.{lang}"
    return words.say(key) if words.has(key) else lang


def key_of(button: Values, words: Words, *, called: str = "") -> Key:
    """A button below what is said; *called* is what people know the fact by."""
    label = words.say(f"notice.fact_button_{button.get('action')}", fact=called)
    view = ButtonView(action="pick", token=str(button.get("token")))
    return Key(shorten(label, LABEL_UNITS), encode(view))


WRITERS: Mapping[str, Callable[[Values, Words, Moments], NoticeText]] = {
    "fact_prompt": fact_prompt,
    "fact_proposed": fact_proposed,
    "fact_in_force": fact_in_force,
    "fact_ended": fact_ended,
}
