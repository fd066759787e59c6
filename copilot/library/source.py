"""A file's text as the parser may see it: bytes decoded, line ends unified, characters checked."""

import re
from dataclasses import dataclass
from functools import cached_property

from copilot.library.place import Place
from copilot.library.report import Report

MOST_BYTES = 1_000_000
BOM = "\ufeff"
# YAML takes the last three for line breaks, editors don't: lines would be counted differently
_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MOST_REPORTED = 10
# what French writing leaves in bytes when it was saved as Windows-1252
_WINDOWS = re.compile(rb"[\x80\x85\x91-\x97\x9c\xa0\xab\xb0\xbb\xc0-\xff]")


@dataclass(frozen=True)
class Source:
    """One file's path and text; lines end in a line feed."""

    path: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines without their ends."""
        return tuple(self.text.split("\n"))

    def line(self, number: int) -> str:
        """Line *number*, counted from 1; empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def decode(data: bytes, path: str, report: Report) -> Source | None:
    """Read *data* as text, or say why it can't be."""
    if len(data) > MOST_BYTES:
        report.error(Place(path), "too-large", most=MOST_BYTES // 1000, size=len(data) // 1000)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        _tell_encoding(data, exc.start, path, report)
        return None
    return tidy(text, path, report)


def tidy(text: str, path: str, report: Report) -> Source | None:
    """Unify line ends, drop the mark some editors put first, refuse control characters."""
    if text.startswith(BOM):
        report.hint(Place(path, 1, 1, 2), "byte-order-mark")
        text = text[1:]
    source = Source(path, text.replace("\r\n", "\n"))
    found = list(_FORBIDDEN.finditer(source.text))
    ends = [match for match in found if match[0] == "\r"]
    if len(ends) > source.text.count("\n") + 1:
        # these are its line ends: one cure for all of them
        report.error(_at(source, ends[0].start()), "control-character/line-ends")
        found = [match for match in found if match[0] != "\r"]
    for match in found[:_MOST_REPORTED]:
        report.error(
            _at(source, match.start()), "control-character", sign=f"U+{ord(match[0]):04X}"
        )
    return None if found or ends else source


def _at(source: Source, offset: int) -> Place:
    line = source.text.count("\n", 0, offset) + 1
    column = offset - (source.text.rfind("\n", 0, offset) + 1) + 1
    return Place(source.path, line, column, column + 1)


def _tell_encoding(data: bytes, start: int, path: str, report: Report) -> None:
    before = data[:start].decode("utf-8").removeprefix(BOM)
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    at = Place(path, line, column, column + 1)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.error(Place(path), "encoding/utf-16")
    elif _WINDOWS.match(data, start):
        shown = data[start : start + 1].decode("cp1252", "replace")
        report.error(at, "encoding/windows-1252", shown=shown)
    else:
        report.error(at, "encoding")
