"""Shapes of mappings: with known keys, and with keys that people choose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from copilot.library import nodes
from copilot.library.meant import meant
from copilot.library.nodes import Node, Scalar
from copilot.library.shape import Json, Reading, Shape, Unfit, kind_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Key(Generic[T_co]):
    """One key of a record: what it holds, in plain words, and whether it must be there."""

    shape: Shape[T_co]
    about: str = ""
    is_required: bool = False
    field: str = ""  #: the name it is given to *make* under, when not its own


@dataclass(frozen=True, slots=True)
class Rest:
    """What keys that a record doesn't name may be, and under which name *make* gets them all."""

    table: "Table[object]"
    field: str


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """
    A mapping with known keys; *make* builds the value from those that are there.

    *make* may raise `Unfit` when keys don't agree; a value `key` in it says where to point.
    *elsewhere* are words that people look for here and that stand in a file of their own, each
    with a sentence `unknown-key/…`.
    """

    keys: Mapping[str, Key[object]]
    make: Callable[..., T]
    about: str = ""
    rest: Rest | None = None
    elsewhere: tuple[str, ...] = ()

    def read(self, node: Node, reading: Reading) -> T | None:
        """Turn *node* into a value, or report what is wrong with it."""
        if not isinstance(node, nodes.Mapping):
            reading.report.error(node.place, f"wrong-kind/mapping-not-{kind_of(node)}")
            return None
        is_whole = self._has_required(node, reading)
        values: dict[str, object] = {}
        others: dict[str, object] = {}
        for name, value in node.entries:
            key = self.keys.get(name.text)
            if key:
                read = values[key.field or name.text] = key.shape.read(value, reading)
            else:
                read = others[name.text] = self._other(name, value, reading)
            is_whole = is_whole and read is not None
        if self.rest and others:
            values[self.rest.field] = others
        return self._make(values, node, reading) if is_whole else None

    def json(self) -> Json:
        """The same as JSON Schema."""
        described = {
            name: key.shape.json() | ({"description": key.about} if key.about else {})
            for name, key in self.keys.items()
        }
        schema: Json = {"type": "object", "properties": described, "additionalProperties": False}
        if self.rest:
            schema |= self.rest.table.json() | {"properties": described}
        required = [name for name, key in self.keys.items() if key.is_required]
        if required:
            schema["required"] = required
        return schema | ({"description": self.about} if self.about else {})

    def _make(self, values: dict[str, object], node: nodes.Mapping, reading: Reading) -> T | None:
        try:
            return self.make(**values)
        except Unfit as unfit:
            at = node.get(str(unfit.values.get("key")))
            reading.report.tell(at.place if at else node.place, unfit.code, unfit.values)
            return None

    def _has_required(self, node: nodes.Mapping, reading: Reading) -> bool:
        missing = [
            name for name, key in self.keys.items() if key.is_required and node.get(name) is None
        ]
        for name in missing:
            reading.report.error(node.place, "missing-key", word=name)
        return not missing

    def _other(self, name: Scalar, value: Node, reading: Reading) -> object | None:
        if is_lost_comma(name, value):
            reading.report.error(name.place, "flow-comma", word=name.shown)
            return None
        if self.rest and self.rest.table.takes(name.text):
            return self.rest.table.entry(name, value, reading)
        if name.text in _LANGUAGES and name.text not in self.keys:
            reading.report.error(name.place, "unknown-key/language", word=name.shown)
            return None
        word = name.text if name.text in self.elsewhere else meant(name.text, self.elsewhere)
        if word:
            reading.report.error(name.place, f"unknown-key/{word}", word=name.shown)
            return None
        reading.report.unknown(name.place, "unknown-key", word=name.shown, known=self.keys)
        return None


def is_lost_comma(name: Scalar, value: Node) -> bool:
    """Say whether *name* has no colon: a comma inside `{}` cut a text in two."""
    return (
        isinstance(value, Scalar)
        and not value.style
        and not value.text
        and (value.place.line, value.place.column) == (name.place.line, name.place.end_column)
    )


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A mapping whose keys are names that people choose; *check* raises `Unfit` for a bad one."""

    value: Shape[T]
    check: Callable[[str], object] = str
    pattern: str = ""
    is_languages: bool = False  #: the names are languages

    def read(self, node: Node, reading: Reading) -> dict[str, T] | None:
        """Turn *node* into a value, or report what is wrong with it."""
        if not isinstance(node, nodes.Mapping):
            is_phrases = self.is_languages and isinstance(node, Scalar) and not node.is_null
            kind = "languages" if is_phrases else f"mapping-not-{kind_of(node)}"
            reading.report.error(node.place, f"wrong-kind/{kind}")
            return None
        values: dict[str, T] = {}
        is_whole = True
        for name, value in node.entries:
            read = self.entry(name, value, reading)
            if read is None:
                is_whole = False
            else:
                values[name.text] = read
        return values if is_whole else None

    def json(self) -> Json:
        """The same as JSON Schema."""
        schema: Json = {"type": "object"}
        if self.pattern:
            return schema | {
                "patternProperties": {self.pattern: self.value.json()},
                "additionalProperties": False,
            }
        return schema | {"additionalProperties": self.value.json()}

    def takes(self, name: str) -> bool:
        """Say whether *name* may be a key here."""
        try:
            self.check(name)
        except Unfit:
            return False
        return True

    def entry(self, name: Scalar, value: Node, reading: Reading) -> T | None:
        """Read one key's value, or report what is wrong with either."""
        if is_lost_comma(name, value):
            reading.report.error(name.place, "flow-comma", word=name.shown)
            return None
        try:
            self.check(name.text)
        except Unfit as unfit:
            reading.report.tell(name.place, unfit.code, {"word": name.shown, **unfit.values})
            return None
        return self.value.read(value, reading)
