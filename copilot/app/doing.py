"""
What became of an update of Telegram's, kept in the very transaction that did it.

A process that ends between doing and saying is given the update again: it says then what came of
it, and does nothing twice. Once all is said it is dropped.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from copilot.app.ports.store import Records
from copilot.app.view import ButtonView, Menu, Outcome

#: An outcome, or nothing where there was nothing to do.
T = TypeVar("T", Outcome, Outcome | None)
_AT = "$at"


def key_of(*, bot: str, update: int) -> str:
    """Under which name it is kept."""
    return f"doing:{bot}:{update}"


def once(records: Records, key: str | None, work: Callable[[], T]) -> T | Outcome:
    """Do *work* within the transaction of *records*, unless it was done: then what it came to."""
    if key is None:
        return work()
    kept = records.state.get(key)
    if kept is not None:
        return _outcome_from(json.loads(kept))
    outcome = work()
    if outcome is not None:
        records.state.set(key, json.dumps(asdict(outcome), default=_plain))
    return outcome


def _plain(value: object) -> object:
    match value:
        case datetime():
            return {_AT: value.isoformat()}
        case Enum():
            return value.value
        case _:
            # Only words are made of it.
            return str(value)


def _outcome_from(kept: Mapping[str, Any]) -> Outcome:
    menu = kept["menu"]
    values = {name: _value(value) for name, value in kept["values"].items()}
    buttons = tuple(ButtonView(**one) for one in menu["buttons"]) if menu else ()
    shown = Menu(kind=menu["kind"], buttons=buttons) if menu else None
    return Outcome(**{**kept, "values": values, "menu": shown})


def _value(value: object) -> object:
    match value:
        case {"$at": str(at)}:
            return datetime.fromisoformat(at)
        case list():
            return tuple(_value(one) for one in value)
        case _:
            return value
