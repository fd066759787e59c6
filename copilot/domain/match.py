"""What the matcher answers: which playbook, how sure, and why (CONTRACT.md, section 3)."""

from dataclasses import dataclass
from enum import StrEnum

SURE = 0.90
LIKELY = 0.70


class Band(StrEnum):
    """Confidence in words."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    NONE = "none"  #: no playbook applies


class Kind(StrEnum):
    """What sort of message this is; it orders the desk and hides nothing."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """An example of a playbook and the words of the complaint that resemble it."""

    example: str
    span: tuple[int, int]  #: half-open, in characters of the given text
    similarity: int  #: between the example and those words, 0 to 100
    is_telling: bool = True  #: whether a word that sets the playbook apart is among them


@dataclass(frozen=True, slots=True)
class Candidate:
    """One playbook as an answer."""

    playbook: str
    confidence: float  #: probability, 0 to 1, that it is the right one
    because: tuple[Evidence, ...] = ()


class Lost(StrEnum):
    """Why the playbook that came nearest to being the answer is not."""

    CLOSE = "close"  #: it nearly is: another would have to look
    WORD = "word"  #: the answer's examples say a word of the text oftener
    LESS = "less"  #: the text resembles it less, by no single word
    REQUIRED = "required"  #: it requires a word, and none of those is said
    EXCLUDED = "excluded"  #: it excludes a word that is said
    NOT_EXAMPLE = "not_example"  #: the text resembles what is no example of it
    KIND = "kind"  #: thanks for a complaint, excuses for praise
    FAR = "far"  #: none applies: too little in common with it
    NOTHING = "nothing"  #: none applies: no word that tells in common with it


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The playbook that came nearest without being the answer, and what it lacked."""

    playbook: str
    lost: Lost
    #: From its file: the words it requires, the one it excludes, the phrase it is not about.
    words: tuple[str, ...] = ()
    span: tuple[int, int] | None = None  #: the word of the text that decided, as in `Evidence`
    theirs: int = 0  #: how many examples of the answer say the word
    own: int = 0  #: and how many of its own


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one text; `playbook` is null when none applies."""

    lang: str  #: ISO 639-1, or `und`
    kind: Kind
    playbook: str | None
    band: Band
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    runner_up: RunnerUp | None = None


def band_of(confidence: float, *, applies: bool) -> Band:
    """Put *confidence* into words."""
    if not applies:
        return Band.NONE
    if confidence >= SURE:
        return Band.SURE
    return Band.LIKELY if confidence >= LIKELY else Band.UNSURE
