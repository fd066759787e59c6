"""Hand a case over to a named colleague: the claim and the signature go with it."""

from datetime import timedelta

from copilot.app.change import back, pick, workable
from copilot.app.claim import sign_for
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.too_late import closed
from copilot.app.view import Menu, Outcome
from copilot.domain.errors import Refused
from copilot.domain.person import Person, Right


def offer_people(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer those who may work on it; refused when somebody else holds it."""
    workable(office, records, button, person, fresh=False)
    others = _others(office, person)
    if not others:
        raise Refused("nobody_else")
    choices = tuple(
        pick(office, records, button, f"handover:{one.telegram}", label=one.name) for one in others
    )
    return Outcome(
        code="menu", menu=Menu(kind="handover", buttons=(*choices, back(office, records, button)))
    )


def hand_over(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Claim the case for the colleague, and tell them."""
    case = workable(office, records, button, person, fresh=False)
    to = next((one for one in _others(office, person) if str(one.telegram) == choice), None)
    if to is None:
        raise Refused("gone")
    now = office.clock.now()
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    if not records.cases.take_over(case.id, by=to.telegram, until=until, now=now):
        raise closed(office, records, case)
    sign_for(office, records, case, to.telegram)
    said = {"by": person, "to": to.telegram}
    records.log.append("handed_over", at=now, case=case.id, words=said)
    values: Plain = {
        "by": office.people.name_of(person),
        "people": [{"name": to.name, "telegram": to.telegram}],
        "until": until.isoformat(),
    }
    tell_about(office, records, case, "handed_over", values)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="handed_over", values={"name": to.name, "until": until}, case=case.id)


def _others(office: Office, person: int) -> tuple[Person, ...]:
    return tuple(one for one in office.people.with_right(Right.WORK) if one.telegram != person)
