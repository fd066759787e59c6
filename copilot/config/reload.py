"""`copilot.yaml` while the service runs: read whole again, held against what it started with."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from copilot.app.ports.settings import SettingsRead
from copilot.config.approvers import check_people
from copilot.config.environment import Environment
from copilot.config.read import NO_PEOPLE, read, report_for
from copilot.config.settings import ChannelConfig, Config
from copilot.domain.errors import UsageError
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library.place import Place

#: Keys of `desk`, with the names they have in the settings.
_DESK = ("language", "hours", "answer_within", "undo")
_TOP = ("brand", "database", "playbooks", "replies", "server")


class ConfigFile:
    """Implements `app.ports.settings.Settings`; *started* is what the service began with."""

    def __init__(self, started: Config, *, environ: Mapping[str, str] | None = None) -> None:
        self._started = self._last = started
        self._environ = os.environ if environ is None else environ

    def fingerprint(self) -> str:
        """A cheap mark of the file's state; it changes when the file does."""
        try:
            found = self._path.stat()
        except OSError as gone:
            return type(gone).__name__
        return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"

    def read(self) -> SettingsRead:
        """Read and check it whole; never raises for what is in it."""
        try:
            found = read(self._path, Environment(self._environ, None))
        except UsageError as gone:
            report = report_for(self._started.desk.language)
            cause = gone.__cause__
            reason = cause.strerror if isinstance(cause, OSError) else None
            report.error(Place(self._path.as_posix()), "unreadable", reason=reason or str(gone))
            return SettingsRead(None, report.problems)
        # An emptied `people` is an answer: then everyone is refused.
        errors = tuple(
            one
            for one in found.problems
            if one.severity is ProblemSeverity.ERROR and one.rule != NO_PEOPLE
        )
        if errors or found.config is None:
            return SettingsRead(None, errors)
        self._last = found.config
        waiting = tuple(changed(self._started, found.config))
        return SettingsRead(found.config.people, (), waiting)

    def unmet(self, playbooks: PlaybookSet) -> tuple[Problem, ...]:
        """What *playbooks* ask of the people in vain, as they were last read."""
        return check_people(self._last, playbooks)

    @property
    def _path(self) -> Path:
        return self._started.path


def changed(before: Config, now: Config) -> Iterator[str]:
    """The keys whose values are other than before, `people` aside: only a restart takes them."""
    for name in _TOP:
        if getattr(before, name) != getattr(now, name):
            yield name
    for name in _DESK:
        if getattr(before.desk, name) != getattr(now.desk, name):
            yield f"desk.{name}"
    if (before.telegram, before.desk.chat) != (now.telegram, now.desk.chat):
        yield "desk.telegram"
    yield from _channels(before.channels, now.channels)


def _channels(before: tuple[ChannelConfig, ...], now: tuple[ChannelConfig, ...]) -> Iterator[str]:
    old, new = ({one.name: one for one in channels} for channels in (before, now))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield f"channels.{name}"
