"""Letters brought to one form: no case, no accents, nothing drawn out."""

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼ`´′＇\u02b9\uff40"
#: What is longer is no word, and is not worth remembering.
LONGEST_WORD = 40
#: Words of letters that never stand for Latin ones.
FOREIGN = re.compile(
    r"[\u0370-\u1cff\u1f00-\u1fff\u3040-\u31ff\u3400-\ua63f\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff]+"
)

_RUN = re.compile(r"([^\W\d_])\1\1+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def fold(word: str) -> str:
    """Drop case, accents and drawn-out letters; keep letters and digits alone."""
    return folded(word) if len(word) > LONGEST_WORD else _remembered(word)


def folded(word: str) -> str:
    """Do as `fold` does, and keep nothing in mind: for who keeps what comes of it."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        word = word.translate(_LIGATURES)
        word = unicodedata.normalize("NFKD", word.casefold())
    word = word.lower()
    if not (word.isascii() and word.isalnum()):
        word = "".join(sign for sign in word if sign.isalnum() and sign not in APOSTROPHES)
    # A run of three has two letters more than different ones; most words have not.
    return word if len(word) - len(set(word)) < 2 else _RUN.sub(r"\1", word)


_remembered = lru_cache(maxsize=16384)(folded)


def fold_with_places(word: str) -> tuple[str, list[int]]:
    """Fold *word*, and say from which of its signs each letter comes."""
    spread = [(letter, at) for at, sign in enumerate(word) for letter in fold(sign)]
    letters = "".join(letter for letter, _ in spread)
    drawn_out = {at for run in _RUN.finditer(letters) for at in range(run.start() + 1, run.end())}
    kept = [each for at, each in enumerate(spread) if at not in drawn_out]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]
