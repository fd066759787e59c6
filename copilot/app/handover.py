"""Hand a case over to a named colleague: claim, signature and promises go with it."""

from datetime import timedelta

from copilot.app import promises
from copilot.app.change import back, pick, workable
from copilot.app.claim import sign_for
from copilot.app.more import CLOSED
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.too_late import closed
from copilot.app.view import Menu, Outcome
from copilot.domain.case import Case
from copilot.domain.errors import Refused
from copilot.domain.handling import Promise
from copilot.domain.person import Person, Right


def offer_people(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer those who may work on it; refused when somebody else holds it."""
    people = _people(office, records, button, person)
    if not people:
        raise Refused("nobody_else")
    choices = tuple(
        pick(
            office,
            records,
            button,
            f"handover:{one.telegram}",
            label=office.people.called(one.telegram),
        )
        for one in people
    )
    return Outcome(
        code="menu", menu=Menu(kind="handover", buttons=(*choices, back(office, records, button)))
    )


def hand_over(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Claim the case for the colleague, and tell them; of a closed one, hand over its promises."""
    people = _people(office, records, button, person)
    to = next((one for one in people if str(one.telegram) == choice), None)
    if to is None:
        raise Refused("gone")
    case = records.cases.get(button.case)
    handed = [promises.hand_over(records, one, to.telegram) for one in _open(records, case)]
    if case.status in CLOSED:
        return _promise_handed(office, records, case, person, to, handed=handed)
    now = office.clock.now()
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    if not records.cases.take_over(case.id, by=to.telegram, until=until, now=now):
        raise closed(office, records, case)
    sign_for(office, records, case, to.telegram)
    values: Plain = {**_log(office, records, case, person, to), "until": until.isoformat()}
    tell_about(office, records, case, "handed_over", values)
    return Outcome(
        code="handed_over",
        values={"name": office.people.called(to.telegram), "until": until},
        case=case.id,
    )


def _promise_handed(
    office: Office,
    records: Records,
    case: Case,
    person: int,
    to: Person,
    *,
    handed: list[Promise],
) -> Outcome:
    due = min(one.due_at for one in handed)
    values: Plain = {**_log(office, records, case, person, to), "due": due.isoformat()}
    code = "promise_taken" if to.telegram == person else "promise_handed"
    tell_about(office, records, case, code, values)
    return Outcome(
        code="promise_handed",
        values={"name": office.people.called(to.telegram), "due": due},
        case=case.id,
    )


def _log(office: Office, records: Records, case: Case, person: int, to: Person) -> Plain:
    """Put it on record; what the notices say of it is given back."""
    said = {"by": person, "to": to.telegram}
    records.log.append("handed_over", at=office.clock.now(), case=case.id, words=said)
    records.cards.touch(case.id, urgency=0)
    return {
        "by": office.people.called(person),
        "people": [{"name": office.people.called(to.telegram), "telegram": to.telegram}],
    }


def _people(office: Office, records: Records, button: Button, person: int) -> tuple[Person, ...]:
    """To whom it can go: a case to anybody else, a promise to anybody who does not own it."""
    everybody = office.people.with_right(Right.WORK)
    case = records.cases.get(button.case)
    if case.status not in CLOSED:
        workable(office, records, button, person, fresh=False)
        return tuple(one for one in everybody if one.telegram != person)
    office.require(person, Right.WORK)
    owners = {one.owner for one in _open(records, case)}
    if not owners:
        raise closed(office, records, case)
    return tuple(one for one in everybody if {one.telegram} != owners)


def _open(records: Records, case: Case) -> list[Promise]:
    return [one for one in records.promises.of(case.id) if one.kept_at is None]
