"""Words as people type them, brought to one form, each with its place in the original text."""

import re
from functools import cache, lru_cache, partial
from sys import maxsize
from typing import NamedTuple

from copilot.matching import hashtags
from copilot.matching.elision import apart
from copilot.matching.hashtags import MARKS, SIGNS
from copilot.matching.letters import APOSTROPHES, FOREIGN, LONGEST_WORD, fold, folded
from copilot.matching.lexicon import table

__all__ = ["Token", "fold", "plain", "tokens", "words"]


class Token(NamedTuple):
    """One normalised word and the half-open span of the original text it stands for."""

    word: str
    start: int
    end: int


#: U+02BC and its like count as letters for Unicode, as apostrophes for who types them.
_LETTERS = rf"(?:[^\W_\u02bc\u02b9{SIGNS}]++[{MARKS}]*+)++"
#: A point that ends a sentence without a space, as in "reçu.Ne", begins no feminine.
_INCLUSIVE = (
    r"(?:(?:[·•‧⸱](?:e|ne|le|se|te|ve|rice|trice|euse)s?(?:[·•‧⸱]s)?"
    r"|\.(?-i:(?:e|ne|se|rice|trice|euse)s?(?:\.s)?)|-e(?:-s|s)?"
    r"|\((?:e|ne|se|ve)\)s?)(?!\w))?"
)
_ADDRESSES = (
    r"(?P<link>(?:https?://|www\.)\S++|[^\W_][\w.+-]{0,63}@[\w-]+\.[\w.-]+)"
    r"|(?P<handle>(?<!\w)@[\w.]*\w)|"
)
_WORDS = (
    r"(?P<initials>(?<!\w)(?:[a-z]\.){2,}+(?:[a-z](?!\w))?)|"
    rf"(?P<word>{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*+){_INCLUSIVE}"
    rf"|[#＃](?P<hashtag>(?:\w++[{MARKS}]*+)++)"
    rf"|(?P<sign>[{SIGNS}])"
)
_PART = re.compile(rf"[{SIGNS}]|{_LETTERS}")
_SPLIT = re.compile(rf"[{SIGNS}]|[^{SIGNS}]+")

#: Nearly every word, with what may follow and belongs neither to it nor to a face.
_PLAIN = re.compile("[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ]+")
_PLAIN_CHUNK = re.compile(f"({_PLAIN.pattern})[.,!?…]*")

Meant = tuple[tuple[str, int, int], ...]


@cache
def _pieces(*, addresses: bool) -> re.Pattern[str]:
    """What to read in a text; looking for addresses costs twice the time, and most have none."""
    signs = [row[0] for row in table("emoji.tsv")]
    drawn = sorted((sign for sign in signs if len(sign) > 1), key=len, reverse=True)
    faces = "".join(
        re.escape(face) + (r"(?!\w)|" if face[-1].isalnum() else "|") for face in drawn
    )
    single = re.escape("".join(sign for sign in signs if len(sign) == 1))
    return re.compile(
        (_ADDRESSES if addresses else "") + _WORDS + f"|(?P<other>{faces}[{single}])",
        re.IGNORECASE,
    )


@cache
def _spellings(lang: str | None) -> dict[str, tuple[str, ...]]:
    """What is written, and the words it stands for."""
    return {
        _contraction(row[0]): tuple(fold(word) for word in row[1].split())
        for row in table(f"spellings.{lang}.tsv")
        if len(row) > 1
    }


@cache
def _emoji(lang: str | None) -> dict[str, Meant]:
    column = 2 if lang == "en" else 1
    return {
        row[0].casefold(): tuple((fold(word), 0, len(row[0])) for word in row[column].split())
        for row in table("emoji.tsv")
        if len(row) > column
    }


def _contraction(chunk: str) -> str:
    return "'".join(fold(part) for part in _PART.findall(chunk))


