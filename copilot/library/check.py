"""What `copilot check` says of a library: what reading found, and the playbooks' own tests."""

from dataclasses import dataclass

from copilot.app.ports.library import Loaded
from copilot.domain.match import Match
from copilot.domain.playbook import Playbook, PlaybookTest
from copilot.domain.problem import Problem
from copilot.library.place import Place
from copilot.library.playbooks import NOT_THIS, THIS
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
    if loaded.playbook_set is None:
        return CheckResult(loaded, loaded.problems)
    report = Report(library.problem_language)
    run_tests(tuple(loaded.playbook_set.playbooks.values()), report, library)
    problems = sorted({*loaded.problems, *report.problems}, key=order)
    return CheckResult(loaded, tuple(problems))


def run_tests(playbooks: tuple[Playbook, ...], report: Report, library: FileLibrary) -> None:
    """Run every test of *playbooks* through the matcher they are matched by."""
    # numpy takes a while to load, and most commands never match
    from copilot.matching.matcher import Matcher  # noqa: PLC0415

    ids = [playbook.id for playbook in playbooks]
    if not any(playbook.tests for playbook in playbooks):
        return
    matcher = Matcher.build(playbooks)
    for playbook in playbooks:
        for test in playbook.tests:
            at = _place(library.shown_path(playbook.path), test)
            expected = playbook.id if test.expect in (THIS, NOT_THIS) else test.expect
            if expected not in ids:
                report.unknown(at, "unknown-playbook", word=expected, known=ids)
                continue
            match = matcher.match(test.phrase, test.lang, top=3)
            if not _holds(test, expected, match):
                _tell(report, at, test, expected, match)


def _holds(test: PlaybookTest, expected: str, match: Match) -> bool:
    return (match.playbook == expected) is not (test.expect == NOT_THIS)


def _place(path: str, test: PlaybookTest) -> Place:
    return Place(path, test.line, test.column, test.column + len(test.phrase))


def _tell(report: Report, at: Place, test: PlaybookTest, expected: str, match: Match) -> None:
    confidence = f"{match.confidence:.2f}"
    if test.expect == NOT_THIS:
        code = "failed-test/not-this"
        report.error(at, code, expected=expected, confidence=confidence)
        return
    report.error(at, "failed-test/this", expected=expected, found=_found(report, match))


def _found(report: Report, match: Match) -> str:
    """Say what won instead, and why."""
    if not match.candidates:
        return report.sentence("found/nothing", {})
    first = match.candidates[0]
    values = {"first": first.playbook, "confidence": f"{first.confidence:.2f}"}
    if match.playbook is None:
        return report.sentence("found/none", values)
    if first.because:
        example = first.because[0].example
        return report.sentence("found/other-because", {**values, "example": example})
    return report.sentence("found/other", values)
