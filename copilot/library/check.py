"""What `copilot check` says of a library: what reading found, and the playbooks' own tests."""

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.app.ports.library import Loaded
from copilot.domain.playbook import Playbook
from copilot.domain.problem import Problem
from copilot.library.matched import CHECKS
from copilot.library.matched.matched import Find, Matched
from copilot.library.report import Report, order
from copilot.library.tree import FileLibrary


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What reading gave, and every problem, tests included."""

    loaded: Loaded
    problems: tuple[Problem, ...]

    @property
    def playbooks(self) -> int:
        """How many playbooks were accepted."""
        accepted = self.loaded.playbook_set
        return len(accepted.playbooks) if accepted else 0


def check(library: FileLibrary) -> CheckResult:
    """Read *library*, and run the playbooks' tests if it can be used."""
    loaded = library.load()
    accepted = loaded.playbook_set
    if accepted is None:
        return CheckResult(loaded, loaded.problems)
    playbooks = tuple(accepted.playbooks.values())
    shown = {playbook.id: library.shown_path(playbook.path) for playbook in playbooks}
    report = Report(library.problem_language)
    if any(playbook.tests for playbook in playbooks):
        look_at = Matched(playbooks, shown, _matcher(playbooks), report)
        for check_one in CHECKS.values():
            check_one(look_at)
    problems = sorted({*loaded.problems, *report.problems}, key=order)
    return CheckResult(loaded, tuple(problems))


def _matcher(playbooks: Sequence[Playbook]) -> Find:
    # numpy takes a while to load, and reading alone never matches
    from copilot.matching.matcher import Matcher  # noqa: PLC0415

    matcher = Matcher.build(playbooks)
    return lambda phrase, lang: matcher.match(phrase, lang, top=3)
