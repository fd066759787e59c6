"""Text with its entities: cleaned, trimmed and measured the way Telegram does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from copilot.sandbox.refusal import bad_request

Json = dict[str, Any]

#: Longest text and caption, in code points, counted after the markup is gone.
TEXT_MOST = 4096
CAPTION_MOST = 1024

#: What Telegram finds by itself in any text. Earlier kinds win over later ones.
FOUND = (
    (
        "url",
        re.compile(
            r"(?:https?://|www\.|t\.me/)[^\s<>«»\"“”]*[^\s<>«»\"“”.,;:!?)\]}'’…]", re.IGNORECASE
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d_]\w*")),
)
#: Inside these nothing is found, and code holds no other entity at all.
CLOSED = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
CODE = frozenset({"code", "pre"})
_KINDS = (
    "mention hashtag cashtag bot_command url email phone_number bold italic underline "
    "strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention "
    "custom_emoji date_time"
)
KINDS = frozenset(_KINDS.split())
#: Telegram works these out itself and ignores a bot that claims them.
IGNORED = frozenset(kind for kind, _ in FOUND) | {"cashtag", "phone_number"}
SPACE = " \t\n"
#: Line and paragraph ends of other systems, the older controls of writing direction, and three
#: marks that draw vertical lines: Telegram takes them out of every text.
_TAKEN_OUT = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
#: A text of these alone shows nothing, and is refused like an empty one.
UNSEEN = frozenset(
    " \n\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u200c\u200d\u200e\u200f\u202f\u205f\u2800\u3000\ufeff\ufffc"
)


@dataclass(frozen=True)
class Words:
    """A text and its entities, offsets and lengths in UTF-16 units."""

    text: str = ""
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """Count *text* in UTF-16 units, as entity offsets do."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_unicode(text: str) -> bool:
    """Say whether *text* can be sent at all: half of a surrogate pair can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def clean(source: str) -> str:
    """Drop what Telegram drops before it reads a text; control characters become spaces."""
    return re.sub(r"[\x00-\x09\x0b-\x1f]", " ", _TAKEN_OUT.sub("", source))


def is_empty(text: str) -> bool:
    """Say whether Telegram takes *text* for one without anything to see."""
    return UNSEEN.issuperset(text)


def finish(words: Words) -> Words:
    """Trim, find links and commands, and put the entities in Telegram's order."""
    trimmed = _trim(words)
    marked = [entity for entity in trimmed.entities if entity["type"] not in IGNORED]
    marked = [entity for entity in marked if not _inside_code(entity, marked)]
    everything = marked + _found(trimmed.text, marked)
    everything.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Words(trimmed.text, tuple(everything))


def check_given(text: str, entities: list[Json]) -> None:
    """
    Look at entities that a bot worked out itself.

    Raises:
        Refusal: one is of no known kind or lies outside *text*.
    """
    end = units(text)
    for entity in entities:
        if entity.get("type") not in KINDS:
            raise bad_request("can't parse entities: unsupported type specified")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request("can't parse entities: offset and length must be of type Number")
        if offset < 0 or length < 0 or offset > end:
            raise bad_request("entity begins outside of the text")
        if offset + length > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
                f"at UTF-16 offset {offset + length}"
            )
        _check_whole(text, offset, offset + length)


def _check_whole(text: str, start: int, end: int) -> None:
    coded = text.encode("utf-16-le", "surrogatepass")
    if _is_inside(coded, start):
        raise bad_request(
            f"entity begins in a middle of a UTF-16 symbol at byte offset {_bytes(coded, start)}"
        )
    if _is_inside(coded, end):
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
            f"at byte offset {_bytes(coded, end)}"
        )


def _is_inside(coded: bytes, offset: int) -> bool:
    """Whether the unit there is the second half of a character."""
    return 0xDC <= (coded[2 * offset + 1 : 2 * offset + 2] or b"\0")[0] <= 0xDF


def _bytes(coded: bytes, offset: int) -> int:
    """Where the character after the one cut in two begins, in UTF-8."""
    return len(coded[: 2 * offset + 2].decode("utf-16-le", "replace").encode())


def _trim(words: Words) -> Words:
    first = min((entity["offset"] for entity in words.entities), default=len(words.text))
    lead = len(words.text) - len(words.text.lstrip(SPACE))
    lead = min(lead, first)
    text = words.text[lead:].rstrip(SPACE)
    end = units(text)
    kept = []
    for entity in words.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Words(text, tuple(kept))


def _inside_code(entity: Json, others: list[Json]) -> bool:
    return any(
        other is not entity
        and other["type"] in CODE
        and other["offset"] <= entity["offset"]
        and entity["offset"] + entity["length"] <= other["offset"] + other["length"]
        for other in others
    )


def _found(text: str, marked: list[Json]) -> list[Json]:
    taken = [entity for entity in marked if entity["type"] in CLOSED]
    found: list[Json] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            entity = {
                "type": kind,
                "offset": units(text[: match.start()]),
                "length": units(match[0]),
            }
            if not any(_overlap(entity, other) for other in taken + found):
                found.append(entity)
    return found


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
