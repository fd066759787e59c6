"""What a playbook wants verified: ticked by people, on record, before a solution is approved."""

from copilot.app.approvals import playbook_of
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.too_late import closed
from copilot.app.view import Outcome, StepView
from copilot.domain.case import WORKABLE, Case
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.handling import Tick
from copilot.domain.person import Right
from copilot.domain.playbook import Playbook, Stage, Texts, in_language

#: Before the colon of a choice: what the press asks for, whatever it finds.
DONE, NOT_DONE = "1", "0"


def steps(
    office: Office, records: Records, case: Case, playbook: Playbook | None
) -> tuple[StepView, ...]:
    """The steps of the case's playbook, and who has seen to each."""
    if playbook is None:
        return ()
    ticked = {one.step: one for one in records.steps.ticked(case.id, playbook=playbook.id)}
    return tuple(_step(office, texts, ticked.get(_key(texts))) for texts in playbook.verify)


def require_verified(office: Office, records: Records, case: Case, draft: Draft) -> None:
    """
    Let a solution pass only when every step is ticked.

    Raises:
        Refused: `verify_first`, with the steps that are missing.
    """
    if draft.stage is not Stage.SOLUTION:
        return
    known = steps(office, records, case, playbook_of(office, records, case))
    open_steps = [step.text for step in known if step.by is None]
    if open_steps:
        raise Refused("verify_first", step=" · ".join(open_steps), open=len(open_steps))


def tick(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """
    Tick a step or take its tick back; whoever holds the case, a colleague may have checked.

    Raises:
        Refused: `closed`, or `gone` when the playbook no longer has the step.
    """
    name = office.require(person, Right.WORK).name
    case = records.cases.get(button.case)
    if case.status not in WORKABLE:
        raise closed(office, records, case)
    wanted, _, key = choice.partition(":")
    playbook = playbook_of(office, records, case)
    texts = next((one for one in playbook.verify if _key(one) == key), None) if playbook else None
    if playbook is None or texts is None or wanted not in (DONE, NOT_DONE):
        raise Refused("gone")
    now = office.clock.now()
    if wanted == DONE:
        tick = Tick(case=case.id, playbook=playbook.id, step=key, by=person, at=now)
        changed = records.steps.tick(tick)
    else:
        changed = records.steps.untick(case.id, playbook=playbook.id, step=key)
    code = "ticked" if wanted == DONE else "unticked"
    records.cards.touch(case.id, urgency=0)
    if not changed:
        return Outcome(code=f"already_{code}", case=case.id)
    words = {"by": person, "playbook": playbook.id, "step": key}
    records.log.append(code, at=now, case=case.id, words=words)
    return Outcome(code=code, values={"name": name}, case=case.id)


def _step(office: Office, texts: Texts, tick: Tick | None) -> StepView:
    return StepView(
        key=_key(texts),
        text=in_language(texts, office.desk.language) or "",
        by=office.people.called(tick.by) if tick else None,
        at=tick.at if tick else None,
    )


def _key(texts: Texts) -> str:
    """The step's text in the file's first language: its place in the list may change."""
    return next(iter(texts.values()), "")
