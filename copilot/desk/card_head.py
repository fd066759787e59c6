"""The first lines of a card: whose, how serious, until when, where, who, and what is special."""

from collections.abc import Iterator

from copilot.app.view import CardView
from copilot.desk.card_conversation import news
from copilot.desk.card_handling import over, pending
from copilot.desk.card_where import place
from copilot.desk.drawing import Drawing, line, lines
from copilot.desk.markup import Html, bold, inert, joined, link, plain
from copilot.domain.case import WORKABLE, CaseStatus
from copilot.domain.channel import FORWARDED, Mode
from copilot.domain.complaint import Media

#: Pictures that get a link of their own; more would push the complaint off the screen.
LINKED = 5


def head(drawing: Drawing) -> Html:
    """The first lines."""
    return lines(
        _state(drawing),
        *pending(drawing),
        bold(_first(drawing)),
        _second(drawing),
        *over(drawing),
        *_warnings(drawing),
    )


def _state(drawing: Drawing) -> Html:
    """Who has it, and when it comes back: it matters more than all that follows."""
    view, times = drawing.view, drawing.times
    claimed = Html()
    if view.claimant and view.case.claimed_until:
        until = times.moment(view.case.claimed_until)
        claimed = bold(drawing.say("state.claimed", name=view.claimant, until=until))
    return lines(claimed, _later(drawing))


def _later(drawing: Drawing) -> Html:
    view = drawing.view
    until, wait = view.case.later_until, view.handling.wait
    # Of a case that only waits for a colleague, that says it all.
    is_waiting = wait is not None and until == wait.chase_at
    if view.case.status is not CaseStatus.LATER or is_waiting:
        return Html()
    if until is None:
        return bold(drawing.say("state.later_open"))
    return bold(drawing.say("state.later", until=drawing.times.moment(until)))


def _first(drawing: Drawing) -> Html:
    view = drawing.view
    severity = drawing.say(f"severity.{view.case.severity}", brand=view.brand.upper())
    return line(severity, _deadline(drawing))


def _deadline(drawing: Drawing) -> Html:
    due, now, times = drawing.view.case.due_at, drawing.view.now, drawing.times
    if due is None or drawing.view.case.status not in WORKABLE:
        return Html()
    moment = times.moment(due)
    if due <= now:
        # No length: the card stands so until something changes.
        return drawing.say("deadline.late", moment=moment)
    if times.day(due):
        return drawing.say("deadline.later", moment=moment)
    return drawing.say("deadline.left", span=times.span(due - now), moment=moment)


def _second(drawing: Drawing) -> Html:
    return line(
        place(drawing),
        drawing.say("who.number", number=drawing.view.case.number),
        _author(drawing),
        *_reach(drawing),
        *_media(drawing),
    )


def _author(drawing: Drawing) -> Html:
    view, words = drawing.view, drawing.words
    name = bold(inert(drawing.author))
    if view.met is None:
        return name
    contact = (
        words.say("who.again", ordinal=words.ordinal(view.met + 1))
        if view.met
        else words.say("who.first")
    )
    return joined([name, plain(contact)], ", ")


def _reach(drawing: Drawing) -> Iterator[Html]:
    complaint, words = drawing.view.complaint, drawing.words
    if complaint.author.followers:
        yield plain(words.count("who.followers", complaint.author.followers))
    if complaint.rating is not None:
        yield plain(words.say("who.rating", rating=words.number(complaint.rating)))
    reactions = complaint.reactions
    for name, number in (
        ("likes", reactions.likes),
        ("replies", reactions.replies),
        ("shares", reactions.shares),
    ):
        if number:
            yield plain(words.count(f"who.{name}", number))


def _media(drawing: Drawing) -> Iterator[Html]:
    media = drawing.view.complaint.media
    known = [kind for kind in ("photo", "video", "audio") if any(m.kind == kind for m in media)]
    for kind in known:
        yield _linked(drawing, kind, [one for one in media if one.kind == kind])
    rest = [one for one in media if one.kind not in known]
    if rest:
        yield _linked(drawing, "other", rest)


def _linked(drawing: Drawing, kind: str, media: list[Media]) -> Html:
    label = drawing.words.count(f"media.{kind}", len(media))
    if len(media) == 1:
        return link(label, media[0].url) or plain(label)
    places = joined(
        (link(str(place), one.url) for place, one in enumerate(media[:LINKED], 1)), ", "
    )
    return joined([plain(label), plain("(") + places + plain(")") if places else Html()], " ")


def _warnings(drawing: Drawing) -> Iterator[Html]:
    view = drawing.view
    yield from news(drawing)
    if not view.answers_language:
        yield _language(drawing)
    if view.beside:
        numbers = (drawing.words.say("who.number", number=one) for one in view.beside)
        yield drawing.say("complaint.beside", numbers=" · ".join(numbers))
    if view.case.status is CaseStatus.OPEN and drawing.words.has(f"why.{view.case.reason}"):
        why = drawing.words.say(f"why.{view.case.reason}")
        yield bold(drawing.say("state.withdrawn", why=why))
    yield from standing(view, drawing)


def standing(view: CardView, drawing: Drawing) -> Iterator[Html]:
    """What holds for everything on this channel or this desk."""
    if view.case.channel == FORWARDED:
        yield drawing.say("state.forwarded")
    elif view.mode is Mode.READ_ONLY:
        yield drawing.say("state.read_only")
    if view.paused:
        yield drawing.say("state.paused")


def _language(drawing: Drawing) -> Html:
    lang = drawing.view.case.lang
    if lang == "und":
        return drawing.say("complaint.language_unknown")
    key = f"language.{lang}"
    name = drawing.words.say(key) if drawing.words.has(key) else lang
    return drawing.say("complaint.language", language=name)
