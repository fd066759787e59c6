"""What strangers wrote, made fit to stand among our own labels; nothing here is markup."""

import re
import unicodedata
from collections.abc import Iterable

from copilot.desk.markup import units
from copilot.desk.words import Words
from copilot.domain.named_people import masked
from copilot.domain.personal_data import Found, in_name

#: Embeddings, overrides and isolates: they would reorder what we write after them.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(
    r"((?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]){4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_VARIANTS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
#: Letters and marks to Unicode, nothing to the eye.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | set(map(chr, _VARIANTS))
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_JOINER = "\u200d"
_ELLIPSIS = "…"
#: How far to step back for a whole word or a whole emoji.
_WORD_BACK, _CLUSTER_BACK = 24, 40


def tame(text: str) -> str:
    """Take out what disturbs the lines around it; the words stay as they are."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\u2028\u2029\x85\x0b\x0c]", "\n", text)
    text = _SURROGATES.sub("\ufffd", text).replace("\x00", "\ufffd")
    text = _BIDI_CONTROLS.sub("", _CONTROLS.sub(" ", text))
    text = "\n".join(map(_unless_blank, _MARKS.sub(r"\1", text).split("\n")))
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", text).strip()


def tame_line(text: str | None, limit: int) -> str:
    """Make one short line of *text*; empty when there is nothing to see in it."""
    line = " ".join(tame(text or "").split())
    return isolate(shorten(line, limit)) if is_visible(line) else ""


def is_visible(text: str) -> bool:
    """Say whether *text* shows anything at all."""
    return any(
        one not in _BLANK and unicodedata.category(one) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}
        for one in text
    )


def _unless_blank(line: str) -> str:
    return line if is_visible(line) else ""


def isolate(text: str) -> str:
    """Keep right-to-left words from reordering what stands beside them."""
    if any(unicodedata.bidirectional(one) in {"R", "AL", "AN"} for one in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


def shorten(text: str, limit: int) -> str:
    """Cut *text* to *limit* UTF-16 units, between words if one ends nearby."""
    if units(text) <= limit:
        return text
    end = whole(text, limit - 1)
    space = text.rfind(" ", max(end - _WORD_BACK, 0), end)
    return text[: space if space > end // 2 else end].rstrip() + _ELLIPSIS


def whole(text: str, limit: int) -> int:
    """The last place within *limit* UTF-16 units where no visible character is cut in two."""
    length = 0
    end = 0
    for end, one in enumerate(text):  # noqa: B007 - the place where it stops is what is wanted
        length += 2 if ord(one) > 0xFFFF else 1
        if length > limit:
            break
    else:
        return len(text)
    for place in range(end, max(end - _CLUSTER_BACK, 0), -1):
        if not _splits(text, place):
            return place
    return end


def mask(text: str, words: Words) -> str:
    """Put a word in the place of every piece of personal data."""
    return _without(text, masked(text), words)


def name_line(name: str | None, limit: int, words: Words) -> str:
    """Make one short line of a name; some write their number into it."""
    said = tame(name or "")
    return tame_line(_without(said, in_name(said), words), limit)


def _without(text: str, pieces_found: Iterable[Found], words: Words) -> str:
    pieces = []
    end = 0
    for found in pieces_found:
        start, stop = found.span
        pieces += [text[end:start], words.say(f"mask.{found.kind}")]
        end = stop
    return "".join([*pieces, text[end:]])


def masked_line(text: str | None, limit: int, words: Words) -> str:
    """Make one short line of it, masked before it is cut: half a number is personal too."""
    return tame_line(mask(tame(text or ""), words), limit)


def _splits(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if _JOINER in (before, after) or _extends(after):
        return True
    if not (_is_flag_half(before) and _is_flag_half(after)):
        return False
    run = 0
    while run < place and _is_flag_half(text[place - 1 - run]):
        run += 1
    return run % 2 == 1


def _extends(one: str) -> bool:
    return (
        unicodedata.category(one) in {"Mn", "Mc", "Me"}
        or "\U0001f3fb" <= one <= "\U0001f3ff"
        or "\U000e0020" <= one <= "\U000e007f"
    )


def _is_flag_half(one: str) -> bool:
    return "\U0001f1e6" <= one <= "\U0001f1ff"
