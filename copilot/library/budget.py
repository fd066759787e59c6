"""What one rendering may cost: steps and characters, counted as they are spent."""

from contextvars import ContextVar
from dataclasses import dataclass

MOST_CHARACTERS = 20_000
MOST_STEPS = 1_000


class Overrun(Exception):  # noqa: N818 - reads as what happened
    """A rendering would cost too much; `code` names what of: `length` or `steps`."""

    def __init__(self, message: str, code: str = "length") -> None:
        super().__init__(message)
        self.code = code


@dataclass(slots=True)
class Budget:
    """Steps left to one rendering."""

    steps: int = MOST_STEPS

    def spend(self) -> None:
        """
        Take one step.

        Raises:
            Overrun: none is left.
        """
        self.steps -= 1
        if self.steps < 0:
            raise Overrun(f"more than {MOST_STEPS} steps: a loop or an include runs away", "steps")


# templates can name every value of their context; they cannot name this
CURRENT: ContextVar[Budget] = ContextVar("budget")


def spend() -> None:
    """Take one step of the rendering under way."""
    budget = CURRENT.get(None)
    if budget:
        budget.spend()


def bounded(text: str) -> str:
    """
    Return *text* if a reply could hold it.

    Raises:
        Overrun: it is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise Overrun(f"more than {MOST_CHARACTERS} characters")
    return text
