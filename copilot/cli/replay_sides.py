"""The two sets of playbooks that `replay` compares: those of before, and the files as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from copilot.cli.replay_words import say
from copilot.cli.setting import Setting
from copilot.domain.errors import RevisionError, UsageError
from copilot.domain.playbook import Playbook
from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library import folder, revision
from copilot.library.library_files import parse
from copilot.library.report import Report
from copilot.library.source import Source

#: What lies beside the playbooks and has no say in matching.
_BESIDE = ("playbooks/charter.yaml", "playbooks/facts.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Playbooks by their ids, where they come from, and why they cannot be used."""

    name: str
    commit: str | None = None
    day: str | None = None  #: when it was committed, as 2026-11-20
    playbooks: Mapping[str, Playbook]
    errors: tuple[Problem, ...] = ()


def sides(setting: Setting, against: str) -> tuple[Side, Side]:
    """
    Read the playbooks of *against*, a folder or a revision, and those of the files.

    Raises:
        UsageError: there is nothing to compare.
    """
    language = setting.problem_language
    now = Report(language)
    files = folder.read({folder.PLAYBOOKS: setting.playbooks}, now).sources
    after = _side(setting, say(language, "now"), files, now)
    if after.errors or after.playbooks:
        return _earlier(setting, against), after
    raise UsageError(say(language, "empty", name=setting.playbooks))


def _earlier(setting: Setting, against: str) -> Side:
    report = Report(setting.problem_language)
    if against and Path(against).is_dir():
        found = folder.read({folder.PLAYBOOKS: _playbooks_in(Path(against))}, report).sources
        side = _side(setting, against, found, report)
    else:
        taken = _revision(setting, against, report)
        side = _side(setting, against, taken.sources, report, taken=taken)
    if not side.playbooks and not side.errors:
        raise UsageError(say(setting.problem_language, "empty", name=against))
    return side


def _playbooks_in(given: Path) -> Path:
    return given / folder.PLAYBOOKS if (given / folder.PLAYBOOKS).is_dir() else given


def _revision(setting: Setting, name: str, report: Report) -> revision.Revision:
    try:
        return revision.read(setting.playbooks, name, report)
    except RevisionError as error:
        sentence = say(
            setting.problem_language,
            f"revision/{error.why}",
            folder=setting.playbooks,
            detail=error.detail,
            name=name,
        )
        raise UsageError(sentence) from error


def _side(
    setting: Setting,
    name: str,
    sources: Mapping[str, Source],
    report: Report,
    *,
    taken: revision.Revision | None = None,
) -> Side:
    matched = {path: source for path, source in sources.items() if path not in _BESIDE}
    found = parse(matched, report, languages=setting.languages).as_set().playbooks
    errors = (one for one in report.problems if one.severity is ProblemSeverity.ERROR)
    return Side(
        name=name,
        commit=taken.commit if taken else None,
        day=taken.day if taken else None,
        playbooks=found,
        errors=tuple(errors),
    )
