"""
Everything a card shows, gathered; how it reads is the desk's business.

Nothing in it is markup: a customer's words are plain text until the desk escapes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from copilot.app.ports.records import CardRecord, Note
from copilot.domain.case import Case
from copilot.domain.channel import Mode
from copilot.domain.charter import Finding
from copilot.domain.complaint import Complaint
from copilot.domain.draft import Draft, StatedFact
from copilot.domain.handling import Alarm, Escalation, Insight, Moderation, Wait
from copilot.domain.match import Band, Lost
from copilot.domain.outbox import OutboxItem
from copilot.domain.playbook import Posture, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonView:
    """One button to offer; `token` stands for it in `callback_data` as `action:v:token`."""

    action: str
    token: str
    value: str = ""
    label: str | None = None  #: given only where the words are data (a playbook's title)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """Which playbook and why, in the words of its title."""

    band: Band
    title: str | None  #: of the case's playbook; none when none applies
    chosen: bool  #: a person picked it
    because: str | None  #: the words of the complaint that convinced
    example: str | None  #: the example they resemble
    runner_up: str | None  #: the title of what came nearest without being the answer
    lost: Lost | None = None  #: why it is not
    lost_words: tuple[str, ...] = ()  #: and the words that show it
    lost_own: int = 0  #: in how many of its own examples they stand
    nearest: tuple[str, ...] = ()  #: titles, when none applies


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """The reply exactly as it will be posted."""

    draft: Draft
    length: int
    limit: int
    findings: tuple[Finding, ...] = ()
    promise: str | None = None  #: what posting it undertakes, in the desk's language
    before: str | None = None  #: the text of the revision it was edited from
    author: str | None = None  #: whose words, by name; none for a template's
    is_proposed: bool = False  #: its author may not approve
    based_on: int | None = None  #: told when others made a revision while it was written
    signed_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingView:
    """What happens to the case beside its reply."""

    wait: Wait | None = None  #: whom it waits for now
    answered: Wait | None = None  #: the last question that got its answer
    moderation: Moderation | None = None
    escalations: tuple[Escalation, ...] = ()
    insights: tuple[Insight, ...] = ()
    alarm: Alarm | None = None  #: someone may be in danger
    reached: tuple[str, ...] = ()  #: names of those called in private
    unreached: tuple[str, ...] = ()  #: and of those to whom it cannot be said there
    names: Mapping[int, str] = field(default_factory=dict)  #: of everybody in all this
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: names, by role


@dataclass(frozen=True, slots=True)
class SaidView:
    """One message of a conversation; *name* is whose reply it was, where it went through us."""

    text: str
    at: datetime
    ours: bool
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedView:
    """One reply that is public, and on whose yeses it was posted."""

    item: OutboxItem
    by: tuple[str, ...]
    revision: int
    is_correction: bool = False  #: of the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationView:
    """The exchange so far, and what has changed since the draft was made."""

    follows: int | None = None  #: the number of the case it goes on from
    is_same_author: bool = False  #: otherwise somebody else writes below our reply
    said: tuple[SaidView, ...] = ()  #: without the message that the card quotes
    changed_from: str | None = None  #: its words before its author edited them
    natives: tuple[SaidView, ...] = ()  #: the brand's answers on the platform since the draft
    is_newer: bool = False  #: something has changed since the draft was made
    is_rectifying: bool = False  #: the next reply corrects the last of these
    posted: tuple[PostedView, ...] = ()  #: replies to this very message, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of `verify`, and who has seen to it."""

    key: str
    text: str
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailView:
    """What a template asks for, and what somebody filled in."""

    name: str
    question: str
    value: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """What was undertaken, and what became of it."""

    id: str
    what: str
    due_at: datetime
    owner: str
    is_private: bool = False
    kept_at: datetime | None = None
    kept_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """The stages of a case: what the next wants, what the last has promised."""

    steps: tuple[StepView, ...] = ()
    details: tuple[DetailView, ...] = ()
    promises: tuple[PromiseView, ...] = ()
    stages: tuple[Stage, ...] = ()  #: that could be drafted instead
    posted: bool = False  #: a reply of the case is public


@dataclass(frozen=True, slots=True)
class OriginalView:
    """The case that a duplicate repeats, and its card."""

    number: int
    card: CardRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One card."""

    case: Case
    complaint: Complaint
    version: int
    now: datetime
    brand: str
    zone: str
    mode: Mode
    paused: bool
    met: int | None  #: earlier messages of the same person here
    posture: Posture | None
    match: MatchView
    draft: DraftView | None
    buttons: tuple[ButtonView, ...]
    answers_language: bool = True  #: the brand answers in the complaint's language
    guidance: str | None = None
    verify: tuple[str, ...] = ()
    facts: tuple[StatedFact, ...] = ()
    fact_labels: Mapping[str, str] = field(default_factory=dict)  #: what they are about, by name
    claimant: str | None = None
    approved_by: tuple[str, ...] = ()
    approvals_needed: int = 1
    missing: tuple[str, ...] = ()  #: roles that still have to say yes
    could: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: for each, who could
    sending: OutboxItem | None = None
    sent_by: str | None = None
    closed_by: str | None = None
    original: OriginalView | None = None  #: closed as a duplicate of it
    notes: tuple[Note, ...] = ()
    note_authors: Mapping[int, str] = field(default_factory=dict)
    beside: tuple[int, ...] = ()  #: other cases of the same person
    handling: HandlingView = field(default_factory=HandlingView)
    conversation: ConversationView = field(default_factory=ConversationView)
    course: CourseView = field(default_factory=CourseView)
    wants_claim: bool = False  #: all it takes to publish is to claim: a person signs
    is_aside: bool = False  #: put off: until when is all that need be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """Choices that take the place of a card's buttons until it is drawn again."""

    kind: str  #: dismiss, later, playbook, more
    buttons: tuple[ButtonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a press or command came to; the desk has the words for `code`."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    alert: bool = False  #: shown until it is closed, for what must not be missed
    menu: Menu | None = None
    case: str | None = None
