"""What comes with a message beside pictures: films, sounds, documents, known by their ids."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from copilot.sandbox.words import Json

_LASTING: Json = {"duration": 7}
_MOVING: Json = {"width": 1280, "height": 720, **_LASTING}
#: What Telegram says of each kind beside its ids.
KINDS: dict[str, Json] = {
    "video": _MOVING,
    "animation": _MOVING,
    "audio": _LASTING,
    "voice": _LASTING,
    "document": {},
}


@dataclass(frozen=True)
class Attached:
    """A file of one kind; the sandbox keeps no bytes of it."""

    kind: str
    file_id: str = field(default_factory=lambda: secrets.token_hex(16))

    def json(self) -> Json:
        """Describe it under its kind; a moving picture is a document to old clients, too."""
        ids = {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}"}
        described: Json = {self.kind: {**ids, **KINDS[self.kind]}}
        return described | ({"document": ids} if self.kind == "animation" else {})
