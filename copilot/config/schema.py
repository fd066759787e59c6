"""The files' shapes as JSON Schema, for editors that complete and complain while one types."""

from collections.abc import Callable, Mapping

from copilot.config.complaint_schema import complaint_schema
from copilot.config.shape import CONFIG
from copilot.library.charter import CHARTER
from copilot.library.facts import FACTS
from copilot.library.playbooks import shape_of
from copilot.library.shape import Json

#: What the VS Code extension for YAML understands in full.
DRAFT = "http://json-schema.org/draft-07/schema#"
SCHEMAS: Mapping[str, Callable[[], Json]] = {
    "playbook": lambda: shape_of("", "").json(),
    "facts": FACTS.json,
    "charter": CHARTER.json,
    "config": CONFIG.json,
    "complaint": complaint_schema,
}


def schema(kind: str) -> Json:
    """
    The JSON Schema of one kind of file.

    Raises:
        KeyError: there is no such kind.
    """
    return {"$schema": DRAFT, "title": f"Reply Copilot: {kind}", **SCHEMAS[kind]()}
