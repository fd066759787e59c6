"""Text with case, accents and typography levelled, knowing where each character came from."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "œ": "oe", "æ": "ae", "ß": "ss", "‑": "-", "–": "-"}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern for levelled text, and `signs`: one of them is in everything that it finds."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def may_be_in(self, text: str) -> bool:
        """Whether the levelled *text* has one of the signs: quick, and hardly any text has."""
        for sign in self.signs:  # noqa: SIM110 - asked of every text many times; any() is slower
            if sign in text:
                return True
        return False


def wording(pattern: str, *, signs: str) -> Wording:
    """Compile *pattern*; *signs* are divided by `|`."""
    return Wording(re.compile(pattern), tuple(signs.split("|")))


@dataclass(frozen=True, slots=True)
class Folded:
    """The levelled text; `origins[i]` is the place of its character *i* in the given one."""

    text: str
    origins: Sequence[int]

    def find(self, words: str) -> Iterator[Span]:
        """Give where *words* stand in the given text, as whole words."""
        bare, pattern = _whole_words(words)
        return self.search(pattern) if bare in self.text else iter(())

    def look(self, wording: Wording) -> Iterator[Span]:
        """Give where *wording* is found in the given text."""
        return self.search(wording.pattern) if wording.may_be_in(self.text) else iter(())

    def search(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Yield where *pattern*, written for levelled text, is found in the given one."""
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                yield self.origins[match.start()], self.origins[match.end() - 1] + 1


#: Stands for what becomes none or several characters; a noncharacter, never in a text.
_UNEVEN = "\ufdd0"


class _Table(dict[int, str]):
    """What `str.translate` puts for each character that becomes one."""

    def __missing__(self, code: int) -> str:
        levelled = _levelled(chr(code))
        one = self[code] = levelled if len(levelled) == 1 else _UNEVEN
        return one


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Level *text*: lower case, no accents, straight apostrophes, single spaces."""
    whole = text.translate(_TABLE)
    # nearly every text: one character for each, and no two spaces in a row
    if "  " not in whole and _UNEVEN not in whole:
        return Folded(whole, range(len(text)))
    levelled: list[str] = []
    origins: list[int] = []
    for origin, character in enumerate(text):
        for one in _levelled(character):
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
def _whole_words(words: str) -> tuple[str, re.Pattern[str]]:
    """The levelled words, and the pattern that finds them whole."""
    bare = fold(words).text.strip()
    exact = re.escape(bare)
    # what begins with its letters is found several times faster than what begins with a look back
    return bare, re.compile(rf"{exact}(?<!\w{exact})(?!\w)" if bare else "(?!)")
