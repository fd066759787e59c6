"""What cards mask, shown to one person who needs it, on record."""

from dataclasses import replace

from copilot.app.handling import take_part
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.complaint import Complaint
from copilot.domain.errors import Refused
from copilot.domain.named_people import masked
from copilot.domain.personal_data import in_name

#: What the button stands for among the choices of a card.
CHOICE = "reveal:yes"
CODE = "revealed"


def hidden(complaint: Complaint) -> tuple[tuple[str, str], ...]:
    """What is masked of a message, each by its kind and once, in the order of the text."""
    texts = (complaint.text, *(one.alt or "" for one in complaint.media))
    pieces = [(text, one) for text in texts for one in masked(text)]
    for name in (complaint.author.name or "", complaint.author.handle or ""):
        pieces += [(name, one) for one in in_name(name)]
    return tuple(dict.fromkeys((one.kind.value, text[slice(*one.span)]) for text, one in pieces))


def reveal(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    """
    Let *person* see what is masked, and nobody else: the card stays as it is.

    Raises:
        Refused: `nothing_masked` when its author has taken it out, or it was erased.
    """
    take_part(office, person)
    case = records.cases.get(button.case)
    stored = records.complaints.get(case.complaint)
    found = hidden(stored.complaint)
    if not found:
        raise Refused("nothing_masked")
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    words = {"by": person, "kinds": kinds}
    records.log.append("revealed", at=office.clock.now(), case=case.id, words=words)
    # It was pressed in the second keyboard: the first comes back.
    records.cards.touch(case.id, urgency=0)
    return Outcome(code=CODE, values={"version": stored.version}, alert=True, case=case.id)


def filled_in(records: Records, outcome: Outcome) -> Outcome:
    """
    Put what is masked into what is said of it, which is kept without (`app.doing`).

    Raises:
        Refused: `nothing_masked` when it was erased meanwhile.
    """
    if outcome.code != CODE or outcome.case is None:
        return outcome
    version = outcome.values["version"]
    complaint = records.cases.get(outcome.case).complaint
    found = hidden(records.complaints.version(complaint, int(str(version))))
    if not found:
        raise Refused("nothing_masked")
    return replace(outcome, values={"found": found})
