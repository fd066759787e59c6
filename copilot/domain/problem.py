"""One fault in a file, with its place; how it is shown is the command line's business."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemSeverity(StrEnum):
    """How bad a fault is, by its consequence."""

    ERROR = "error"  #: the file cannot be used
    WARNING = "warning"  #: it can be used and will disappoint
    HINT = "hint"  #: it could be better


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """
    A fault at a place; ordered by path, line and column, so that reports are stable.

    Lines and columns count from 1, in characters; `end_column` is the first one after.
    """

    path: str
    line: int
    column: int
    end_column: int
    rule: str
    message: str
    severity: ProblemSeverity = ProblemSeverity.ERROR
    suggestion: str | None = None

    @property
    def place(self) -> str:
        """The place as editors understand it."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.rule}]"


def has_errors(problems: "list[Problem] | tuple[Problem, ...]") -> bool:
    """Say whether any of *problems* forbids use."""
    return any(problem.severity is ProblemSeverity.ERROR for problem in problems)
