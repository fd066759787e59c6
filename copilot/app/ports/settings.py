"""The configuration's file while the desk runs, as the use cases see it."""

from dataclasses import dataclass
from typing import Protocol

from copilot.domain.person import People
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """What reading it gave: who works at the desk when nothing forbids using it."""

    people: People | None
    problems: tuple[Problem, ...] = ()
    waiting: tuple[str, ...] = ()  #: keys that are other than at the start; a restart takes them


class Settings(Protocol):
    """One configuration's file."""

    def fingerprint(self) -> str:
        """A cheap mark of the file's state; it changes when the file does."""

    def read(self) -> SettingsRead:
        """Read and check it whole; never raises for what is in it."""

    def unmet(self, playbooks: PlaybookSet) -> tuple[Problem, ...]:
        """What *playbooks* ask of the people in vain, as they were last read."""
