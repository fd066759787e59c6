"""Shapes made of others: lists, either-or, and records chosen by one of their keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from copilot.library import nodes
from copilot.library.nodes import Node
from copilot.library.shape import Json, Reading, Shape, expect_scalar, kind_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Items(Generic[T]):
    """A list."""

    item: Shape[T]
    least: int = 0

    def read(self, node: Node, reading: Reading) -> tuple[T, ...] | None:
        """Turn *node* into a value, or report what is wrong with it."""
        if not isinstance(node, nodes.Listing):
            reading.report.error(node.place, f"wrong-kind/list-not-{kind_of(node)}")
            return None
        if len(node.items) < self.least:
            reading.report.error(node.place, "too-few", least=self.least)
            return None
        read = [self.item.read(item, reading) for item in node.items]
        whole = tuple(value for value in read if value is not None)
        return whole if len(whole) == len(read) else None

    def json(self) -> Json:
        """The same as JSON Schema."""
        return {"type": "array", "items": self.item.json()} | (
            {"minItems": self.least} if self.least else {}
        )


@dataclass(frozen=True, slots=True)
class ByKind(Generic[T]):
    """One shape for a text, another for a list, another for a mapping."""

    text: Shape[T] | None = None
    items: Shape[T] | None = None
    mapping: Shape[T] | None = None

    def read(self, node: Node, reading: Reading) -> T | None:
        """Turn *node* into a value, or report what is wrong with it."""
        by_kind = {"text": self.text, "list": self.items, "mapping": self.mapping}
        shape = by_kind[kind_of(node)]
        if shape is None:
            wanted = next(kind for kind, one in by_kind.items() if one is not None)
            reading.report.error(node.place, f"wrong-kind/{wanted}-not-{kind_of(node)}")
            return None
        return shape.read(node, reading)

    def json(self) -> Json:
        """The same as JSON Schema."""
        shapes = (self.text, self.items, self.mapping)
        return {"anyOf": [shape.json() for shape in shapes if shape is not None]}


@dataclass(frozen=True, slots=True)
class Chosen(Generic[T]):
    """A mapping whose shape depends on the text under *by* (a channel's kind)."""

    by: str
    shapes: Mapping[str, Shape[T]]

    def read(self, node: Node, reading: Reading) -> T | None:
        """Turn *node* into a value, or report what is wrong with it."""
        if not isinstance(node, nodes.Mapping):
            reading.report.error(node.place, f"wrong-kind/mapping-not-{kind_of(node)}")
            return None
        choice = node.get(self.by)
        if choice is None:
            reading.report.error(node.place, "missing-key", word=self.by)
            return None
        scalar = expect_scalar(choice, reading)
        if scalar is None:
            return None
        shape = self.shapes.get(scalar.text)
        if shape is None:
            reading.report.unknown(
                scalar.place, "unknown-word", word=scalar.shown, known=self.shapes
            )
            return None
        return shape.read(node, reading)

    def json(self) -> Json:
        """The same as JSON Schema."""
        return {"oneOf": [shape.json() for shape in self.shapes.values()]}
