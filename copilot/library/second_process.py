"""
What a check finds in the playbooks, in a process of its own, while this one tries the templates.

As a copy of the first, the second process has read what the first has, and starts at once.
Nothing that a check imports before it has read the files starts a thread, which would stand in
the way of that: the tables of the matcher, and NumPy with them, are loaded by whoever needs them.
"""

from collections.abc import Iterator, Sequence
from typing import Self, cast

from copilot.domain.problem import Problem
from copilot.library.library_files import LibraryFiles
from copilot.library.match_check import match_check
from copilot.library.other_process import OtherProcess
from copilot.library.tree import FileLibrary

#: Below so many playbooks, a process takes longer to start than its work takes.
MANY = 100


class SecondProcess:
    """A process at work on one library: first its examples, then matching."""

    def __init__(self, process: OtherProcess) -> None:
        self._process = process

    @classmethod
    def start(cls, library: FileLibrary, read: LibraryFiles, *, many: int = MANY) -> Self | None:
        """Start one over *read*, if that is much; or nothing."""
        if len(read.playbooks) < many:
            return None
        process = OtherProcess.start(_found, library, read)
        return cls(process) if process else None

    def examples(self) -> Sequence[Problem] | None:
        """Wait for what the checks apart find; nothing if the process ended without a word."""
        return self._next()

    def matching(self) -> Sequence[Problem] | None:
        """The same of what matching finds, after that."""
        return self._next()

    def _next(self) -> Sequence[Problem] | None:
        return cast("Sequence[Problem] | None", self._process.next())

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.stop()


def _found(library: FileLibrary, read: LibraryFiles) -> Iterator[Sequence[Problem]]:
    yield library.examine_apart(read)
    yield tuple(match_check(library, read, read.as_set()))
