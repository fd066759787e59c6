r"""
What an editor can know beyond the shapes' own schemas, so that it underlines what `check` refuses.

Patterns are written for JavaScript, too: no inline flags, no `\w` where letters have accents.
"""

import re
from collections.abc import Mapping
from itertools import combinations_with_replacement
from typing import cast
from zoneinfo import available_timezones

from copilot.channels import kinds
from copilot.cli.schema_tree import rebuild
from copilot.config.hours import DAYS
from copilot.config.scalars import MOST_TELEGRAM
from copilot.domain.channel import Mode
from copilot.library.languages import CODES, MOST_IN_PHRASE
from copilot.library.scalars import ANY_SCALAR
from copilot.library.shape import Json

VARIABLE = r"\$\{[A-Za-z_][A-Za-z0-9_]*\}"
NOT_BLANK = r"[\s\S]*\S[\s\S]*"
LANGUAGE = f"(?:{'|'.join(sorted(CODES))})"
_HOUR = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_SPANS = (f"{one}-{other}" for one, other in combinations_with_replacement(DAYS, 2))
WEEK = f"(?:{'|'.join((*DAYS, *_SPANS))})"
_TOKEN = "[0-9]{3,20}:[A-Za-z0-9_-]{20,}"  # noqa: S105 - what one looks like
_SIGNS = r"\s!-,./:-@\[-^`{-~"
_NAME = f"[^{_SIGNS}_-](?:[^{_SIGNS}]{{0,38}}[^{_SIGNS}_-])?"
_LEAST_GROUP = -(10**15) + 1

#: The shapes' patterns, and the same in full.
FULLER: Mapping[str, str] = {
    "^[a-z]{2}$": LANGUAGE,
    r"^\d{4}-\d{2}-\d{2}$": _DAY,
    r"^\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}$": rf"\s*{_HOUR}\s*-\s*(?:{_HOUR}|24:00)\s*",
    f"^(?:{'|'.join(DAYS)})(?:-(?:{'|'.join(DAYS)}))?$": WEEK,
    "^https?://": r"https?://[^\s/?#]+\S*",
    "^(?:sqlite|postgresql)://": r"(?:sqlite|postgres(?:ql)?)(?:\+[A-Za-z0-9_]+)?://\S*",
    r"^(?:(?i:(?:[\w-]+\.)+[a-z]{2,24}))$": rf"(?:[^{_SIGNS}]+\.)+[A-Za-z]{{2,24}}",
}
#: What a shape leaves to its reader, by file and path.
_LEFT: Mapping[str, Mapping[str, Json]] = {
    "config": {
        "brand.languages[]": {"pattern": f"^{LANGUAGE}$"},
        "brand.timezone": {"enum": sorted(available_timezones())},
        "desk.telegram.token": {"pattern": f"^{_TOKEN}$"},
        "desk.telegram.chat": {"minimum": _LEAST_GROUP},
        "channels[].token": {"pattern": f"^{_TOKEN}$"},
        "channels[].chat": {"minimum": _LEAST_GROUP},
        "channels[].name": {"pattern": f"^{_NAME}$", "minimum": 0},
        "people[].telegram": {"maximum": MOST_TELEGRAM - 1},
    }
}


def _says(key: str, word: str | bool) -> Json:
    return _inside(key, {"const": word})


def _inside(key: str, schema: Json) -> Json:
    return {"properties": {key: schema}, "required": [key]}


#: Webhooks come in through the server.
_LISTENING: Json = {
    "if": {
        "properties": {"channels": {"contains": _says("kind", "webhook")}},
        "required": ["channels"],
    },
    "then": {"required": ["server"]},
}
#: Telegram brings what happens to its public address.
_BROUGHT: Json = {
    "if": _inside("desk", _inside("telegram", _says("webhook", True))),
    "then": {
        "properties": {"server": {"required": ["public_url"]}},
        "required": ["server"],
    },
}


def narrowed(kind: str, schema: Json) -> Json:
    """The same schema, as narrow as one can be."""

    def change(one: Json, path: str) -> Json:
        one = _fuller(one) | _LEFT.get(kind, {}).get(path, {})
        return _not_blank(_chosen(one))

    narrow = rebuild(schema, change)
    if kind != "config":
        return narrow
    return rebuild(narrow, lambda one, _: _or_variable(one)) | {"allOf": [_LISTENING, _BROUGHT]}


def _fuller(schema: Json) -> Json:
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and pattern in FULLER:
        return schema | {"pattern": f"^{FULLER[pattern]}$"}
    if "patternProperties" in schema:
        named = cast(dict[str, Json], schema["patternProperties"])
        full = {
            f"^{FULLER[name]}$" if name in FULLER else name: one for name, one in named.items()
        }
        return schema | {"patternProperties": full}
    return schema


def _not_blank(schema: Json) -> Json:
    """No text is empty; a phrase of a list is one line long."""
    one = schema
    is_text = one.get("type") in (ANY_SCALAR, "string")
    if is_text and not {"pattern", "enum"} & set(one):
        # `123` is a text here, whatever an editor takes it for
        one = one | {"type": ANY_SCALAR, "pattern": f"^{NOT_BLANK}$"}
    items = one.get("items")
    if isinstance(items, dict) and items.get("type") == ANY_SCALAR and "maxLength" not in items:
        one = one | {"items": items | {"maxLength": MOST_IN_PHRASE}}
    return one


def _chosen(schema: Json) -> Json:
    """Let the kind of a channel choose its keys, so that only those are proposed and missed."""
    if "oneOf" not in schema:
        return schema
    by_kind = {_kind(one): one for one in cast(list[Json], schema["oneOf"])}
    common = [set(cast(Json, one["properties"])) for one in by_kind.values()]
    shared = cast(Json, next(iter(by_kind.values()))["properties"])
    names = sorted(set.intersection(*common))
    return {
        "type": "object",
        "required": ["name", "kind"],
        "properties": {name: shared[name] for name in names} | {"kind": {"enum": list(by_kind)}},
        "allOf": [
            {"if": _says("kind", kind), "then": _when_live(kind, one)}
            for kind, one in by_kind.items()
        ],
    }


def _kind(schema: Json) -> str:
    kind = cast(dict[str, Json], schema["properties"])["kind"]
    return str(cast(list[str], kind["enum"])[0])


def _when_live(kind: str, schema: Json) -> Json:
    own = {name: value for name, value in schema.items() if name != "description"}
    needed = [key.name for key in kinds.keys(kind) if key.when_live]
    if not needed:
        return own
    return own | {"if": _says("mode", Mode.LIVE.value), "then": {"required": needed}}


def _or_variable(schema: Json) -> Json:
    """A configuration takes any whole text from the environment."""
    if "enum" in schema:
        # a choice first: it is what an editor proposes and names when neither fits
        about = {"description": schema["description"]} if "description" in schema else {}
        choice = {name: value for name, value in schema.items() if name != "description"}
        return {"anyOf": [choice, {"type": "string", "pattern": f"^{VARIABLE}$"}], **about}
    kind = schema.get("type")
    if kind in ("integer", "boolean"):
        more = "|(?:true|false)" if kind == "boolean" else ""
        return schema | {"type": [kind, "string"], "pattern": f"^(?:{VARIABLE}{more})$"}
    pattern = schema.get("pattern")
    if not isinstance(pattern, str):
        return schema
    inner = re.sub(r"^\^|\$$", "", pattern)
    alone = rf"(?![\s\S]*{VARIABLE})(?:{inner})"
    return schema | {"pattern": f"^(?:{VARIABLE}|{alone})$"}
