"""How long a text is as the platforms count."""

import re
import unicodedata
from collections.abc import Callable, Mapping

_LINK = re.compile(r"https?://\S+")
_LINK_WEIGHT = 23
# what counts for one; all else counts for two
_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_JOINER = "\u200d"


def count(text: str, kind: str) -> int:
    """Measure *text* for a channel of *kind*."""
    return _COUNTS.get(kind, len)(text)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shortened(text: str) -> int:
    return len(_LINK.sub("-" * _LINK_WEIGHT, text))


def _weighted(text: str) -> int:
    bare = _LINK.sub("-" * _LINK_WEIGHT, unicodedata.normalize("NFC", text))
    return len(bare) + len(_HEAVY.findall(bare))


def _graphemes(text: str) -> int:
    """Count what a reader sees as one; close enough, and never less than half of the truth."""
    total, after_joiner = 0, False
    for one in text:
        is_mark = (
            bool(unicodedata.category(one).startswith("M")) or "\U0001f3fb" <= one <= "\U0001f3ff"
        )
        if one != _JOINER and not after_joiner and not is_mark:
            total += 1
        after_joiner = one == _JOINER
    return total


_COUNTS: Mapping[str, Callable[[str], int]] = {
    "telegram": _utf16,
    "mastodon": _shortened,
    "x": _weighted,
    "bluesky": _graphemes,
}
