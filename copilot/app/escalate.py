"""Tell somebody higher up, with a note: in the desk by name, and in private."""

from datetime import timedelta

from copilot.app.asking import Question, ask, take
from copilot.app.handling import take_part, to_alert
from copilot.app.notify import Plain, tell_about, where
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.app.view import Outcome
from copilot.domain.case import Case
from copilot.domain.errors import Refused
from copilot.domain.handling import Escalation
from copilot.domain.person import Person, Role

ANSWER_WITHIN = timedelta(hours=1)


def ask_note(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Ask *person* what whoever is alerted should know.

    Raises:
        Refused: `nobody_to_alert` when nobody has the role, nor leads the brand.
    """
    take_part(office, person)
    case = records.cases.get(button.case)
    role = whom(office, records, case)
    told = to_alert(office, role)
    if not told:
        raise Refused("nobody_to_alert", role=role)
    question = Question(
        asked=Asked.ALERT,
        code="escalate_prompt",
        values={"names": [one.name for one in told]},
        within=ANSWER_WITHIN,
        about=role,
    )
    ask(office, records, case, person, question)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="prompted", case=case.id)


def noted(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """Alert them, with the note."""
    take_part(office, person)
    take(office, records, prompt)
    case = records.cases.get(prompt.case)
    told = escalate(office, records, case, to=prompt.about, note=words, by=person)
    return Outcome(
        code="escalated", values={"names": tuple(one.name for one in told)}, case=case.id
    )


def whom(office: Office, records: Records, case: Case) -> str:
    """The role that the case's playbook alerts; a brand lead where it says nothing."""
    playbooks = set_of(office, records, case.set_digest).playbooks.playbooks
    playbook = playbooks.get(case.playbook or "")
    named = playbook.escalate if playbook else None
    return named.to if named else Role.BRAND_LEAD.value


def escalate(
    office: Office,
    records: Records,
    case: Case,
    *,
    to: str | None = None,
    note: str = "",
    by: int | None = None,
) -> tuple[Person, ...]:
    """
    Alert those who are *to* (the playbook's own by default), and keep that it was done.

    *by* is nobody when the clock does it. Who is told is given back; it may be nobody.
    """
    now = office.clock.now()
    role = to or whom(office, records, case)
    told = to_alert(office, role)
    records.escalations.add(
        Escalation(id=office.ids.new(), case=case.id, to=role, note=note, by=by, at=now)
    )
    said: Plain = {"by": by, "to": role, "told": [one.telegram for one in told], "note": note}
    records.log.append("escalated", at=now, case=case.id, words=said)
    card = records.cards.get(case.id)
    values: Plain = {
        "by": office.people.name_of(by),
        "note": note,
        "people": [{"name": one.name, "telegram": one.telegram} for one in told],
        **where(card),
    }
    tell_about(office, records, case, "escalated", values)
    for one in told:
        if one.telegram != by:
            tell_about(office, records, case, "escalated_private", values, to=one.telegram)
    records.cards.touch(case.id, urgency=1)
    return told
