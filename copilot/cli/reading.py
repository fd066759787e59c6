"""Reads a library for commands that answer at once: no check across files, no sample replies."""

from collections.abc import Mapping
from itertools import groupby

from copilot.cli.setting import Setting
from copilot.domain.errors import LibraryError
from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import ProblemSeverity
from copilot.library import folder
from copilot.library.library_files import parse
from copilot.library.report import Report

#: What lies beside the playbooks and has no say in matching.
_BESIDE = ("playbooks/charter.yaml", "playbooks/facts.yaml")


def read_playbooks(setting: Setting) -> Mapping[str, Playbook]:
    """
    Read the playbooks alone.

    Raises:
        LibraryError: one of them cannot be read; holds every error.
    """
    report = Report(setting.problem_language)
    sources = folder.read({folder.PLAYBOOKS: setting.playbooks}, report).sources
    named = sorted((name for name in sources if name not in _BESIDE), key=_file_name)
    found: dict[str, Playbook] = {}
    # Files of one name might clash; others need not be held in memory together.
    for _, names in groupby(named, key=_file_name):
        few = {name: sources[name] for name in names}
        found.update(parse(few, report, languages=setting.languages).as_set().playbooks)
    _refuse_faults(report)
    return found


def read_set(setting: Setting) -> PlaybookSet:
    """
    Read playbooks and replies, each file by itself.

    Raises:
        LibraryError: one of them cannot be read; holds every error.
    """
    report = Report(setting.problem_language)
    both = {folder.PLAYBOOKS: setting.playbooks, folder.REPLIES: setting.replies}
    files = folder.read(both, report)
    library = parse(files.sources, report, languages=setting.languages)
    _refuse_faults(report)
    return library.as_set()


def _file_name(name: str) -> str:
    return name.rpartition("/")[2]


def _refuse_faults(report: Report) -> None:
    errors = [one for one in report.problems if one.severity is ProblemSeverity.ERROR]
    if errors:
        raise LibraryError(errors)
