"""Runs the playbooks' own tests against a matcher that somebody has already."""

from collections.abc import Callable

from copilot.domain.match import Match
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem
from copilot.library.report import Report

Find = Callable[[str, str], Match]


def failing_tests(
    playbook_set: PlaybookSet, find: Find, *, language: str, shown: Callable[[str], str]
) -> tuple[Problem, ...]:
    """Say which tests fail, as `check` does; *shown* makes a set's path one to show."""
    # the tables of the matcher take a while to load, and reading alone never matches
    from copilot.library.matched import tests  # noqa: PLC0415
    from copilot.library.matched.matched import Matched  # noqa: PLC0415

    playbooks = tuple(playbook_set.playbooks.values())
    paths = {playbook.id: shown(playbook.path) for playbook in playbooks}
    report = Report(language)
    tests.check(Matched(playbooks, paths, find, report))
    return report.problems
