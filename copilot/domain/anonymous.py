"""
A customer's words as a phrase that may stand in a file: nobody can be known by it.

Names, numbers, addresses, handles and links are taken out, not covered up. A clause that says
nothing without them goes with them, and what is left must still be a sentence of its own.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from copilot.domain.personal_data import DataKind, find

#: Longer than anything that resembles other messages.
LONGEST = 280
#: Nobody's point comes later, and a flood must not hold up the others.
READ = 2_000
#: Fewer words say nothing that another customer would say.
FEWEST = 3
_GAP, _NAME_GAP = "\0", "\1"

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}(?:com|fr|net|org|io|co|uk|be|ch|ly|gl|me)\b(?:/\S*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\.?@[\w.-]*\w")
_TITLED = re.compile(
    r"(?<!\w)(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Mme|Mlle|Monsieur|Madame|Mademoiselle|Dr\.?|Docteur|Doctor)"
    r"(?:\s+[A-ZÀ-Þ][\w'’-]*)+"
)
_INTRODUCED = re.compile(
    r"(?<!\w)(?:je m['’]appelle|mon nom est|je me nomme|my name is|my name's|signé|moi c['’]est)"
    r"\s+[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-Þ][\w'’-]*)*",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?<!\w)\d{1,4}\s?(?:bis|ter)?,?\s+(?:rue|avenue|av\.|bd|boulevard|allées?|chemin|impasse|quai"
    r"|place|route)\s[^,.!?;\n]*(?:,\s*\d{5}\s+[^\W\d_][\w-]*)?|(?<!\w)\d{1,4}\s+(?:[A-Z]\w+\s){1,3}(?:Street|St|Road|Rd|Avenue|Lane|Drive)\b",
    re.IGNORECASE,
)
#: An order, a file, a parcel: letters and at least four digits, or five digits and more.
_CODE = re.compile(
    r"(?<![\w#])#?(?!\d+[^\W\d]{1,3}(?![\w-]))(?=(?:[\w-]*\d){4})(?=\d*[^\W\d]|\d*-)[^\W_](?:[\w-]*\w)?"
)
_LONG_NUMBER = re.compile(r"(?<![\w#])#?\d[\d .-]{3,}\d(?!\w)(?!\s?(?:[€$£]|eur))")
_SIGN = re.compile(
    r"(?:\bn\s?[°º]|\bno\.|\bnum[ée]ro|\bnumber|\bref\.?|\bréf\.?|#|:)\s*(?=\0)", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:[^,;.!?…\n]|(?<=\d)[,.](?=\d))*(?:[,;.!?…\n]+|$)")
_WORD = re.compile(r"[^\W\d_]+")
#: Before what was taken out these leave half a sentence.
_DANGLING = frozenset(
    (  # noqa: SIM905 - one word a line would hide the rest
        "à a au aux de du des d par avec chez sur pour via et ou est sont le la les l un une mon "
        "ma mes votre vos notre nos son sa ses que qu appelle nommé nommée voir sous vers dans en "
        "adresse to of from by with at on for and or is are the an my your our his her their "
        "called named see in into email mail phone tel téléphone am than as like comme contre "
        "against through"
    ).split()
)
#: Clauses that are manners and no more.
_MANNERS = frozenset(
    {
        *("bonjour", "bonsoir", "salut", "hello", "hi", "hey", "cordialement", "merci d avance"),
        *(
            "bonjour à tous",
            "bonjour madame monsieur",
            "regards",
            "thanks",
            "cdt",
            "merci",
            "svp",
            "please",
            "bien à vous",
        ),
        *("hi there", "hello there", "good morning", "kind regards", "bonne journée"),
    }
)


def phrase(text: str, *, own: Iterable[str] = (), names: Iterable[str] = ()) -> str | None:
    """
    Make a phrase of *text*, or nothing when too little is left.

    Args:
        text: what the customer wrote.
        own: the words of the customer's own name, found however they are written.
        names: other people's given names, found where they begin with a capital.
    """
    plain = "".join(
        one if (one.isprintable() and one != "\ufffd") or one == "\n" else " "
        for one in unicodedata.normalize("NFC", text[:READ])
    )
    holes = _holes(plain, {one.casefold() for one in own if len(one) > 1}, frozenset(names))
    left = _join(_sensible(_SIGN.sub("", _cut(plain, holes))))
    is_enough = len(_WORD.findall(left)) >= FEWEST
    return left if is_enough and len(left) <= LONGEST else None


def _holes(text: str, own: set[str], names: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for found in find(text):
        start, stop = found.span
        is_signed = found.kind is DataKind.ORDER and text[start - 1 : start] == "#"
        yield start - is_signed, stop, _GAP
    for pattern in (_LINK, _HANDLE, _STREET, _CODE, _LONG_NUMBER):
        for match in pattern.finditer(text):
            yield *match.span(), _GAP
    for pattern in (_TITLED, _INTRODUCED):
        for match in pattern.finditer(text):
            yield *match.span(), _NAME_GAP
    for match in _WORD.finditer(text):
        if match[0].casefold() in own or (match[0][0].isupper() and match[0] in names):
            yield *match.span(), _NAME_GAP


def _cut(text: str, holes: Iterable[tuple[int, int, str]]) -> str:
    """Put a gap in the place of every hole, one for those that overlap."""
    pieces: list[str] = []
    end = 0
    for start, stop, gap in sorted(holes):
        if start >= end:
            pieces += [text[end:start], gap]
        end = max(end, stop)
    return "".join([*pieces, text[end:]])


def _sensible(text: str) -> Iterator[str]:
    """Yield the clauses that say something without what was taken out, up to the longest."""
    size = 0
    for match in _CLAUSE.finditer(text):
        clause = match[0]
        words = [word.casefold() for word in _WORD.findall(clause)]
        if not words or " ".join(words) in _MANNERS or _is_half(clause):
            continue
        size += len(clause)
        if size > LONGEST and size > len(clause):
            return
        yield clause.replace(_GAP, " ").replace(_NAME_GAP, " ")


def _is_half(clause: str) -> bool:
    """Whether a clause has lost the name that it was about, or what a small word led up to."""
    if clause.lstrip(" «“\"'-–—").startswith(_NAME_GAP):
        return True
    before = re.split(f"[{_GAP}{_NAME_GAP}]", clause)[:-1]
    last = (_WORD.findall(piece)[-1:] for piece in before)
    return any(word and word[0].casefold() in _DANGLING for word in last)


def _join(clauses: Iterable[str]) -> str:
    """One line, as a person would have typed it without what is gone."""
    line = "".join(clauses)
    line = "".join(one if one.isprintable() else " " for one in line)
    line = re.sub(r"\(\s*\)|\[\s*\]|[«“\"]\s*[»”\"]", " ", line)
    line = " ".join(line.split())
    line = re.sub(r"\s+([,.…])(?=[\s,.…]|$)", r"\1", line)
    line = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", line)
    line = re.sub(r"^(?:#+\s)+", "", line.strip())
    return line.lstrip("-–—*>,;:.!?…|& ").rstrip(",;:-–— ")
