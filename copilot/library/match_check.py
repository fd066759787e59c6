"""What matching finds in a library whose files were read."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem
from copilot.library.library_files import LibraryFiles
from copilot.library.matched import CHECKS
from copilot.library.matched.matched import Find, Matched
from copilot.library.report import Report
from copilot.library.tree import FileLibrary

if TYPE_CHECKING:
    from copilot.matching.left_out import Left

#: So many playbooks are named with their confidence when one loses to another.
TOP = 5


def match_check(
    library: FileLibrary, read: LibraryFiles, accepted: PlaybookSet
) -> Sequence[Problem]:
    """Run the tests of the playbooks in *accepted*, and match their examples."""
    playbooks = tuple(accepted.playbooks.values())
    report = Report(library.problem_language)
    if playbooks:
        shown = {playbook.id: library.shown_path(playbook.path) for playbook in playbooks}
        find, leave_out = _matcher(playbooks)
        matched = Matched(playbooks, shown, find, report, read.playbooks, leave_out)
        for check_one in CHECKS.values():
            check_one(matched)
    return report.problems


def _matcher(playbooks: Sequence[Playbook]) -> tuple[Find, Callable[[], Sequence["Left"]]]:
    # the tables of the matcher take a while to load, and reading alone never matches
    from copilot.matching.left_out import left_out  # noqa: PLC0415
    from copilot.matching.matcher import Matcher  # noqa: PLC0415

    matcher = Matcher.build(playbooks)
    known = {playbook.id: playbook for playbook in playbooks}
    index = matcher.index
    return (
        lambda phrase, lang: matcher.match(phrase, lang, top=TOP),
        lambda: left_out(index, known) if index else (),
    )
