"""Shapes of single texts: prose, words to choose from, numbers, days, durations."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from copilot.domain.playbook import Duration, Unit
from copilot.library.report import nearest
from copilot.library.shape import QUOTES, One, Unfit

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
#: Editors read `2` and `yes` as something else than text; here every scalar is text.
ANY_SCALAR = ["string", "number", "boolean"]


def prose(*, most: int = 2000) -> One[str]:
    """Make the shape of a text that people read."""

    def parse(text: str) -> str:
        clean = unicodedata.normalize("NFC", text).strip()
        if not clean:
            raise Unfit("empty-text")
        if len(clean) > most:
            raise Unfit("too-long", most=most, length=len(clean))
        if clean[0] in QUOTES and clean[-1] in QUOTES:
            raise Unfit("typographic-quotes")
        return clean

    return One(parse, {"type": ANY_SCALAR, "maxLength": most}, "…", is_prose=True)


def word(pattern: str, code: str, *, example: str) -> One[str]:
    """Make the shape of a text that matches *pattern* whole; *code* names the sentence if not."""
    compiled = re.compile(pattern)

    def parse(text: str) -> str:
        if not compiled.fullmatch(text):
            raise Unfit(code, example=example)
        return text

    return One(parse, {"type": "string", "pattern": f"^(?:{pattern})$"}, example)


def choice(options: Mapping[str, T]) -> One[T]:
    """Make the shape of one word out of *options*."""

    def parse(text: str) -> T:
        if text in options:
            return options[text]
        meant = nearest(text, options)
        known = ", ".join(options)
        if meant:
            raise Unfit("unknown-word/nearest", known=known, meant=meant)
        raise Unfit("unknown-word", known=known)

    return One(parse, {"enum": list(options)}, next(iter(options.values())))


def member(kind: type[E]) -> One[E]:
    """Make the shape of one member of the enumeration *kind*."""
    return choice({one.value: one for one in kind})


def words(options: Iterable[str]) -> One[str]:
    """Make the shape of one of *options*, kept as it is."""
    return choice({one: one for one in options})


def integer(least: int | None = None, most: int | None = None) -> One[int]:
    """Make the shape of a whole number within bounds."""
    schema: dict[str, object] = {"type": "integer"}
    if least is not None:
        schema["minimum"] = least
    if most is not None:
        schema["maximum"] = most

    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise Unfit("not-a-number")
        number = int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            bounds = (f"{'…' if b is None else b}" for b in (least, most))
            raise Unfit("out-of-range", least=next(bounds), most=next(bounds))
        return number

    return One(parse, schema, least or 0)


def boolean() -> One[bool]:
    """Make the shape of `true` or `false`."""
    options = {"true": True, "false": False}
    return One(choice(options).parse, {"type": "boolean"}, stand_in=False)


def day() -> One[date]:
    """Make the shape of a day, as 2026-11-24."""

    def parse(text: str) -> date:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise Unfit("not-a-day")
        try:
            return date.fromisoformat(text)
        except ValueError as exc:
            raise Unfit("not-a-day") from exc

    return One(parse, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, date.max)


def duration(units: Iterable[Unit] = Unit) -> One[Duration]:
    """Make the shape of a number and one of *units*, as 30m or 2wd."""
    allowed = tuple(units)
    pattern = f"([0-9]{{1,6}})({'|'.join(unit.value for unit in allowed)})"
    compiled = re.compile(pattern)

    def parse(text: str) -> Duration:
        found = compiled.fullmatch(text)
        if not found:
            code = "not-a-duration" if Unit.WORKING_DAY in allowed else "not-a-duration/clock"
            number = re.search(r"[1-9][0-9]{0,5}", text)
            raise Unfit(code, count=number[0] if number else "2")
        return Duration(int(found[1]), Unit(found[2]))

    return One(parse, {"type": "string", "pattern": f"^{pattern}$"}, Duration(1, allowed[0]))
