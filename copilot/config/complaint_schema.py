"""The JSON Schema of a complaint: one object, in files one per line (CONTRACT.md, section 2)."""

from copilot.domain.complaint_keys import MOST_COUNT, MOST_ID_CHARACTERS
from copilot.library.shape import Json


def complaint_schema() -> Json:
    """What `copilot import` and a webhook take."""
    return {
        **_object(_KEYS, "One public message, as it came in."),
        # A message says something, or shows something.
        "anyOf": [
            {"required": ["text"], "properties": {"text": {"type": "string", "pattern": r"\S"}}},
            {"required": ["media"], "properties": {"media": {"type": "array", "minItems": 1}}},
        ],
    }


def meanings() -> dict[str, str]:
    """What each key holds, inner keys as `author.name`."""
    found: dict[str, str] = {}
    for name, one in _KEYS.items():
        inner = one.get("properties") or _properties(one.get("items"))
        if isinstance(inner, dict):
            found |= {f"{name}.{key}": str(each["description"]) for key, each in inner.items()}
        else:
            found[name] = str(one["description"])
    return found


def _properties(items: object) -> object:
    return items.get("properties") if isinstance(items, dict) else None


def _text(about: str) -> Json:
    return {"type": ["string", "null"], "description": about}


def _id(about: str) -> Json:
    return {
        "type": ["string", "integer", "null"],
        "maxLength": MOST_ID_CHARACTERS,
        "minimum": -MOST_COUNT,
        "maximum": MOST_COUNT,
        "description": about,
    }


def _count(about: str) -> Json:
    return {
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": MOST_COUNT,
        "description": about,
    }


def _time(about: str) -> Json:
    return _text(about) | {"format": "date-time"}


def _object(keys: dict[str, Json], about: str) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": keys,
        "description": about,
    }


def _maybe(keys: dict[str, Json], about: str) -> Json:
    return _object(keys, about) | {"type": ["object", "null"]}


_AUTHOR: dict[str, Json] = {
    "id": _id("the author's number or name on the platform"),
    "handle": _text("the account's name, as claire.m"),
    "name": _text("the name shown"),
    "followers": _count("how many follow the account"),
}
_PLACE: dict[str, Json] = {
    "kind": _text("under what it was written: post, ad, review, group"),
    "title": _text("what that is called"),
    "url": _text("its address"),
}
_REACTIONS: dict[str, Json] = {
    "likes": _count("how many liked it"),
    "replies": _count("how many answered it"),
    "shares": _count("how many shared it"),
}
_MEDIA: dict[str, Json] = {
    "kind": {"type": "string", "minLength": 1, "description": "photo, video, sound (required)"},
    "url": {"type": "string", "minLength": 1, "description": "its address (required)"},
    "alt": _text("what it shows, in words"),
}
_LANGUAGE = r"^(?:[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*)?$"
_KEYS: dict[str, Json] = {
    "id": _id("the platform's; without one, one is made from the rest"),
    "channel": _text("a channel of the configuration"),
    "text": _text("what was written; `text` or `media` is required, nothing else"),
    "lang": _text("fr, en; without one it is detected") | {"pattern": _LANGUAGE},
    "created_at": _time("when, with its zone, as 2026-11-20T09:00:00Z"),
    "edited_at": _time("when it was changed; the same id with a later one is a new version"),
    "deleted_at": _time("when its author took it back"),
    "author": _maybe(_AUTHOR, "who wrote it"),
    "url": _text("where it can be read"),
    "thread_id": _id("the thread it belongs to; without one it is its own"),
    "parent_id": _id("what it answers"),
    "place": _maybe(_PLACE, "under what it was written"),
    "rating": {"type": ["number", "null"], "description": "stars, or whatever the platform gives"},
    "reactions": _maybe(_REACTIONS, "how many people reacted"),
    "media": {
        "type": ["array", "null"],
        "items": _object(_MEDIA, "a picture, film or sound") | {"required": ["kind", "url"]},
        "description": "what came with it",
    },
}
