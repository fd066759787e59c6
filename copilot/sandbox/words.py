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
    """Drop what Telegram drops before it reads a text: carriage returns, control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f]", " ", source.replace("\r", ""))


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
