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
        yield from self.search(_whole_words(words))

    def search(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Yield where *pattern*, written for levelled text, is found in the given one."""
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                yield self.origins[match.start()], self.origins[match.end() - 1] + 1


def fold(text: str) -> Folded:
    """Level *text*: lower case, no accents, straight apostrophes, single spaces."""
    pieces = [_levelled(character) for character in text]
    whole = "".join(pieces)
    # nearly every text: one character for each, and no two spaces in a row
    if "  " not in whole and all(len(piece) == 1 for piece in pieces):
        return Folded(whole, range(len(text)))
    levelled: list[str] = []
    origins: list[int] = []
    for origin, piece in enumerate(pieces):
        for one in piece:
            if one == " " and levelled and levelled[-1] == " ":
                continue
            levelled.append(one)
            origins.append(origin)
    return Folded("".join(levelled), tuple(origins))


@lru_cache(maxsize=4096)
def _levelled(character: str) -> str:
    if character.isspace():
        return " "
    small = _SAME.get(character.lower(), character.lower())
    parts = unicodedata.normalize("NFD", small)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=1024)
def _whole_words(words: str) -> re.Pattern[str]:
    wanted = re.escape(fold(words).text.strip())
    return re.compile(rf"(?<!\w){wanted}(?!\w)" if wanted else "(?!)")
