"""A card's past: the exchange it goes on from, and what has changed since it was drafted."""

from collections.abc import Iterator

from copilot.app.view import SaidView
from copilot.desk.drawing import Drawing, line, lines
from copilot.desk.markup import Html, bold, inert, joined, quote
from copilot.desk.stranger import mask, masked_line, shorten, tame
from copilot.desk.wording import compare, gone
from copilot.domain.case import WORKABLE

CHANGED_UNITS = 160
NATIVE_UNITS = 140


def exchange(drawing: Drawing) -> Html:
    """Which case it goes on from, and in short what was said."""
    past = drawing.view.conversation
    title = Html()
    if past.follows is not None:
        key = "conversation.follows" if past.is_same_author else "conversation.under"
        title = bold(drawing.say(key, number=past.follows))
    said = [_said(drawing, one) for one in past.said[-drawing.sizes.items :]]
    return lines(title, quote(lines(*said), folded=True))


def _said(drawing: Drawing, one: SaidView) -> Html:
    at = drawing.times.moment(one.at)
    text = masked_line(one.text, drawing.sizes.item, drawing.words)
    if not one.ours:
        return drawing.say("conversation.theirs", name=drawing.author, at=at, text=text)
    if one.name is None:
        return drawing.say("conversation.native", at=at, text=text)
    return drawing.say("conversation.ours", name=one.name, at=at, text=text)


def news(drawing: Drawing) -> Iterator[Html]:
    """What changed since the reply was drafted, and what to do about it."""
    view, posted = drawing.view, drawing.view.conversation.posted
    if view.complaint.deleted_at is not None:
        yield bold(drawing.say(_deleted(drawing)))
        if posted and any(one.kept_at is None for one in view.course.promises):
            yield drawing.say("complaint.deleted_owed")
    elif view.version > 1:
        yield line(drawing.say("complaint.edited", version=view.version), _difference(drawing))
    for one in view.conversation.natives:
        text = masked_line(one.text, NATIVE_UNITS, drawing.words)
        yield bold(drawing.say("news.native", at=drawing.times.moment(one.at), text=text))
    if view.conversation.is_rectifying:
        last = posted[-1]
        at = drawing.times.moment(last.item.posted_at or last.item.approved_at)
        yield bold(drawing.say("news.rectifying", at=at, name=drawing.names(last.by)))
    # Of a case put aside neither the reply nor its buttons are there.
    is_shown = view.complaint.deleted_at is None and not view.is_aside
    if view.conversation.is_newer and is_shown:
        yield bold(drawing.say("news.newer"))


def _deleted(drawing: Drawing) -> str:
    """Of what is being moderated no platform says whether its author took it down."""
    if drawing.view.handling.moderation is not None:
        return "complaint.gone"
    is_answered = drawing.view.conversation.posted
    return "complaint.deleted_since" if is_answered else "complaint.deleted"


def _difference(drawing: Drawing) -> Html:
    before = drawing.view.conversation.changed_from
    if before is None:
        return Html()
    old, new = (mask(tame(text), drawing.words) for text in (before, drawing.view.complaint.text))
    changes = compare(old, new)
    if changes is None:
        was = shorten(" ".join(old.split()), CHANGED_UNITS)
        return drawing.say("news.rewritten", was=was)
    added = " … ".join(" ".join(new[slice(*span)].split()) for span in changes[0])
    return line(
        joined([drawing.say("news.removed"), gone(changes[1], CHANGED_UNITS)], " ")
        if changes[1]
        else Html(),
        joined([drawing.say("news.added"), bold(inert(shorten(added, CHANGED_UNITS)))], " ")
        if added
        else Html(),
    )


def since_closed(drawing: Drawing) -> Html:
    """What became of the message after its case was closed."""
    view = drawing.view
    if view.case.status in WORKABLE:
        return Html()
    if view.complaint.deleted_at is not None:
        is_moderated = view.handling.moderation is not None
        return drawing.say("news.gone_since" if is_moderated else "news.deleted_since")
    if view.conversation.changed_from is not None:
        return line(drawing.say("news.edited_since"), _difference(drawing))
    return Html()
