"""Give each accepted complaint its case and first draft, or set it aside with a reason."""

import logging
from datetime import datetime, timedelta

from copilot.app import alarm, draft, revisit, same_author
from copilot.app.conversation import origin
from copilot.app.deadline import deadline
from copilot.app.office import Office
from copilot.app.ports.records import SetAside, StoredComplaint
from copilot.app.ports.store import Records
from copilot.domain.case import Case, CaseStatus
from copilot.domain.errors import StoreError
from copilot.domain.match import Band, Kind, Match
from copilot.domain.playbook import Playbook, Severity, Stage
from copilot.matching.sameness import same_words

log = logging.getLogger(__name__)

#: The answer when there is none: the card stands, and a person chooses.
_UNMATCHED = Match("und", Kind.OTHER, None, Band.NONE, 0.0)

#: The same words of the same person within this time are one complaint sent twice.
DUPLICATE_WITHIN = timedelta(days=1)

#: Closed for these reasons, the same words of the same person change nothing.
NOISE = frozenset({"spam", "troll", "duplicate"})
#: How urgent a new card is: one that is critical comes right after what somebody waits for.
FIRST, USUAL = 1, 5


def triage(office: Office, *, limit: int = 20) -> int:
    """
    Settle up to *limit* waiting complaints, each in a transaction of its own; say how many.

    One that cannot even be carded hides none after it: the first such fault is raised at the end.
    """
    with office.store.read() as records:
        waiting = records.complaints.waiting(limit)
    faults = [fault for stored in waiting if (fault := _take(office, stored))]
    if faults:
        raise faults[0]
    return len(waiting)


def _take(office: Office, stored: StoredComplaint) -> Exception | None:
    """Match and settle one; a message that breaks either gets a bare card."""
    complaint = stored.complaint
    try:
        match = office.shelf.in_force.matcher.match(complaint.text, complaint.lang, top=3)
        _commit(office, stored, match)
    except StoreError:
        raise
    except Exception:
        log.exception("complaint %s could not be matched or drafted", stored.id)
    else:
        return None
    try:
        _commit(office, stored, _UNMATCHED)
    except StoreError:
        raise
    except Exception as fault:
        log.exception("complaint %s has no card yet", stored.id)
        return fault
    return None


def _commit(office: Office, stored: StoredComplaint, match: Match) -> None:
    with office.store.write() as records:
        _settle(office, records, stored, match)


def _settle(office: Office, records: Records, stored: StoredComplaint, match: Match) -> None:
    now = office.clock.now()
    current = records.complaints.get(stored.id)
    if current.version != stored.version:
        # Edited or deleted while it was matched: the next round takes its new words.
        return
    case = records.cases.of_complaint(stored.id)
    if case is not None:
        if records.complaints.settle(stored.id, at=now):
            revisit.rematch(office, records, case, stored, match)
        return
    twin = _twin(records, stored)
    aside = SetAside.DUPLICATE if twin else None
    if not records.complaints.settle(
        stored.id, at=now, set_aside=aside, duplicate_of=twin.id if twin else None
    ):
        return
    if twin is not None:
        records.log.append(
            "set_aside", at=now, words={"complaint": stored.id, "duplicate_of": twin.id}
        )
        return
    _open(office, records, stored, match, now)


def _open(
    office: Office, records: Records, stored: StoredComplaint, match: Match, now: datetime
) -> None:
    in_force = office.shelf.in_force
    playbook = in_force.playbooks.playbooks.get(match.playbook) if match.playbook else None
    severity = playbook.severity if playbook else Severity.MEDIUM
    before = origin(records, stored)
    case = records.cases.add(
        Case(
            id=office.ids.new(),
            number=0,
            complaint=stored.id,
            channel=stored.complaint.channel,
            thread=stored.complaint.thread,
            status=CaseStatus.OPEN,
            match=match,
            kind=match.kind,
            lang=match.lang,
            severity=severity,
            playbook=playbook.id if playbook else None,
            set_digest=in_force.playbooks.digest,
            stage=Stage.FIRST,
            revision=0,
            opened_at=now,
            due_at=deadline(office, severity, stored.received_at),
            follows=before.id if before else None,
        )
    )
    records.log.append(
        "opened",
        at=now,
        case=case.id,
        words={"number": case.number, "playbook": case.playbook, "band": match.band.value},
    )
    if playbook is not None and _is_drafted(office, playbook, match.lang):
        draft.draft_first(office, records, case, stored.complaint)
    alarm.raise_for(office, records, case, playbook)
    records.cards.touch(case.id, urgency=FIRST if severity is Severity.CRITICAL else USUAL)
    same_author.touch(records, case, stored)


def _is_drafted(office: Office, playbook: Playbook, lang: str) -> bool:
    return playbook.posture.drafts and (lang == "und" or lang in office.brand.languages)


def _twin(records: Records, stored: StoredComplaint) -> StoredComplaint | None:
    complaint = stored.complaint
    author = complaint.author.key
    key = same_words(complaint.text)
    if author is None or not key:
        return None
    since = stored.received_at - DUPLICATE_WITHIN
    for other in records.complaints.of_author(complaint.channel, author, since=since):
        if other.id == stored.id:
            return None
        if (
            other.complaint.thread_id == complaint.thread_id
            and other.set_aside is None
            and other.complaint.deleted_at is None
            and same_words(other.complaint.text) == key
            and other.complaint.media == complaint.media
            and not _is_over(records, other)
        ):
            return other
    return None


def _is_over(records: Records, other: StoredComplaint) -> bool:
    """Who writes the same again after our answer, or our silence, was not helped by it."""
    case = records.cases.of_complaint(other.id)
    if case is None or case.status not in (CaseStatus.ANSWERED, CaseStatus.DISMISSED):
        return False
    is_noise = case.status is CaseStatus.DISMISSED and case.reason in NOISE
    return not is_noise or records.alarms.of(case.id) is not None
