"""
What a transaction has read already, so that it is not read again.

Drawing a card asks the same questions several times, from modules that know nothing of each other.
Within one transaction the answers stay true until it writes: writers wait for each other, and a
reader sees one consistent view.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

P = ParamSpec("P")
T = TypeVar("T")

_OPTION = "copilot_recall"


def begin(connection: sa.Connection) -> None:
    """Remember from here on; a connection belongs to one transaction."""
    connection.execution_options(**{_OPTION: {}})


def forget(connection: sa.Connection) -> None:
    """What was read may have changed."""
    memory = connection.get_execution_options().get(_OPTION)
    if memory:
        memory.clear()


def forget_on_writes(engine: sa.Engine) -> None:
    """Have whatever is no plain question end what is remembered."""

    @sa.event.listens_for(engine, "before_cursor_execute")
    def look(connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("SELECT "):
            forget(connection)


def recalled(
    ask: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], T]:
    """Ask once until something is written; for questions whose answers nobody changes in place."""

    @wraps(ask)
    def answer(records: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:  # noqa: ANN401 - any part
        memory = records._connection.get_execution_options().get(_OPTION)  # noqa: SLF001 - its own
        if memory is None:
            return ask(records, *args, **kwargs)
        question = (ask.__qualname__, args, *sorted(kwargs.items()))
        if question not in memory:
            memory[question] = ask(records, *args, **kwargs)
        known: T = memory[question]
        return known

    return answer
