"""
New examples in a playbook's text: the lines that are needed, and every other letter as it was.

A phrase that YAML would read as something else is written in block text, never in a list.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copilot.library import nodes
from copilot.library.nodes import Listing, Node, Scalar, compose
from copilot.library.report import Report
from copilot.library.source import BOM, Source

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_INDENT = 2


class NoPlaceError(ValueError):
    """The text holds no examples that could be added to."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key with its value, and the lines they take; `end` is the first line after them."""

    key: Scalar
    value: Node
    start: int
    end: int

    @property
    def indent(self) -> str:
        return " " * (self.key.place.column - 1)


def with_examples(text: str, added: Mapping[str, Sequence[str]]) -> str:
    """
    Add phrases by language to a playbook's `examples`.

    Raises:
        NoPlaceError: there are none, or the text cannot be read.
    """
    for lang, phrases in added.items():
        if phrases:
            text = _with(text, lang, list(phrases))
    return text


def edited(before: bytes, added: Mapping[str, Sequence[str]]) -> bytes:
    """
    Do the same to a file's bytes: its mark and its line ends stay what they were.

    Raises:
        NoPlaceError: there is no place for them, or the bytes are no text.
    """
    try:
        text = before.decode()
    except UnicodeDecodeError as exc:
        raise NoPlaceError from exc
    mark = BOM if text.startswith(BOM) else ""
    has_returns = "\r\n" in text
    edited = with_examples(text.removeprefix(BOM).replace("\r\n", "\n"), added)
    return (mark + (edited.replace("\n", "\r\n") if has_returns else edited)).encode()


def _with(text: str, lang: str, phrases: list[str]) -> str:
    lines = text.split("\n")
    root = compose(Source("", text), Report())
    if not isinstance(root, nodes.Mapping) or root.is_flow:
        raise NoPlaceError
    entries = _entries(root, lines, len(lines))
    examples = next((one for one in entries if one.key.text == "examples"), None)
    if examples is None or not isinstance(examples.value, nodes.Mapping):
        raise NoPlaceError
    if examples.value.is_flow:
        return _rewritten(lines, examples, lang, phrases)
    entries = _entries(examples.value, lines, examples.end)
    entry = next((one for one in entries if one.key.text == lang), None)
    if entry is None:
        last = entries[-1]
        at = last.end
        new = _block(last.indent, lang, phrases)
    elif isinstance(entry.value, Scalar) and entry.value.style == "|":
        at, new = _in_block(lines, entry, phrases)
    elif (found := _in_list(lines, entry, phrases)) is not None:
        at, new = found
    else:
        comments = _comments(lines, entry)
        block = _block(entry.indent, lang, [*_texts(entry.value), *phrases])
        kept = [f"{entry.indent}{comment}" for comment in comments]
        return "\n".join([*lines[: entry.start], *kept, *block, *lines[entry.end :]])
    return "\n".join([*lines[:at], *new, *lines[at:]])


def _entries(mapping: nodes.Mapping, lines: Sequence[str], end: int) -> list[_Entry]:
    """The entries of a mapping in block form, each with its lines."""
    starts = [key.place.line - 1 for key, _ in mapping.entries]
    found = []
    for (key, value), start, after in zip(
        mapping.entries, starts, [*starts[1:], end], strict=True
    ):
        last = after
        while last > start + 1 and _is_apart(lines[last - 1], key):
            last -= 1
        found.append(_Entry(key, value, start, last))
    return found


def _is_apart(line: str, key: Scalar) -> bool:
    """Whether a line at the end of an entry belongs to what follows: empty, or a comment."""
    bare = line.lstrip(" ")
    return not bare or (bare.startswith("#") and len(line) - len(bare) < key.place.column)


def _block(indent: str, lang: str, phrases: Sequence[str]) -> list[str]:
    deeper = indent + " " * _INDENT
    return [f"{indent}{lang}: |", *(f"{deeper}{phrase}" for phrase in phrases)]


def _in_block(
    lines: Sequence[str], entry: _Entry, phrases: Sequence[str]
) -> tuple[int, list[str]]:
    """Where the block ends, and the lines to add with its indent."""
    first = next(
        (at for at in range(entry.start + 1, entry.end) if lines[at].strip()), entry.start + 1
    )
    width = len(lines[first]) - len(lines[first].lstrip(" ")) if first < len(lines) else 0
    width = width or len(entry.indent) + _INDENT
    last = entry.start + 1
    for at in range(first, entry.end):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip(" ")) < width:
            break
        last = at + 1 if line.strip() else last
    return last, [f"{' ' * width}{phrase}" for phrase in phrases]


def _in_list(
    lines: Sequence[str], entry: _Entry, phrases: Sequence[str]
) -> tuple[int, list[str]] | None:
    """The same for a list of one item a line, if it can hold the phrases as they are."""
    value = entry.value
    if not isinstance(value, Listing) or value.is_flow or not value.items:
        return None
    if not all(isinstance(item, Scalar) for item in value.items):
        return None
    if not all(_is_plain(phrase) for phrase in phrases):
        return None
    dash = lines[value.items[-1].place.line - 1]
    before = dash[: len(dash) - len(dash.lstrip(" "))]
    return entry.end, [f"{before}- {phrase}" for phrase in phrases]


def _is_plain(phrase: str) -> bool:
    """Say whether YAML reads *phrase* in a list as the very words."""
    report = Report()
    root = compose(Source("", f"- {phrase}\n"), report)
    if report.problems or not isinstance(root, Listing) or len(root.items) != 1:
        return False
    item = root.items[0]
    return (
        isinstance(item, Scalar)
        and not item.style
        and not item.is_null
        and item.text == phrase
        and not phrase.startswith(("-", "?", "=", "<"))
    )


def _texts(value: Node) -> list[str]:
    """What a value holds, one phrase a line."""
    items = value.items if isinstance(value, Listing) else (value,)
    found = [item.text.strip() for item in items if isinstance(item, Scalar)]
    if len(found) != len(items) or any("\n" in one or not one for one in found):
        raise NoPlaceError
    return found


def _rewritten(lines: list[str], examples: _Entry, lang: str, phrases: list[str]) -> str:
    """The same with `examples: {fr: [...]}` in block form, as it must be to take any phrase."""
    value = examples.value
    assert isinstance(value, nodes.Mapping)  # noqa: S101 - asked for only then
    by_lang = {key.text: _texts(one) for key, one in value.entries}
    by_lang.setdefault(lang, []).extend(phrases)
    comments = _comments(lines, examples)
    deeper = examples.indent + " " * _INDENT
    block = [line for name, some in by_lang.items() for line in _block(deeper, name, some)]
    head = [*(f"{examples.indent}{one}" for one in comments), f"{examples.indent}examples:"]
    return "\n".join([*lines[: examples.start], *head, *block, *lines[examples.end :]])


def _comments(lines: Sequence[str], entry: _Entry) -> list[str]:
    """The comments of an entry that is written anew; they stand above it afterwards."""
    found = []
    for at in range(entry.start, entry.end):
        bare = lines[at]
        for place in (one.place for one in _scalars(entry.value) if one.place.line == at + 1):
            width = place.end_column - place.column
            bare = f"{bare[: place.column - 1]}{'x' * width}{bare[place.end_column - 1 :]}"
        comment = _COMMENT.search(bare)
        if comment:
            found.append(lines[at][comment.start() :].strip())
    return found


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    inner = node.items if isinstance(node, Listing) else [one for _, one in node.entries]
    return [found for one in inner for found in _scalars(one)]
