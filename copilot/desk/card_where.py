"""Where a message was written, as its card says it."""

from copilot.desk.drawing import Drawing
from copilot.desk.markup import Html, inert, joined, link
from copilot.desk.stranger import tame_line

TITLE_UNITS, KIND_UNITS = 60, 30


def place(drawing: Drawing) -> Html:
    """Where it was written, with the way there where that is known."""
    complaint = drawing.view.complaint
    place = complaint.place
    kind = tame_line(place.kind, KIND_UNITS) if place else ""
    key = f"place.{kind}" if drawing.words.has(f"place.{kind}") else "place.other"
    where = drawing.words.say(key if kind else "place.none", channel=complaint.channel, kind=kind)
    title = tame_line(place.title, TITLE_UNITS) if place else ""
    if not title:
        return link(where, place.url if place else None) or inert(where)
    words = drawing.words.say("place.title", title=title)
    return joined([inert(where), link(words, place.url if place else None) or inert(words)], " ")
