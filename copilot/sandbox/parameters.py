"""The parameters of one request: from JSON, a form or a multipart body to typed values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from copilot.sandbox.refusal import bad_request
from copilot.sandbox.words import is_unicode

if TYPE_CHECKING:
    from copilot.sandbox.words import Json

TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True)
class Parameters:
    """What a bot sent: values as they came, files by the name of their field."""

    values: Json = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a value as text, empty when it is absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """Give a value as a number, or nothing when it is none."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def boolean(self, name: str) -> bool:
        """Give a value as yes or no."""
        return self.text(name).lower() in TRUE

    def mapping(self, name: str, *, called: str) -> Json | None:
        """
        Give a nested object.

        Raises:
            Refusal: it is no JSON object.
        """
        value = self._nested(name, called)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {called} JSON object")
        return value

    def sequence(self, name: str, *, called: str) -> list[object] | None:
        """
        Give a nested list.

        Raises:
            Refusal: it is no JSON list.
        """
        value = self._nested(name, called)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {called} JSON object")
        return value

    def _nested(self, name: str, called: str) -> object:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            parsed: object = json.loads(value)
        except ValueError as exc:
            raise bad_request(f"can't parse {called} JSON object") from exc
        if "\\u" in value and not is_unicode(json.dumps(parsed, ensure_ascii=False)):
            raise bad_request(f"can't parse {called} JSON object")
        return parsed


def read(*, query: str, content_type: str, body: bytes) -> Parameters:
    """
    Read the parameters of a request, whichever way they were sent.

    Raises:
        Refusal: the body is not what its content type says.
    """
    values: Json = dict(parse_qsl(query, keep_blank_values=True))
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json" and body:
        values.update(_json_object(body))
    elif kind == "application/x-www-form-urlencoded":
        values.update(parse_qsl(body.decode("utf-8", "surrogateescape"), keep_blank_values=True))
    elif kind == "multipart/form-data":
        fields, files = _multipart(content_type, body)
        return _checked(Parameters({**values, **fields}, files))
    return _checked(Parameters(values))


def _checked(parameters: Parameters) -> Parameters:
    """Refuse half characters, which JSON can carry and Telegram can't."""
    for value in parameters.values.values():
        if isinstance(value, str) and not is_unicode(value):
            raise bad_request("strings must be encoded in UTF-8")
    return parameters


def _json_object(body: bytes) -> Json:
    try:
        parsed = json.loads(body)
    except ValueError as exc:
        raise bad_request("object expected as JSON body") from exc
    if not isinstance(parsed, dict):
        raise bad_request("object expected as JSON body")
    return parsed


def _multipart(content_type: str, body: bytes) -> tuple[Json, dict[str, bytes]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    fields: Json = {}
    files: dict[str, bytes] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", "", header="content-disposition"))
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        if part.get_filename() is None:
            fields[name] = content.decode("utf-8", "surrogateescape")
        else:
            files[name] = content
    return fields, files
