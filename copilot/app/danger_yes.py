"""Words to someone in danger wait for one more yes: who could say it is woken in private."""

from datetime import datetime

from copilot.app import alarm_rounds, approvals
from copilot.app.notify import Plain, tell_about, where
from copilot.app.office import Office
from copilot.app.ports.records import Approval, Notice
from copilot.app.ports.store import Records
from copilot.domain.case import WORKABLE, Case
from copilot.domain.draft import Draft
from copilot.domain.person import Person, Right

#: In private; it is kept with the yes that it follows, and a number that goes up with time.
CALL, AT_DESK = "danger_yes", "danger_yes_desk"


def wake(office: Office, records: Records, *, now: datetime) -> int:
    """Wake those who could say the yes that is missing, again until it is said; count them."""
    told = 0
    for one in records.approvals.begun():
        case = records.cases.get(one)
        playbook = approvals.playbook_of(office, records, case)
        draft = records.drafts.get(case.id, case.revision)
        if playbook is not None and playbook.is_about_danger and draft is not None:
            told += _wake(office, records, case, draft, now)
    return told


def is_over(records: Records, notice: Notice, case: Case, now: datetime) -> bool:
    """Whether a call that had to wait is not true any more, or a later one says the same."""
    said = {one.id: one for one in records.approvals.list(case.id) if one.withdrawn_at is None}
    yes, number = said.get(str(notice.values.get("approval"))), notice.values.get("round")
    if yes is None or case.status not in WORKABLE or case.revision != yes.revision:
        return True
    if any(one.at > yes.at for one in said.values()):
        return True
    return isinstance(number, int) and number < alarm_rounds.rounds_since(yes.at, now)


def whom(office: Office, records: Records, case: Case, draft: Draft) -> tuple[Person, ...]:
    """Of those who could say yes the ones on call; else who leads the brand; else all of them."""
    missing = approvals.missing(office, records, case, draft)
    each = approvals.could(office, records, case, draft, missing).values()
    able = {person.telegram: person for people in each for person in people}
    groups = (office.people.on_call(), office.people.with_right(Right.LEAD), able.values())
    found = (tuple(one for one in group if one.telegram in able) for group in groups)
    return next((people for people in found if people), ())


def _wake(office: Office, records: Records, case: Case, draft: Draft, now: datetime) -> int:
    sealed = approvals.digest(records, case, draft)
    said = records.approvals.standing(case.id, sealed)
    if not said:
        return 0
    last = max(said, key=lambda one: (one.at, one.id))
    number = alarm_rounds.rounds_since(last.at, now)
    return sum(
        _call(office, records, case, last, one, number=number)
        for one in whom(office, records, case, draft)
    )


def _call(
    office: Office, records: Records, case: Case, last: Approval, one: Person, *, number: int
) -> bool:
    card = records.cards.get(case.id)
    values: Plain = {
        "name": office.people.called(last.person),
        "revision": last.revision,
        "approval": last.id,
        "round": number,
        **where(card),
        "is_loud": True,
        "people": [{"name": office.people.called(one.telegram), "telegram": one.telegram}],
    }
    if number:
        # The desk has just read it with the first yes; later it must not be lost.
        values["otherwise"] = AT_DESK
    once = f"{CALL}:{last.id}:{number}:{one.telegram}"
    return tell_about(office, records, case, CALL, values, to=one.telegram, once=once)
