"""What a check that needs the matcher looks at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copilot.domain.match import Match
from copilot.domain.playbook import Playbook
from copilot.library.report import Report

Find = Callable[[str, str], Match]


@dataclass(frozen=True)
class Matched:
    """An accepted set's playbooks, the matcher over them, and where problems go."""

    playbooks: Sequence[Playbook]
    paths: Mapping[str, str]  #: as they are shown, by playbook
    find: Find  #: a phrase in a language
    report: Report
