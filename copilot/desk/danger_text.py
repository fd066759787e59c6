"""What is said where someone may be in danger: to whom is woken, to the others, to the desk."""

from collections.abc import Callable, Mapping

from copilot.app.view import ButtonView
from copilot.desk.buttons import Key, Keyboard, encode
from copilot.desk.drawing import compose, lines
from copilot.desk.markup import Html, bold, inert, joined, link, mention
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of, list_of, table_of
from copilot.desk.wire import link_to
from copilot.desk.words import Words

Values = Mapping[str, object]


def danger(values: Values, words: Words, _: Moments) -> NoticeText:
    """In private: read, and say that you are there. The customer’s words stay in the desk."""
    chat, message = values.get("chat"), values.get("message")
    where = link_to(chat, message) if isinstance(chat, int) and isinstance(message, int) else None
    said = bold(inert(words.say("notice.danger", number=values.get("number"))))
    there = link(words.say("state.see_card"), where)
    do = inert(words.say("notice.danger_do"))
    return NoticeText(lines(said, joined([do, there], " ")).source, keyboard=_here(values, words))


def danger_closed(values: Values, words: Words, _: Moments) -> NoticeText:
    """Closed without an answer: who did it and why, which is no judgement on the danger."""
    return NoticeText(_closed(values, words).source)


def danger_desk(values: Values, words: Words, _: Moments) -> NoticeText:
    """In the desk, for whoever is on call and never opened the bot in private."""
    return _by_name("notice.danger_desk", values, words)


def danger_everyone(values: Values, words: Words, _: Moments) -> NoticeText:
    """Nobody on call has answered: everybody is called by name."""
    return _by_name("notice.danger_everyone", values, words)


def danger_over(values: Values, words: Words, _: Moments) -> NoticeText:
    """In the place of a call: that it was made, what became of it, and no button any more."""
    people = [table_of(one) for one in list_of(values.get("people"))]
    named = [mention(line_of(one.get("name")), one.get("telegram")) for one in people]
    number = values.get("number")
    if values.get("first") == "danger":
        called = bold(inert(words.say("notice.danger", number=number)))
    else:
        mentions = {"mentions": joined(named, ", ")}
        called = compose(words, "notice.danger_was", mentions, number=number)
    if values.get("then") == "danger_closed":
        return NoticeText(lines(called, _closed(values, words)).source)
    by = line_of(values.get("by"))
    then = words.say(f"notice.{values.get('then')}", number=number, by=by)
    return NoticeText(lines(called, inert(then)).source)


def danger_yes(values: Values, words: Words, _: Moments) -> NoticeText:
    """In private: words to the person wait for this one's yes."""
    chat, message = values.get("chat"), values.get("message")
    where = link_to(chat, message) if isinstance(chat, int) and isinstance(message, int) else None
    said = bold(inert(_wanted("notice.danger_yes", values, words)))
    do = inert(words.say("notice.danger_yes_do"))
    there = link(words.say("state.see_card"), where)
    return NoticeText(lines(said, joined([do, there], " ")).source)


def danger_yes_desk(values: Values, words: Words, _: Moments) -> NoticeText:
    """At the desk, by name, for whom no private message reaches."""
    people = [table_of(one) for one in list_of(values.get("people"))]
    named = [mention(line_of(one.get("name")), one.get("telegram")) for one in people]
    said = inert(_wanted("notice.danger_yes", values, words))
    return NoticeText(lines(said, joined(named, ", ")).source)


def _wanted(key: str, values: Values, words: Words) -> str:
    name, revision = line_of(values.get("name")), values.get("revision")
    return words.say(key, number=values.get("number"), name=name, revision=revision)


def _closed(values: Values, words: Words) -> Html:
    reason = words.say(f"reason.{values.get('reason')}")
    by, number = line_of(values.get("by")), values.get("number")
    return inert(words.say("notice.danger_closed", number=number, by=by, reason=reason))


def _by_name(key: str, values: Values, words: Words) -> NoticeText:
    people = [table_of(one) for one in list_of(values.get("people"))]
    named = [mention(line_of(one.get("name")), one.get("telegram")) for one in people]
    html = compose(words, key, {"mentions": joined(named, ", ")}, number=values.get("number"))
    return NoticeText(html.source, keyboard=_here(values, words))


def _here(values: Values, words: Words) -> Keyboard:
    view = ButtonView(action="pick", token=str(values.get("token")))
    return ((Key(words.say("button.here"), encode(view)),),)


WRITERS: Mapping[str, Callable[[Values, Words, Moments], NoticeText]] = {
    "danger": danger,
    "danger_closed": danger_closed,
    "danger_over": danger_over,
    "danger_desk": danger_desk,
    "danger_everyone": danger_everyone,
    "danger_yes": danger_yes,
    "danger_yes_desk": danger_yes_desk,
}
