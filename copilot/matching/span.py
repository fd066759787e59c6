"""Where a span of a text may begin and end: never inside what people see as one character."""

import unicodedata

_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span until both its ends lie between two characters as people see them."""
    if text.isascii() and "\r" not in text:
        return start, end
    while start > 0 and _is_inside(text, start):
        start -= 1
    while end < len(text) and _is_inside(text, end):
        end += 1
    return start, end


def _is_inside(text: str, at: int) -> bool:
    """Say whether *at* lies inside one character as people see it."""
    before, after = text[at - 1], text[at]
    if before == "\r" and after == "\n":
        return True
    if before.isspace():
        return False
    return (
        _clings(after)
        or (before == _JOINER and not after.isascii())
        or (ord(after) in _FLAGS and _flags_before(text, at) % 2 == 1)
    )


def _clings(sign: str) -> bool:
    """Say whether a sign has no place of its own: marks, joiners, skin tones, tags."""
    code = ord(sign)
    if code < 0x300:  # where the first combining mark is
        return False
    return (
        sign == _JOINER or code in _TONES or code in _TAGS or unicodedata.category(sign)[0] == "M"
    )


def _flags_before(text: str, at: int) -> int:
    low = at
    while low > 0 and ord(text[low - 1]) in _FLAGS:
        low -= 1
    return at - low
