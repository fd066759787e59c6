"""What an editor says of each key, in the brand lead's own language."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from copilot.cli.schema_bounds import LANGUAGE, WEEK
from copilot.cli.schema_tree import below, rebuild
from copilot.cli.sector import read_written
from copilot.library.playbooks import ID, NOT_THIS, THIS
from copilot.library.rules import RULES
from copilot.library.scalars import ANY_SCALAR
from copilot.library.shape import Json

_RULE = "rules."
#: Names to propose where many are possible: an editor cannot do that from a pattern.
OFFERED: Mapping[str, tuple[str, ...]] = {
    f"^{LANGUAGE}$": ("fr", "en"),
    f"^{WEEK}$": ("mon-fri", "sat", "sun"),
    f"^(?:{THIS}|{NOT_THIS}|{ID})$": (THIS, NOT_THIS),
}


def worded(kind: str, schema: Json, *, language: str) -> Json:
    """The same schema with words in *language*; a key that has none keeps the shape's own."""
    said = _said(language)
    here: Mapping[str, object] = said.get(kind, {})

    def change(one: Json, path: str) -> Json:
        one = _enumerated(one, said["words"])
        named = cast(dict[str, Json], one.get("properties", {}))
        if named:
            words = {name: _words(here, below(path, name), language) for name in named}
            one = one | {"properties": {name: part | words[name] for name, part in named.items()}}
        return one | _inner(one, here, path, language)

    whole = rebuild(schema, change) | _words(here, "", language)
    whole["title"] = said["titles"][kind]
    told = rebuild(whole, lambda one, _: _telling(one, said["faults"]))
    return rebuild(told, lambda one, _: _offering(one, said["keys"]))


def _telling(schema: Json, faults: Mapping[str, str]) -> Json:
    """What to say of a wrong text, which nobody reads a pattern to find out."""
    if schema.get("type") == ANY_SCALAR:
        return schema | {"errorMessage": faults["text"], "patternErrorMessage": faults["empty"]}
    if "examples" not in schema or not {"pattern", "minimum", "anyOf"} & set(schema):
        return schema
    examples = (json.dumps(one, ensure_ascii=False) for one in cast(list[str], schema["examples"]))
    message = faults["as"].format(examples=", ".join(one.strip('"') for one in examples))
    if "anyOf" in schema:
        ways = [one | {"errorMessage": message} for one in cast(list[Json], schema["anyOf"])]
        return schema | {"anyOf": ways}
    return schema | {"errorMessage": message}


def _offering(schema: Json, keys: Mapping[str, str]) -> Json:
    if "patternProperties" not in schema:
        return schema
    (pattern, value), *_ = cast(dict[str, Json], schema["patternProperties"]).items()
    names = OFFERED.get(pattern)
    if not names:
        return schema
    about = str(value.get("description", ""))
    offered = {name: value | {"description": f"{keys[name]} {about}".rstrip()} for name in names}
    own = cast(dict[str, Json], schema.get("properties", {}))
    # A name that is proposed is no longer one of the others: a fault is told once.
    others = f"^(?!(?:{'|'.join(names)})$){pattern.removeprefix('^')}"
    return schema | {"properties": own | offered, "patternProperties": {others: value}}


def _inner(schema: Json, here: Mapping[str, object], path: str, language: str) -> Json:
    """Words for items, and for values whose names are chosen freely."""
    found: Json = {}
    if isinstance(items := schema.get("items"), dict):
        found["items"] = items | _words(here, f"{path}[]", language)
    about = _words(here, below(path, "*"), language)
    if isinstance(more := schema.get("additionalProperties"), dict):
        found["additionalProperties"] = more | about
    if "patternProperties" in schema:
        named = cast(dict[str, Json], schema["patternProperties"])
        found["patternProperties"] = {name: one | about for name, one in named.items()}
    return found


def _words(here: Mapping[str, object], path: str, language: str) -> Json:
    """What stands under the path, or under the same with any name in it; of a rule its page."""
    found = next((here[one] for one in (path, *_any_name(path)) if one in here), None)
    if isinstance(found, dict):
        return {"description": found["about"], "examples": found["examples"]}
    rule = RULES.get(path.removeprefix(_RULE)) if path.startswith(_RULE) else None
    if found is None and rule is not None:
        page = rule.pages.get(language, rule.page)
        found = page.strip().partition("\n")[0]
    return {"description": found} if found else {}


def _any_name(path: str) -> Iterator[str]:
    names = path.split(".")
    for at in range(1, len(names) - 1):
        yield ".".join((*names[:at], "*", *names[at + 1 :]))


def _enumerated(schema: Json, words: Mapping[str, Mapping[str, str]]) -> Json:
    options = schema.get("enum")
    if not isinstance(options, list):
        return schema
    found = next((said for said in words.values() if set(options) <= set(said)), None)
    return schema | {"enumDescriptions": [found[one] for one in options]} if found else schema


@cache
def _said(language: str) -> Mapping[str, Any]:
    return tomllib.loads(read_written(f"schema.{language}.toml"))
