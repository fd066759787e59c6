"""Who has said yes to a draft, who still has to, and who of the team could."""

from collections.abc import Iterable, Sequence

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.app.whose_words import writers
from copilot.domain.case import Case
from copilot.domain.draft import Draft
from copilot.domain.outbox import approval_digest
from copilot.domain.person import Person, Right, Role
from copilot.domain.playbook import Playbook, Severity

#: Beside the roles: anyone who may approve, and anyone but whose words they are.
ANYONE, ANOTHER = "approver", "other"


def digest(records: Records, case: Case, draft: Draft) -> str:
    """Seal of what a yes to *draft* rests on."""
    stored = records.complaints.get(case.complaint)
    return approval_digest(
        draft.text,
        channel=case.channel,
        complaint_id=stored.complaint.id,
        version=stored.version,
    )


def missing(office: Office, records: Records, case: Case, draft: Draft) -> tuple[str, ...]:
    """Roles that still have to say yes, or `approver` for each further person, or `other`."""
    playbook = playbook_of(office, records, case)
    given = _counted(office, records, case, draft)
    left = list(playbook.approval_roles) if playbook else []
    for person in given:
        if person.role.value in left:
            left.remove(person.role.value)
    needed = playbook.approvals_needed if playbook else 1
    found = (*left, *(ANYONE for _ in range(needed - len(given) - len(left))))
    if found in ((), (ANYONE,)) and _is_alone(office, records, case, draft, given):
        return (ANOTHER,)
    return found


def could(
    office: Office, records: Records, case: Case, draft: Draft, missing: Iterable[str]
) -> dict[str, tuple[Person, ...]]:
    """For each that is missing, the people who could say it."""
    free = _free(office, records, case, draft)
    others = _outside(office, records, case, draft, free) if ANOTHER in missing else []
    # Where all who could have written in it, two of them together are not alone.
    given = yeses(office, records, case, draft)
    able = others or (free if len(free) + len(given) > 1 else [])
    return {
        one: tuple(able if one == ANOTHER else [each for each in free if _fits(each, one)])
        for one in missing
    }


def yeses(office: Office, records: Records, case: Case, draft: Draft) -> frozenset[int]:
    """Who has said yes to the current draft, and still counts."""
    counted = _counted(office, records, case, draft)
    return frozenset(person.telegram for person in counted)


def unfinished(office: Office, records: Records) -> dict[str, frozenset[int]]:
    """Open cases that miss a yes after a first one, and by whom it could be said."""
    now, found = office.clock.now(), {}
    for one in records.approvals.begun():
        case = records.cases.get(one)
        draft = records.drafts.get(case.id, case.revision)
        given = yeses(office, records, case, draft) if draft else frozenset()
        # Somebody else is at it: there is nothing to say until they are done.
        if draft is None or not given or case.claimant(now) not in (None, *given):
            continue
        left = missing(office, records, case, draft)
        people = could(office, records, case, draft, left).values()
        found[case.id] = frozenset(each.telegram for able in people for each in able)
    return found


def is_asked(person: Person, playbook: Playbook | None) -> bool:
    """Say whether a yes of *person* can count here: a lawyer's does where it is asked for."""
    asked = playbook.approval_roles if playbook else ()
    return person.role is not Role.LEGAL or Role.LEGAL.value in asked


def playbook_of(office: Office, records: Records, case: Case) -> Playbook | None:
    """The case's playbook as it was when the case was drafted."""
    if case.playbook is None:
        return None
    return set_of(office, records, case.set_digest).playbooks.playbooks.get(case.playbook)


def _is_alone(
    office: Office, records: Records, case: Case, draft: Draft, given: Sequence[Person]
) -> bool:
    """Whether only whose words they are has said yes where the stakes are highest."""
    if case.severity is not Severity.CRITICAL:
        return False
    own = writers(office, records, case, draft)
    if not own or any(person.telegram not in own for person in given):
        return False
    free = _free(office, records, case, draft)
    return len(given) <= 1 or bool(_outside(office, records, case, draft, free))


def _free(office: Office, records: Records, case: Case, draft: Draft) -> list[Person]:
    """Who may say yes, has not yet, and would count."""
    playbook = playbook_of(office, records, case)
    given = yeses(office, records, case, draft)
    return [
        person
        for person in office.people.with_right(Right.APPROVE)
        if person.telegram not in given and is_asked(person, playbook)
    ]


def _outside(
    office: Office, records: Records, case: Case, draft: Draft, people: Iterable[Person]
) -> list[Person]:
    own = writers(office, records, case, draft)
    return [person for person in people if person.telegram not in own]


def _fits(person: Person, missing: str) -> bool:
    return missing in (ANYONE, person.role.value)


def _counted(office: Office, records: Records, case: Case, draft: Draft) -> list[Person]:
    """Who said yes to these very words and still may: people leave, and roles change."""
    sealed = digest(records, case, draft)
    given = {approval.person for approval in records.approvals.standing(case.id, sealed)}
    found = (office.people.find(person) for person in sorted(given))
    return [person for person in found if person and person.may(Right.APPROVE)]
