"""A process beside this one, for work that is worth it; whoever starts it can do without."""

import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from pickle import PicklingError
from typing import Self

Work = Callable[..., Iterable[object]]

_THREADS = Path("/proc/self/task")


class OtherProcess:
    """A process that sends what its work gives, one thing after the other."""

    def __init__(self, process: BaseProcess, results: Connection) -> None:
        self._process = process
        self._results = results

    @classmethod
    def start(cls, work: Work, *given: object) -> Self | None:
        """
        Start one, if there is a processor for it; or nothing.

        It is a copy of this one where that is safe, and knows all that this one does; otherwise
        it is a fresh one, to which *given* is sent.
        """
        if processors() < 2:
            return None
        context = get_context("fork") if may_be_copied() else get_context("spawn")
        results, sender = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, given, results, sender), daemon=True)
        try:
            process.start()
        except (OSError, PicklingError, AttributeError, TypeError):
            return None
        finally:
            # or its end would never be seen here
            sender.close()
        return cls(process, results)

    def next(self) -> object | None:
        """Wait for the next thing; nothing if the process ended without a word."""
        found: object | None = None
        with suppress(EOFError, OSError):
            found = self._results.recv()
        return found

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self._results.close()


def _run(work: Work, given: tuple[object, ...], results: Connection, sender: Connection) -> None:
    # who interrupts the command means the first process, and it ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # if the first process is killed, nobody reads, and this one must see that
    results.close()
    with suppress(BrokenPipeError):
        for found in work(*given):
            sender.send(found)


def processors() -> int:
    """How many this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def may_be_copied() -> bool:
    """
    Whether this process has one thread only, as far as the machine tells.

    A copy has one: a lock that another one held would never be opened in it.
    """
    return _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1
