"""What a person reads at once after a press, a command or an answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.view import Outcome
from copilot.desk.moments import Moments
from copilot.desk.revealed_text import revealed_text
from copilot.desk.stranger import shorten
from copilot.desk.words import Words
from copilot.domain.errors import Refused

#: The most `answerCallbackQuery` takes.
MAX_TOAST = 200
#: Outcomes of which nothing need be said: a menu, a card or a message shows them.
SILENT = frozenset(
    {
        *("menu", "back", "noted", "known", "kept", "found", "facts", "fact_proposed"),
        *("passing_on", "enclosed"),
    }
)


def outcome_text(outcome: Outcome, words: Words, *, now: datetime, zone: str) -> str:
    """What became of it; empty when the card itself says so."""
    values = dict(outcome.values)
    code = outcome.code
    if code in SILENT:
        return ""
    if code == "revealed":
        return revealed_text(_pairs(values["found"]), words, limit=MAX_TOAST)
    if code == "revised" and values.get("rules"):
        code = "revised_blocked" if values.get("blocked") else "revised_warned"
    if code == "claimed" and values.get("rules"):
        code = "claimed_blocked"
    if code == "approved" and not values.get("seconds"):
        code = "approved_now"
    code = _late(words, "outcome", code, values, now)
    said = _said(words, "outcome", code, _in_words(values, words, now=now, zone=zone))
    return f"{said} {words.say('outcome.based_on', **values)}" if values.get("based_on") else said


def refusal_text(refused: Refused, words: Words, *, now: datetime, zone: str) -> str:
    """Why it was refused, and what to do."""
    values = dict(refused.values)
    code = _late(words, "refused", _closer(refused.code, values), values, now)
    return _said(words, "refused", code, _in_words(values, words, now=now, zone=zone))


def _pairs(found: object) -> list[tuple[str, str]]:
    pairs = found if isinstance(found, tuple) else ()
    return [(str(kind), str(text)) for kind, text in pairs]


def _closer(code: str, values: Mapping[str, object]) -> str:
    """The code whose words say most of what is known."""
    if code == "claimed" and not values.get("minutes"):
        return "claimed_now"
    if code == "template_failed" and values.get("fact"):
        return "template_fact"
    if code == "not_allowed":
        return _OWN_WORDS.get((values.get("role"), values.get("right")), code)
    return _SAYS_WHO.get(code, code) if values.get("by") or values.get("names") else code


#: Refusals that name somebody when somebody is known.
_SAYS_WHO = {
    "already_sent": "already_sent_by",
    "closed": "closed_by",
    "left_desk": "left_desk_ask",
    "stranger": "stranger_ask",
}
#: What a role may do instead, by role and the right that it lacks.
_OWN_WORDS: Mapping[tuple[object, object], str] = {
    ("trainee", "approve"): "not_allowed_trainee",
    ("observer", "approve"): "not_allowed_observer",
    ("observer", "work"): "not_allowed_observer",
    ("legal", "work"): "not_allowed_legal",
}


def _late(words: Words, group: str, code: str, values: Mapping[str, object], now: datetime) -> str:
    """The code that says of a time that it is over, where there are words for it."""
    at = values.get("due", values.get("until"))
    is_over = isinstance(at, datetime) and at <= now
    return f"{code}_late" if is_over and words.has(f"{group}.{code}_late") else code


def _said(words: Words, group: str, code: str, values: Mapping[str, object]) -> str:
    return shorten(words.pick(f"{group}.{code}", f"{group}.unknown", **values), MAX_TOAST)


def _in_words(
    values: Mapping[str, object], words: Words, *, now: datetime, zone: str
) -> dict[str, object]:
    """Turn codes and times among *values* into what people say."""
    moments = Moments(words, ZoneInfo(zone), now)
    said: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, datetime):
            said[name] = moments.moment(value)
        elif name in _NAMED and isinstance(value, str):
            said[name] = _name(words, _NAMED[name], value)
        elif name in _LISTED and isinstance(value, Iterable) and not isinstance(value, str):
            said[name] = ", ".join(_name(words, _LISTED[name], str(one)) for one in value)
        else:
            said[name] = value
    return said


#: Values that are codes, and where their words are.
_NAMED = {
    "role": "role",
    "status": "status",
    "reason": "reason",
    "lang": "language",
    "colleague": "colleague",
    "topic": "topic",
    "stage": "stage",
}
_LISTED = {"rules": "rule_name", "missing": "role", "names": ""}


def _name(words: Words, group: str, code: str) -> str:
    key = f"{group}.{code}"
    return words.say(key) if words.has(key) else code
