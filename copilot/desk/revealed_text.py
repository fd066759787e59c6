"""What is masked on a card, in the few words that a telephone shows at once."""

from collections.abc import Sequence

from copilot.desk.markup import units
from copilot.desk.stranger import tame_line
from copilot.desk.words import Words

#: An address may be long; the longest account is far shorter.
PIECE_UNITS = 120


def revealed_text(found: Sequence[tuple[str, str]], words: Words, *, limit: int) -> str:
    """Each piece whole, on a line of its own; what has no room is counted."""
    said = [_piece(kind, text, words) for kind, text in found]
    for shown in range(len(said), -1, -1):
        left = len(said) - shown
        more = [words.count("outcome.revealed_more", left)] if left else []
        text = "\n".join([words.say("outcome.revealed"), *said[:shown], *more])
        if units(text) <= limit:
            return text
    return words.say("outcome.revealed")


def _piece(kind: str, text: str, words: Words) -> str:
    name = words.pick(f"data_kind.{kind}", "rule_name.personal_data")
    return words.say("outcome.revealed_piece", kind=name, text=tame_line(text, PIECE_UNITS))
