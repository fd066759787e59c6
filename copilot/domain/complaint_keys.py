"""The keys of a JSON object, read one by one; every refusal names its key."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from copilot.domain.errors import ComplaintError

MOST_ID_CHARACTERS = 500
MOST_COUNT = 2**63 - 1  #: what a database's integer holds
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


def clean(text: str, most: int | None = None) -> str:
    """*text* without what no database takes (NUL, lone surrogates), cut at *most* characters."""
    if "\0" in text or not text.isascii():
        text = _UNSTORABLE.sub("\ufffd", text)
    return text if most is None or len(text) <= most else text[:most] + "…"


class Keys:
    """One JSON object; `path` names it in refusals."""

    def __init__(self, obj: object, *, path: str = "", known: Iterable[str] = ()) -> None:
        if not isinstance(obj, dict):
            what = f"`{path}`" if path else "a complaint"
            raise ComplaintError(f"{what} must be an object, not {_kind(obj)}")
        self.values: Mapping[str, Any] = obj
        self._path = path
        if known:
            self.only(*known)

    def only(self, *known: str) -> None:
        """Refuse every key but *known*."""
        for key in self.values:
            if key not in known:
                raise ComplaintError(f"{self._name(key)} is not a known key{_nearest(key, known)}")

    def text(self, key: str) -> str | None:
        """A string; nothing when it is missing, null or empty."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._refusal(key, "text", value)
        return clean(value) or None

    def required(self, key: str) -> str:
        """A string that must be there."""
        value = self.text(key)
        if value is None:
            raise ComplaintError(f"{self._name(key)} is missing")
        return value

    def id(self, key: str) -> str | None:
        """A platform's id; many platforms write theirs as a whole number."""
        value = self.values.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            if abs(value) > MOST_COUNT:
                raise ComplaintError(f"{self._name(key)} is too large: write it as text")
            return str(value)
        if value is not None and not isinstance(value, str):
            raise self._refusal(key, "text or a whole number", value)
        text = self.text(key)
        if text is not None and len(text) > MOST_ID_CHARACTERS:
            raise ComplaintError(f"{self._name(key)} is over {MOST_ID_CHARACTERS} characters")
        return text

    def number(self, key: str) -> float | None:
        """A number."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._refusal(key, "a number", value)
        if abs(value) > MOST_COUNT or not math.isfinite(value):
            raise ComplaintError(f"{self._name(key)} must be a number within reason")
        return float(value)

    def count(self, key: str) -> int | None:
        """A whole number, not negative; 240.0 is what spreadsheets make of 240."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._refusal(key, "a whole number", value)
        if not 0 <= value <= MOST_COUNT:
            raise ComplaintError(f"{self._name(key)} must be between 0 and {MOST_COUNT}")
        return value

    def time(self, key: str) -> datetime | None:
        """A time with its zone, in UTC."""
        text = self.text(key)
        if text is None:
            return None
        try:
            at = datetime.fromisoformat(text)
            if at.tzinfo is not None:
                return at.astimezone(UTC)
        except (ValueError, OverflowError) as exc:
            like = "a time like 2026-11-20T09:00:00Z"
            raise ComplaintError(
                f"{self._name(key)} must be {like}, not `{clean(text, 40)}`"
            ) from exc
        raise ComplaintError(f"{self._name(key)} has no zone: end it with Z or +01:00")

    def language(self, key: str) -> str | None:
        """A language's short code; `fr-FR` is French, `und` is nothing."""
        text = self.text(key)
        if text is None:
            return None
        found = _LANGUAGE.fullmatch(text)
        if found is None:
            raise ComplaintError(
                f"{self._name(key)} must be a code like fr or en, not `{clean(text, 40)}`"
            )
        code = found[1].lower()
        return None if code == "und" else code

    def inner(self, key: str) -> "Keys | None":
        """An object inside this one."""
        value = self.values.get(key)
        return None if value is None else Keys(value, path=self._joined(key))

    def inners(self, key: str) -> list["Keys"]:
        """A list of objects inside this one."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._refusal(key, "a list", value)
        path = self._joined(key)
        return [Keys(each, path=f"{path}[{number}]") for number, each in enumerate(value)]

    def _joined(self, key: str) -> str:
        shown = clean(key, 40)
        return f"{self._path}.{shown}" if self._path else shown

    def _name(self, key: str) -> str:
        return f"`{self._joined(key)}`"

    def _refusal(self, key: str, wanted: str, value: object) -> ComplaintError:
        return ComplaintError(f"{self._name(key)} must be {wanted}, not {_kind(value)}")


def _nearest(key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key[:40].lower(), list(known), n=1, cutoff=0.5)
    return f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(known)}"


def _kind(value: object) -> str:
    names = {bool: "true or false", str: "text", list: "a list", dict: "an object"}
    numbers = {int: "a number", float: "a number", type(None): "null"}
    return (names | numbers).get(type(value), "something else")
