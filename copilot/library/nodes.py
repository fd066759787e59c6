"""YAML read into nodes that keep their places: texts, mappings and lists, and nothing cleverer."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

from copilot.library.diagnosis import diagnose
from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.source import Source

MOST_DEEP = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# the C parser is ten times faster, where libyaml is there; both count columns in characters
_LOADER: type = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """
    One text.

    `style` is empty for plain, else the YAML sign: `'`, `"`, `|` or `>`. `variable` names the
    environment variable it came from; such a text is never shown.
    """

    text: str
    place: Place
    style: str = ""
    last_line: int = 0
    variable: str | None = None
    is_resolved: bool = True

    @property
    def is_null(self) -> bool:
        """Whether YAML would read nothing here."""
        return not self.style and self.text in _NULLS

    @property
    def shown(self) -> str:
        """The text for a message: short, and without secrets."""
        if self.variable:
            return f"${{{self.variable}}}"
        return self.text if len(self.text) <= 60 else f"{self.text[:60]}…"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order they were written."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    is_flow: bool = False

    def get(self, key: str) -> "Node | None":
        """The value of *key*, if it is there."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    place: Place
    is_flow: bool = False


Node = Scalar | Mapping | Listing


def compose(source: Source, report: Report) -> Node | None:
    """Read *source* as one document, telling *report* every reason why it can't be."""
    return _Composer(source, report).document()


def node_at(node: Node | None, *keys: str) -> Node | None:
    """Follow *keys* down from *node*."""
    for key in keys:
        if not isinstance(node, Mapping):
            return None
        node = node.get(key)
    return node


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    pass


@dataclass(slots=True)
class _Composer:
    source: Source
    report: Report
    _events: Iterator[yaml.Event] = field(init=False)
    _depth: int = 0

    def document(self) -> Node | None:
        try:
            self._events = iter(yaml.parse(self.source.text, Loader=_LOADER))
            return self._document()
        except _Unreadable:
            return None
        except yaml.MarkedYAMLError as exc:
            diagnose(self.source, exc, self.report)
        except yaml.YAMLError:  # pragma: no cover - `source.tidy` refuses what would raise it
            self.report.error(Place(self.source.path), "syntax")
        return None

    def _document(self) -> Node | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self.report.error(Place(self.source.path), "empty-file")
            return None
        node = self._node(next(self._events))
        next(self._events)
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self.report.error(self._place(after), "several-documents")
        return node

    def _node(self, event: yaml.Event) -> Node | None:
        self._refuse_cleverness(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        self._depth += 1
        if self._depth > MOST_DEEP:
            self.report.error(self._place(event), "too-deep", most=MOST_DEEP)
            raise _Unreadable
        node = (
            self._mapping(event)
            if isinstance(event, yaml.MappingStartEvent)
            else self._listing(event)
        )
        self._depth -= 1
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        last_line = event.end_mark.line + 1 if event.end_mark else 0
        style = "" if event.style is None else event.style
        return Scalar(event.value, self._place(event), style, last_line)

    def _mapping(self, start: yaml.Event) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, value = self._node(event), self._node(next(self._events))
            if not isinstance(key, Scalar):
                self.report.error(self._place(event), "key-not-text")
            elif key.text.startswith("\xa0"):
                at = replace(key.place, end_column=key.place.column + 1)
                self.report.error(at, "indent/no-break-space")
            elif key.text in lines:
                self.report.error(key.place, "repeated-key", word=key.shown, first=lines[key.text])
            elif value is not None:
                lines[key.text] = key.place.line
                entries.append((key, value))
        return Mapping(tuple(entries), self._place(start), bool(getattr(start, "flow_style", 0)))

    def _listing(self, start: yaml.Event) -> Listing:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            node = self._node(event)
            if node is not None:
                items.append(node)
        return Listing(tuple(items), self._place(start), bool(getattr(start, "flow_style", 0)))

    def _refuse_cleverness(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report.error(self._place(event), "alias", word=event.anchor or "")
            return
        for code in ("anchor", "tag"):
            word = getattr(event, code, None)
            if word:
                self.report.error(self._place(event), code, word=word)

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Place(self.source.path)
        line = start.line + 1
        if end.line == start.line and end.column > start.column:
            return Place(self.source.path, line, start.column + 1, end.column + 1)
        width = len(self.source.line(line).rstrip())
        return Place(self.source.path, line, start.column + 1, max(width, start.column) + 1)
