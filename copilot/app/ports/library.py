"""Where playbook sets come from, and how one of them drafts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from copilot.domain.charter import Finding
from copilot.domain.draft import ChannelFacts, Rendered, RenderRequest
from copilot.domain.fact_change import Overrides
from copilot.domain.match import Match
from copilot.domain.playbook import Stage
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading the files gave: a set when there is no error, and every problem either way."""

    playbook_set: PlaybookSet | None
    problems: tuple[Problem, ...]
    digest: str  #: of the files as they were read, accepted or not


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A person's own words, to be held against the charter."""

    text: str
    lang: str
    channel: ChannelFacts
    signature: str
    playbook: str | None = None
    stage: Stage = Stage.FIRST
    in_exchange: bool = False
    is_below_ours: bool = False  #: below our reply to somebody else
    promise_due: datetime | None = None  #: what the draft it was edited from promises, until when
    drafted_at: datetime | None = None  #: when that was rendered, in the brand's zone
    overrides: Overrides = field(default_factory=dict)  #: facts as the desk says them now


class Library(Protocol):
    """The brand's files."""

    def fingerprint(self) -> str:
        """A cheap mark of the files' state (names, sizes, times); it changes when a file does."""

    def load(self) -> Loaded:
        """Read and check everything; never raises for what is in the files."""

    def restore(self, files: Mapping[str, str]) -> PlaybookSet:
        """Build an accepted set again from its stored files."""

    def failing_tests(
        self, playbook_set: PlaybookSet, find: Callable[[str, str], Match]
    ) -> tuple[Problem, ...]:
        """Run the playbooks' own tests; *find* matches a phrase in a language."""

    def drafter(self, playbook_set: PlaybookSet) -> "Drafter":
        """Prepare *playbook_set* for rendering."""


class Drafter(Protocol):
    """Renders and reviews with one set."""

    def render(self, request: RenderRequest) -> Rendered:
        """
        Render one template and hold the text against the charter.

        Raises:
            TemplateFailed: the template cannot be rendered for this complaint; says why.
        """

    def review(self, request: ReviewRequest) -> tuple[Finding, ...]:
        """Say what the charter thinks of a text."""

    def due_words(self, due: datetime, *, now: datetime, lang: str) -> str:
        """The words in which a template says a due time, when it is rendered at *now*."""

    def asks(self, template_path: str) -> tuple[str, ...]:
        """Names of `ask` values the template needs."""

    def corrects(self, template_path: str) -> bool:
        """Whether the template says of itself that it corrects a reply."""
