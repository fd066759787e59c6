"""
Line breaks of a reply: those its author wrote, and none for a line that only tags stand on.

Jinja either eats the break after every tag, and with it a blank line that the author sees, or
leaves a break for each `{% if %}` on a line of its own. So the lines that hold tags are marked
when a file is read, and those of them that wrote nothing are taken out of the result.
"""

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment
from jinja2.lexer import TOKEN_DATA, Lexer

#: Where a line with tags begins and ends; noncharacters, never in a text.
BEGINS, ENDS = "\ufdd5", "\ufdd6"
_BREAK_AFTER_TAG = re.compile(r"\A[ \t]*\n")
_LINE_BEFORE_TAG = re.compile(r"\n(?=[ \t]*\Z)")
_BLANKS = re.compile(r"[ \t]+")
_MARKS = re.compile(f"[{BEGINS}{ENDS}]")

Token = tuple[int, str, str]


class Lines(Lexer):
    """Takes a template apart as Jinja does, and marks the lines that hold tags."""

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[Token]:
        """Yield the tokens, the texts between tags with their marks."""
        is_first = True
        for line, kind, text in super().tokeniter(source, name, filename, state):
            if is_first and kind != TOKEN_DATA:
                yield line, TOKEN_DATA, BEGINS
            yield line, kind, _marked(text, is_first=is_first) if kind == TOKEN_DATA else text
            is_first = False


@cache
def reader() -> Lines:
    """The one way all templates are taken apart."""
    return Lines(Environment(lstrip_blocks=True, autoescape=False))  # noqa: S701 - plain text


def closed_up(written: str, unseen: str) -> str:
    """*written* without its marked lines that hold nothing, or only what matches *unseen*."""
    empty = re.compile(f"{BEGINS}((?:[ \t]|{unseen})*){ENDS}\n")
    count = 1
    while count:
        # a line of an included file may have been all there was on the line that included it
        written, count = empty.subn(lambda line: _BLANKS.sub("", line[1]), written)
    return _MARKS.sub("", written)


def _marked(text: str, *, is_first: bool) -> str:
    if not is_first:
        text = _BREAK_AFTER_TAG.sub(f"{ENDS}\n", text)
    elif not text.strip(" \t"):
        return BEGINS + text
    return _LINE_BEFORE_TAG.sub(f"\n{BEGINS}", text)
