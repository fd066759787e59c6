"""A button that nobody knows any more: its card is drawn afresh, with buttons that work."""

from datetime import timedelta

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.errors import Refused

#: A menu that somebody opened longer ago may be what is too old itself.
CHOOSING = timedelta(hours=1)


def refusal(office: Office, records: Records, *, chat: int, message: int, person: int) -> Refused:
    """
    Have the card that stands there drawn again, and give what *person* who pressed it is told.

    Where a colleague has just opened a menu there, that stays: nothing old hangs there any more.
    """
    case = records.cards.at(chat, message)
    card = records.cards.get(case) if case else None
    if case is None or card is None:
        return Refused("gone")
    if (chat, message) not in {(card.chat, card.message), *records.cards.copies(case)}:
        # The case has a later card, which is the one to be pressed.
        return Refused("gone")
    since = office.clock.now() - CHOOSING
    if card.chooser not in (None, person) and card.opened_since(since):
        return Refused("stale")
    records.cards.touch(case, urgency=0)
    return Refused("old_buttons")
