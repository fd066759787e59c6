"""Accepted suggestions into the files: tried beside them first, then all of them or none."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from copilot.app.lessons import Example
from copilot.cli.check import find_problems, library_of
from copilot.cli.scope import Scope
from copilot.cli.suggest_words import say
from copilot.domain.errors import NotWritten
from copilot.domain.playbook import Playbook
from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library.insertion import NoPlaceError, edited
from copilot.library.replacing import Change, ChangedMeanwhileError, replace_all

Phrases = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Change(Change):
    name: str  #: of the file in the set


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into the folders of *scope*, whose *playbooks* are as they were read."""

    scope: Scope
    playbooks: Mapping[str, Playbook]

    def write(
        self, examples: Iterable[Example], stubs: Iterable[Mapping[str, str]]
    ) -> tuple[str, ...]:
        """
        Put everything into the files; say which were written.

        Raises:
            NotWritten: with the reason; every file is as it was.
        """
        wanted = _by_playbook(examples)
        changes = [self._changed(name, added) for name, added in wanted.items()]
        # the replies first: a desk that looks in between sees no playbook without its answers
        created = sorted(
            (item for stub in stubs for item in stub.items()),
            key=lambda item: item[0].startswith("playbooks/"),
        )
        changes += [self._created(name, text) for name, text in created]
        with self._tried(changes) as tried:
            self._require_passing(tried)
            self._require_same(tried, wanted, [name for name, _ in created])
        self._replace(changes)
        return tuple(one.path.as_posix() for one in changes)

    def _say(self, code: str, **values: object) -> str:
        return say(self.scope.language, code, **values)

    def _path(self, name: str, scope: Scope | None = None) -> Path:
        within = scope or self.scope
        kind, _, rest = name.partition("/")
        return (within.playbooks if kind == "playbooks" else within.replies) / rest

    def _changed(self, name: str, added: Mapping[str, Sequence[str]]) -> _Change:
        playbook = self.playbooks[name]
        path = self._path(playbook.path)
        try:
            before = path.read_bytes()
            after = edited(before, added)
        except NoPlaceError as exc:
            raise NotWritten(self._say("no-place", name=path)) from exc
        except OSError as exc:
            raise NotWritten(self._failed(path, exc)) from exc
        return _Change(path, before, after, playbook.path)

    def _created(self, name: str, text: str) -> _Change:
        path = self._path(name)
        if path.exists():
            raise NotWritten(self._say("there-already", name=path))
        return _Change(path, None, text.encode(), name)

    def _failed(self, path: Path | str, exc: OSError) -> str:
        return self._say("not-written", name=path, reason=exc.strerror or exc)

    @contextmanager
    def _tried(self, changes: Sequence[_Change]) -> Iterator[Scope]:
        """The same folders elsewhere, with the changes."""
        with tempfile.TemporaryDirectory(prefix="copilot-") as name:
            folder = Path(name)
            tried = replace(
                self.scope, playbooks=folder / "playbooks", replies=folder / "replies", only=()
            )
            # hidden files are no part of a library, and may be a whole repository
            unread = shutil.ignore_patterns(".*")
            try:
                shutil.copytree(self.scope.playbooks, tried.playbooks, ignore=unread)
                shutil.copytree(self.scope.replies, tried.replies, ignore=unread)
            except OSError as exc:
                raise NotWritten(self._failed(self.scope.playbooks, exc)) from exc
            for one in changes:
                path = self._path(one.name, tried)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(one.after)
            yield tried

    def _require_passing(self, tried: Scope) -> None:
        errors = [
            self._shown(one, tried)
            for one in find_problems(tried)
            if one.severity is ProblemSeverity.ERROR
        ]
        if errors:
            raise NotWritten("\n".join([self._say("not-passing"), *errors]))

    def _shown(self, problem: Problem, tried: Scope) -> str:
        """The problem at its place in the files themselves."""
        told = str(problem)
        for theirs, own in (
            (tried.playbooks, self.scope.playbooks),
            (tried.replies, self.scope.replies),
        ):
            told = told.replace(theirs.as_posix(), own.as_posix())
        return told

    def _require_same(self, tried: Scope, wanted: Phrases, created: Sequence[str]) -> None:
        """Hold what is read now against what was read before and what was added."""
        found = read_playbooks(tried)
        for name, playbook in self.playbooks.items():
            expected = {lang: tuple(some) for lang, some in playbook.examples.items()}
            for lang, phrases in wanted.get(name, {}).items():
                expected[lang] = (*expected.get(lang, ()), *phrases)
            now = found.get(name)
            if now is None or _bare(now) != _bare(replace(playbook, examples=expected)):
                phrase = next((one for some in wanted.get(name, {}).values() for one in some), "")
                shown = self._path(playbook.path)
                raise NotWritten(self._say("not-the-same", phrase=phrase, name=shown))
        new = {Path(one).stem for one in created if one.startswith("playbooks/")}
        if set(found) != set(self.playbooks) | new:
            raise NotWritten(self._say("not-the-same", phrase="", name=", ".join(new)))

    def _replace(self, changes: Sequence[_Change]) -> None:
        try:
            replace_all(changes)
        except ChangedMeanwhileError as exc:
            raise NotWritten(self._say("changed-meanwhile", name=exc)) from exc
        except OSError as exc:
            raise NotWritten(self._failed(exc.filename or "", exc)) from exc


def read_playbooks(scope: Scope) -> Mapping[str, Playbook]:
    """The playbooks of a scope as they are accepted; none where there are errors."""
    accepted = library_of(scope).load().playbook_set
    return accepted.playbooks if accepted else {}


def _by_playbook(examples: Iterable[Example]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for one in examples:
        found.setdefault(one.playbook, {}).setdefault(one.lang, []).append(one.phrase)
    return found


def _bare(playbook: Playbook) -> Playbook:
    """A playbook without the lines that its tests stand on, which move."""
    return replace(playbook, tests=tuple(replace(one, line=0, column=0) for one in playbook.tests))
