"""A request to the control side: its fields by type, and how it is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from copilot.sandbox.words import is_unicode

if TYPE_CHECKING:
    from starlette.requests import Request

    from copilot.sandbox.words import Json


class ControlRefusal(Exception):  # noqa: N818 - an answer, not a fault of ours
    """What was asked can't be done; says why."""

    def __init__(self, reason: str, *, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status

    def response(self) -> JSONResponse:
        """Say it."""
        return JSONResponse({"error": str(self)}, self.status)


@dataclass(frozen=True)
class Fields:
    """The fields of a request's JSON body."""

    values: Json

    def number(self, name: str) -> int:
        """
        Give a whole number.

        Raises:
            ControlRefusal: it is missing or something else.
        """
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ControlRefusal(f"`{name}` must be a whole number")
        return value

    def number_or_none(self, name: str) -> int | None:
        """Give a whole number, or nothing when it is left out."""
        return None if self.values.get(name) is None else self.number(name)

    def seconds(self, name: str, default: float | None = None) -> float:
        """
        Give a length of time.

        Raises:
            ControlRefusal: it is missing, negative or no number.
        """
        value = self.values.get(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise ControlRefusal(f"`{name}` must be a number of seconds, 0 or more")
        return float(value)

    def text(self, name: str) -> str:
        """
        Give a text.

        Raises:
            ControlRefusal: it is missing or no text.
        """
        value = self.values.get(name)
        if not isinstance(value, str) or not is_unicode(value):
            raise ControlRefusal(f"`{name}` must be a text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Give a text, or nothing when it is left out."""
        return None if self.values.get(name) is None else self.text(name)

    def mapping_or_none(self, name: str) -> Json | None:
        """
        Give an object, or nothing when it is left out.

        Raises:
            ControlRefusal: it is something else.
        """
        value = self.values.get(name)
        if value is not None and not isinstance(value, dict):
            raise ControlRefusal(f"`{name}` must be an object")
        return value


async def read_fields(request: Request) -> Fields:
    """
    Read a request's body.

    Raises:
        ControlRefusal: it is no JSON object.
    """
    body = await request.body()
    try:
        values = json.loads(body or b"{}")
    except ValueError as exc:
        raise ControlRefusal(f"the body must be JSON: {exc}") from exc
    if not isinstance(values, dict):
        raise ControlRefusal("the body must be a JSON object")
    return Fields(values)
