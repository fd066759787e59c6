"""The brand's rules for every reply, and what they say of a text (CONTRACT.md, section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from copilot.domain.playbook import Duration, Texts


class Level(StrEnum):
    """What a broken rule does."""

    BLOCK = "block"  #: the text cannot be approved
    WARN = "warn"  #: the CM is told
    OFF = "off"


class SignedBy(StrEnum):
    """Whose name stands under a reply."""

    BRAND = "brand"
    PERSON = "person"  #: then a case is claimed before it can be approved


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the charter with its settings; unused ones keep their empty value."""

    level: Level
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: banned, by language
    allow: tuple[str, ...] = ()  #: link domains
    limits: Mapping[str, int] = field(default_factory=dict)  #: length, by channel kind or name
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: by stage
    most: int = 1

    def limit_on(self, channel: str, kind: str) -> int | None:
        """The length that the rule sets for a channel: by its name, its kind, or for all."""
        own = (self.limits.get(one) for one in (channel, kind, "default"))
        return next((one for one in own if one is not None), None)


@dataclass(frozen=True, slots=True)
class Silence:
    """One rule silenced for one template, with the reason."""

    rule: str
    template: str
    because: str


@dataclass(frozen=True, slots=True)
class Objectives:
    """What the brand set itself beforehand."""

    first_answer: Duration | None = None
    answered: int | None = None  #: percent
    promises_kept: int | None = None  #: percent


@dataclass(frozen=True, slots=True)
class Charter:
    """The whole charter; every rule has a default (see `library.charter`)."""

    signature: SignedBy = SignedBy.BRAND
    voice: Texts = field(default_factory=dict)
    similarity: int = 80
    rules: Mapping[str, Rule] = field(default_factory=dict)
    silence: tuple[Silence, ...] = ()
    objectives: Objectives = field(default_factory=Objectives)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the charter says of a text; `words` is what to underline, `values` what to tell."""

    rule: str
    level: Level
    span: tuple[int, int] | None = None
    words: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


def blocks(findings: "tuple[Finding, ...] | list[Finding]") -> bool:
    """Say whether any of *findings* forbids approval."""
    return any(finding.level is Level.BLOCK for finding in findings)
