"""Cases looked up by people: one with its history, by words, what they hold, what went out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from copilot.app.looking_back import approvers
from copilot.app.more import CLOSED
from copilot.app.office import Office
from copilot.app.ports.records import CardRecord, LogEntry
from copilot.app.ports.store import Records
from copilot.app.queue import asked_of, held
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import Refused
from copilot.domain.handling import Promise
from copilot.domain.person import Person, Right

#: People call a case by its number: nº 1042, no. 1042, #1042.
_NUMBER = re.compile(r"(?:\bn[o°]?\.? ?|#)(\d+)")
_DIGITS = re.compile(r"\d+")
#: So many of the newest cases are searched, besides all that are not closed: months of a desk.
SEARCHED = 1000
LONGEST_NUMBER = len(str(2**31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One case in a list."""

    case: Case
    complaint: Complaint
    title: str | None  #: of its playbook
    holder: str | None
    card: CardRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to a case, and who did it."""

    at: datetime
    event: str
    by: str | None
    reason: str | None = None  #: why it was closed without an answer
    of: int | None = None  #: as a duplicate of which case


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One case and what happened to it, oldest first."""

    found: Found
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found, and in how much."""

    found: tuple[Found, ...]
    newest: int | None = None  #: so many only were looked through, and what is not closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A promise that somebody has to keep."""

    promise: Promise
    number: int
    author: Author  #: to whom it was made
    card: CardRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What one person has in hand."""

    asked: tuple[Found, ...]  #: what waits for their yes
    cases: tuple[Found, ...]
    promises: tuple[Owed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """One reply that was posted."""

    found: Found
    at: datetime
    by: tuple[str, ...]  #: everyone who said yes to it
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One person of the team and how much they have in hand."""

    person: Person
    is_on_call: bool
    held: int
    promises: int


def history(office: Office, *, person: int, text: str) -> History:
    """
    One case by its number, as people type it.

    Raises:
        Refused: `which_case` without a number; `no_such_case` when there is none.
    """
    office.require(person, Right.NOTE)
    # Of two numbers the first: run together they are the number of somebody else's case.
    found = _DIGITS.search(text)
    digits = found[0] if found else ""
    if not digits or len(digits) > LONGEST_NUMBER:
        raise Refused("which_case")
    with office.store.read() as records:
        case = records.cases.numbered(int(digits))
        if case is None:
            raise Refused("no_such_case", number=int(digits))
        entries = records.log.entries(case=case.id)
        return History(
            found=_found(office, records, case),
            steps=tuple(_step(office, entry) for entry in entries),
        )


def search(office: Office, *, person: int, text: str) -> Search:
    """
    Cases by customer, by words of their message, by playbook; what waits before what is closed.

    Raises:
        Refused: `search_what` when there is nothing to look for.
    """
    office.require(person, Right.NOTE)
    wanted = _NUMBER.sub(r"\1", _folded(text)).split()
    if not wanted:
        raise Refused("search_what")
    with office.store.read() as records:
        cases = _searched(records, wanted)
        said = records.complaints.several(case.complaint for case in cases)
        fitting = (
            _found(office, records, case)
            for case in cases
            if _fits(case, said[case.complaint].complaint, _title(office, case), wanted)
        )
        found = tuple(sorted(fitting, key=_open_first))
        is_all = sum(records.cases.counts().values()) <= SEARCHED
        return Search(found=found, newest=None if is_all else SEARCHED)


def _searched(records: Records, wanted: Sequence[str]) -> Sequence[Case]:
    """The newest, and of the older ones those that are not closed or are called by number."""
    newest = records.cases.list(limit=SEARCHED)
    if len(newest) < SEARCHED:
        return newest
    older = [one for status in CaseStatus for one in _older(records, status, newest[0].number)]
    numbers = {int(one) for one in wanted if one.isdecimal() and len(one) <= LONGEST_NUMBER}
    called = (records.cases.numbered(number) for number in numbers)
    chosen = [*newest, *older, *(one for one in called if one is not None)]
    return tuple({one.id: one for one in chosen}.values())


