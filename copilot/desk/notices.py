"""The bot's messages that are not cards: prompts, warnings, lines to paste."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from copilot.app.ports.records import Notice
from copilot.desk.drawing import compose, lines
from copilot.desk.markup import (
    MAX_TEXT,
    Html,
    bold,
    code,
    inert,
    mention,
    preformatted,
    quote,
    units,
)
from copilot.desk.paste import chat_lines, person_lines
from copilot.desk.stranger import shorten, tame, tame_line
from copilot.desk.words import Words

#: The longest placeholder of an answer.
MAX_PLACEHOLDER = 64
#: Room for what stands around a text.
BODY_UNITS = MAX_TEXT - 500
NAME_UNITS, REASON_UNITS = 80, 600
#: Faults told at once; the rest is counted.
PROBLEMS = 8


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice as Telegram gets it."""

    text: str  #: HTML
    placeholder: str | None = None  #: given when an answer is asked for


def render_notice(notice: Notice, words: Words) -> NoticeText:
    """Put a notice into words."""
    writer = _WRITERS.get(notice.code)
    if writer is not None:
        return writer(notice.values, words)
    key = f"notice.{notice.code}"
    values = {name: _line(value) for name, value in notice.values.items()} | {"code": notice.code}
    return NoticeText(inert(words.pick(key, "notice.unknown", **values)).source)


def _edit_prompt(values: Mapping[str, object], words: Words) -> NoticeText:
    """The question names the person twice over: only a mention makes the answer box theirs."""
    text = str(values.get("text") or "")
    number, revision = values.get("number"), values.get("revision")
    asked = mention(_line(values.get("name")), values.get("telegram"))
    fits = 0 < units(text) <= BODY_UNITS
    key = "notice.edit_prompt" if fits else "notice.edit_prompt_empty"
    # One tap copies a block; a copy button cannot stand beside the answer box.
    shown = preformatted(text) if fits else Html()
    html = lines(
        compose(words, key, {"mention": asked}, number=number, revision=revision),
        shown,
        inert(words.say("notice.edit_prompt_do")),
    )
    placeholder = words.say("notice.edit_placeholder", number=number)
    return NoticeText(html.source, placeholder=shorten(placeholder, MAX_PLACEHOLDER))


def _withdrawn(values: Mapping[str, object], words: Words) -> NoticeText:
    why = f"why.{values.get('why')}"
    said = words.say(
        "notice.withdrawn",
        number=values.get("number"),
        name=_line(values.get("name")),
        why=words.say(why) if words.has(why) else _line(values.get("why")),
    )
    return NoticeText(inert(said).source)


def _rejected(values: Mapping[str, object], words: Words) -> NoticeText:
    said = words.say(
        "notice.rejected", number=values.get("number"), name=_line(values.get("name"))
    )
    return NoticeText(lines(inert(said), _quoted(values.get("reason"))).source)


def _channel_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    said = words.say("notice.channel_fault", channel=_line(values.get("channel")))
    return NoticeText(lines(bold(inert(said)), _quoted(values.get("reason"))).source)


def _library_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    problems = _list(values.get("problems"))
    leads = ", ".join(_line(name) for name in _list(values.get("leads")))
    more = max(0, len(problems) - PROBLEMS)
    untold = values.get("more")
    more += untold if isinstance(untold, int) else 0
    return NoticeText(
        lines(
            bold(inert(words.say("notice.library_fault"))),
            inert(words.say("notice.library_fault_to", names=leads)) if leads else Html(),
            *(_problem(one) for one in problems[:PROBLEMS]),
            inert(words.count("notice.library_more", more)) if more > 0 else Html(),
        ).source
    )


def _problem(problem: object) -> Html:
    if not isinstance(problem, Mapping):
        return inert(_line(problem))
    place = ":".join(str(problem.get(part, "")) for part in ("path", "line", "column"))
    said = f" {_line(problem.get('message'))} [{_line(problem.get('rule'))}]"
    return code(shorten(tame(place), NAME_UNITS * 2)) + inert(said)


def _library_mended(values: Mapping[str, object], words: Words) -> NoticeText:
    digest = str(values.get("digest") or "")[:12]
    return NoticeText(inert(words.say("notice.library_mended", digest=digest)).source)


def _paste_person(values: Mapping[str, object], words: Words) -> NoticeText:
    name = _line(values.get("name")) or words.say("who.nameless")
    said = inert(words.say("notice.paste_person", name=name))
    return NoticeText(lines(said, preformatted(person_lines(values))).source)


def _paste_chat(values: Mapping[str, object], words: Words) -> NoticeText:
    desk, channel = chat_lines(values)
    return NoticeText(
        lines(
            inert(words.say("notice.paste_chat")),
            preformatted(desk),
            inert(words.say("notice.paste_chat_channel")),
            preformatted(channel),
        ).source
    )


def _quoted(text: object) -> Html:
    return quote(inert(shorten(tame(str(text or "…")), REASON_UNITS)))


def _line(value: object) -> str:
    return tame_line(str(value if value is not None else ""), REASON_UNITS)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


_WRITERS: Mapping[str, Callable[[Mapping[str, object], Words], NoticeText]] = {
    "edit_prompt": _edit_prompt,
    "withdrawn": _withdrawn,
    "rejected": _rejected,
    "channel_fault": _channel_fault,
    "library_fault": _library_fault,
    "library_mended": _library_mended,
    "paste_person": _paste_person,
    "paste_chat": _paste_chat,
}
