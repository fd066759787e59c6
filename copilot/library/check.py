"""What `copilot check` says of a library: what reading found, and what matching finds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem
from copilot.library.explain import rules
from copilot.library.library_files import LibraryFiles
from copilot.library.match_check import match_check
from copilot.library.report import Report, order
from copilot.library.second_process import SecondProcess
from copilot.library.tree import Examined, FileLibrary, FilesRead

#: Finds what somebody else has to say of an accepted set.
More = Callable[[PlaybookSet], Iterable[Problem]]
#: Starts the process that does the matching part, where that is worth it.
Beside = Callable[[FileLibrary, LibraryFiles], SecondProcess | None]


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
    library: FileLibrary,
    *,
    more: More | None = None,
    more_rules: Iterable[str] = (),
    beside: Beside | None = None,
) -> CheckResult:
    """
    Read *library*; if it can be used, run the playbooks' tests and match their examples.

    *more* adds problems of *more_rules*, which comments in the files may silence, too.
    *beside* may start a second process, which matches the examples meanwhile.
    """
    read = library.read()
    second = beside(library, read.library) if beside and read.can_be_used else None
    try:
        return _check(library, read, second, more, more_rules)
    finally:
        if second:
            second.stop()


def _check(
    library: FileLibrary,
    read: FilesRead,
    second: SecondProcess | None,
    more: More | None,
    more_rules: Iterable[str],
) -> CheckResult:
    examined = library.examine(read, is_shared=second is not None)
    accepted = examined.playbook_set
    problems = [*examined.problems, *_apart(library, read, second)]
    report = Report(library.problem_language)
    if accepted is not None:
        problems += _matched(library, examined, accepted, second)
        problems += more(accepted) if more else ()
    examined.silences.judge(
        problems, report, rules=(*rules(), *more_rules), has_all=accepted is not None
    )
    told = {*examined.silences.hush(problems), *report.problems}
    return CheckResult(accepted, tuple(sorted(told, key=order)))


def _apart(
    library: FileLibrary, read: FilesRead, second: SecondProcess | None
) -> Sequence[Problem]:
    if second is None:
        return ()
    found = second.examples()
    return library.examine_apart(read.library) if found is None else found


def _matched(
    library: FileLibrary, examined: Examined, accepted: PlaybookSet, second: SecondProcess | None
) -> Sequence[Problem]:
    found = second.matching() if second else None
    return match_check(library, examined.library, accepted) if found is None else found
