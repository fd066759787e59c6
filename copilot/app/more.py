"""The second keyboard of a card (⋯): what is done beside answering."""

from collections.abc import Iterator

from copilot.app import claim, moderation_change
from copilot.app.change import back, pick
from copilot.app.handling import take_part
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.reveal import CHOICE, hidden
from copilot.app.too_late import closed
from copilot.app.view import ButtonView, Menu, Outcome
from copilot.domain.case import WORKABLE, Case, CaseStatus

#: Closed cases still teach, and may still be unlawful.
CLOSED = frozenset({CaseStatus.ANSWERED, CaseStatus.DISMISSED})


def more(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer what fits the case as it is now."""
    take_part(office, person)
    case = records.cases.get(button.case)
    if case.status not in WORKABLE | CLOSED:
        raise closed(office, records, case)
    buttons = []
    if case.status in WORKABLE and case.claimant(office.clock.now()) == person:
        buttons += claim.own_choices(office, records, button)
    buttons += [_button(office, records, button, one) for one in _actions(records, case)]
    known = records.moderations.of(case.id)
    if known is not None and known.done_at is None:
        buttons += moderation_change.choices(office, records, button, known)
    if hidden(records.complaints.get(case.complaint).complaint):
        buttons.append(pick(office, records, button, CHOICE))
    buttons.append(back(office, records, button))
    return Outcome(code="menu", menu=Menu(kind="more", buttons=tuple(buttons)))


def _actions(records: Records, case: Case) -> Iterator[str]:
    is_workable = case.status in WORKABLE
    if is_workable and records.waits.open(case.id) is None:
        yield "wait"
    yield "escalate"
    if records.moderations.of(case.id) is None:
        yield "moderate"
    if is_workable:
        # A closed card has it on its own keyboard.
        yield from ("insight", "handover")
    elif any(one.kept_at is None for one in records.promises.of(case.id)):
        yield "handover"


def _button(office: Office, records: Records, button: Button, action: str) -> ButtonView:
    token = records.chat.button(
        token=office.ids.token(),
        case=button.case,
        action=action,
        revision=button.revision,
        version=button.version,
        at=office.clock.now(),
    )
    return ButtonView(action=action, token=token)
