"""Which library a command reads: the one it is given, the configured one, or the starter's."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from copilot.config.environment import Environment
from copilot.config.read import read
from copilot.config.settings import Config
from copilot.config.spoken import spoken_by
from copilot.config.starter import starter_playbooks, starter_replies
from copilot.domain.errors import ConfigError, UsageError
from copilot.domain.hours import DeskHours
from copilot.domain.problem import ProblemSeverity


@dataclass(frozen=True, slots=True)
class Setting:
    """Two folders, and the configuration when there is one."""

    playbooks: Path
    replies: Path
    config: Config | None

    @property
    def languages(self) -> tuple[str, ...]:
        """What the brand answers in."""
        return self.config.brand.languages if self.config else ("fr", "en")

    @property
    def brand(self) -> str:
        """Its name."""
        return self.config.brand.name if self.config else "Maison Lumen"

    @property
    def timezone(self) -> str:
        """Where its days begin."""
        return self.config.brand.timezone if self.config else "Europe/Paris"

    @property
    def problem_language(self) -> str:
        """The language to tell problems in."""
        return self.config.desk.language if self.config else spoken_by()

    @property
    def hours(self) -> DeskHours | None:
        """The desk's hours."""
        return self.config.desk.hours if self.config else None


def add_library(parser: argparse.ArgumentParser) -> None:
    """Take `--playbooks` and `--replies`, so that a command works without a configuration."""
    parser.add_argument("--playbooks", metavar="DIR", help="read the playbooks of this folder")
    parser.add_argument("--replies", metavar="DIR", help="read the replies of this folder")


def find(args: argparse.Namespace, *, default_config: str = "copilot.yaml") -> Setting:
    """
    Find the library that *args* ask for.

    Raises:
        UsageError: a folder or the named configuration is not there.
        ConfigError: the configuration cannot be used.
    """
    config = None
    given = _folder(args.playbooks), _folder(args.replies)
    # Given both folders, a broken configuration nearby is nobody's business.
    if not all(given) or args.config != default_config:
        config = _config(Path(args.config), is_asked_for=args.config != default_config)
    playbooks = given[0] or (config.playbooks if config else starter_playbooks())
    replies = given[1] or (config.replies if config else starter_replies())
    return Setting(playbooks, replies, config)


def _config(path: Path, *, is_asked_for: bool) -> Config | None:
    if not is_asked_for and not path.exists():
        return None
    # What matches and drafts needs no secret: variables may be missing here.
    found = read(path, Environment(None))
    if found.config is None:
        raise ConfigError([one for one in found.problems if one.severity is ProblemSeverity.ERROR])
    return found.config


def _folder(given: str | None) -> Path | None:
    if given is None:
        return None
    path = Path(given)
    if not path.is_dir():
        raise UsageError(f"there is no folder {given}")
    return path
