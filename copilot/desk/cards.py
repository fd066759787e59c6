"""
A case's card: text, keyboard, and what must stand above it. Pure: no network, no clock.

A card that is too long is drawn again with less room for each part; a complaint or draft that had
to be cut is then shown whole above it, before anyone can approve.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from copilot.app.view import CardView
from copilot.desk import card_complaint, card_draft
from copilot.desk.buttons import Keyboard, card_keyboard
from copilot.desk.card_approvals import approvals
from copilot.desk.card_conversation import exchange
from copilot.desk.card_handling import insights
from copilot.desk.card_head import head
from copilot.desk.card_match import guidance_first, knowledge, match
from copilot.desk.card_media import Above, media
from copilot.desk.card_record import is_being_checked, record
from copilot.desk.drawing import Drawing, Sizes, drawing, lines
from copilot.desk.markup import MAX_TEXT, Html, inert, joined
from copilot.desk.stranger import tame_line
from copilot.desk.words import Words
from copilot.domain.case import WORKABLE
from copilot.domain.playbook import Posture, Severity

#: From a card that shows everything to one that shows the least of each part.
SIZES = (
    Sizes(complaint=3000, draft=3000, guidance=2200, items=4, item=160),
    Sizes(complaint=1000, draft=3000, guidance=1600, items=4, item=160),
    Sizes(complaint=500, draft=2400, guidance=1200, items=3, item=120),
    Sizes(complaint=300, draft=1200, guidance=600, items=2, item=100),
    Sizes(complaint=200, draft=500, guidance=300, items=2, item=80),
)
NOTES, NOTE_UNITS = 2, 140


@dataclass(frozen=True, slots=True)
class CardText:
    """A card as Telegram gets it."""

    text: str  #: HTML
    units: int  #: its length after parsing
    keyboard: Keyboard = ()
    above: tuple[Above, ...] = ()
    is_loud: bool = False  #: telephones ring whatever the hour

    @property
    def digest(self) -> str:
        """A seal of text and buttons, to see whether anything changed."""
        return _seal(self.text, *(repr(row) for row in self.keyboard))

    @property
    def above_digest(self) -> str:
        """A seal of what stands above."""
        return _seal(*(f"{one.file}\n{one.text}" for one in self.above)) if self.above else ""


def render(view: CardView, *, words: Words) -> CardText:
    """Draw the card of one case."""
    drawn = drawing(view, words, SIZES[-1])
    text = Html()
    for sizes in SIZES:
        drawn = drawing(view, words, sizes)
        text = _text(drawn)
        if text.units <= MAX_TEXT:
            break
    if view.is_aside:
        # What stands above it was made for the whole card, and is there when it comes back.
        text = _aside(drawn)
    is_loud = view.case.severity is Severity.CRITICAL
    return CardText(text.source, text.units, _keyboard(drawn), _above(drawn), is_loud)


def _text(drawn: Drawing) -> Html:
    view = drawn.view
    if view.case.status not in WORKABLE:
        return record(drawn)
    is_personal = view.posture is Posture.PERSON
    parts = [
        lines(
            head(drawn),
            exchange(drawn),
            guidance_first(drawn) if is_personal else card_complaint.quoted(drawn),
        ),
        card_complaint.quoted(drawn) if is_personal else Html(),
        lines(match(drawn), knowledge(drawn)),
        Html() if is_personal and view.draft is None else card_draft.draft(drawn),
        lines(_claim_first(drawn), approvals(drawn), insights(drawn), *_notes(drawn)),
    ]
    return _apart(parts)


def _aside(drawn: Drawing) -> Html:
    """A case that was put off: until when, who it is, and what colleagues say of it."""
    message = lines(head(drawn), card_complaint.quoted(drawn))
    return _apart([message, lines(insights(drawn), *_notes(drawn))])


def _apart(parts: Iterable[Html]) -> Html:
    """The parts that there are, a blank line between them."""
    return joined(parts, "\n\n")


def _claim_first(drawn: Drawing) -> Html:
    """Why there is no button to publish, when all it takes is to claim."""
    return drawn.say("state.claim_first") if drawn.view.wants_claim else Html()


def _notes(drawn: Drawing) -> list[Html]:
    return [
        drawn.say("state.note", name=drawn.view.note_authors.get(note.person, str(note.person)))
        + inert(tame_line(note.text, NOTE_UNITS))
        for note in drawn.view.notes[-NOTES:]
    ]


def _keyboard(drawn: Drawing) -> Keyboard:
    if is_being_checked(drawn):
        return ()
    shown = drawn.view.draft
    signed = shown is not None and shown.signed_for is not None and shown.draft.signature
    signer = card_draft.signer(drawn, shown) if shown and signed else None
    return card_keyboard(drawn.view, drawn.words, signer=signer)


def _above(drawn: Drawing) -> tuple[Above, ...]:
    if drawn.view.case.status not in WORKABLE:
        return ()
    texts = [*card_complaint.above(drawn), *card_draft.above(drawn)]
    return (*media(drawn), *(Above(text.source) for text in texts))


def _seal(*parts: str) -> str:
    seal = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "replace")
        seal.update(len(data).to_bytes(8, "big") + data)
    return seal.hexdigest()
