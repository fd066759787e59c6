"""Say “this one is mine”: for a while nobody else can approve it."""

from contextlib import suppress
from datetime import timedelta

from copilot.app import alarm, draft, standing
from copilot.app.change import back, pick, workable
from copilot.app.notify import Plain, tell_about, where
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.app.too_late import claimed, closed
from copilot.app.view import ButtonView, Menu, Outcome
from copilot.domain.case import WORKABLE, Case
from copilot.domain.charter import SignedBy
from copilot.domain.errors import Refused, TemplateFailed
from copilot.domain.person import Right
from copilot.domain.playbook import Severity

#: What the holder may do; everybody else takes over.
CHOICES = ("release", "extend")


def claim(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Claim a free case, or take over a colleague's with the button that names them.

    On one's own case the same button asks: give it back, or keep it for longer.

    Where the charter wants a person's signature, the draft is signed for the claimant as a new
    revision.

    Raises:
        Refused: `claimed` when somebody was faster, `closed` when there is nothing to claim.
    """
    office.require(person, Right.WORK)
    now = office.clock.now()
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    case = records.cases.get(button.case)
    if case.status not in WORKABLE:
        raise closed(office, records, case)
    # The button names whom it was drawn against: taking over somebody else is another press.
    holder = str(case.claimant(now) or "")
    if holder == button.value == str(person):
        return _offer(office, records, button)
    take = records.cases.take_over if holder and holder == button.value else records.cases.claim
    if not take(case.id, by=person, until=until, now=now):
        raise claimed(office, case, now)
    sign_for(office, records, case, person)
    records.log.append("claimed", at=now, case=case.id, words={"by": person, "from": holder})
    if holder and holder != str(person):
        _tell_loser(office, records, case, int(holder), person)
    records.cards.touch(case.id, urgency=0)
    if case.severity is Severity.CRITICAL:
        alarm.confirmed(office, records, case, person, by_deed=True)
    rules = _blocking(office, records, records.cases.get(case.id))
    return Outcome(code="claimed", values={"until": until, "rules": rules}, case=case.id)


def _blocking(office: Office, records: Records, case: Case) -> tuple[str, ...]:
    """What the claimant has to mend before anything can be published."""
    shown = records.drafts.get(case.id, case.revision)
    if shown is None:
        return ()
    return standing.blocking(office, records, case, shown, at=office.clock.now())


def _tell_loser(office: Office, records: Records, case: Case, holder: int, person: int) -> None:
    """In private: who is writing looks at the keyboard, not at the card."""
    card = records.cards.get(case.id)
    values: Plain = {
        "by": office.people.called(person),
        "is_loud": False,
        **where(card),
    }
    tell_about(office, records, case, "taken_over", values, to=holder)


def settle(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """Give one's own case back, or keep it for longer."""
    case = workable(office, records, button, person, fresh=False)
    now = office.clock.now()
    if case.claimant(now) != person or choice not in CHOICES:
        raise Refused("not_yours")
    records.cards.touch(case.id, urgency=0)
    if choice == "release":
        records.cases.release(case.id, by=person)
        records.log.append("released", at=now, case=case.id, words={"by": person})
        alarm.given_back(office, records, case, person)
        return Outcome(code="released", case=case.id)
    until = now + timedelta(seconds=office.desk.claim_for.seconds)
    records.cases.claim(case.id, by=person, until=until, now=now)
    records.log.append("claimed", at=now, case=case.id, words={"by": person, "from": str(person)})
    return Outcome(code="claimed", values={"until": until}, case=case.id)


def _offer(office: Office, records: Records, button: Button) -> Outcome:
    buttons = (*own_choices(office, records, button), back(office, records, button))
    return Outcome(code="menu", menu=Menu(kind="claim", buttons=buttons))


def own_choices(office: Office, records: Records, button: Button) -> list[ButtonView]:
    """What whoever holds a case can do with it: give it back, or keep it for longer."""
    return [pick(office, records, button, f"claim:{choice}") for choice in CHOICES]


def sign_for(office: Office, records: Records, case: Case, person: int) -> None:
    """Have the draft signed for who holds the case now, where the charter wants a person's."""
    charter = set_of(office, records, case.set_digest).playbooks.charter
    approver = office.people.find(person)
    if charter.signature is SignedBy.PERSON and approver and approver.may(Right.APPROVE):
        complaint = records.complaints.get(case.complaint).complaint
        # The claim stands without it: then the card asks for other words, and offers no yes.
        with suppress(TemplateFailed):
            draft.signed_by(office, records, case, complaint, person=person)
