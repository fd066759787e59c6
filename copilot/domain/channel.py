"""What every channel has in common: modes, recovery, and the shapes of an answer."""

from dataclasses import dataclass
from enum import StrEnum

from copilot.domain.complaint import Complaint

#: Where what the team forwards to the bot comes from; no configured channel can be called so.
FORWARDED = "desk:forwarded"


class Mode(StrEnum):
    """Whether replies may leave."""

    READ_ONLY = "read_only"  #: takes in, cards, drafts, posts nothing
    LIVE = "live"


class Recovery(StrEnum):
    """What a lost answer allows."""

    REPEAT = "repeat"  #: the same request again is safe
    LOOK = "look"  #: our own replies can be looked up
    ASK = "ask"  #: only a person can tell


class Look(StrEnum):
    """What the last look at the place of a reply found."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"  #: the customer edited the message
    GONE = "gone"
    ANSWERED = "answered"  #: the brand answered natively meanwhile
    BLIND = "blind"  #: the platform cannot be asked; the database is all we know


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found, and the words themselves: whoever reads the card is to see them too."""

    found: Look
    message: Complaint | None = None  #: as it reads now, when CHANGED
    natives: tuple[Complaint, ...] = ()  #: what the brand wrote, when ANSWERED


@dataclass(frozen=True, slots=True)
class Reply:
    """One approved text on its way; `id` is the approval's, the same on every try."""

    id: str
    channel: str
    complaint_id: str  #: the platform's id of the message it answers
    thread_id: str
    text: str
    lang: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Posted:
    """The platform's word that a reply is public."""

    id: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """The platform's word that a reply is not public."""


@dataclass(frozen=True, slots=True)
class Unknowable:
    """The platform could not say."""
