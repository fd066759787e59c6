"""Where a new card stands: below the one it goes on from, as an answer to it."""

from copilot.app.office import Office
from copilot.app.ports.records import RENEWED, CardRecord


def is_editable(card: CardRecord) -> bool:
    """Whether the card may be changed where it is; one that came back is shown anew."""
    return card.shown_digest != RENEWED


def answered_message(office: Office, card: CardRecord, *, chat: int) -> int | None:
    """The message in *chat* that *card* answers: its own old one, or the conversation's last."""
    if not is_editable(card):
        return card.message if card.chat == chat else None
    with office.store.read() as records:
        follows = records.cases.get(card.case).follows
        old = records.cards.get(follows) if follows else None
    return old.message if old and old.chat == chat else None


def place_of(office: Office, case: str) -> tuple[int, CardRecord | None]:
    """The number of a case, and where its card stands."""
    with office.store.read() as records:
        return records.cases.get(case).number, records.cards.get(case)
