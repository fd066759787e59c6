"""Lines of `copilot.yaml` to paste, safe whatever a stranger calls himself."""

import json
import re
from collections.abc import Mapping

from copilot.desk.stranger import tame_line

_NAME_UNITS = 60
_NOT_ID = re.compile(r"[^a-z0-9]+")


def person_lines(values: Mapping[str, object]) -> str:
    """The entry of one person; whoever pastes it decides on the role."""
    name = tame_line(str(values.get("name") or ""), _NAME_UNITS) or "?"
    return (
        f"people:\n  - {{name: {quoted(name)}, telegram: {_number(values.get('telegram'))}, "
        "role: community_manager}"
    )


def chat_lines(values: Mapping[str, object]) -> tuple[str, str]:
    """The entry of a chat as the desk, and as a channel."""
    chat = _number(values.get("chat"))
    title = tame_line(str(values.get("title") or ""), _NAME_UNITS)
    name = _NOT_ID.sub("-", title.lower()).strip("-")[:32] or "groupe"
    desk = f'desk:\n  telegram: {{token: "${{TELEGRAM_BOT_TOKEN}}", chat: {chat}}}'
    channel = f"channels:\n  - {{name: {name}, kind: telegram, mode: read_only, chat: {chat}}}"
    return desk, channel


def fact_lines(values: Mapping[str, object]) -> str:
    """The entry of one fact, as its file would hold it."""
    given = [
        f"{values.get('name')}:",
        *_spoken("label", values.get("label")),
        *_spoken("value", values.get("value")),
        f"  source: {quoted(str(values.get('source')))}",
        *(f"  {day}: {values[day]}" for day in ("since", "until") if values.get(day)),
    ]
    indent = "  " if values.get("own") else ""
    return "\n".join(f"{indent}{one}" for one in given)


def _spoken(key: str, texts: object) -> list[str]:
    spoken = texts if isinstance(texts, Mapping) else {}
    said = [f"    {lang}: {quoted(str(one))}" for lang, one in spoken.items()]
    return [f"  {key}:", *said] if said else []


def quoted(text: str) -> str:
    """*text* as a YAML scalar that means exactly it: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _number(value: object) -> int:
    return value if isinstance(value, int) else int(str(value))
