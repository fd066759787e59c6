"""Gather what a card shows at this moment."""

from dataclasses import replace

from copilot.app import approvals, standing
from copilot.app.conversation import replies
from copilot.app.course import course_of
from copilot.app.facts_now import overrides
from copilot.app.handling import gather
from copilot.app.looking_back import look_back
from copilot.app.offer import Situation, is_aside, offered, wants_claim
from copilot.app.office import Office
from copilot.app.ports.records import StoredComplaint
from copilot.app.ports.store import Records
from copilot.app.revert import former, passed_over
from copilot.app.revision import set_of
from copilot.app.same_author import beside
from copilot.app.too_late import dismissed_by, duplicate_of
from copilot.app.view import CardView, DraftView, MatchView, OriginalView
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import blocks
from copilot.domain.draft import Draft, StatedFact
from copilot.domain.fact_change import Overrides, with_facts
from copilot.domain.match import RunnerUp
from copilot.domain.outbox import OutboxItem, OutboxStatus
from copilot.domain.person import Right
from copilot.domain.playbook import Playbook, in_language
from copilot.domain.playbook_set import PlaybookSet


def view(office: Office, case_id: str) -> CardView:
    """Everything the card of a case shows now; gives out tokens for its buttons."""
    with office.store.write() as records:
        case = records.cases.get(case_id)
        stored = records.complaints.get(case.complaint)
        playbooks = set_of(office, records, case.set_digest).playbooks
        return _gather(office, records, case, stored, playbooks)


def _gather(
    office: Office, records: Records, case: Case, stored: StoredComplaint, playbooks: PlaybookSet
) -> CardView:
    draft, item = records.drafts.get(case.id, case.revision), _item(records, case)
    playbook = playbooks.playbooks.get(case.playbook or "")
    shown = _draft(office, records, case, draft, playbook) if draft else None
    missing = approvals.missing(office, records, case, draft) if draft else ()
    past = look_back(office, records, case, stored, draft)
    situation = Situation(
        case=case,
        stored=stored,
        playbooks=playbooks,
        shown=shown,
        item=item,
        former=_former(records, case, shown),
        given=approvals.yeses(office, records, case, draft) if draft else frozenset(),
        handling=gather(office, records, case),
        is_newer=past.is_newer,
        course=course_of(office, records, case, playbook),
    )
    said_now = overrides(records, at=office.clock.now())
    return replace(
        _undrafted(office, records, case, stored, playbooks),
        draft=shown,
        facts=_facts(playbook, draft, office.desk.language, said_now),
        approved_by=_approved_by(office, records, case, draft, item),
        missing=missing,
        could=_could(office, records, case, draft, missing) if draft else {},
        sending=item,
        sent_by=_name(office, item.approved_by) if item else None,
        handling=situation.handling,
        conversation=past,
        course=situation.course,
        wants_claim=wants_claim(office, situation),
        is_aside=is_aside(situation),
        # Last: a token given out is written, and what was read before would be read again.
        buttons=offered(office, records, situation),
    )


def _undrafted(
    office: Office, records: Records, case: Case, stored: StoredComplaint, playbooks: PlaybookSet
) -> CardView:
    """What is shown whatever the reply: the message, its playbook, who has it, what was noted."""
    playbook, language = playbooks.playbooks.get(case.playbook or ""), office.desk.language
    channel, now = office.channels.get(case.channel), office.clock.now()
    notes = tuple(records.chat.notes(case.id))
    verify = playbook.verify if playbook else ()
    return CardView(
        case=case,
        complaint=stored.complaint,
        version=stored.version,
        now=now,
        brand=office.brand.name,
        zone=office.brand.timezone,
        mode=channel.mode if channel else Mode.READ_ONLY,
        paused=records.state.paused() is not None,
        met=_met(records, case, stored),
        posture=playbook.posture if playbook else None,
        match=_match(case, stored, playbook, playbooks),
        fact_labels=playbooks.labels(case.playbook, language),
        draft=None,
        buttons=(),
        answers_language=case.lang == "und" or case.lang in office.brand.languages,
        guidance=in_language(playbook.guidance, language) if playbook else None,
        verify=tuple(in_language(step, language) or "" for step in verify),
        claimant=_name(office, case.claimant(now)),
        approvals_needed=playbook.approvals_needed if playbook else 1,
        closed_by=_closed_by(office, records, case),
        original=_original(records, case),
        notes=notes,
        note_authors={note.person: office.people.called(note.person) for note in notes},
        beside=beside(records, case, stored),
    )


def _item(records: Records, case: Case) -> OutboxItem | None:
    items = records.outbox.of_case(case.id)
    return items[-1] if items and items[-1].status is not OutboxStatus.WITHDRAWN else None


def _met(records: Records, case: Case, stored: StoredComplaint) -> int | None:
    """
    How many other messages came before; to who comes back, those since count as well.

    Nothing when the platform doesn't say who it is: names are shared.
    """
    author = stored.complaint.author.key
    if author is None:
        return None
    known = records.complaints.of_author(stored.complaint.channel, author)
    earlier = sum(other.received_at < stored.received_at for other in known)
    if earlier + 1 == len(known) or not replies(records, case):
        return earlier
    return len(known) - 1


