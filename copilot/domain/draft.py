"""A rendered reply, what went into it, and the revisions of a case's draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from copilot.domain.charter import Finding
from copilot.domain.complaint import Complaint
from copilot.domain.fact_change import Overrides
from copilot.domain.playbook import Stage


@dataclass(frozen=True, slots=True)
class TemplateId:
    """One file `replies/<playbook>/<stage>[-<n>].<lang>.j2`."""

    playbook: str
    stage: Stage
    lang: str
    variant: int = 1

    @property
    def path(self) -> str:
        """The path below `replies/`."""
        number = "" if self.variant == 1 else f"-{self.variant}"
        return f"{self.playbook}/{self.stage.value}{number}.{self.lang}.j2"


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What a draft must know of the channel it will go to."""

    name: str
    kind: str
    limit: int  #: in the channel's own counting


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One earlier message of a conversation; *ours* when the brand wrote it."""

    text: str
    at: datetime
    ours: bool


def is_greeted(exchange: Iterable[Exchanged]) -> bool:
    """Whether the brand has spoken to this customer: one has written, the other answered."""
    return {one.ours for one in exchange} == {True, False}


def is_below_ours(exchange: Iterable[Exchanged]) -> bool:
    """Whether it is somebody new, who writes below what the brand told somebody else."""
    return {one.ours for one in exchange} == {True}


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """Everything a template may see (CONTRACT.md, section 5)."""

    template: TemplateId
    complaint: Complaint
    channel: ChannelFacts
    signature: str
    now: datetime  #: with the brand's zone: templates speak of days
    exchange: tuple[Exchanged, ...] = ()
    ask: Mapping[str, str] = field(default_factory=dict)
    promise_due: datetime | None = None
    overrides: Overrides = field(default_factory=dict)  #: facts as the desk says them now
    corrects: datetime | None = None  #: when the reply that this one corrects was posted


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that a text states, kept with the draft so that its expiry can be seen later."""

    name: str
    value: str
    source: str
    until: date | None = None
    ends_at: datetime | None = None  #: of a value that the desk gave: the moment it ends


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text, what the charter says of it, what it states and promises."""

    template: TemplateId
    text: str
    findings: tuple[Finding, ...] = ()
    facts: tuple[StatedFact, ...] = ()
    promise: str | None = None
    promise_due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    One revision of a case's reply; never changed once written.

    `author` is the Telegram id of the person whose words it holds, or nothing for a template's.
    """

    id: str
    case: str
    revision: int
    text: str
    lang: str
    stage: Stage
    set_digest: str
    signature: str
    created_at: datetime
    signed_for: int | None = None  #: whose name stands under it; none for the brand
    author: int | None = None
    template: TemplateId | None = None
    findings: tuple[Finding, ...] = ()
    facts: tuple[StatedFact, ...] = ()
    promise: str | None = None
    promise_due: datetime | None = None
    based_on: int | None = None  #: the revision it began from
