"""Whose words a draft holds: nobody says yes alone to what they have written themselves."""

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.domain.case import Case
from copilot.domain.draft import Draft


def writers(office: Office, records: Records, case: Case, draft: Draft) -> frozenset[int]:
    """
    Everyone whose words may stand in *draft*, back to a template, whose details count as theirs.

    Whoever wrote between a template and *draft* counts even where it was begun from something
    else: words are copied from one revision into another.
    """
    known = {one.revision: one for one in records.drafts.list(case.id)}
    found: set[int] = set()
    left, seen = [draft.revision], {0}
    while left:
        one = known.get(left.pop())
        if one is None or one.revision in seen:
            continue
        seen.add(one.revision)
        if one.author is None:
            found |= _filled_in(office, records, case, one)
        else:
            found.add(one.author)
            left += [one.revision - 1, one.based_on or 0]
    return frozenset(found)


def _filled_in(office: Office, records: Records, case: Case, draft: Draft) -> set[int]:
    """Who gave the details that stood in a template's words when they were drafted."""
    if draft.template is None:
        return set()
    asked = set_of(office, records, draft.set_digest).drafter.asks(draft.template.path)
    if not asked:
        return set()
    given: dict[object, object] = {}
    for one in records.log.entries(case=case.id):
        words = one.words or {}
        if one.event == "filled_in" and one.at <= draft.created_at and words.get("name") in asked:
            given[words.get("name")] = words.get("by")
    return {by for by in given.values() if isinstance(by, int)}
