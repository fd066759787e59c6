"""Suggestions tried beside the files: what they would change, and why they could not stay."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from copilot.app.lessons import Example
from copilot.cli.check import find_problems, library_of
from copilot.cli.scope import Scope
from copilot.cli.suggest_words import say
from copilot.domain.errors import NotWritten
from copilot.domain.playbook import Playbook
from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library.insertion import NoPlaceError, edited
from copilot.library.replacing import Change

#: What is accepted: a phrase for a playbook, or the files of a new one by their names.
Accepted = Example | Mapping[str, str]
Phrases = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class FileChange(Change):
    """One file's change, and what it is called in the set."""

    name: str


class Trial:
    """
    Tries suggestions against the files as they are now.

    *known* are the files as they were read: they stand in for what was broken meanwhile.
    """

    def __init__(
        self,
        scope: Scope,
        known: Mapping[str, str],
        *,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._tick = tick
        self._scope = scope
        self._known = known
        loaded = library_of(scope).load()
        #: Files that cannot be used any more, each with the first reason.
        self.broken: Mapping[str, str] = (
            {} if loaded.playbook_set else _by_name(loaded.problems, scope)
        )
        #: How many errors `check` finds without any suggestion, as far as it was asked.
        self.faults = 0
        with self._copied() as copy:
            self._playbooks = read_playbooks(copy)

    @cached_property
    def _faults(self) -> Counter[tuple[str, str]]:
        """What `check` finds already: no suggestion's fault."""
        with self._copied() as copy:
            return Counter(_key(one, copy) for one in _errors(copy))

    def changes(self, accepted: Iterable[Accepted]) -> list[FileChange]:
        """
        What the files would become.

        Raises:
            NotWritten: one cannot be changed so.
        """
        every = list(accepted)
        found = [self._changed(name, added) for name, added in _by_playbook(every).items()]
        # the replies first: a desk that looks in between sees no playbook without its answers
        created = sorted(
            (item for one in every if not isinstance(one, Example) for item in one.items()),
            key=lambda item: item[0].startswith("playbooks/"),
        )
        return [*found, *(self._created(name, text) for name, text in created)]

    def reason_against(self, accepted: Sequence[Accepted]) -> str | None:
        """Why the files could not be used with all of *accepted*, if they could not."""
        try:
            changes = self.changes(accepted)
        except NotWritten as exc:
            return str(exc)
        with self._copied() as copy:
            for one in changes:
                path = _path(one.name, copy)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(one.after)
            reason = self._failing(copy) or self._misread(copy, accepted)
        self._tick()
        return reason

    def _say(self, code: str, **values: object) -> str:
        return say(self._scope.language, code, **values)

    def _changed(self, name: str, added: Mapping[str, Sequence[str]]) -> FileChange:
        playbook = self._playbooks.get(name)
        if playbook is None:
            raise NotWritten(self._say("no-file", name=name))
        path = _path(playbook.path, self._scope)
        if playbook.path in self.broken:
            raise NotWritten(self._say("broken", reason=self.broken[playbook.path]))
        if any(
            phrase in playbook.examples.get(lang, ()) for lang in added for phrase in added[lang]
        ):
            raise NotWritten(self._say("there-meanwhile", name=path))
        try:
            before = path.read_bytes()
            after = edited(before, added)
        except NoPlaceError as exc:
            raise NotWritten(self._say("no-place", name=path)) from exc
        except OSError as exc:
            reason = exc.strerror or exc
            raise NotWritten(self._say("not-written", name=path, reason=reason)) from exc
        return FileChange(path, before, after, playbook.path)

    def _created(self, name: str, text: str) -> FileChange:
        path = _path(name, self._scope)
        if path.exists():
            raise NotWritten(self._say("there-already", name=path))
        return FileChange(path, None, text.encode(), name)

    @contextmanager
    def _copied(self) -> Iterator[Scope]:
        """The same folders elsewhere; a file that is broken now is as it was read."""
        with tempfile.TemporaryDirectory(prefix="copilot-") as name:
            folder = Path(name)
            copy = replace(
                self._scope, playbooks=folder / "playbooks", replies=folder / "replies", only=()
            )
            # hidden files are no part of a library, and may be a whole repository
            unread = shutil.ignore_patterns(".*")
            try:
                shutil.copytree(self._scope.playbooks, copy.playbooks, ignore=unread)
                shutil.copytree(self._scope.replies, copy.replies, ignore=unread)
            except OSError as exc:
                raise NotWritten(
                    self._say(
                        "not-written", name=self._scope.playbooks, reason=exc.strerror or exc
                    )
                ) from exc
            if self.broken:
                self._mend(copy)
            yield copy

    def _mend(self, copy: Scope) -> None:
        """Put back what was read in the place of what is broken now, or gone."""
        for name in self.broken:
            _path(name, copy).unlink(missing_ok=True)
        for name, text in self._known.items():
            path = _path(name, copy)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")

    def _failing(self, copy: Scope) -> str | None:
        """The errors that `check` finds with the suggestions and not without."""
        errors = _errors(copy)
        if not errors:
            return None
        before = self._faults
        self.faults = before.total()
        more = Counter(_key(one, copy) for one in errors) - before
        new = [self._shown(one, copy) for one in errors if _key(one, copy) in more]
        return "\n".join([self._say("not-passing"), *new]) if new else None

    def _shown(self, problem: Problem, copy: Scope) -> str:
        """The problem at its place in the files themselves."""
        told = str(problem)
        for theirs, own in (
            (copy.playbooks, self._scope.playbooks),
            (copy.replies, self._scope.replies),
        ):
            told = told.replace(theirs.as_posix(), own.as_posix())
        return f"  {told}"

    def _misread(self, copy: Scope, accepted: Sequence[Accepted]) -> str | None:
        """Hold what is read now against what was read before and what was added."""
        found = read_playbooks(copy)
        for name, added in _by_playbook(accepted).items():
            playbook = self._playbooks[name]
            expected = {lang: tuple(some) for lang, some in playbook.examples.items()}
            for lang, phrases in added.items():
                expected[lang] = (*expected.get(lang, ()), *phrases)
            now = found.get(name)
            if now is None or _bare(now) != _bare(replace(playbook, examples=expected)):
                phrase = next(one for some in added.values() for one in some)
                shown = _path(playbook.path, self._scope)
                return self._say("not-the-same", phrase=phrase, name=shown)
        names = (name for one in accepted if not isinstance(one, Example) for name in one)
        new = {Path(one).stem for one in names if one.startswith("playbooks/")}
        if set(found) != set(self._playbooks) | new:
            return self._say("not-the-same", phrase="", name=", ".join(sorted(new)))
        return None


def read_playbooks(scope: Scope) -> Mapping[str, Playbook]:
    """The playbooks of a scope as they are accepted; none where there are errors."""
    accepted = library_of(scope).load().playbook_set
    return accepted.playbooks if accepted else {}


def _path(name: str, scope: Scope) -> Path:
    kind, _, rest = name.partition("/")
    return (scope.playbooks if kind == "playbooks" else scope.replies) / rest


def _by_name(problems: Iterable[Problem], scope: Scope) -> dict[str, str]:
    """The first error of each file of the set."""
    found: dict[str, str] = {}
    for one in problems:
        if one.severity is ProblemSeverity.ERROR:
            for kind, root in (("playbooks", scope.playbooks), ("replies", scope.replies)):
                if root in Path(one.path).parents:
                    name = f"{kind}/{Path(one.path).relative_to(root).as_posix()}"
                    found.setdefault(name, str(one))
    return found


def _errors(scope: Scope) -> list[Problem]:
    return [one for one in find_problems(scope) if one.severity is ProblemSeverity.ERROR]


def _key(problem: Problem, copy: Scope) -> tuple[str, str]:
    """What stays of a fault when lines are added above it, wherever the copy lies."""
    return problem.path.removeprefix(copy.playbooks.parent.as_posix()), problem.rule


def _by_playbook(accepted: Iterable[Accepted]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for one in accepted:
        if isinstance(one, Example):
            found.setdefault(one.playbook, {}).setdefault(one.lang, []).append(one.phrase)
    return found


def _bare(playbook: Playbook) -> Playbook:
    """A playbook without the lines that its tests stand on, which move."""
    return replace(playbook, tests=tuple(replace(one, line=0, column=0) for one in playbook.tests))
