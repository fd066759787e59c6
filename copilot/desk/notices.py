"""The bot's messages that are not cards: prompts, warnings, lines to paste."""

import logging
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from copilot.app.ports.records import Notice
from copilot.desk import (
    conversation_text,
    course_text,
    danger_text,
    day_text,
    fact_list_text,
    fact_text,
    handling_text,
    reminder_text,
    together_text,
)
from copilot.desk.command_names import named
from copilot.desk.drawing import compose, lines
from copilot.desk.markup import (
    Html,
    bold,
    inert,
    joined,
    link,
    mention,
    plain,
    preformatted,
    quote,
    units,
)
from copilot.desk.moments import Moments
from copilot.desk.notice_text import BODY_UNITS, NoticeText, line_of, list_of, table_of
from copilot.desk.paste import chat_lines, person_lines
from copilot.desk.problem_text import problem_lines
from copilot.desk.stranger import shorten, tame, tame_line
from copilot.desk.words import Words

log = logging.getLogger(__name__)

#: The longest placeholder of an answer.
MAX_PLACEHOLDER = 64
NAME_UNITS, AUTHOR_UNITS, REASON_UNITS = 80, 40, 600


def readable_notice(notice: Notice, words: Words, *, zone: str) -> NoticeText:
    """The same for the chat itself: one that cannot be put into words holds up no other."""
    try:
        return render_notice(notice, words, zone=zone)
    except Exception:
        log.exception("the notice %s (%s) cannot be put into words", notice.id, notice.code)
        return NoticeText(inert(words.say("notice.unreadable", code=notice.code)).source)


def render_notice(notice: Notice, words: Words, *, zone: str = "UTC") -> NoticeText:
    """Put a notice into words; times in it are seen from when it was made."""
    if notice.code in _TIMED:
        times = Moments(words, ZoneInfo(zone), notice.created_at)
        return _TIMED[notice.code](notice.values, words, times)
    writer = _WRITERS.get(notice.code)
    if writer is not None:
        return writer(notice.values, words)
    key = f"notice.{notice.code}"
    values = {name: line_of(value) for name, value in notice.values.items()} | {
        "code": notice.code
    }
    return NoticeText(inert(words.pick(key, "notice.unknown", **values)).source)


def _edit_prompt(values: Mapping[str, object], words: Words) -> NoticeText:
    """The question names the person twice over: only a mention makes the answer box theirs."""
    text = str(values.get("text") or "")
    number, revision = values.get("number"), values.get("revision")
    # Nobody knows numbers by heart: words to the wrong customer begin here.
    author = tame_line(str(values.get("author") or ""), AUTHOR_UNITS)
    whose = words.say("notice.edit_prompt_whose", number=number, author=author)
    case = whose if author else words.say("who.number", number=number)
    asked = mention(line_of(values.get("name")), values.get("telegram"))
    fits = 0 < units(text) <= BODY_UNITS
    key = "notice.edit_prompt" if fits else "notice.edit_prompt_empty"
    # One tap copies a block; a copy button cannot stand beside the answer box.
    shown = preformatted(text) if fits else Html()
    html = lines(
        compose(words, key, {"mention": asked}, case=case, revision=revision),
        shown,
        inert(words.say("notice.edit_prompt_do")),
    )
    placeholder = words.say("notice.edit_placeholder", number=number)
    return NoticeText(html.source, placeholder=shorten(placeholder, MAX_PLACEHOLDER))


def _posting_paused(values: Mapping[str, object], words: Words) -> NoticeText:
    # The command works at a tap: it is our word, not a customer's.
    resume = plain(f"/{named(words.lang)['reprendre']}")
    name = line_of(values.get("name"))
    return NoticeText(
        compose(words, "notice.posting_paused", {"resume": resume}, name=name).source
    )


def _withdrawn(values: Mapping[str, object], words: Words) -> NoticeText:
    why = f"why.{values.get('why')}"
    # What is public is not dismissed.
    is_left = values.get("why") == "gone" and values.get("is_answered")
    said = words.pick(
        "notice.withdrawn_gone_left" if is_left else f"notice.withdrawn_{values.get('why')}",
        "notice.withdrawn",
        number=values.get("number"),
        name=line_of(values.get("name")),
        why=words.say(why) if words.has(why) else line_of(values.get("why")),
    )
    return NoticeText(inert(said).source)


def _rejected(values: Mapping[str, object], words: Words) -> NoticeText:
    said = words.say(
        "notice.rejected", number=values.get("number"), name=line_of(values.get("name"))
    )
    return NoticeText(lines(inert(said), _quoted(values.get("reason"))).source)


def _posted_late(values: Mapping[str, object], words: Words) -> NoticeText:
    said = words.say(
        "notice.posted_late", number=values.get("number"), name=line_of(values.get("name"))
    )
    url = values.get("url")
    there = link(words.say("state.see"), url if isinstance(url, str) else None)
    return NoticeText(joined([bold(inert(said)), there], " ").source)


