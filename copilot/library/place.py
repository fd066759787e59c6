"""Where something stands in a file; lines and columns count from 1, in characters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line; `end_column` is the first one after it."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 1


def place_of(path: str, *, line: int, found: str, within: str) -> Place:
    """Point at *found* in *within*, the text of a line, or at the whole line."""
    column = within.find(found)
    if column < 0:
        start = len(within) - len(within.lstrip()) + 1
        return Place(path, line, start, max(len(within.rstrip()) + 1, start))
    return Place(path, line, column + 1, column + 1 + len(found))
