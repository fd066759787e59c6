"""What reading unchanged files gave the last time, so that a reload costs what has changed."""

from collections.abc import Callable
from typing import TypeVar, cast

from copilot.domain.problem import Problem
from copilot.library.report import Report

T = TypeVar("T")
Key = tuple[object, ...]


class Memory:
    """
    Values and the problems told while they were made, by everything that they depend on.

    What one reading didn't ask for is forgotten with the next.
    """

    def __init__(self) -> None:
        self._known: dict[Key, tuple[object, tuple[Problem, ...]]] = {}
        self._asked: dict[Key, tuple[object, tuple[Problem, ...]]] = {}

    def recall(self, key: Key, report: Report, work: Callable[[], T]) -> T:
        """Do *work*, or tell *report* again what it told, and give again what it gave."""
        known = self._known.get(key)
        if known is None:
            mark = report.mark()
            value = work()
            known = (value, report.since(mark))
        else:
            report.take(known[1])
        self._asked[key] = known
        return cast("T", known[0])

    def forget(self) -> None:
        """Drop what was not asked for since the last time."""
        self._known, self._asked = self._asked, {}
