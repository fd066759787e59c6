"""A JSON Schema as a tree whose parts have paths: `verify[].fr`, `facts.*.value`."""

from collections.abc import Callable
from typing import cast

from copilot.library.shape import Json

#: Words that hold one schema, several in a row, and several by name.
_ONE = ("items", "additionalProperties", "then", "else")
_ROW = ("anyOf", "oneOf", "allOf")
_NAMED = ("properties", "patternProperties")


def rebuild(schema: Json, change: Callable[[Json, str], Json], path: str = "") -> Json:
    """Build a schema anew from its leaves, *change* applied to each part with its path."""
    built = dict(schema)
    for word in _NAMED:
        if word in schema:
            named = cast(dict[str, Json], schema[word])
            built[word] = {
                name: rebuild(one, change, below(path, "*" if word != "properties" else name))
                for name, one in named.items()
            }
    for word in _ROW:
        if word in schema:
            built[word] = [rebuild(one, change, path) for one in cast(list[Json], schema[word])]
    for word in _ONE:
        if isinstance(one := schema.get(word), dict):
            built[word] = rebuild(one, change, _within(word, path))
    return change(built, path)


def below(path: str, name: str) -> str:
    """The path of a key."""
    return f"{path}.{name}" if path else name


def _within(word: str, path: str) -> str:
    if word == "items":
        return f"{path}[]"
    return below(path, "*") if word == "additionalProperties" else path