def _older(records: Records, status: CaseStatus, number: int) -> Sequence[Case]:
    if status in CLOSED:
        return ()
    return [one for one in records.cases.list(status) if one.number < number]


def mine(office: Office, *, person: int) -> Mine:
    """What waits for the yes of *person*, what they hold, the promises they have to keep."""
    office.require(person, Right.NOTE)
    with office.store.read() as records:
        now = office.clock.now()
        cases = [one for one in held(records, now) if one.claimant(now) == person]
        promises = [one for one in records.promises.open() if one.owner == person]
        asked = asked_of(office, records, person)
        return Mine(
            asked=tuple(_found(office, records, one) for one in asked),
            cases=tuple(_found(office, records, one) for one in cases),
            promises=tuple(_owed(records, one) for one in promises),
        )


def posted_today(office: Office, *, person: int) -> tuple[Out, ...]:
    """What went out since midnight where the brand is, oldest first."""
    office.require(person, Right.NOTE)
    zone = ZoneInfo(office.brand.timezone)
    today = office.clock.now().astimezone(zone).date()
    with office.store.read() as records:
        return tuple(
            Out(
                found=_found(office, records, records.cases.get(item.case)),
                at=item.posted_at or item.approved_at,
                by=approvers(office, records.approvals.list(item.case), item),
                url=item.posted_url,
            )
            for item in records.outbox.posted_since(datetime.combine(today, time(), zone))
        )


def team(office: Office, *, person: int) -> tuple[Colleague, ...]:
    """Who works here, and who has how much in hand."""
    office.require(person, Right.NOTE)
    with office.store.read() as records:
        now = office.clock.now()
        holders = [one.claimant(now) for one in held(records, now)]
        owners = [one.owner for one in records.promises.open()]
    return tuple(
        Colleague(
            person=one,
            is_on_call=one.on_call,
            held=holders.count(one.telegram),
            promises=owners.count(one.telegram),
        )
        for one in office.people
    )


def _found(office: Office, records: Records, case: Case) -> Found:
    holder = case.claimant(office.clock.now()) if case.status in WORKABLE else None
    return Found(
        case=case,
        complaint=records.complaints.get(case.complaint).complaint,
        title=_title(office, case),
        holder=office.people.called(holder) if holder is not None else None,
        card=records.cards.get(case.id),
    )


def _title(office: Office, case: Case) -> str | None:
    playbook = office.shelf.in_force.playbooks.playbooks.get(case.playbook or "")
    return playbook.title if playbook else None


def _owed(records: Records, promise: Promise) -> Owed:
    case = records.cases.get(promise.case)
    author = records.complaints.get(case.complaint).complaint.author
    card = records.cards.get(promise.case)
    return Owed(promise=promise, number=case.number, author=author, card=card)


def _step(office: Office, entry: LogEntry) -> Step:
    by = (entry.words or {}).get("by")
    name = office.people.called(by) if isinstance(by, int) else None
    said = (entry.words or {}) if entry.event == "dismissed" else {}
    reason, of = said.get("reason"), said.get("of")
    return Step(
        at=entry.at,
        event=entry.event,
        by=name,
        reason=str(reason) if reason else None,
        of=of if isinstance(of, int) else None,
    )


def _fits(case: Case, complaint: Complaint, title: str | None, wanted: Sequence[str]) -> bool:
    author = complaint.author
    told = (author.name, author.handle, title, complaint.text)
    everything = _folded(" ".join(one for one in told if one))
    return all(word in everything or word == str(case.number) for word in wanted)


def _open_first(found: Found) -> tuple[bool, int]:
    return (found.case.status not in WORKABLE, -found.case.number)


def _folded(text: str) -> str:
    """Without accents, capitals and the @ of a handle: people type in a hurry."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in apart if not unicodedata.combining(one))
    return kept.replace("@", " ").replace("’", "'")