def _channel_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    said = words.say("notice.channel_fault", channel=line_of(values.get("channel")))
    return NoticeText(lines(bold(inert(said)), _quoted(values.get("reason"))).source)


def _library_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    return _fault("notice.library_fault", values, words)


def _config_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    return _fault("notice.config_fault", values, words)


def _fault(key: str, values: Mapping[str, object], words: Words) -> NoticeText:
    leads = _leads(values)
    more = values.get("more")
    return NoticeText(
        lines(
            bold(inert(words.say(key))),
            compose(words, "notice.library_fault_to", {"names": leads}) if leads else Html(),
            *problem_lines(
                list_of(values.get("problems")), words, more=more if isinstance(more, int) else 0
            ),
        ).source
    )


def _leads(values: Mapping[str, object]) -> Html:
    """Those who can mend it, named so that Telegram tells them."""
    names, accounts = list_of(values.get("leads")), list_of(values.get("accounts"))
    known = dict(zip(map(str, names), accounts, strict=False))
    return joined([mention(line_of(one), known.get(str(one))) for one in names], ", ")


def _restart_needed(values: Mapping[str, object], words: Words) -> NoticeText:
    keys = ", ".join(line_of(one) for one in list_of(values.get("keys")))
    return NoticeText(inert(words.say("notice.restart_needed", keys=keys)).source)


def _people_changed(values: Mapping[str, object], words: Words) -> NoticeText:
    changes = [
        inert(words.say(f"notice.people_{one.get('what')}", **_person(one, words)))
        for one in map(table_of, list_of(values.get("changes")))
    ]
    nobody = bold(inert(words.say("notice.people_nobody"))) if values.get("nobody") else Html()
    return NoticeText(lines(inert(words.say("notice.people_changed")), *changes, nobody).source)


def _person(one: Mapping[str, object], words: Words) -> dict[str, object]:
    role = words.pick(f"role.{one.get('role')}", "role.observer")
    return {"name": line_of(one.get("name")), "role": role}


def _library_mended(values: Mapping[str, object], words: Words) -> NoticeText:
    digest = str(values.get("digest") or "")[:12]
    return NoticeText(inert(words.say("notice.library_mended", digest=digest)).source)


def _tests_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    return _fault("notice.tests_fault", values, words)


def _tests_mended(values: Mapping[str, object], words: Words) -> NoticeText:
    digest = str(values.get("digest") or "")[:12]
    return NoticeText(inert(words.say("notice.tests_mended", digest=digest)).source)


def _approvers_fault(values: Mapping[str, object], words: Words) -> NoticeText:
    return _fault("notice.approvers_fault", values, words)


def _facts_in_files(values: Mapping[str, object], words: Words) -> NoticeText:
    changed = [_changed_fact(table_of(one), words) for one in list_of(values.get("facts"))]
    more = values.get("more")
    left = (
        words.count("notice.facts_in_files_more", more) if isinstance(more, int) and more else ""
    )
    return NoticeText(
        lines(
            bold(inert(words.say("notice.facts_in_files"))),
            *changed,
            inert(left),
            inert(words.say("notice.facts_in_files_do")),
        ).source
    )


def _changed_fact(one: Mapping[str, object], words: Words) -> Html:
    now = table_of(one.get("now"))
    key = "notice.facts_in_files_one" if now else "notice.facts_in_files_over"
    said = {"now": fact_text.in_desk_language(now, words)} if now else {}
    was = fact_text.in_desk_language(table_of(one.get("was")), words)
    name, numbers = line_of(one.get("name")), fact_text.in_numbers(one)
    return inert(words.say(key, name=name, was=was, numbers=numbers, **said))


def _paste_person(values: Mapping[str, object], words: Words) -> NoticeText:
    name = line_of(values.get("name")) or words.say("who.nameless")
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


_WRITERS: Mapping[str, Callable[[Mapping[str, object], Words], NoticeText]] = {
    "edit_prompt": _edit_prompt,
    "posting_paused": _posting_paused,
    "withdrawn": _withdrawn,
    "rejected": _rejected,
    "posted_late": _posted_late,
    "channel_fault": _channel_fault,
    "library_fault": _library_fault,
    "config_fault": _config_fault,
    "restart_needed": _restart_needed,
    "people_changed": _people_changed,
    "library_mended": _library_mended,
    "tests_fault": _tests_fault,
    "tests_mended": _tests_mended,
    "approvers_fault": _approvers_fault,
    "facts_in_files": _facts_in_files,
    "paste_person": _paste_person,
    "paste_chat": _paste_chat,
}
_TIMED = {
    **conversation_text.WRITERS,
    **course_text.WRITERS,
    **danger_text.WRITERS,
    **day_text.WRITERS,
    **fact_list_text.WRITERS,
    **fact_text.WRITERS,
    **handling_text.WRITERS,
    **reminder_text.WRITERS,
    **together_text.WRITERS,
}
