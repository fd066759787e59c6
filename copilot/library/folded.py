"""Text with case, accents and typography levelled, knowing where each character came from."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "œ": "oe", "æ": "ae", "ß": "ss", "‑": "-", "–": "-"}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """The levelled text; `origins[i]` is the place of its character *i* in the given one."""

    text: str
    origins: Sequence[int]

    def find(self, words: str) -> Iterator[Span]:
        """Yield where *words* stand in the given text, as whole words."""
        bare, pattern = _whole_words(words)
        if bare in self.text:
            yield from self.search(pattern)

    def search(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Yield where *pattern*, written for levelled text, is found in the given one."""
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                yield self.origins[match.start()], self.origins[match.end() - 1] + 1


class _Table(dict[int, str]):
    """What `str.translate` puts for each character; `uneven` become none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        levelled = self[code] = _levelled(chr(code))
        if len(levelled) != 1:
            self.uneven.add(chr(code))
        return levelled


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Level *text*: lower case, no accents, straight apostrophes, single spaces."""
    whole = text.translate(_TABLE)
    # nearly every text: one character for each, and no two spaces in a row
    if "  " not in whole and _TABLE.uneven.isdisjoint(text):
        return Folded(whole, range(len(text)))
    levelled: list[str] = []
    origins: list[int] = []
    for origin, character in enumerate(text):
        for one in _TABLE[ord(character)]:
            if one == " " and levelled and levelled[-1] == " ":
                continue
            levelled.append(one)
            origins.append(origin)
    return Folded("".join(levelled), tuple(origins))


def _levelled(character: str) -> str:
    if character.isspace():
        return " "
    small = _SAME.get(character.lower(), character.lower())
    parts = unicodedata.normalize("NFD", small)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=1024)
def _whole_words(words: str) -> tuple[str, re.Pattern[str]]:
    """The levelled words, and the pattern that finds them whole."""
    bare = fold(words).text.strip()
    return bare, re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)" if bare else "(?!)")
