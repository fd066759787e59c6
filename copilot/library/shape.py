"""
Shapes: what a file may hold, said once, for reading and for the JSON Schema of editors.

A shape turns a node into a value, or returns nothing after telling the reading's report why.
No shape has a value that is `None`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from copilot.library import nodes
from copilot.library.nodes import Node, Scalar
from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.source import Source

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Json = dict[str, object]
#: Quotes that YAML takes for a part of the text.
QUOTES = tuple("“”„‟‘’‚«»")


@dataclass(frozen=True, slots=True)
class Reading:
    """What shapes need to know while one file is read."""

    source: Source
    report: Report
    languages: Sequence[str] = ()

    @property
    def path(self) -> str:
        """The file's path."""
        return self.source.path


class Shape(Protocol[T_co]):
    """What one value may be."""

    def read(self, node: Node, reading: Reading) -> T_co | None:
        """Turn *node* into a value, or report what is wrong with it."""

    def json(self) -> Json:
        """The same as JSON Schema."""


class Unfit(Exception):  # noqa: N818 - caught in this module, never shown
    """A text is not what was asked for; holds the code and values of its sentence."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def kind_of(node: Node) -> str:
    """Name what *node* is, for choosing the sentence."""
    if isinstance(node, Scalar):
        return "text"
    return "mapping" if isinstance(node, nodes.Mapping) else "list"


def expect_scalar(node: Node, reading: Reading) -> Scalar | None:
    """Return *node* if it is a text, or report what stands there instead."""
    if not isinstance(node, Scalar):
        reading.report.error(node.place, f"wrong-kind/text-not-{kind_of(node)}")
        return None
    if node.is_null:
        reading.report.error(node.place, "null")
        return None
    return node


@dataclass(frozen=True, slots=True)
class One(Generic[T]):
    """
    A single text, turned into a value by *parse*, which raises `Unfit`.

    *stand_in* takes the place of a value that comes from the environment when nobody looks there.
    """

    parse: Callable[[str], T]
    schema: Mapping[str, object]
    stand_in: T
    is_prose: bool = False

    def read(self, node: Node, reading: Reading) -> T | None:
        """Turn *node* into a value, or report what is wrong with it."""
        scalar = expect_scalar(node, reading)
        if scalar is None:
            return None
        if not scalar.is_resolved:
            return self.stand_in
        if self.is_prose:
            tell_what_yaml_ate(scalar, reading)
        try:
            return self.parse(scalar.text)
        except Unfit as unfit:
            if scalar.text[0:1] in QUOTES and scalar.text[-1:] in QUOTES:
                reading.report.error(scalar.place, "typographic-quotes")
                return None
            meant = unfit.values.get("meant")
            reading.report.tell(
                scalar.place,
                unfit.code,
                {"word": scalar.shown, **unfit.values},
                suggestion=str(meant) if meant else None,
            )
            return None

    def json(self) -> Json:
        """The same as JSON Schema."""
        return dict(self.schema)


def tell_what_yaml_ate(scalar: Scalar, reading: Reading, *, code: str = "eaten-comment") -> None:
    """Report the end of a plain text that YAML takes for a comment."""
    is_quoted = scalar.style in ("'", '"')
    if scalar.style and not is_quoted:
        return
    line = reading.source.line(scalar.last_line)
    start = scalar.place.end_column - 1 if scalar.last_line == scalar.place.line else 0
    sign = line.find(" #", start)
    if sign < 0:
        return
    lost = line[sign + 1 :].rstrip()
    at = Place(reading.path, scalar.last_line, sign + 2, sign + 2 + len(lost))
    if lost[1:2].strip():
        reading.report.error(at, code, word=lost, kept=scalar.shown)
    elif code != "eaten-comment" and not is_quoted:
        reading.report.warning(at, f"{code}/spaced", word=lost, kept=scalar.shown)
