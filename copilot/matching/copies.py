"""Near-duplicates: whether two messages are one text, mistyped, cut, quoted or dressed up."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

#: Nobody reads further to know one message from another, and a flood must not stop the desk.
LONGEST = 2_000
#: Less alike than this, letter by letter, two whole texts are not looked at word by word.
LEAST = 55
#: So much of a shorter text must stand in a longer one to be a piece of it; of a short one more.
PIECE, SHORT_PIECE = 80, 90
#: Up to so many letters a piece is a short one; below the least it could be a piece of anything.
SHORT_TEXT, LEAST_LETTERS, LEAST_WORDS = 40, 14, 3
#: What a piece must be of the whole at least.
PIECE_SHARE, SHORT_PIECE_SHARE = 0.33, 0.45
#: What the words in common must make up of the shorter and of the longer text.
OF_SHORTER, OF_LONGER = 0.55, 0.45
#: The same of the shorter where it is a piece, or has fewer letters in common than `ENOUGH`.
OF_PIECE, ENOUGH = 0.8, 20
#: A word so alike is the same word, mistyped; where other words are mistyped, too, one less alike.
SAME_WORD, SAME_SLOPPY_WORD = 0.61, 0.5
#: The same of a run of words, in which spaces may be lost: of a hundred.
SAME_RUN, SAME_SLOPPY_RUN = 65, 45
#: In a text with so many mistyped words, one more means little.
SLOPPY = 3
#: But in a longer run, in both texts together, letters are alike by chance.
SLOPPY_WORDS = 4
#: In one with so many, none means anything.
HOPELESS = 5
#: One slip may be in a word that alone differs, and one more for so many letters.
SLIP = 7
#: A word of fewer letters tells nothing apart.
TELLING = 3
#: A run of fewer letters, between others' words, does not show where the own words begin.
ANCHOR = 8

#: Words of politeness that go before and after any message; as `shape` leaves them.
POLITE = frozenset(
    [
        *("bonjour", "bonsoir", "bjr", "salut", "coucou", "helo", "hi", "hey", "dear"),
        *("merci", "thanks", "thank", "please", "svp", "stp", "avance", "advance"),
        *("cordialement", "regards", "madame", "monsieur"),
    ]
)
_DRESS = re.compile(
    r"\w*:/+\S+|(?:https?|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?:\b(?:rt|mt|via|cc)[\s:]+)?@[\w.]*\w(?:\s*:)?|^\W*rt\b"
)
_TAGS = re.compile(r"^(?:\W*#\w+)+(?=.{12})|(?<=.{12})(?:\W*#\w+)+\W*$", re.DOTALL)
_MARKS = re.compile(r"[\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_WORDS = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

Words = Sequence[str]
Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is left of a text when its dress is off: words without case, marks and doubles."""

    words: tuple[str, ...]
    text: str  #: the words, one space between; of a text without words, its signs


def shape(text: str) -> Shape:
    """Take off handles, links, quoting marks, emoji, politeness, case, accents, drawn letters."""
    low = text[:LONGEST].lower()
    if not low.isascii():
        low = _MARKS.sub("", unicodedata.normalize("NFKD", low.casefold())).translate(_LIGATURES)
    bare = (
        _DRESS.sub(" ", low) if any(sign in low for sign in ("@", ":", ".", "rt", "http")) else low
    )
    bare = _TAGS.sub(" ", bare.strip()) if "#" in bare else bare
    said = _WORDS.findall(_DOUBLED.sub(r"\1", bare))
    words = tuple([word for word in said if word not in POLITE] or said)
    return Shape(words, " ".join(words) or "".join(low.split()))


def is_copy(left: Shape, right: Shape) -> bool:
    """Say whether two texts are one, though mistyped, cut, quoted, or set among other words."""
    return likeness(left, right) > 0


def likeness(left: Shape, right: Shape) -> float:
    """
    How alike two copies are, above 0 to 100; 0 for texts that have nothing to do with each other.

    Below 0 for texts that are alike and say another thing: another shop, another order.
    """
    if left.text == right.text:
        return 100.0
    if not left.words or not right.words:
        return 0.0
    short, long = sorted((left, right), key=lambda each: (len(each.text), each.text))
    alike = fuzz.ratio(short.text, long.text)
    if alike < LEAST and not _is_piece(short, long, alike):
        return 0.0
    compared = _compare(short.words, long.words)
    of_short = 1 - compared.short / len(short.text)
    of_long = 1 - compared.long / len(long.text)
    common = min(len(short.text) - compared.short, len(long.text) - compared.long)
    if common < ENOUGH and of_short < OF_PIECE:
        return 0.0
    if (of_short < OF_SHORTER or of_long < OF_LONGER) and not (
        of_short >= OF_PIECE and _is_piece(short, long, alike)
    ):
        return 0.0
    return alike * compared.verdict


def _is_piece(short: Shape, long: Shape, alike: float) -> bool:
    size = len(short.text)
    # A piece makes the whole texts this much alike; it is far cheaper to know.
    if alike < 130 * size / (size + len(long.text)):
        return False
    is_short = size < SHORT_TEXT
    share = SHORT_PIECE_SHARE if is_short else PIECE_SHARE
    if size < max(LEAST_LETTERS, share * len(long.text)) or len(short.words) < LEAST_WORDS:
        return False
    least = SHORT_PIECE if is_short else PIECE
    return fuzz.partial_ratio(short.text, long.text, score_cutoff=least) > 0


@dataclass(slots=True)
class _Compared:
    """The letters that only the shorter, and only the longer has, and what follows."""

    short: int = 0
    long: int = 0
    verdict: int = 1  #: 0 where the ends differ in a word, -1 where the middle does


