"""Reads `copilot.yaml`: every fault at once, or a configuration."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from copilot.config import coherence
from copilot.config.environment import Environment
from copilot.config.sentences import SENTENCES
from copilot.config.settings import Config
from copilot.config.shape import CONFIG, Written
from copilot.config.spoken import spoken_in
from copilot.domain.errors import ConfigError, UsageError
from copilot.domain.person import People
from copilot.domain.problem import Problem, ProblemSeverity, has_errors
from copilot.library.nodes import Node, Scalar, compose, node_at
from copilot.library.report import Report
from copilot.library.shape import Reading
from copilot.library.source import Source, decode

#: The rule about an empty `people`: only what posts replies refuses to start for it.
NO_PEOPLE = "no-people"


@dataclass(frozen=True, slots=True)
class ConfigReading:
    """
    What reading gave: a configuration when no fault forbids one, and every problem.

    Where the library lies is known even when the rest cannot be used, as far as it can be read.
    """

    config: Config | None
    problems: tuple[Problem, ...]
    playbooks: Path
    replies: Path
    language: str = "en"


def read(path: Path, environment: Environment) -> ConfigReading:
    """
    Read the file *path* whole.

    Raises:
        UsageError: there is no such file, or it may not be read.
    """
    report, source, root = _compose(path)
    playbooks, replies = (path.parent / _text(root, name) for name in ("playbooks", "replies"))
    if source is None or root is None:
        return ConfigReading(None, report.problems, playbooks, replies, report.language)
    root = environment.resolve(root, report)
    written = CONFIG.read(root, Reading(source, report))
    coherence.check(root, report)
    problems = report.problems
    fatal = [one for one in problems if one.rule != NO_PEOPLE]
    is_usable = written is not None and not has_errors(fatal)
    config = _config(path, written) if written and is_usable else None
    return ConfigReading(config, problems, playbooks, replies, report.language)


def load(
    path: Path,
    *,
    environ: Mapping[str, str] | None = None,
    needed: Collection[str] | None = None,
    may_be_without_people: bool = False,
) -> Config:
    """
    Read the configuration, with values of *environ* (by default the process's).

    With *needed* only the variables under those keys of the file must be set.

    Raises:
        ConfigError: it cannot be used; holds every error.
        UsageError: there is no such file.
    """
    values = os.environ if environ is None else environ
    found = read(path, Environment(values, needed))
    errors = [one for one in found.problems if one.severity is ProblemSeverity.ERROR]
    if may_be_without_people:
        errors = [one for one in errors if one.rule != NO_PEOPLE]
    if errors or found.config is None:
        raise ConfigError(errors)
    return found.config


def report_for(language: str) -> Report:
    """A report that knows a configuration's sentences, too."""
    return Report(language, more=SENTENCES)


def _text(root: Node | None, name: str) -> str:
    """The folder *name*, which is called so unless the file says otherwise."""
    found = node_at(root, name)
    return found.text if isinstance(found, Scalar) and found.text else name


def _compose(path: Path) -> tuple[Report, Source | None, Node | None]:
    data = _bytes(path)
    silent = Report()
    source = decode(data, path.as_posix(), silent)
    root = compose(source, silent) if source else None
    # Only now is it known in which language to tell what is wrong.
    report = report_for(spoken_in(root, data.decode("utf-8", "replace")))
    source = decode(data, path.as_posix(), report)
    return report, source, compose(source, report) if source else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise UsageError(
            f"there is no {path}; name one with -c FILE, or write one with: copilot init DIR"
        ) from exc
    except OSError as exc:
        raise UsageError(f"{path} cannot be read: {exc.strerror or exc}") from exc


def _config(path: Path, written: Written) -> Config:
    telegram, _ = written.desk.telegram
    return Config(
        path=path,
        brand=written.brand,
        database=written.database,
        playbooks=path.parent / written.playbooks,
        replies=path.parent / written.replies,
        desk=written.desk.settings(written.brand),
        telegram=telegram,
        people=People(written.people),
        channels=written.channels,
        server=written.server,
    )
