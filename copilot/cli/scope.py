"""What `copilot check` looks at: a configuration and its library, or a library alone."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from copilot.config.environment import Environment
from copilot.config.read import read
from copilot.config.settings import Config
from copilot.config.spoken import spoken_by
from copilot.config.starter import starter_playbooks, starter_replies
from copilot.domain.errors import UsageError
from copilot.domain.problem import Problem

CONFIG_FILE = "copilot.yaml"


@dataclass(frozen=True, slots=True)
class Scope:
    """Folders to check, what the configuration is and what is wrong with it."""

    playbooks: Path
    replies: Path
    config: Config | None = None
    problems: tuple[Problem, ...] = ()
    language: str = "en"
    only: tuple[Path, ...] = ()  #: what to tell of; everything when empty
    is_starter: bool = False  #: nothing of the brand's own was found
    config_path: Path | None = None

    def tells(self, problem: Problem) -> bool:
        """Say whether the problem lies in what was asked for."""
        if not self.only:
            return True
        path = Path(problem.path).resolve()
        return any(path == one or one in path.parents for one in self.only)


def scope_of(args: argparse.Namespace) -> Scope:
    """
    Find out what to check.

    Raises:
        UsageError: something that is named is not there.
    """
    paths = [_existing(name) for name in args.path]
    environment = Environment(None if args.no_env else os.environ)
    for path in paths:
        if found := _whole(path):
            return _narrowed(_scope(found, args, environment), paths, whole=path)
    if args.config != CONFIG_FILE or Path(args.config).exists():
        return _narrowed(_scope(Path(args.config), args, environment), paths)
    playbooks, replies = _folders(args, paths)
    is_starter = playbooks == starter_playbooks()
    alone = Scope(playbooks, replies, language=spoken_by(), is_starter=is_starter)
    return _narrowed(alone, paths)


def _whole(path: Path) -> Path | None:
    """The configuration that *path* is, or holds."""
    if path.is_file():
        return path if path.name == CONFIG_FILE else None
    return path / CONFIG_FILE if (path / CONFIG_FILE).is_file() else None


def _scope(config: Path, args: argparse.Namespace, environment: Environment) -> Scope:
    found = read(config, environment)
    return Scope(
        Path(args.playbooks) if args.playbooks else found.playbooks,
        Path(args.replies) if args.replies else found.replies,
        found.config,
        found.problems,
        found.language,
        config_path=config,
    )


def language_of(args: argparse.Namespace) -> str:
    """The language of the configuration, if there is one to look at; otherwise the terminal's."""
    path = Path(args.config)
    return read(path, Environment(None)).language if path.is_file() else spoken_by()


def _folders(args: argparse.Namespace, paths: Sequence[Path]) -> tuple[Path, Path]:
    """A library without a configuration: named, around what is named, here, or the starter's."""
    here = next((one for one in map(_library_around, paths) if one), None) or Path()
    has_one = (here / "playbooks").is_dir()
    playbooks = here / "playbooks" if has_one else starter_playbooks()
    replies = here / "replies" if has_one else starter_replies()
    return (
        Path(args.playbooks) if args.playbooks else playbooks,
        Path(args.replies) if args.replies else replies,
    )


def _library_around(path: Path) -> Path | None:
    for folder in (path, *path.parents):
        if (folder / "playbooks").is_dir():
            return folder
        if folder.name in ("playbooks", "replies"):
            return folder.parent
    return None


def _narrowed(scope: Scope, paths: Sequence[Path], *, whole: Path | None = None) -> Scope:
    only = tuple(path.resolve() for path in paths)
    if whole is not None and whole.is_dir():
        only = ()
    return replace(scope, only=only)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise UsageError(f"there is no {name}")
    return path
