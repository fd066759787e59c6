"""Lines of files, to be shown beside what is wrong with them."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

_MOST_BYTES = 2_000_000


class Lines:
    """Gives a line by path and number; nothing for *hidden* files and those that can't be read."""

    def __init__(self, *, hidden: Collection[str] = ()) -> None:
        self._hidden = {Path(one).resolve() for one in hidden}

    def __call__(self, path: str, number: int) -> str | None:
        """Line *number* of *path*, counted from 1."""
        if Path(path).resolve() in self._hidden:
            return None
        lines = _lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else None


@lru_cache(maxsize=64)
def _lines(path: str) -> tuple[str, ...]:
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return ()
        data = file.read_bytes()
    except OSError:
        return ()
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return tuple(text.split("\n"))
