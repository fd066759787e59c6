"""What colleagues are told about each other's doing: a yes that is wanted, words that are kept."""

from collections.abc import Callable, Mapping

from copilot.app.view import ButtonView
from copilot.desk.buttons import LABEL_UNITS, Key, encode
from copilot.desk.drawing import compose, lines
from copilot.desk.markup import (
    Html,
    inert,
    joined,
    mention,
    preformatted,
    units,
)
from copilot.desk.moments import Moments
from copilot.desk.notice_text import BODY_UNITS, NoticeText, line_of, list_of, table_of
from copilot.desk.stranger import tame_line
from copilot.desk.toasts import refusal_text
from copilot.desk.words import Words
from copilot.domain.errors import Refused

Writer = Callable[[Mapping[str, object], Words, Moments], NoticeText]


def _yes_wanted(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    """A card that changes in place wakes nobody: those who could say yes are named."""
    missing = [
        words.pick(f"role.{one}", "role.approver") for one in list_of(values.get("missing"))
    ]
    said = words.say(
        "notice.yes_wanted",
        number=values.get("number"),
        name=line_of(values.get("name")),
        revision=values.get("revision"),
        missing=", ".join(missing),
    )
    people = mentions(values) or inert(words.say("notice.yes_wanted_nobody"))
    return NoticeText(lines(inert(said), people).source)


def _yes_wanted_over(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    """In the place of a call: who has said yes so far, or that nobody is asked any more."""
    names = ", ".join(line_of(one) for one in list_of(values.get("names")))
    given = "notice.yes_not_enough" if values.get("is_waiting") else "notice.yes_given"
    said = words.say(
        given if names else "notice.yes_not_wanted",
        number=values.get("number"),
        revision=values.get("revision"),
        names=names,
    )
    return NoticeText(inert(said).source)


def _yes_lost(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    return _taken_back("notice.yes_lost", values, words)


def _yes_undone(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    return _taken_back("notice.yes_undone", values, words)


def _taken_back(key: str, values: Mapping[str, object], words: Words) -> NoticeText:
    said = words.say(
        key,
        number=values.get("number"),
        by=line_of(values.get("by")),
        revision=values.get("revision"),
    )
    return NoticeText(lines(inert(said), mentions(values)).source)


def _proposed(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    said = words.say(
        "notice.proposed",
        number=values.get("number"),
        name=line_of(values.get("name")),
        revision=values.get("revision"),
    )
    return NoticeText(inert(said).source)


def _look_asked(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    said = words.say(
        "notice.look_asked",
        number=values.get("number"),
        name=line_of(values.get("name")),
        channel=line_of(values.get("channel")),
    )
    return NoticeText(inert(said).source)


def _words_kept(values: Mapping[str, object], words: Words, times: Moments) -> NoticeText:
    """Why they came too late, and the words to copy in one tap."""
    code = str(values.get("why"))
    refused = Refused(code, **table_of(values.get("values")))
    why = refusal_text(refused, words, now=times.now, zone=times.zone.key)
    text = str(values.get("text") or "")
    fits = units(text) <= BODY_UNITS
    key = "notice.words_kept" if fits else "notice.words_kept_long"
    said = inert(words.say(key, number=values.get("number")))
    return NoticeText(lines(inert(why), said, preformatted(text) if fits else Html()).source)


def _search_prompt(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    """The mention makes the answer box theirs."""
    asked = mention(line_of(values.get("name")), values.get("telegram"))
    number = values.get("number")
    html = compose(words, "notice.search_prompt", {"mention": asked}, number=number)
    placeholder = words.say("notice.search_placeholder", number=number)
    return NoticeText(html.source, placeholder=placeholder)


def _playbooks_found(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    typed = line_of(values.get("words"))
    said = words.say("notice.playbooks_found", number=values.get("number"), words=typed)
    keyboard = tuple((_title(table_of(one)),) for one in list_of(values.get("choices")))
    return NoticeText(inert(said).source, keyboard=keyboard)


def _title(choice: Mapping[str, object]) -> Key:
    view = ButtonView(action="pick", token=str(choice.get("token")))
    return Key(tame_line(str(choice.get("label")), LABEL_UNITS), encode(view))


def mentions(values: Mapping[str, object]) -> Html:
    """People named so that Telegram tells them."""
    named = zip(list_of(values.get("people")), list_of(values.get("accounts")), strict=False)
    return joined([mention(line_of(name), account) for name, account in named], ", ")


#: By the code of the notice.
WRITERS: Mapping[str, Writer] = {
    "look_asked": _look_asked,
    "playbooks_found": _playbooks_found,
    "proposed": _proposed,
    "search_prompt": _search_prompt,
    "words_kept": _words_kept,
    "yes_lost": _yes_lost,
    "yes_undone": _yes_undone,
    "yes_wanted": _yes_wanted,
    "yes_wanted_over": _yes_wanted_over,
}