def _read(chunk: str, lang: str | None) -> Meant:
    """Split *chunk*, a word with its apostrophes, into words and offsets inside it."""
    if _PLAIN.fullmatch(chunk):
        return _read_plain(chunk, lang)
    known = _spellings(lang)
    is_short = known and len(chunk) <= LONGEST_WORD
    whole = known.get(_contraction(chunk)) if is_short else None
    if whole is not None:
        return tuple((word, 0, len(chunk)) for word in whole)
    found: list[tuple[str, int, int]] = []
    for part in _PART.finditer(chunk):
        for word in _SPLIT.findall(fold(part.group())):
            for plainly in apart(word) if lang == "fr" and word not in known else (word,):
                meanings = known.get(plainly, (plainly,))
                found.extend((meant, part.start(), part.end()) for meant in meanings)
    return tuple(found)


def _read_plain(chunk: str, lang: str | None) -> Meant:
    """What `_read` finds in a word of letters and digits alone."""
    known = _spellings(lang)
    said = folded(chunk)
    if lang != "fr" and said not in known:
        return ((said, 0, len(chunk)),)
    parts = (said,) if said in known else apart(said)
    return tuple((word, 0, len(chunk)) for one in parts for word in known.get(one, (one,)))


def _read_hashtag(tag: str, lang: str | None) -> Meant:
    return tuple(
        (word, start + low, start + high)
        for start, end in hashtags.parts(tag, lang)
        for word, low, high in _read(tag[start:end], lang)
    )


def _read_chunk(chunk: str, lang: str | None, most: int = maxsize) -> Meant:
    """The words of what is written without a space, and where they stand in it."""
    if plainly := _PLAIN_CHUNK.fullmatch(chunk):
        return _read_plain(plainly[1], lang)
    found: list[tuple[str, int, int]] = []
    signs = _emoji(lang)
    addressed = "@" in chunk or "://" in chunk or "www." in chunk.lower()
    for piece in _pieces(addresses=addressed).finditer(chunk):
        kind = piece.lastgroup
        start, end = piece.span(kind or 0)
        part = chunk[start:end]
        if kind in ("word", "sign"):
            read = _remembered if end - start <= LONGEST_WORD else _read
            # What is read in several languages is read once where no spelling can differ.
            meant = read(part, None if FOREIGN.fullmatch(part) else lang)
        elif kind == "initials":
            spelt = _read(part.replace(".", ""), lang)
            meant = tuple((word, 0, end - start) for word, _, _ in spelt)
        elif kind == "other":
            meant = signs.get(part.casefold(), ())
        elif kind == "hashtag":
            tag = _remembered_hashtag if end - start <= LONGEST_WORD else _read_hashtag
            meant = tag(part, lang)
        else:
            continue
        found.extend((word, start + low, start + high) for word, low, high in meant)
        if len(found) >= most:
            break
    return tuple(found[:most])


_remembered = lru_cache(maxsize=16384)(_read)
_remembered_hashtag = lru_cache(maxsize=1024)(_read_hashtag)
_remembered_chunk = lru_cache(maxsize=16384)(_read_chunk)


def tokens(text: str, lang: str | None = None, most: int = maxsize) -> tuple[Token, ...]:
    """
    Split *text* into words; handles and links are left out, hashtags split, emoji read.

    Args:
        text: as it was written.
        lang: whose spellings to read; none in another language than French and English.
        most: how many words to read, for what a flood must not stop.
    """
    found: list[Token] = []
    make = partial(tuple.__new__, Token)  # a third of the time of `Token(...)`
    end = 0
    for written in text.split():  # nothing that is read goes on beyond a space
        at = text.index(written, end)
        end = at + len(written)
        is_short = len(written) <= LONGEST_WORD
        meant = _remembered_chunk(written, lang) if is_short else _read_chunk(written, lang, most)
        for word, low, high in meant:
            found.append(make((word, at + low, at + high)))
        if len(found) >= most:
            break
    return tuple(found[:most])


def words(text: str, lang: str | None = None) -> list[str]:
    """The normalised words of *text*, in order."""
    found: list[str] = []
    for chunk in text.split():  # as `tokens` does, places left out: half the time
        read = _remembered_chunk if len(chunk) <= LONGEST_WORD else _read_chunk
        found += [word for word, _, _ in read(chunk, lang)]
    return found


def plain(text: str, lang: str | None = None) -> str:
    """*text* as its normalised words, one space between; normalising it again changes nothing."""
    return " ".join(words(text, lang))
