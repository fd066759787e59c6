"""Back to an earlier revision: its words again, as a revision of their own."""

from collections.abc import Sequence

from copilot.app import own_draft, revision
from copilot.app.change import workable
from copilot.app.office import Office
from copilot.app.ports.records import Button
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import Case
from copilot.domain.charter import SignedBy, blocks
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.person import Right

#: Of `pick`: the kind of its value, `revision:1`.
KIND = "revision"


def former(case: Case, drafts: Sequence[Draft], *, is_blocked: bool) -> int | None:
    """
    The revision to offer a way back to, if there is reason to go back.

    There is when the present words may not leave, or were begun before a colleague's; and when
    a template's stand where a person had written.
    """
    current = next((one for one in drafts if one.revision == case.revision), None)
    if current is None or current.author is None:
        return max((one.revision for one in _written(case, current, drafts)), default=None)
    if not is_blocked and not passed_over(current, drafts):
        return None
    able = [one.revision for one in drafts if _may_return(case, current, one)]
    return max(able, default=None)


def _written(case: Case, current: Draft | None, drafts: Sequence[Draft]) -> list[Draft]:
    """What people wrote before a template's words, or none: one tap had taken it away."""
    return [one for one in drafts if one.author is not None and _may_return(case, current, one)]


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
    if wanted is None or not _may_return(case, current, wanted):
        raise Refused("stale")
    draft = _again(office, records, case, current, wanted)
    words = {"by": person, "revision": draft.revision, "words_of": wanted.revision}
    records.log.append("reverted", at=office.clock.now(), case=case.id, words=words)
    records.cards.touch(case.id, urgency=0)
    values = {"revision": draft.revision, "former": wanted.revision}
    return Outcome(code="reverted", values=values, case=case.id)


def _again(
    office: Office, records: Records, case: Case, current: Draft | None, wanted: Draft
) -> Draft:
    """A template's words as they were; a person's are held against what is true now."""
    if wanted.author is None:
        return revision.repeat(office, records, case, wanted)
    return own_draft.words(
        office,
        records,
        case,
        wanted.text,
        author=wanted.author,
        signed_for=_signer(office, records, case, current, wanted),
        based_on=wanted.based_on,
    )


def _signer(
    office: Office, records: Records, case: Case, current: Draft | None, wanted: Draft
) -> int | None:
    """Who signs what comes back, as the charter has it now: whoever has the case, if anybody."""
    charter = own_draft.set_for_words(office, records, case).playbooks.charter
    if charter.signature is SignedBy.BRAND:
        return wanted.signed_for
    holder = office.people.find(case.claimant(office.clock.now()))
    if holder is not None and holder.may(Right.APPROVE):
        return holder.telegram
    return current.signed_for if current else wanted.signed_for


def _may_return(case: Case, current: Draft | None, wanted: Draft) -> bool:
    """
    Earlier words of the same stage that nothing stood against.

    A template's must be of the same playbook, under the same signature.
    """
    if current and (wanted.revision >= current.revision or wanted.text == current.text):
        return False
    if wanted.stage != case.stage or blocks(wanted.findings):
        return False
    if wanted.author is not None:
        return True
    playbook = wanted.template.playbook if wanted.template else None
    is_same = current is not None and wanted.signed_for == current.signed_for
    return is_same and playbook in (None, case.playbook)
