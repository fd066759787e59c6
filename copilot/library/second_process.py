"""
What a check finds in the playbooks, in a process of its own, while this one tries the templates.

The second process is a copy of the first where that is safe: it has read what the first has, and
starts at once. Nothing that a check imports before it has read the files starts a thread, so the
tables of the matcher, and NumPy with them, are loaded by whoever needs them.
"""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from pickle import PicklingError
from typing import Self

from copilot.domain.problem import Problem
from copilot.library.library_files import LibraryFiles
from copilot.library.match_check import match_check
from copilot.library.tree import FileLibrary

#: Below so many playbooks, a process takes longer to start than its work takes.
MANY = 100
_THREADS = Path("/proc/self/task")


class SecondProcess:
    """A process at work on one library: first its examples, then matching."""

    def __init__(self, process: BaseProcess, results: Connection) -> None:
        self._process = process
        self._results = results

    @classmethod
    def start(cls, library: FileLibrary, read: LibraryFiles, *, many: int = MANY) -> Self | None:
        """Start one over *read*, if that is much and there are processors; or nothing."""
        if _processors() < 2 or len(read.playbooks) < many:
            return None
        context = get_context("fork") if _may_be_copied() else get_context("spawn")
        results, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(library, read, results, sender), daemon=True)
        try:
            process.start()
        except (OSError, PicklingError, AttributeError, TypeError):
            return None
        finally:
            # or its end would never be seen here
            sender.close()
        return cls(process, results)

    def examples(self) -> Sequence[Problem] | None:
        """Wait for what the checks apart find; nothing if the process ended without a word."""
        return self._next()

    def matching(self) -> Sequence[Problem] | None:
        """The same of what matching finds, after that."""
        return self._next()

    def _next(self) -> Sequence[Problem] | None:
        found: Sequence[Problem] | None = None
        with suppress(EOFError, OSError):
            found = self._results.recv()
        return found

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self._results.close()


def _work(
    library: FileLibrary, read: LibraryFiles, results: Connection, sender: Connection
) -> None:
    # who interrupts the command means the first process, and it ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # if the first process is killed, nobody reads, and this one must see that
    results.close()
    with suppress(BrokenPipeError):
        sender.send(library.examine_apart(read))
        sender.send(tuple(match_check(library, read, read.as_set())))


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _may_be_copied() -> bool:
    """
    Whether this process has one thread only, as far as the machine tells.

    A copy has one: a lock that another one held would never be opened in it.
    """
    return _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1
