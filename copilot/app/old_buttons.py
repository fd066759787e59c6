"""A button that nobody knows any more: its card is drawn afresh, with buttons that work."""

from copilot.app.ports.store import Records
from copilot.domain.errors import Refused


def refusal(records: Records, *, chat: int, message: int) -> Refused:
    """Have the card that stands there drawn again, and give what whoever pressed it is told."""
    case = records.cards.at(chat, message)
    card = records.cards.get(case) if case else None
    if case is None or card is None:
        return Refused("gone")
    if (chat, message) not in {(card.chat, card.message), *records.cards.copies(case)}:
        # The case has a later card, which is the one to be pressed.
        return Refused("gone")
    records.cards.touch(case, urgency=0)
    return Refused("old_buttons")
