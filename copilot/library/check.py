"""What `copilot check` says of a library: what reading found, and what matching finds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem
from copilot.library.explain import rules
from copilot.library.library_files import LibraryFiles
from copilot.library.matched import CHECKS
from copilot.library.matched.matched import Find, Matched
from copilot.library.report import Report, order
from copilot.library.tree import FileLibrary
from copilot.matching.left_out import Left, left_out

#: Finds what somebody else has to say of an accepted set.
More = Callable[[PlaybookSet], Iterable[Problem]]
#: So many playbooks are named with their confidence when one loses to another.
TOP = 5


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The set, if one was accepted, and every problem, tests included."""

    playbook_set: PlaybookSet | None
    problems: tuple[Problem, ...]

    @property
    def playbooks(self) -> int:
        """How many playbooks were accepted."""
        return len(self.playbook_set.playbooks) if self.playbook_set else 0


def check(
    library: FileLibrary, *, more: More | None = None, more_rules: Iterable[str] = ()
) -> CheckResult:
    """
    Read *library*; if it can be used, run the playbooks' tests and match their examples.

    *more* adds problems of *more_rules*, which comments in the files may silence, too.
    """
    examined = library.examine()
    accepted = examined.playbook_set
    problems = list(examined.problems)
    report = Report(library.problem_language)
    if accepted is not None:
        problems += _matched(library, accepted, examined.library)
        problems += more(accepted) if more else ()
    examined.silences.judge(
        problems, report, rules=(*rules(), *more_rules), has_all=accepted is not None
    )
    told = {*examined.silences.hush(problems), *report.problems}
    return CheckResult(accepted, tuple(sorted(told, key=order)))


def _matched(library: FileLibrary, accepted: PlaybookSet, read: LibraryFiles) -> Sequence[Problem]:
    playbooks = tuple(accepted.playbooks.values())
    report = Report(library.problem_language)
    if playbooks:
        shown = {playbook.id: library.shown_path(playbook.path) for playbook in playbooks}
        find, leave_out = _matcher(playbooks)
        matched = Matched(playbooks, shown, find, report, read.playbooks, leave_out)
        for check_one in CHECKS.values():
            check_one(matched)
    return report.problems


def _matcher(playbooks: Sequence[Playbook]) -> tuple[Find, Callable[[], Sequence[Left]]]:
    # the tables of the matcher take a while to load, and reading alone never matches
    from copilot.matching.matcher import Matcher  # noqa: PLC0415

    matcher = Matcher.build(playbooks)
    known = {playbook.id: playbook for playbook in playbooks}
    index = matcher.index
    return (
        lambda phrase, lang: matcher.match(phrase, lang, top=TOP),
        lambda: left_out(index, known) if index else (),
    )
