"""
What templates of one build share: all but their texts and the lines that these stand on.

The replies of a library are built alike: greeting, regret, what comes next, signature. Of those
with the same tags in the same order one is compiled, with slots where its texts were; the others
put their own texts into its slots.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType

from jinja2.lexer import TOKEN_DATA, TOKEN_RAW_BEGIN, TOKEN_RAW_END, Lexer, ignored_tokens

from copilot.library.uses import Uses

#: Around a slot's number; noncharacters, which a template that is to be shared must not hold.
_OPEN, _SHUT = "\ufdd3", "\ufdd4"
_SLOT = re.compile(f"{_OPEN}([0-9]+){_SHUT}")
_LINES = re.compile(r"[0-9]+=[0-9]+(?:&[0-9]+=[0-9]+)*")
_PASSED_OVER = ignored_tokens | {TOKEN_RAW_BEGIN, TOKEN_RAW_END}
#: The file's own name has the slot 0; Jinja gives what it adds itself the line 1.
_NAME, _FIRST = 0, 2

Key = tuple[tuple[str, str], ...]


def slot(number: int) -> str:
    """What stands for the text *number*."""
    return f"{_OPEN}{number}{_SHUT}"


#: What stands for the name of the file.
NAME = slot(_NAME)


@dataclass(frozen=True, slots=True)
class Cut:
    """One file cut into how it is built, its texts by their slots, and the line of each token."""

    key: Key
    texts: Mapping[int, str]
    lines: Sequence[int]


def cut(lexer: Lexer, name: str, source: str) -> Cut | None:
    """
    Cut *source*; nothing if it holds what marks a slot.

    Raises:
        TemplateSyntaxError: Jinja can't take it apart.
    """
    if _OPEN in source:
        return None
    key: list[tuple[str, str]] = []
    texts = {_NAME: name}
    lines = [1] * _FIRST
    for line, kind, value in lexer.tokeniter(source, name, name):
        if kind in _PASSED_OVER:
            continue
        if kind == TOKEN_DATA:
            texts[len(lines)] = value
            value = ""  # noqa: PLW2901 - what is kept apart is not part of the key
        key.append((kind, value))
        lines.append(line)
    return Cut(tuple(key), texts, lines)


def tokens(key: Key) -> Iterator[tuple[int, str, str]]:
    """The tokens of what is built like *key*, its slots as texts and numbers for lines."""
    for number, (kind, value) in enumerate(key, start=_FIRST):
        yield number, kind, slot(number) if kind == TOKEN_DATA else value


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What files built alike were compiled to, and what they use, by the numbers of tokens."""

    code: CodeType
    uses: Uses

    def code_of(self, one: Cut) -> CodeType:
        """The code of the file that *one* was cut from."""
        return _filled(self._at_lines(one.lines), one.texts)

    def _at_lines(self, lines: Sequence[int]) -> CodeType:
        """The module with a table of lines that is true for one file."""
        moved = (_moved(value, lines) for value in self.code.co_consts)
        return self.code.replace(co_consts=tuple(moved))


def _moved(value: object, lines: Sequence[int]) -> object:
    if not isinstance(value, str) or not _LINES.fullmatch(value):
        return value
    pairs = (pair.split("=") for pair in value.split("&"))
    return "&".join(f"{lines[int(number)]}={line}" for number, line in pairs)


def _filled(code: CodeType, texts: Mapping[int, str]) -> CodeType:
    values = tuple(_value(value, texts) for value in code.co_consts)
    return code.replace(co_consts=values, co_filename=texts[_NAME])


def _value(value: object, texts: Mapping[int, str]) -> object:
    if isinstance(value, str):
        return _SLOT.sub(lambda slot: texts[int(slot[1])], value) if _OPEN in value else value
    if isinstance(value, CodeType):
        return _filled(value, texts)
    if isinstance(value, tuple):
        return tuple(_value(one, texts) for one in value)
    return value
