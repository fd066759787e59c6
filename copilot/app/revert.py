"""Back to an earlier revision: its words again, as a revision of their own."""

from collections.abc import Sequence

from copilot.app import revision
from copilot.app.change import workable
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import Case
from copilot.domain.charter import blocks
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused

#: Of `pick`: the kind of its value, `revision:1`.
KIND = "revision"


def former(case: Case, drafts: Sequence[Draft], *, is_blocked: bool) -> int | None:
    """
    The revision to offer a way back to, if there is reason to go back.

    There is when the present words may not leave, or were begun before a colleague's.
    """
    current = next((one for one in drafts if one.revision == case.revision), None)
    if current is None or current.author is None:
        return None
    if not is_blocked and not passed_over(current, drafts):
        return None
    able = [one.revision for one in drafts if _may_return(case, current, one)]
    return max(able, default=None)


def passed_over(current: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """What others made while *current* was being written."""
    if current.author is None or current.based_on is None:
        return []
    between = range(current.based_on + 1, current.revision)
    return [one for one in drafts if one.revision in between and one.author != current.author]


def to_revision(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Draft the words of an earlier revision again."""
    case = workable(office, records, button, person)
    drafts = records.drafts.list(case.id)
    current = next((one for one in drafts if one.revision == case.revision), None)
    wanted = next((one for one in drafts if str(one.revision) == choice), None)
    if current is None or wanted is None or not _may_return(case, current, wanted):
        raise Refused("stale")
    draft = revision.repeat(office, records, case, wanted)
    words = {"by": person, "revision": draft.revision, "words_of": wanted.revision}
    records.log.append("reverted", at=office.clock.now(), case=case.id, words=words)
    records.cards.touch(case.id, urgency=0)
    values = {"revision": draft.revision, "former": wanted.revision}
    return Outcome(code="reverted", values=values, case=case.id)


def _may_return(case: Case, current: Draft, wanted: Draft) -> bool:
    """Earlier words of the same playbook under the same signature that nothing stood against."""
    playbook = wanted.template.playbook if wanted.template else None
    return (
        wanted.revision < current.revision
        and wanted.text != current.text
        and wanted.signed_for == current.signed_for
        and wanted.stage == case.stage
        and playbook in (None, case.playbook)
        and not blocks(wanted.findings)
    )
