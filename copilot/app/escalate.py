"""Tell somebody higher up at once, in the desk by name and in private; a note may follow."""

from datetime import timedelta

from copilot.app.asking import Question, ask, take
from copilot.app.deadline import waiting_since
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
from copilot.domain.person import Role

#: A note may be added so long.
NOTE_WITHIN = timedelta(days=1)
AT_DESK, IN_PRIVATE = "escalated", "escalated_private"


def alert(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Alert at the press, and say how to add a note.

    Raises:
        Refused: `nobody_to_alert` when nobody has the role, nor leads the brand; `alerted` while
            what a person was alerted to is still unanswered.
    """
    take_part(office, person)
    case = records.cases.get(button.case)
    role = whom(office, records, case)
    told = to_alert(office, role)
    if not told:
        raise Refused("nobody_to_alert", role=role)
    _only_once(office, records, case, role)
    escalation = escalate(office, records, case, to=role, by=person)
    names = tuple(office.people.called(one.telegram) for one in told)
    question = Question(
        asked=Asked.ALERT,
        code="escalate_prompt",
        values={"names": list(names)},
        within=NOTE_WITHIN,
        about=escalation.id,
    )
    ask(office, records, case, person, question)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="escalated", values={"names": names}, case=case.id)


def _only_once(office: Office, records: Records, case: Case, role: str) -> None:
    """Until the next reply, or until the case comes back, a telephone rings for it once."""
    since = waiting_since(records, case.id, records.complaints.get(case.complaint))
    posted = sum(one.posted_at is not None for one in records.outbox.of_case(case.id))
    if records.state.once(f"alerted:{case.id}:{role}:{since.isoformat()}:{posted}"):
        return
    mine = [
        one for one in records.escalations.of(case.id) if one.by is not None and one.to == role
    ]
    names = tuple(office.people.called(one.telegram) for one in to_alert(office, role))
    raise Refused("alerted", by=office.people.called(mine[-1].by), at=mine[-1].at, names=names)


def noted(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """Add a note to the alert."""
    take_part(office, person)
    take(office, records, prompt)
    _write_in(office, records, prompt, person, words)
    return Outcome(code="alert_noted", case=prompt.case)


def renoted(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """Change the note, for whoever edits the message that gave it."""
    take_part(office, person)
    _write_in(office, records, prompt, person, words)
    return Outcome(code="noted", case=prompt.case)


def _write_in(office: Office, records: Records, prompt: Prompt, person: int, note: str) -> None:
    """Put the note on record, and into the messages that stand already."""
    if not records.escalations.say(prompt.about or "", note):
        raise Refused("question_over")
    said = {"by": person, "note": note}
    records.log.append("alert_noted", at=office.clock.now(), case=prompt.case, words=said)
    case = records.cases.get(prompt.case)
    for one in records.notices.about(case.id, AT_DESK, IN_PRIVATE):
        if one.values.get("escalation") == prompt.about and "replaces" not in one.values:
            values = {**one.values, "note": note, "replaces": one.id}
            tell_about(office, records, case, one.code, values, to=one.chat)
    records.cards.touch(case.id, urgency=1)


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
    by: int | None = None,
) -> Escalation:
    """
    Alert those who are *to* (the playbook's own by default), and keep that it was done.

    *by* is nobody when the clock does it.
    """
    now = office.clock.now()
    role = to or whom(office, records, case)
    told = to_alert(office, role)
    kept = Escalation(id=office.ids.new(), case=case.id, to=role, note="", by=by, at=now)
    records.escalations.add(kept)
    said: Plain = {"by": by, "to": role, "told": [one.telegram for one in told], "note": ""}
    records.log.append("escalated", at=now, case=case.id, words=said)
    card = records.cards.get(case.id)
    values: Plain = {
        "by": office.people.called(by),
        "escalation": kept.id,
        "note": "",
        "people": [
            {"name": office.people.called(one.telegram), "telegram": one.telegram} for one in told
        ],
        **where(card),
    }
    tell_about(office, records, case, AT_DESK, values)
    for one in told:
        if one.telegram != by:
            tell_about(office, records, case, IN_PRIVATE, values, to=one.telegram)
    records.cards.touch(case.id, urgency=1)
    return kept
