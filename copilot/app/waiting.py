"""Wait for somebody outside the desk: the question, its being chased up, and what they said."""

from contextlib import suppress
from datetime import datetime, timedelta

from copilot.app import draft, holding, revisit, stages
from copilot.app.asking import Question, ask, take
from copilot.app.change import back, pick, signer, workable
from copilot.app.conversation import replies
from copilot.app.handling import take_part
from copilot.app.notify import Plain, tell_about
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.view import Menu, Outcome
from copilot.domain.case import Case, CaseEvent, CaseStatus
from copilot.domain.errors import Refused
from copilot.domain.handling import Colleague, Wait
from copilot.domain.playbook import Stage

#: Of desk hours, until the desk is reminded that no answer came; then again, and again.
CHASE_AFTER = timedelta(hours=2)
#: Who asks may have to look something up first.
ANSWER_WITHIN = timedelta(hours=4)


def offer_colleagues(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer whom to wait for."""
    case = workable(office, records, button, person, fresh=False)
    _require_none(records, case)
    choices = tuple(pick(office, records, button, f"wait:{one}") for one in Colleague)
    return Outcome(
        code="menu", menu=Menu(kind="wait", buttons=(*choices, back(office, records, button)))
    )


def ask_question(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Ask *person* what they want to know of the colleague."""
    case = workable(office, records, button, person, fresh=False)
    if choice not in set(Colleague):
        raise Refused("gone")
    _require_none(records, case)
    question = Question(
        asked=Asked.QUESTION,
        code="wait_prompt",
        values={"colleague": choice},
        within=ANSWER_WITHIN,
        about=choice,
    )
    ask(office, records, case, person, question)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="prompted", case=case.id)


def begin(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """Put the case off until the colleague has answered, or must be chased up."""
    button = Button(token="", case=prompt.case, action="wait", revision=0, version=0)
    case = workable(office, records, button, person, fresh=False)
    take(office, records, prompt)
    now = office.clock.now()
    until = office.desk.hours.after(now, CHASE_AFTER)
    wait = Wait(
        id=office.ids.new(),
        case=case.id,
        colleague=Colleague(prompt.about or ""),
        question=words,
        asked_by=person,
        asked_at=now,
        chase_at=until,
    )
    if not records.waits.add(wait):
        _require_none(records, case)
    holding.propose(office, records, case)
    records.cases.move(case.id, CaseEvent.SNOOZE, at=now, later_until=until)
    said = {"by": person, "colleague": wait.colleague.value, "question": words}
    records.log.append("waiting", at=now, case=case.id, words=said)
    records.cards.touch(case.id, urgency=0)
    values = {"colleague": wait.colleague.value, "until": until}
    return Outcome(code="waiting", values=values, case=case.id)


def ask_answer(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Ask *person* what the colleague said."""
    take_part(office, person)
    case = records.cases.get(button.case)
    wait = records.waits.open(case.id)
    if wait is None or wait.id != choice:
        raise Refused("not_waiting")
    question = Question(
        asked=Asked.COLLEAGUE,
        code="wait_answer_prompt",
        values={"colleague": wait.colleague.value, "question": wait.question},
        within=ANSWER_WITHIN,
        about=wait.id,
    )
    ask(office, records, case, person, question)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="prompted", case=case.id)


def answered(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """Keep what the colleague said, and put the case back among those to answer."""
    take_part(office, person)
    take(office, records, prompt)
    now = office.clock.now()
    if not records.waits.answer(prompt.about or "", answer=words, by=person, at=now):
        raise Refused("not_waiting")
    case = records.cases.get(prompt.case)
    said = {"by": person, "answer": words}
    records.log.append("wait_answered", at=now, case=case.id, words=said)
    back_to_desk = {
        CaseStatus.LATER: CaseEvent.WAKE,
        # A first answer was given meanwhile: now there is something to add.
        CaseStatus.ANSWERED: CaseEvent.REOPEN,
    }
    if event := back_to_desk.get(case.status):
        records.cases.move(case.id, event, at=now)
        _go_on(office, records, records.cases.get(case.id))
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="wait_answered", case=case.id)


def _go_on(office: Office, records: Records, case: Case) -> None:
    """What is public is not proposed again: now there is a solution to give."""
    if not replies(records, case):
        holding.withdraw(office, records, case)
        return
    playbook = office.shelf.in_force.playbooks.playbooks.get(case.playbook or "")
    if playbook is not None and Stage.SOLUTION in stages.others(office, records, case):
        complaint = records.complaints.get(case.complaint).complaint
        signed_for = signer(records, case)
        with suppress(Refused):
            draft.at_stage(
                office,
                records,
                case,
                complaint,
                playbook,
                stage=Stage.SOLUTION,
                signed_for=signed_for,
            )
            return
    revisit.go_on(office, records, case)


def give_up(office: Office, records: Records, case: Case, person: int) -> None:
    """Nobody waits for an answer any more: the case is closed."""
    wait = records.waits.open(case.id)
    if wait is not None:
        now = office.clock.now()
        records.waits.answer(wait.id, answer="", by=person, at=now)
        records.log.append("wait_ended", at=now, case=case.id, words={"by": person})


def chase(office: Office, records: Records, *, now: datetime) -> int:
    """Remind the desk of questions without an answer, once each time; say how many."""
    chased = 0
    for wait in records.waits.due(now):
        next_at = office.desk.hours.after(now, CHASE_AFTER)
        if not records.waits.chase(wait.id, expected=wait.chased, next_at=next_at):
            continue
        case = records.cases.get(wait.case)
        # Whoever put it off to another time gets it back then.
        if case.status is CaseStatus.LATER and case.later_until == wait.chase_at:
            records.cases.move(case.id, CaseEvent.SNOOZE, at=now, later_until=next_at)
        values: Plain = {
            "name": office.people.called(wait.asked_by),
            "telegram": wait.asked_by,
            "colleague": wait.colleague.value,
            "question": wait.question,
            "asked_at": wait.asked_at.isoformat(),
            "next_at": next_at.isoformat(),
        }
        once = f"chase:{wait.id}:{wait.chased}"
        tell_about(office, records, case, "wait_chase", values, once=once)
        records.log.append("wait_chased", at=now, case=case.id, words={"wait": wait.id})
        records.cards.touch(case.id, urgency=4)
        chased += 1
    return chased


def _require_none(records: Records, case: Case) -> None:
    wait = records.waits.open(case.id)
    if wait is not None:
        raise Refused("waiting", colleague=wait.colleague.value)
