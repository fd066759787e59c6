"""A trainee's words: given back to the desk, which is told once that they wait to be read."""

from copilot.app.notify import tell_about
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.case import Case
from copilot.domain.draft import Draft
from copilot.domain.person import Right


def if_trainee(office: Office, records: Records, case: Case, draft: Draft, person: int) -> None:
    """Say that somebody who may not approve has written *draft*; a colleague is to read it."""
    author = office.people.find(person)
    if author is None or author.may(Right.APPROVE):
        return
    now = office.clock.now()
    records.cases.release(case.id, by=person)
    words = {"by": person, "revision": draft.revision}
    records.log.append("proposed", at=now, case=case.id, words=words)
    values = {"name": office.people.called(author.telegram), "revision": draft.revision}
    # Correcting a typo is no second proposal; writing again after a colleague is.
    begun = _before(records, case, person)
    tell_about(
        office, records, case, "proposed", values, once=f"proposed:{case.id}:{person}:{begun}"
    )


def _before(records: Records, case: Case, person: int) -> int:
    """The last revision that is not *person*'s."""
    others = (one.revision for one in records.drafts.list(case.id) if one.author != person)
    return max(others, default=0)
