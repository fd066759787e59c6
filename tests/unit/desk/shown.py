"""A card as a person sees it: parsed the way Telegram parses it, then drawn with plain signs."""

from copilot.sandbox.markup import parse
from copilot.sandbox.words import finish, units

SIGNS = {"bold": "*", "underline": "_", "strikethrough": "~", "italic": "/", "code": "`"}


def parsed(source):
    """Text and entities, as the strict reader of the sandbox understands *source*."""
    return finish(parse(source))


def seen(card):
    """The card, its buttons and what stands above, without the spaces that only stop a break."""
    parts = [
        f"(au-dessus{' : photo ' + one.file if one.file else ''})\n{drawn(one.text)}\n"
        for one in card.above
    ]
    parts.append(drawn(card.text))
    parts += ["▸ " + " · ".join(key.label for key in row) for row in card.keyboard]
    return "\n".join(parts).replace("\u00a0", " ").replace("\u202f", " ") + "\n"


def drawn(source):
    """Markup as signs: *bold*, _underlined_, > quoted, »> folded."""
    words = parsed(source)
    marks = {}
    quoted = {}
    for entity in words.entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        kind = entity["type"]
        if kind in SIGNS:
            marks.setdefault(start, []).append(SIGNS[kind])
            marks.setdefault(end, []).insert(0, SIGNS[kind])
        elif kind == "text_link":
            marks.setdefault(start, []).append("[")
            marks.setdefault(end, []).insert(0, f"]({entity['url']})")
        elif "blockquote" in kind or kind == "pre":
            quoted |= dict.fromkeys(range(start, end), "»> " if "expand" in kind else "> ")
    result, place, at_start = [], 0, True
    for one in words.text + "\n":
        if at_start and place in quoted:
            result.append(quoted[place])
        result += marks.pop(place, [])
        result.append(one)
        at_start = one == "\n"
        place += units(one)
    return "".join(result).rstrip("\n")
