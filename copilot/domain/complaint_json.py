"""
Complaints as JSON (CONTRACT.md, section 2): one object in, one `Complaint` out, and back.

What a file or a sender may get wrong is refused here with the key's name; where the JSON comes
from, and what a refusal looks like there, is the caller's.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from copilot.domain.complaint import Author, Complaint, Media, Place, Reactions
from copilot.domain.complaint_keys import Keys, clean
from copilot.domain.errors import ComplaintError

MOST_PUSHED_CHARACTERS = 20_000
KEYS = tuple(each.name for each in fields(Complaint))
#: Most lines of a file have these alone; to ask for the others takes three times as long.
_PLAIN = frozenset({"id", "channel", "text", "lang"})
#: Shared by all that have none; they never change.
_NOBODY, _NO_REACTIONS = Author(), Reactions()
_DECODER = json.JSONDecoder()  # `json.loads` looks at eight arguments every time
_BOM = b"\xef\xbb\xbf"


class OtherChannel(StrEnum):
    """What to do with an object that names another channel than its way in."""

    REFUSE = "refuse"  #: a webhook: nobody speaks for another channel
    REPLACE = "replace"  #: `import --channel`: the person said where it belongs
    KEEP = "keep"  #: the object's own wins; the given one is for objects without


def loads(raw: bytes | str) -> object:
    """
    Read JSON text.

    Raises:
        ComplaintError: it is not JSON, or not UTF-8, or nested beyond reason.
    """
    try:
        if isinstance(raw, bytes):
            raw = raw.decode("utf-8-sig" if raw.startswith(_BOM) else "utf-8")
        return _DECODER.decode(raw) if raw.startswith("{") else json.loads(raw)
    except UnicodeDecodeError as exc:
        raise ComplaintError(f"not UTF-8 at byte {exc.start + 1}") from exc
    except json.JSONDecodeError as exc:
        where = f"line {exc.lineno}, column {exc.colno}"
        raise ComplaintError(f"not JSON: {exc.msg.lower()} at {where}") from exc
    except (RecursionError, ValueError) as exc:
        raise ComplaintError("not usable JSON: nested too deep, or a number too long") from exc


def decode(
    obj: object,
    *,
    channel: str | None = None,
    other_channel: OtherChannel = OtherChannel.REFUSE,
    id_if_missing: Callable[[Mapping[str, Any]], str] | None = None,
    pushed: bool = False,
) -> Complaint:
    """
    Turn one JSON object into a complaint.

    *id_if_missing* makes an id from an object without one (see `LineIds` and `digest_id`).
    With *pushed*, a text over 20,000 characters is refused.

    Raises:
        ComplaintError: the object breaks a rule; says which key, and what to do.
    """
    keys = Keys(obj, known=KEYS)
    text, media = keys.text("text") or "", _media(keys)
    if not text.strip() and not media:
        raise ComplaintError("`text` or `media` is required: this one has neither")
    if pushed and len(text) > MOST_PUSHED_CHARACTERS:
        raise ComplaintError(
            f"`text` has {len(text):,} characters, at most {MOST_PUSHED_CHARACTERS:,} are taken",
            too_long=True,
        )
    if keys.values.keys() <= _PLAIN:
        return Complaint(
            channel=_channel(keys.text("channel"), channel, other_channel),
            text=text,
            lang=keys.language("lang"),
            author=_NOBODY,
            reactions=_NO_REACTIONS,
            id=keys.id("id") or _made_id(keys.values, id_if_missing),
        )
    return _full(keys, channel, other_channel, id_if_missing, text=text, media=media)


def _full(
    keys: Keys,
    channel: str | None,
    other: OtherChannel,
    id_if_missing: Callable[[Mapping[str, Any]], str] | None,
    *,
    text: str,
    media: tuple[Media, ...],
) -> Complaint:
    place, reactions = keys.inner("place"), keys.inner("reactions")
    return Complaint(
        channel=_channel(keys.text("channel"), channel, other),
        text=text,
        media=media,
        lang=keys.language("lang"),
        created_at=keys.time("created_at"),
        edited_at=keys.time("edited_at"),
        deleted_at=keys.time("deleted_at"),
        author=_author(keys.inner("author")),
        url=keys.text("url"),
        thread_id=keys.id("thread_id"),
        parent_id=keys.id("parent_id"),
        place=_place(place) if place else None,
        rating=keys.number("rating"),
        reactions=_reactions(reactions),
        id=keys.id("id") or _made_id(keys.values, id_if_missing),
    )


def encode(complaint: Complaint) -> dict[str, Any]:
    """The complaint as the object that `decode` reads back to an equal one."""
    plain = {key: asdict(complaint)[key] for key in KEYS}
    for key in ("created_at", "edited_at", "deleted_at"):
        plain[key] = _as_text(plain[key])
    plain["media"] = list(plain["media"])
    return plain


def digest_id(obj: Mapping[str, Any], ordinal: int = 1, *, source: str = "") -> str:
    """
    The id of an object without one: a digest of the rest and its *ordinal* among equal ones.

    *source* tells deliveries apart, where equal objects of two are two complaints.
    """
    return _digest(_rest(obj), ordinal, source)


class LineIds:
    """Ids for the objects without one of a single file or delivery, in their order."""

    def __init__(self, *, source: str = "") -> None:
        self._source = source
        self._seen: Counter[str] = Counter()

    def __call__(self, obj: Mapping[str, Any]) -> str:
        """The id of the next object; equal ones are counted."""
        rest = _rest(obj)
        key = _digest(rest, 0, self._source)
        self._seen[key] += 1
        return _digest(rest, self._seen[key], self._source)


def _rest(obj: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in obj.items() if key != "id"}
    return json.dumps(rest, sort_keys=True, separators=(",", ":"))


def _digest(rest: str, ordinal: int, source: str) -> str:
    words = json.dumps([source, ordinal, rest])
    return "digest-" + hashlib.sha256(words.encode()).hexdigest()[:32]


def _made_id(
    obj: Mapping[str, Any], id_if_missing: Callable[[Mapping[str, Any]], str] | None
) -> str:
    return digest_id(obj) if id_if_missing is None else id_if_missing(obj)


def _channel(own: str | None, given: str | None, other: OtherChannel) -> str:
    if not own and not given:
        raise ComplaintError("`channel` is missing: say which channel it came from")
    if not own or not given or own == given:
        return own or given or ""
    if other is OtherChannel.REFUSE:
        raise ComplaintError(f"`channel` is `{clean(own, 60)}`, but this is channel `{given}`")
    return given if other is OtherChannel.REPLACE else own


def _author(keys: Keys | None) -> Author:
    if keys is None:
        return Author()
    keys.only("id", "handle", "name", "followers")
    return Author(
        id=keys.id("id"),
        handle=keys.text("handle"),
        name=keys.text("name"),
        followers=keys.count("followers"),
    )


def _place(keys: Keys) -> Place:
    keys.only("kind", "title", "url")
    return Place(kind=keys.text("kind"), title=keys.text("title"), url=keys.text("url"))


def _reactions(keys: Keys | None) -> Reactions:
    if keys is None:
        return Reactions()
    keys.only("likes", "replies", "shares")
    return Reactions(
        likes=keys.count("likes") or 0,
        replies=keys.count("replies") or 0,
        shares=keys.count("shares") or 0,
    )


def _media(keys: Keys) -> tuple[Media, ...]:
    found = []
    for each in keys.inners("media"):
        each.only("kind", "url", "alt")
        kind, url = each.required("kind"), each.required("url")
        found.append(Media(kind=kind, url=url, alt=each.text("alt") or ""))
    return tuple(found)


def _as_text(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")
