"""Words as people type them, brought to one form, each with its place in the original text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from copilot.matching.lexicon import table


class Token(NamedTuple):
    """One normalised word and the half-open span of the original text it stands for."""

    word: str
    start: int
    end: int


_APOSTROPHES = "'’‘ʼ`´′＇\u02b9\uff40"
_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
#: Scripts written without spaces, where one sign is the nearest thing to a word.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN = f"[{_SIGNS}]"
#: U+02BC and its like count as letters for Unicode, as apostrophes for who types them.
_LETTER = rf"(?:[^\W_\u02bc\u02b9{_SIGNS}][{_MARKS}]*)"
_INCLUSIVE = (
    r"(?:(?:[·•‧⸱.](?:e|ne|le|se|te|ve|rice|trice|euse)s?(?:[·•‧⸱.]s)?"
    r"|\((?:e|ne|se|ve)\)s?)(?!\w))?"
)
_PIECES = re.compile(
    rf"(?P<link>(?:https?://|www\.)\S+|{_LETTER}[\w.+-]*@[\w-]+\.[\w.-]+)"
    rf"|(?P<handle>(?<!\w)@[\w.]*\w)"
    rf"|[#＃](?P<hashtag>\w+)"
    rf"|(?P<sign>{_SIGN})"
    rf"|(?P<word>{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*){_INCLUSIVE}"
    r"|(?P<other>[^\s\w])",
    re.IGNORECASE,
)
_PART = re.compile(rf"{_SIGN}|{_LETTER}+")
_SPLIT = re.compile(rf"{_SIGN}|[^{_SIGNS}]+")
_CAMEL = re.compile(rf"{_SIGN}|\d+|[^\W\d_{_SIGNS}]+")
_HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")
_RUN = re.compile(r"([^\W\d_])\1\1+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Drop case, accents and drawn-out letters; keep letters and digits alone."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        word = word.translate(_LIGATURES)
        word = unicodedata.normalize("NFKD", word.casefold())
    word = "".join(s for s in word.lower() if s.isalnum() and s not in _APOSTROPHES)
    return _RUN.sub(r"\1", word)


@cache
def _spellings(lang: str | None) -> dict[str, tuple[str, ...]]:
    """What is written, and the words it stands for."""
    return {
        _contraction(row[0]): tuple(fold(word) for word in row[1].split())
        for row in table(f"spellings.{lang}.tsv")
        if len(row) > 1
    }


@cache
def _emoji(lang: str | None) -> dict[str, tuple[str, ...]]:
    column = 2 if lang == "en" else 1
    return {
        row[0]: tuple(fold(word) for word in row[column].split())
        for row in table("emoji.tsv")
        if len(row) > column
    }


def _contraction(chunk: str) -> str:
    return "'".join(fold(part) for part in _PART.findall(chunk))


@lru_cache(maxsize=16384)
def _word_tokens(chunk: str, lang: str | None) -> tuple[tuple[str, int, int], ...]:
    """Split *chunk*, a word with its apostrophes, into words and offsets inside it."""
    known = _spellings(lang)
    whole = known.get(_contraction(chunk))
    if whole is not None:
        return tuple((word, 0, len(chunk)) for word in whole)
    found: list[tuple[str, int, int]] = []
    for part in _PART.finditer(chunk):
        for word in _SPLIT.findall(fold(part.group())):
            meanings = known.get(word, (word,))
            found.extend((meant, part.start(), part.end()) for meant in meanings)
    return tuple(found)


def _hashtag_parts(tag: str) -> Iterator[tuple[int, int]]:
    for run in _CAMEL.finditer(tag):
        start = run.start()
        for hump in _HUMP.finditer(run.group()):
            cut = run.start() + hump.start()
            yield start, cut
            start = cut
        yield start, run.end()


def tokens(text: str, lang: str | None = None) -> tuple[Token, ...]:
    """Split *text* into words; handles and links are left out, hashtags split, emoji read."""
    found: list[Token] = []
    emoji = _emoji(lang)
    for piece in _PIECES.finditer(text):
        kind = piece.lastgroup
        start, end = piece.span(kind or 0)
        if kind in ("word", "sign"):
            _read(text, start, end, lang, found)
        elif kind == "hashtag":
            for low, high in _hashtag_parts(text[start:end]):
                _read(text, start + low, start + high, lang, found)
        elif kind == "other" and (said := emoji.get(piece.group())):
            found.extend(Token(word, start, end) for word in said)
    return tuple(found)


def _read(text: str, start: int, end: int, lang: str | None, into: list[Token]) -> None:
    for word, low, high in _word_tokens(text[start:end], lang):
        into.append(Token(word, start + low, start + high))


def words(text: str, lang: str | None = None) -> list[str]:
    """The normalised words of *text*, in order."""
    return [token.word for token in tokens(text, lang)]


def plain(text: str, lang: str | None = None) -> str:
    """*text* as its normalised words, one space between; normalising it again changes nothing."""
    return " ".join(words(text, lang))
