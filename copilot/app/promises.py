"""Promises: made when a reply is public, owned by somebody, and kept."""

from dataclasses import replace
from datetime import datetime

from copilot.app.conversation import corrections, replies
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.app.view import PromiseView
from copilot.domain.case import Case
from copilot.domain.draft import Draft
from copilot.domain.errors import Refused
from copilot.domain.handling import Promise
from copilot.domain.outbox import OutboxItem
from copilot.domain.person import Right
from copilot.domain.playbook import Stage, in_language


def follow(office: Office, records: Records, item: OutboxItem, *, at: datetime) -> None:
    """Draw the consequences of a reply that is public now: what it keeps, what it promises."""
    case = records.cases.get(item.case)
    draft = _draft_of(records, item)
    if draft is None:
        return
    before = [one for one in records.promises.of(case.id) if one.kept_at is None]
    promise = _promised(office, records, item, case, draft, at=at)
    if promise is not None and _is_moved(records, item, case, draft):
        public = next((one for one in before if not one.is_private and one.due_at >= at), None)
        if public is not None:
            _move(records, public, promise, by=item.approved_by)
            return
    if promise is not None and records.promises.add(promise):
        _log_made(records, promise, by=item.approved_by)
    for one in before:
        # A reply that promises anew takes the place of what was promised before it in public.
        is_renewed = promise is not None and not one.is_private
        if draft.stage is Stage.KEPT or is_renewed:
            keep(records, one, by=item.approved_by, at=at, how=draft.stage.value)


def _is_moved(records: Records, item: OutboxItem, case: Case, draft: Draft) -> bool:
    """Whether it only puts off what was promised: a correction, or a word meanwhile."""
    place = [one.id for one in replies(records, case)].index(item.id)
    return draft.stage in (Stage.FIRST, Stage.HOLDING) or corrections(records, case)[place]


def _move(records: Records, old: Promise, new: Promise, *, by: int) -> None:
    """One promise with another time, which nobody has kept."""
    if old.due_at == new.due_at or not records.promises.move(old.id, due_at=new.due_at):
        return
    times = {"from": old.due_at.isoformat(), "due": new.due_at.isoformat()}
    words = {"by": by, "promise": old.id, "what": old.what, **times}
    records.log.append("promise_moved", at=new.made_at, case=old.case, words=words)
    records.cards.touch(old.case, urgency=1)


def keep(records: Records, promise: Promise, *, by: int, at: datetime, how: str) -> bool:
    """Mark a promise as kept, on record; false when it was."""
    if not records.promises.keep(promise.id, by=by, at=at):
        return False
    words = {"by": by, "promise": promise.id, "what": promise.what, "how": how}
    records.log.append("promise_kept", at=at, case=promise.case, words=words)
    records.cards.touch(promise.case, urgency=0)
    return True


def hand_over(records: Records, promise: Promise, to: int) -> Promise:
    """Give an open promise to somebody else, who is told of it from now on."""
    records.promises.hand_to(promise.id, to)
    return replace(promise, owner=to)


def make_private(
    office: Office, records: Records, case: Case, *, owner: int, due_at: datetime, what: str
) -> Promise:
    """Keep what somebody undertakes to do out of the public's sight."""
    promise = Promise(
        id=office.ids.new(),
        case=case.id,
        what=what,
        due_at=due_at,
        owner=owner,
        is_private=True,
        made_at=office.clock.now(),
    )
    records.promises.add(promise)
    _log_made(records, promise, by=owner)
    return promise


def find(office: Office, records: Records, case: str, promise: str) -> Promise:
    """
    A promise of a case that is still open.

    Raises:
        Refused: `gone`, or `promise_kept` with who was first.
    """
    found = next((one for one in records.promises.of(case) if one.id == promise), None)
    if found is None:
        raise Refused("gone")
    if found.kept_at is not None:
        raise Refused("promise_kept", by=office.people.called(found.kept_by))
    return found


def views(office: Office, records: Records, case: Case) -> tuple[PromiseView, ...]:
    """The promises of a case, oldest first."""
    return tuple(
        PromiseView(
            id=one.id,
            what=one.what,
            due_at=one.due_at,
            owner=office.people.called(one.owner),
            is_private=one.is_private,
            kept_at=one.kept_at,
            kept_by=office.people.called(one.kept_by) if one.kept_by is not None else None,
        )
        for one in records.promises.of(case.id)
    )


def _draft_of(records: Records, item: OutboxItem) -> Draft | None:
    """The very words that were posted, as they were drafted."""
    approval = next((one for one in records.approvals.list(item.case) if one.id == item.id), None)
    return records.drafts.get(item.case, approval.revision) if approval else None


def _promised(
    office: Office,
    records: Records,
    item: OutboxItem,
    case: Case,
    draft: Draft,
    *,
    at: datetime,
) -> Promise | None:
    if draft.promise is None or draft.promise_due is None:
        return None
    return Promise(
        id=item.id,
        case=case.id,
        what=_in_desk_language(office, records, case, draft) or draft.promise,
        due_at=draft.promise_due,
        owner=_owner(office, case, draft, item, at=at),
        is_private=False,
        made_at=at,
    )


def _in_desk_language(office: Office, records: Records, case: Case, draft: Draft) -> str | None:
    """The draft speaks the customer's language; those who must keep its promise may not."""
    known = set_of(office, records, draft.set_digest).playbooks.playbooks
    playbook = known.get(case.playbook or "")
    if playbook is None or playbook.promise is None:
        return None
    return in_language(playbook.promise.what, office.desk.language)


def _owner(office: Office, case: Case, draft: Draft, item: OutboxItem, *, at: datetime) -> int:
    """Who holds the case, else whose name is under it, else who approved and works on cases."""
    for one in (case.claimant(at), draft.signed_for, item.approved_by):
        person = office.people.find(one)
        if person is not None and person.may(Right.WORK):
            return person.telegram
    return item.approved_by


def _log_made(records: Records, promise: Promise, *, by: int) -> None:
    words = {
        "by": by,
        "promise": promise.id,
        "what": promise.what,
        "due": promise.due_at.isoformat(),
        "owner": promise.owner,
        "private": promise.is_private,
    }
    records.log.append("promised", at=promise.made_at, case=promise.case, words=words)
    records.cards.touch(promise.case, urgency=1)
