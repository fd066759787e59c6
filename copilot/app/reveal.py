"""What cards mask, shown to one person who needs it, on record."""

from copilot.app.handling import take_part
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.complaint import Complaint
from copilot.domain.errors import Refused
from copilot.domain.named_people import masked

#: What the button stands for among the choices of a card.
CHOICE = "reveal:yes"


def hidden(complaint: Complaint) -> tuple[tuple[str, str], ...]:
    """What is masked of a message, each by its kind and once, in the order of the text."""
    texts = (complaint.text, *(one.alt or "" for one in complaint.media))
    found = ((one.kind.value, text[slice(*one.span)]) for text in texts for one in masked(text))
    return tuple(dict.fromkeys(found))


def reveal(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    """
    Give *person* what is masked, and nobody else: the card stays as it is.

    Raises:
        Refused: `nothing_masked` when its author has taken it out, or it was erased.
    """
    take_part(office, person)
    case = records.cases.get(button.case)
    found = hidden(records.complaints.get(case.complaint).complaint)
    if not found:
        raise Refused("nothing_masked")
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    words = {"by": person, "kinds": kinds}
    records.log.append("revealed", at=office.clock.now(), case=case.id, words=words)
    # It was pressed in the second keyboard: the first comes back.
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="revealed", values={"found": found}, alert=True, case=case.id)
