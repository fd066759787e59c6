"""What the customer wrote: quoted, masked, folded when long, and whole above when too long."""

from copilot.desk.drawing import Drawing, lines
from copilot.desk.markup import Html, bold, inert, joined, link, quote, units
from copilot.desk.stranger import isolate, mask, masked_line, shorten, tame, whole

#: Beyond this a quote shows its first lines and opens at a tap.
FOLD_UNITS, FOLD_LINES = 500, 8
#: Room for a heading in a message above the card.
PART_UNITS = 3900
#: A message longer than any that can be pushed is no message: its rest would bury the desk.
SHOWN_CHARACTERS = 40_000
ALT_UNITS = 200


def masked(drawing: Drawing) -> str:
    """The complaint's own words without anyone's personal data."""
    return mask(tame(drawing.view.complaint.text), drawing.words)


def is_cut(drawing: Drawing) -> bool:
    """Say whether the card has room for only the beginning."""
    return units(masked(drawing)) > drawing.sizes.complaint


def quoted(drawing: Drawing) -> Html:
    """The complaint with the link to its place."""
    text = shorten(masked(drawing), drawing.sizes.complaint) or _wordless(drawing)
    folded = units(text) > FOLD_UNITS or text.count("\n") >= FOLD_LINES
    original = link(drawing.words.say("complaint.original"), drawing.view.complaint.url)
    if is_cut(drawing):
        more = bold(drawing.say("complaint.above"))
        return lines(quote(inert(text), folded=folded), joined([more, original], " · "))
    if folded or not original:
        return lines(quote(inert(text), folded=folded), original)
    start, _, last = text.rpartition("\n")
    ending = joined([inert(isolate(last)), original], " — ")
    return quote(lines(inert(start), ending) if start else ending)


def above(drawing: Drawing) -> list[Html]:
    """The whole complaint, in as many messages as it needs."""
    if not is_cut(drawing):
        return []
    text = masked(drawing)
    parts = split(text[:SHOWN_CHARACTERS])
    number = drawing.view.case.number
    rest = len(text) - SHOWN_CHARACTERS
    shown = [
        lines(
            drawing.say("complaint.part_one", number=number)
            if len(parts) == 1
            else drawing.say("complaint.part", number=number, part=place, of=len(parts)),
            quote(inert(part)),
        )
        for place, part in enumerate(parts, 1)
    ]
    left = drawing.words.count("complaint.endless", rest, case=number)
    return [*shown, inert(left)] if rest > 0 else shown


def split(text: str, limit: int = PART_UNITS) -> list[str]:
    """Cut *text* into pieces that together are exactly it."""
    parts = []
    while units(text) > limit:
        end = whole(text, limit)
        at_line = text.rfind("\n", end // 2, end) + 1
        at_word = text.rfind(" ", end // 2, end) + 1
        end = at_line or at_word or end
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text]


def _wordless(drawing: Drawing) -> str:
    media = drawing.view.complaint.media
    alts = [masked_line(one.alt, ALT_UNITS, drawing.words) for one in media]
    said = drawing.words.say("complaint.wordless")
    return " · ".join([said, *(alt for alt in alts if alt)])