class _Difference(Enum):
    SLIP = auto()  #: the same words, mistyped
    MORE = auto()  #: words that only one has, or that others have set around it
    OTHER = auto()  #: another word where the other text has its own


def _compare(short: Words, long: Words) -> _Compared:
    mended, slips = _mended(short, long)
    blocks = _widened(_differences(mended, long), mended)
    swaps = sum(low < high and start < end for low, high, start, end in blocks)
    wrong = swaps + len(slips)
    found = _Compared()
    if wrong == 1 and slips and not _is_one_slip(*slips[0]):
        found.verdict = -1
    for low, high, start, end in blocks:
        first = low == start == 0
        last = high == len(short) and end == len(long)
        mine, theirs = short[low:high], long[start:end]
        difference = _judge(mine, theirs, wrong, first=first, last=last)
        if difference is _Difference.SLIP:
            continue
        if difference is _Difference.OTHER:
            found.verdict = min(found.verdict, 0 if first or last else -1)
        mine, theirs = _without_cut_word(mine, theirs, first=first, last=last)
        # Others' words are set before and after; what stands between own words weighs double.
        weight = 1 if first or last else 2
        found.short += weight * (_letters(mine) + len(mine))
        found.long += weight * (_letters(theirs) + len(theirs))
    return found


def _mended(words: Words, meant: Words) -> tuple[list[str], list[tuple[str, str]]]:
    """Put for each of *words* the one of *meant* that it is, mistyped; say which these were."""
    known = set(meant)
    mended = list(words)
    slips = []
    for at, word in enumerate(words):
        if word in known or len(word) <= TELLING or not word.isalpha():
            continue
        hit = process.extractOne(
            word, meant, scorer=OSA.normalized_similarity, score_cutoff=SAME_WORD
        )
        if hit is not None and hit[0].isalpha():
            mended[at] = hit[0]
            slips.append((word, hit[0]))
    return mended, slips


def _is_one_slip(one: str, other: str) -> bool:
    """Say whether a word that alone differs is mistyped, or cut, rather than another word."""
    if OSA.distance(one, other) <= 1 + min(len(one), len(other)) // SLIP:
        return True
    return _is_beginning(one, other) or _is_end(one, other)


def _is_beginning(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _is_end(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _differences(left: Words, right: Words) -> list[Block]:
    """The runs of words in which *left* and *right* differ."""
    found: list[Block] = []
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            continue
        low, high, start, end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if found and found[-1][1] == low and found[-1][3] == start:
            found[-1] = (found[-1][0], high, found[-1][2], end)
        else:
            found.append((low, high, start, end))
    return found


def _widened(blocks: list[Block], words: Words) -> list[Block]:
    """Add to the first and last differences the next, when only an odd small word is between."""
    blocks = list(blocks)
    while len(blocks) > 1 and not blocks[0][0] and not blocks[0][2]:
        (_, high, _, _), inner = blocks[:2]
        if not _is_loose(words[high : inner[0]], inner, words):
            break
        blocks[:2] = [(0, inner[1], 0, inner[3])]
    while len(blocks) > 1 and blocks[-1][1] == len(words):
        inner, (low, high, _, end) = blocks[-2:]
        if not _is_loose(words[inner[1] : low], inner, words):
            break
        blocks[-2:] = [(inner[0], high, inner[2], end)]
    return blocks


def _is_loose(between: Words, inner: Block, words: Words) -> bool:
    low, high, start, end = inner
    if (high - low, end - start) == (1, 1):
        return False
    return _letters(between) < min(ANCHOR, _letters(words[low:high]) + 1)


def _letters(words: Words) -> int:
    return sum(map(len, words))


def _judge(mine: Words, theirs: Words, wrong: int, *, first: bool, last: bool) -> _Difference:
    """Tell slips from other words; *wrong* is how many places in the two texts differ."""
    if not mine or not theirs:
        return _Difference.MORE
    one, other = "".join(mine), "".join(theirs)
    single = len(mine) == len(theirs) == 1
    if _is_mistyped(one, other, wrong, single=single):
        return _Difference.SLIP
    if first or last:
        if not single:
            return _Difference.MORE
        slip = (last and _is_beginning(one, other)) or (first and _is_end(one, other))
    else:
        slip = (
            wrong >= SLOPPY
            and len(mine) + len(theirs) <= SLOPPY_WORDS
            and (one + other).isalpha()
            and fuzz.ratio(one, other) >= SAME_SLOPPY_RUN
        )
    if slip:
        return _Difference.SLIP
    return _Difference.OTHER if _tells_apart(one, other, wrong) else _Difference.MORE


def _tells_apart(one: str, other: str, wrong: int) -> bool:
    if not (one + other).isalpha():
        return True
    if wrong >= HOPELESS or min(len(one), len(other)) < TELLING:
        return False
    return wrong == 1 or max(len(one), len(other)) > TELLING


def _is_mistyped(one: str, other: str, wrong: int, *, single: bool) -> bool:
    if one == other:
        return True
    if not (one + other).isalpha():
        # A number that alone differs is another number.
        return wrong > 1 and OSA.distance(one, other) <= 1
    if wrong == 1:
        return fuzz.ratio(one, other) >= SAME_RUN and _is_one_slip(one, other)
    if single and OSA.normalized_similarity(one, other) >= SAME_SLOPPY_WORD:
        return True
    return fuzz.ratio(one, other) >= SAME_RUN


def _without_cut_word(
    mine: Words, theirs: Words, *, first: bool, last: bool
) -> tuple[Words, Words]:
    """Leave out the word in which a text was cut, when the other has it whole."""
    if mine and theirs:
        if last and _is_beginning(mine[0], theirs[0]):
            return mine[1:], theirs[1:]
        if first and _is_end(mine[-1], theirs[-1]):
            return mine[:-1], theirs[:-1]
    return mine, theirs
