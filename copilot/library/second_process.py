"""
The matching part of a check in a process of its own, while this one tries the templates.

Both read the same files; what the second one found counts only if it read what this one did.
"""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pickle import PicklingError
from typing import Self

from copilot.domain.problem import Problem
from copilot.library.match_check import match_check
from copilot.library.tree import FileLibrary

#: Below so many playbooks, a process takes longer to start than its work takes.
MANY = 100
Found = tuple[str, Sequence[Problem]]


class SecondProcess:
    """A process at work on the matching part of one library."""

    def __init__(self, process: BaseProcess, results: Connection) -> None:
        self._process = process
        self._results = results

    @classmethod
    def start(
        cls, library: FileLibrary, *, many: int = MANY, idle: float | None = None
    ) -> Self | None:
        """Start one if *library* is large and there is a processor to spare; nothing otherwise."""
        if (_idle() if idle is None else idle) <= 1 or library.count() < many:
            return None
        # a fresh process: one that is copied may inherit locks that nobody will ever open
        context = get_context("spawn")
        results, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(library, sender), daemon=True)
        try:
            process.start()
        except (OSError, PicklingError, AttributeError, TypeError):
            return None
        finally:
            # or its end would never be seen here
            sender.close()
        return cls(process, results)

    def problems_of(self, digest: str) -> Sequence[Problem] | None:
        """Wait for what matching finds in the files of *digest*; nothing if it wasn't found."""
        found: Found | None = None
        with suppress(EOFError, OSError):
            found = self._results.recv()
        return found[1] if found and found[0] == digest else None

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self._results.close()


def _work(library: FileLibrary, sender: Connection) -> None:
    # who interrupts the command means the first process, and it ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    read, accepted = library.read()
    if accepted is not None:
        found: Found = (accepted.digest, tuple(match_check(library, read, accepted)))
        with suppress(BrokenPipeError):
            sender.send(found)


def _idle() -> float:
    """
    How many processors nobody uses, as far as the machine tells.

    On busy ones, two processes take longer than one: all of the second's reading is extra work.
    """
    every = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    return (every or 1) - busy
