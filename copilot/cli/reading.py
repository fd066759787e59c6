"""Reads a library for commands that answer at once: no check across files, no sample replies."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copilot.cli.setting import Setting
from copilot.domain.errors import LibraryError
from copilot.domain.playbook import Playbook, Posture, Severity
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import ProblemSeverity
from copilot.library import folder
from copilot.library.index_folder import IndexFolder
from copilot.library.report import Report
from copilot.library.source import Source
from copilot.matching.digest import method
from copilot.matching.matcher import Matcher

if TYPE_CHECKING:
    from copilot.library.library_files import LibraryFiles

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
        found.update(_parse(few, report, setting.languages).as_set().playbooks)
    _refuse_faults(report)
    return found


def read_matcher(setting: Setting, cache: Path | None) -> tuple[Matcher, Mapping[str, Playbook]]:
    """
    Make the matcher of the playbooks, or find it in the folder *cache* if they are as they were.

    Found there, the playbooks hold what matching and naming them needs, and no more.

    Raises:
        LibraryError: one of them cannot be read; holds every error.
    """
    if cache is None:
        playbooks = read_playbooks(setting)
        return Matcher.build(playbooks.values()), playbooks
    indexes, key = IndexFolder(cache), _key(setting)
    found = indexes.get(key)
    if found is not None:
        playbooks = {each["id"]: _restored(each) for each in found.extra}
        return Matcher.build(playbooks.values(), found.index), playbooks
    playbooks = read_playbooks(setting)
    matcher = Matcher.build(playbooks.values())
    # Files that changed while they were read belong to no key.
    if matcher.index is not None and key == _key(setting):
        indexes.put(key, matcher.index, [_kept(each) for each in playbooks.values()])
    return matcher, playbooks


def read_set(setting: Setting) -> PlaybookSet:
    """
    Read playbooks and replies, each file by itself.

    Raises:
        LibraryError: one of them cannot be read; holds every error.
    """
    report = Report(setting.problem_language)
    both = {folder.PLAYBOOKS: setting.playbooks, folder.REPLIES: setting.replies}
    files = folder.read(both, report)
    library = _parse(files.sources, report, setting.languages)
    _refuse_faults(report)
    return library.as_set()


def _parse(
    sources: Mapping[str, Source], report: Report, languages: Sequence[str]
) -> "LibraryFiles":
    # a tenth of a second that an answer from the cache can do without
    from copilot.library.library_files import parse  # noqa: PLC0415

    return parse(sources, report, languages=languages)


def _file_name(name: str) -> str:
    return name.rpartition("/")[2]


def _refuse_faults(report: Report) -> None:
    errors = [one for one in report.problems if one.severity is ProblemSeverity.ERROR]
    if errors:
        raise LibraryError(errors)


def _key(setting: Setting) -> str:
    """What the answers depend on: the files, how they are read, and how is learned from them."""
    try:
        contents = folder.contents(setting.playbooks)
    except OSError:
        contents = secrets.token_hex()  # reading them in earnest tells what is wrong
    parts = (method(), contents, *setting.languages)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _kept(playbook: Playbook) -> dict[str, object]:
    return {
        "id": playbook.id,
        "path": playbook.path,
        "title": playbook.title,
        "severity": playbook.severity.value,
        "posture": playbook.posture.value,
        "requires": {lang: list(texts) for lang, texts in playbook.requires.items()},
        "excludes": {lang: list(texts) for lang, texts in playbook.excludes.items()},
    }


def _restored(kept: Mapping[str, Any]) -> Playbook:
    return Playbook(
        id=kept["id"],
        path=kept["path"],
        title=kept["title"],
        severity=Severity(kept["severity"]),
        posture=Posture(kept["posture"]),
        examples={},
        requires={lang: tuple(texts) for lang, texts in kept["requires"].items()},
        excludes={lang: tuple(texts) for lang, texts in kept["excludes"].items()},
    )
