"""
The plain values that the store keeps beside those of the domain.

Rows never leave the store; these do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from copilot.domain.complaint import Complaint


class SetAside(StrEnum):
    """Why a complaint has no case of its own."""

    DUPLICATE = "duplicate"  #: the same person, the same words, the same thread, within a day
    OWN = "own"  #: written by the brand itself
    BACKLOG = "backlog"  #: older than the channel's start


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredComplaint:
    """A complaint at its latest version; `id` is ours, `complaint.id` the platform's."""

    id: str
    complaint: Complaint
    version: int  #: 1 for the first; each edit or deletion adds one
    received_at: datetime
    triaged_at: datetime | None = None
    set_aside: SetAside | None = None
    duplicate_of: str | None = None  #: our id of the complaint it repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A person's yes to exactly one revision of one draft."""

    id: str
    case: str
    revision: int
    digest: str
    person: int
    role: str
    at: datetime
    withdrawn_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """What a token on a card stands for."""

    token: str
    case: str
    action: str
    revision: int
    version: int  #: of the complaint, when the card was drawn
    value: str = ""  #: the choice, for actions that offer several


class Asked(StrEnum):
    """What a prompt waits for."""

    WORDING = "wording"  #: the text of a reply
    DETAIL = "detail"  #: what a template asks for
    CORRECTION = "correction"  #: the text of a reply that corrects a public one
    QUESTION = "question"  #: what a colleague outside the desk is asked
    COLLEAGUE = "colleague"  #: what that colleague said
    ALERT = "alert"  #: what whoever is alerted should know
    PLAYBOOK = "playbook"  #: a word of the playbook that is meant
    INSIGHT = "insight"  #: a word more on an insight, if anybody wants to


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question of the bot's to one person; only that person's reply to it is an answer."""

    id: str
    case: str
    asked: Asked
    person: int
    revision: int
    expires_at: datetime
    chat: int | None = None
    message: int | None = None  #: known once Telegram has taken it
    done_at: datetime | None = None
    about: str | None = None  #: which of several it asks for
    answer: int | None = None  #: the message that answered it


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPrompt:
    """A question of the bot's about a change of a fact; `asked` says which part is wanted."""

    id: str
    change: str
    asked: str  #: value, value:LANG, source, until
    person: int
    expires_at: datetime
    chat: int | None = None
    message: int | None = None  #: known once Telegram has taken it
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a colleague says about a case; never public. Unique by chat and message."""

    case: str
    chat: int
    message: int
    person: int
    text: str
    at: datetime


#: In the place of `shown_digest`: the message there is not to be edited but followed by another.
RENEWED = "renewed"
#: Begins it while a menu hangs below the card; who opened that follows, and after an @ when, in
#: seconds, up to the full stop.
MENU = "menu:"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRecord:
    """
    What the desk shows of a case, and whether it must be drawn again.

    It is stale while `version` is greater than `shown_version`.
    """

    case: str
    version: int
    shown_version: int = 0
    shown_digest: str | None = None
    chat: int | None = None
    message: int | None = None
    above: tuple[int, ...] = ()  #: messages shown above it: photos, a text too long for a card
    urgency: int = 5  #: 0 is drawn first (somebody pressed), 9 last

    @property
    def chooser(self) -> int | None:
        """Who has a menu open below the card."""
        digest = self.shown_digest or ""
        person = digest.partition(".")[0].removeprefix(MENU).partition("@")[0]
        return int(person) if digest.startswith(MENU) and person else None

    def opened_since(self, at: datetime) -> bool:
        """Whether that menu was opened after *at*."""
        opened = (self.shown_digest or "").partition(".")[0].partition("@")[2]
        return opened.isdigit() and int(opened) >= at.timestamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message of the bot's that is not a card; the desk has the words for `code`."""

    id: str
    chat: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    case: str | None = None  #: replies to that case's card
    reply_to: int | None = None
    prompt: str | None = None  #: the id of the prompt that this message asks
    urgency: int = 3
    created_at: datetime
    sent_at: datetime | None = None
    message: int | None = None  #: where it stands, once sent; none where it never will


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Posting is suspended."""

    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedSet:
    """A set of playbooks kept whole."""

    digest: str
    files: Mapping[str, str]
    accepted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """
    One line of the log of record.

    `words` (who, with which words) lies beside the chain under a salt and may have been erased;
    then it is nothing and the chain still verifies.
    """

    number: int
    at: datetime
    event: str
    case: str | None
    digest: str
    words: Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogVerdict:
    """What verifying the log found."""

    entries: int
    erased: int
    head: str  #: `N:DIGEST` of the last entry, to be kept elsewhere
    faults: tuple[str, ...] = ()
