"""The list of facts: what replies say now, each fact with the button that changes it."""

from collections.abc import Callable, Mapping, Sequence

from copilot.desk.buttons import Key
from copilot.desk.drawing import compose, line, lines
from copilot.desk.fact_text import Values, in_desk_language, key_of, source_of
from copilot.desk.markup import MAX_TEXT, Html, bold, code, inert
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.stranger import shorten
from copilot.desk.words import Words

#: What a list leaves for its last line.
LIST_UNITS = MAX_TEXT - 400
#: On a button: of what a fact says, and of the playbook it belongs to.
VALUE_UNITS, PLAYBOOK_UNITS = 24, 18


def facts(values: Values, words: Words, times: Moments) -> NoticeText:
    """Every fact with its value, source and end; each with its button."""
    told = [table_of(one) for one in list_of(values.get("facts"))]
    if not told:
        return NoticeText(inert(words.say("notice.facts_none")).source)
    html = bold(inert(words.say("notice.facts")))
    shown = 0
    for one in told:
        longer = lines(html, Html(), _fact(one, words, times))
        if longer.units > LIST_UNITS:
            break
        html, shown = longer, shown + 1
    more = len(told) - shown + _count(values.get("more"))
    how = inert(words.say("notice.facts_how", name=line_of(told[0].get("name"))))
    rest = inert(words.count("notice.facts_more", more)) if more else Html()
    keyboard = tuple(
        _row(one, words, called=called)
        for one, called in zip(told, _called(told[:shown], words), strict=False)
    )
    return NoticeText(lines(html, rest, how).source, keyboard=keyboard)


def _fact(one: Values, words: Words, times: Moments) -> Html:
    playbook = line_of(one.get("playbook"))
    key = "notice.fact_named" if playbook else "notice.fact_name"
    name = compose(words, key, {"name": code(line_of(one.get("name")))}, playbook=playbook)
    value = words.say(
        "notice.fact_values", value=in_desk_language(table_of(one.get("value")), words)
    )
    label = in_desk_language(table_of(one.get("label")), words)
    about = words.say("fact.about", label=label) if label else ""
    by = one.get("by")
    # The key is for whoever types it, last; the others read what is said.
    return lines(
        bold(inert(f"{about}{value}")),
        line(
            inert(source_of(one, words, times)),
            inert(words.say("notice.fact_by", name=line_of(by))) if by else Html(),
        ),
        name,
    )


def _called(told: Sequence[Values], words: Words) -> list[str]:
    """What people know each fact by: what it says and where; alike ones by their key too."""
    said = [_said(one, words) for one in told]
    return [
        f"{short} ({line_of(one.get('name'))})" if said.count(short) > 1 else short
        for one, short in zip(told, said, strict=True)
    ]


def _said(one: Values, words: Words) -> str:
    value = in_desk_language(table_of(one.get("value")), words)
    playbook = line_of(one.get("playbook"))
    if not playbook:
        return shorten(value, VALUE_UNITS + PLAYBOOK_UNITS)
    return f"{shorten(value, VALUE_UNITS)} · {shorten(playbook, PLAYBOOK_UNITS)}"


def _row(one: Values, words: Words, *, called: str) -> tuple[Key, ...]:
    return tuple(
        key_of(table_of(button), words, called=called) for button in list_of(one.get("buttons"))
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


WRITERS: Mapping[str, Callable[[Values, Words, Moments], NoticeText]] = {"facts": facts}
