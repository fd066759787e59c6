"""What `copilot check` says of a library: what reading found, and the playbooks' own tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copilot.app.ports.library import Loaded
from copilot.domain.match import Match
from copilot.domain.playbook import Playbook, PlaybookTest
from copilot.domain.problem import Problem
from copilot.library.place import Place
from copilot.library.playbooks import NOT_THIS, THIS
from copilot.library.report import Report, order
from copilot.library.tree import FileLibrary

Find = Callable[[str, str], Match]


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
        run_tests(playbooks, _matcher(playbooks), report, paths=shown)
    problems = sorted({*loaded.problems, *report.problems}, key=order)
    return CheckResult(loaded, tuple(problems))


def _matcher(playbooks: Sequence[Playbook]) -> Find:
    # numpy takes a while to load, and reading alone never matches
    from copilot.matching.matcher import Matcher  # noqa: PLC0415

    matcher = Matcher.build(playbooks)
    return lambda phrase, lang: matcher.match(phrase, lang, top=3)


def run_tests(
    playbooks: Sequence[Playbook], find: Find, report: Report, *, paths: Mapping[str, str]
) -> None:
    """Run every test of *playbooks* through *find*; *paths* are where problems point."""
    ids = [playbook.id for playbook in playbooks]
    for playbook in playbooks:
        for test in playbook.tests:
            at = _place(paths[playbook.id], test)
            expected = playbook.id if test.expect in (THIS, NOT_THIS) else test.expect
            if expected not in ids:
                report.unknown(at, "unknown-playbook", word=expected, known=ids)
                continue
            match = find(test.phrase, test.lang)
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
