"""What Jinja says of a template it cannot read, as sentences of our own."""

import re
from collections.abc import Mapping

from copilot.library.report import nearest

_TAGS = tuple(
    "block endblock if elif else endif for endfor include extends set with endwith".split()  # noqa: SIM905 - one a line would hide the rest
)
_ENDS = {"block": "endblock", "if": "endif", "for": "endfor", "with": "endwith"}
_UNKNOWN = re.compile(r"unknown tag '(?P<word>\w+)'")
_INNERMOST = re.compile(r"innermost block that needs to be closed is '(?P<tag>\w+)'")
_OPENING = re.compile(r"\{%-?\s*(?P<end>end)?(?P<tag>block|if|for|with)\b")
_COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)

Told = tuple[str, int, Mapping[str, str]]


def told(message: str, line: int, text: str) -> Told:
    """Give the code of a sentence, the line to point at, and the sentence's values."""
    unknown, innermost = _UNKNOWN.search(message), _INNERMOST.search(message)
    open_tag = innermost["tag"] if innermost else ""
    if unknown:
        return _unknown_tag(unknown["word"], open_tag, line)
    if open_tag:
        opened = _opened(text, open_tag) or line
        end = _ENDS.get(open_tag, f"end{open_tag}")
        return "template-syntax/unclosed-tag", opened, {"word": open_tag, "meant": end}
    if "end of comment" in message:
        return "template-syntax/unclosed-comment", line, {}
    if "unexpected '}'" in message or "unexpected end of template" in message:
        return "template-syntax/braces", line, {}
    if char := re.search(r"unexpected char ['\"](?P<sign>.)['\"]", message):
        return "template-syntax/sign", line, {"word": char["sign"]}
    return "template-syntax", line, {}


def _unknown_tag(word: str, open_tag: str, line: int) -> Told:
    end = _ENDS.get(open_tag, "")
    if word in _TAGS and end:
        return "template-syntax/crossed", line, {"word": word, "meant": end, "tag": open_tag}
    if word in _TAGS:
        return "template-syntax/closes-nothing", line, {"word": word}
    meant = nearest(word, (end,)) if end else None
    meant = meant or nearest(word, _TAGS)
    if meant:
        return "template-syntax/unknown-tag-nearest", line, {"word": word, "meant": meant}
    return "template-syntax/unknown-tag", line, {"word": word, "known": ", ".join(_TAGS)}


def _opened(text: str, tag: str) -> int | None:
    """Find the line of the last *tag* that nothing closes."""
    seen: list[tuple[str, int]] = []
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for found in _OPENING.finditer(bare):
        if not found["end"]:
            seen.append((found["tag"], bare.count("\n", 0, found.start()) + 1))
        elif seen and seen[-1][0] == found["tag"]:
            seen.pop()
    return next((line for name, line in reversed(seen) if name == tag), None)
