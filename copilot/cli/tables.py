"""Plain tables for the terminal; what strangers wrote is made fit for one line."""

import unicodedata
from collections.abc import Sequence

WIDEST = 60


def one_line(text: str | None, *, widest: int = WIDEST) -> str:
    """Make one short line of *text*, without what a terminal would act on."""
    seen = "".join(one if one.isprintable() else " " for one in text or "")
    line = " ".join(seen.split())
    return line if len(line) <= widest else f"{line[: widest - 1]}…"


def block(text: str) -> str:
    """Keep *text*'s lines, without what a terminal would act on."""
    return "\n".join(one_line(line, widest=10_000) for line in text.split("\n"))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay *rows* out in columns under *head*."""
    widths = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(_row(row, widths) for row in (head, *rows))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(bool(unicodedata.combining(one)) for one in text)