def _match(
    case: Case, stored: StoredComplaint, playbook: Playbook | None, playbooks: PlaybookSet
) -> MatchView:
    titles = {key: value.title for key, value in playbooks.playbooks.items()}
    chosen = case.playbook != case.match.playbook
    candidates = case.match.candidates
    own = next((one for one in candidates if one.playbook == case.playbook), None)
    evidence = next((why for why in own.because if why.is_telling), None) if own else None
    # Why another lost is known of the matcher's own choice alone.
    lost = case.match.runner_up if not chosen else None
    # Beside another playbook: a fright on a card about a laptop, and no reason that convinces.
    frights = {key for key, value in playbooks.playbooks.items() if value.is_about_danger}
    hidden = frights if playbook else set()
    known = lost is not None and lost.playbook in titles and lost.playbook not in hidden
    others = [c.playbook for c in candidates if c.playbook in titles and c is not own]
    beside = [titles[one] for one in others if one not in frights]
    next_one = beside[0] if beside and playbook else None
    text = stored.complaint.text
    return MatchView(
        band=case.match.band,
        title=playbook.title if playbook else None,
        chosen=chosen,
        because=text[slice(*evidence.span)] if evidence else None,
        example=evidence.example if evidence else None,
        runner_up=titles[lost.playbook] if lost and known else next_one,
        lost=lost.lost if lost and known else None,
        lost_words=_lost_words(lost, text) if lost and known else (),
        lost_own=lost.own if lost and known else 0,
        nearest=tuple(titles[one] for one in others[:3]) if playbook is None else (),
    )


def _lost_words(lost: RunnerUp, text: str) -> tuple[str, ...]:
    return (text[slice(*lost.span)],) if lost.span else lost.words


def _draft(
    office: Office, records: Records, case: Case, draft: Draft, playbook: Playbook | None
) -> DraftView:
    length, limit = standing.length_of(office, records, case, draft)
    now = office.clock.now()
    settled = case.status in (CaseStatus.ANSWERED, CaseStatus.APPROVED, CaseStatus.UNCERTAIN)
    before = records.drafts.get(case.id, draft.based_on) if draft.based_on else None
    author = office.people.find(draft.author)
    found = draft.findings if settled else standing.findings(office, records, case, draft, at=now)
    return DraftView(
        draft=draft,
        length=length,
        limit=limit,
        findings=found,
        promise=_promise(draft, playbook, office.desk.language),
        before=before.text if before else None,
        author=_name(office, draft.author),
        is_proposed=author is not None and not author.may(Right.APPROVE),
        based_on=_begun(records, draft),
        signed_for=_name(office, draft.signed_for),
    )


def _begun(records: Records, draft: Draft) -> int | None:
    """The revision that *draft* began from, where it was not the last one any more."""
    if draft.based_on in (None, draft.revision - 1):
        return None
    return draft.based_on if passed_over(draft, records.drafts.list(draft.case)) else None


def _former(records: Records, case: Case, shown: DraftView | None) -> int | None:
    public = replies(records, case)
    drafts = [
        one
        for one in records.drafts.list(case.id)
        # What is public already is nothing to come back to.
        if one.revision == case.revision or not public or one.created_at > public[-1].approved_at
    ]
    return former(case, drafts, is_blocked=shown is not None and blocks(shown.findings))


def _promise(draft: Draft, playbook: Playbook | None, language: str) -> str | None:
    """The draft speaks the customer's language; its reader may not."""
    if draft.promise is None or playbook is None or playbook.promise is None:
        return draft.promise
    return in_language(playbook.promise.what, language)


def _facts(
    playbook: Playbook | None, draft: Draft | None, language: str, now: Overrides
) -> tuple[StatedFact, ...]:
    if draft and draft.facts:
        return draft.facts
    known = with_facts(playbook, now).facts.values() if playbook else ()
    return tuple(
        StatedFact(
            name=fact.name,
            value=in_language(fact.value, language) or "",
            source=fact.source,
            until=fact.until,
            ends_at=fact.ends_at,
        )
        for fact in known
    )


def _approved_by(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft | None,
    item: OutboxItem | None,
) -> tuple[str, ...]:
    if draft is None:
        return ()
    given = [
        one
        for one in records.approvals.list(case.id)
        if one.withdrawn_at is None and one.revision == draft.revision
    ]
    if case.status in WORKABLE:
        # The yes of who has left the team, or to a message since changed, does not count.
        counted = approvals.yeses(office, records, case, draft)
        given = [one for one in given if one.person in counted]
    names = tuple(office.people.called(one.person) for one in given)
    # Who said yes to the reply that is public has not said it to the one to come.
    sent = item if case.status not in WORKABLE else None
    return names or ((office.people.called(sent.approved_by),) if sent else ())


def _closed_by(office: Office, records: Records, case: Case) -> str | None:
    return dismissed_by(office, records, case) if case.status is CaseStatus.DISMISSED else None


def _original(records: Records, case: Case) -> OriginalView | None:
    number = duplicate_of(records, case)
    other = records.cases.numbered(number) if number is not None else None
    return OriginalView(other.number, records.cards.get(other.id)) if other else None


def _could(
    office: Office, records: Records, case: Case, draft: Draft, missing: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    found = approvals.could(office, records, case, draft, missing)
    return {
        one: tuple(office.people.called(person.telegram) for person in able)
        for one, able in found.items()
    }


def _name(office: Office, person: int | None) -> str | None:
    return office.people.called(person) if person is not None else None
