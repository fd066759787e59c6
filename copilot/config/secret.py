"""Values that must never be shown: not in a log, an error, `--json` or the log of record."""

from collections.abc import Mapping
from typing import Any

HIDDEN = "•••"


class Secret:
    """A text that shows itself only to who asks for it by `reveal`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Give the text itself, to be handed on and never written anywhere."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    def __str__(self) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)


def reveal_all(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values with every secret laid open, for the one who uses them."""
    return {
        name: value.reveal() if isinstance(value, Secret) else value
        for name, value in values.items()
    }
