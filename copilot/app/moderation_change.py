"""A moderation under way goes to somebody else, or is called off; its evidence stays on record."""

from copilot.app.change import back, pick
from copilot.app.handling import take_part, those_who_take_part
from copilot.app.moderate import taken
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import ButtonView, Menu, Outcome
from copilot.domain.errors import Refused
from copilot.domain.handling import Moderation

#: Choices of ⋯, each with the person who sees to it as the card showed it.
GIVE, CALL_OFF = "moderator", "unmoderate"


def choices(
    office: Office, records: Records, button: Button, known: Moderation
) -> tuple[ButtonView, ...]:
    """What can be changed of it, for the second keyboard."""
    kinds = (GIVE, CALL_OFF)
    return tuple(pick(office, records, button, f"{one}:{known.person}") for one in kinds)


def give(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """Offer those who could see to it instead, oneself first; or have the chosen one do so."""
    take_part(office, person)
    holder, _, chosen = choice.partition(":")
    known = _open(office, records, button.case, holder)
    others = [one for one in those_who_take_part(office) if one.telegram != known.person]
    if not chosen:
        others.sort(key=lambda one: one.telegram != person)
        buttons = tuple(
            pick(
                office,
                records,
                button,
                f"{GIVE}:{holder}:{one.telegram}",
                label=office.people.called(one.telegram),
            )
            for one in others
        )
        last = back(office, records, button)
        return Outcome(code="menu", menu=Menu(kind="moderate", buttons=(*buttons, last)))
    to = next((one.telegram for one in others if str(one.telegram) == chosen), None)
    if to is None or not records.moderations.give(button.case, expected=known.person, to=to):
        raise Refused("gone")
    _tell(office, records, known, person, to)
    name = office.people.called(to)
    values = {"name": name, "until": known.due_at}
    return Outcome(code="moderation_given", values=values, case=button.case)


def call_off(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Nothing need be moderated after all; it may begin anew."""
    take_part(office, person)
    known = _open(office, records, button.case, choice)
    if not records.moderations.call_off(button.case, expected=known.person):
        raise Refused("gone")
    _tell(office, records, known, person, None)
    return Outcome(code="moderation_off", case=button.case)


def _open(office: Office, records: Records, case: str, holder: str) -> Moderation:
    known = records.moderations.of(case)
    if known is None:
        raise Refused("moderation_off")
    if known.done_at is not None or str(known.person) != holder:
        raise taken(office, known)
    return known


def _tell(
    office: Office, records: Records, known: Moderation, person: int, to: int | None
) -> None:
    """Put it on record; say it at the desk, and in private to whom it concerns."""
    case = records.cases.get(known.case)
    event = "moderation_off" if to is None else "moderation_given"
    said: Plain = {"by": person, "from": known.person, "to": to}
    records.log.append(event, at=office.clock.now(), case=case.id, words=said)
    records.cards.touch(case.id, urgency=0)
    values: Plain = {
        "by": office.people.called(person),
        "before": office.people.called(known.person),
        "people": [{"name": office.people.called(to), "telegram": to}] if to else [],
        "channel": case.channel,
        "due_at": known.due_at.isoformat(),
    }
    code = "moderation_taken" if to == person else event
    tell_about(office, records, case, code, values)
    for one in (to, known.person):
        if one is not None and one != person:
            tell_about(office, records, case, code, values, to=one)
