"""Reads a library for commands that answer at once: no check across files, no sample replies."""

from collections.abc import Collection, Mapping
from pathlib import Path

from copilot.cli.setting import Setting
from copilot.domain.errors import LibraryError
from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import ProblemSeverity, has_errors
from copilot.library import folder
from copilot.library.library_files import LibraryFiles, parse
from copilot.library.report import Report

#: What lies beside the playbooks and has no say in matching.
_BESIDE = ("playbooks/charter.yaml", "playbooks/facts.yaml")


def read_playbooks(setting: Setting) -> Mapping[str, Playbook]:
    """
    Read the playbooks alone.

    Raises:
        LibraryError: one of them cannot be read; holds every error.
    """
    return (
        _read(setting, {folder.PLAYBOOKS: setting.playbooks}, without=_BESIDE).as_set().playbooks
    )


def read_set(setting: Setting) -> PlaybookSet:
    """
    Read playbooks and replies, each file by itself.

    Raises:
        LibraryError: one of them cannot be read; holds every error.
    """
    both = {folder.PLAYBOOKS: setting.playbooks, folder.REPLIES: setting.replies}
    return _read(setting, both).as_set()


def _read(
    setting: Setting, folders: Mapping[str, Path], *, without: Collection[str] = ()
) -> LibraryFiles:
    report = Report(setting.problem_language)
    files = folder.read(folders, report)
    sources = {name: source for name, source in files.sources.items() if name not in without}
    library = parse(sources, report, languages=setting.languages)
    if has_errors(report.problems):
        errors = [one for one in report.problems if one.severity is ProblemSeverity.ERROR]
        raise LibraryError(errors)
    return library
