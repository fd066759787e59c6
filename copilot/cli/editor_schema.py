"""The JSON Schema of each kind of file, as an editor needs it."""

from copilot.cli.schema_bounds import narrowed
from copilot.cli.schema_words import worded
from copilot.config.schema import schema
from copilot.library.shape import Json

#: Of the files that people write in an editor.
KINDS = ("playbook", "facts", "charter", "config")


def editor_schema(kind: str, language: str) -> Json:
    """
    The schema of one kind of file, in words of *language*.

    Raises:
        KeyError: there is no such kind.
    """
    plain = schema(kind)
    return worded(kind, narrowed(kind, plain), language=language) if kind in KINDS else plain
