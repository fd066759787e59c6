"""The charter's rules over text, one a module; this table is the whole registry."""

from collections.abc import Mapping

from copilot.library.rules import (
    banned,
    capitals,
    emoji,
    exclamation,
    greeting,
    length,
    links,
    parts,
    personal_data,
    promises,
    promotion,
    voice,
)
from copilot.library.rules.rule import CharterRule

RULES: Mapping[str, CharterRule] = {
    "banned": banned.RULE,
    "length": length.RULE,
    "links": links.RULE,
    "personal_data": personal_data.RULE,
    "parts": parts.RULE,
    "promises": promises.RULE,
    "promotion": promotion.RULE,
    "voice": voice.RULE,
    "greeting": greeting.RULE,
    "exclamation": exclamation.RULE,
    "capitals": capitals.RULE,
    "emoji": emoji.RULE,
}
