"""What waits on the desk: counted, and the next case for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from copilot.app import approvals
from copilot.app.in_danger import now_in_danger
from copilot.app.notify import Plain, where
from copilot.app.office import Office
from copilot.app.ports.records import CardRecord, SetAside
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.case import WORKABLE, Case, CaseStatus
from copilot.domain.errors import Refused
from copilot.domain.person import Right
from copilot.domain.playbook import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What one person should see to now."""

    case: Case
    wants_yes: bool  #: a colleague has said yes, and theirs is missing
    card: CardRecord | None


def queue(office: Office, *, person: int | None = None) -> Outcome:
    """Count what waits; the next case is the most serious, then the one due first."""
    with office.store.read() as records:
        counts = records.cases.counts()
        waiting = sorted(records.cases.list(CaseStatus.OPEN), key=_order)
        first = [_named(records, one) | {"due": one.due_at} for one in waiting[:1]]
        paused = records.state.paused()
        aside = records.complaints.aside()
        unseen = len(records.outbox.held())
        asked = [] if person is None else asked_of(office, records, person)
        yeses = [_named(records, one) for one in asked]
    return Outcome(
        code="queue",
        values={
            **{status.value: counts[status] for status in CaseStatus},
            **_pressing(waiting, office.clock.now()),
            "unseen": unseen,
            "asked": yeses,
            "duplicates": aside[SetAside.DUPLICATE],
            "next": first,
            "paused_by": office.people.called(paused.by) if paused else None,
        },
    )


def _named(records: Records, case: Case) -> Plain:
    return {"number": case.number, **where(records.cards.get(case.id))}


def counted(office: Office) -> Mapping[str, object]:
    """The same in few numbers, for the line that is always in sight; cheap enough to ask often."""
    with office.store.read() as records:
        counts = records.cases.counts()
        waiting = records.cases.list(CaseStatus.OPEN)
        paused = records.state.paused()
        unseen = len(records.outbox.held())
        danger = now_in_danger(office, records)
    return {
        "danger": danger,
        "open": counts[CaseStatus.OPEN],
        "uncertain": counts[CaseStatus.UNCERTAIN],
        "unseen": unseen,
        "paused_by": office.people.called(paused.by) if paused else None,
        **_pressing(waiting, office.clock.now()),
    }


def next_case(office: Office, *, person: int) -> Next:
    """
    The case that *person* should see to now: the most serious, then the one due first.

    What a colleague holds is left to them, unless it waits for the yes of *person*; that comes
    before its equals, as does what *person* holds. What waits for others' yes comes to them.

    Raises:
        Refused: `nothing_next`, with how many colleagues hold.
    """
    office.require(person, Right.NOTE)
    now = office.clock.now()
    with office.store.read() as records:
        waiting = _waiting(records)
        unfinished = approvals.unfinished(office, records)
        mine = [one for one in waiting if _is_for(one, person, unfinished, now)]
        if not mine:
            raise Refused("nothing_next" if not waiting else "nothing_free", count=len(waiting))
        wanted = {one for one, people in unfinished.items() if person in people}
        case = min(mine, key=lambda one: _mine_first(one, person, now, wanted))
        return Next(case=case, wants_yes=case.id in wanted, card=records.cards.get(case.id))


def asked_of(office: Office, records: Records, person: int) -> list[Case]:
    """Open cases that only a further yes keeps from leaving, and *person* could say it."""
    unfinished = approvals.unfinished(office, records)
    found = [records.cases.get(one) for one, people in unfinished.items() if person in people]
    return sorted(found, key=_order)


def _is_for(
    case: Case, person: int, unfinished: Mapping[str, frozenset[int]], now: datetime
) -> bool:
    """Whether *person* can do something about it that nobody else is at."""
    if able := unfinished.get(case.id):
        return person in able
    return case.claimant(now) in (None, person)


def held(records: Records, now: datetime) -> Sequence[Case]:
    """Cases that somebody is working on, by number."""
    every = [one for status in sorted(WORKABLE) for one in records.cases.list(status)]
    return sorted((one for one in every if one.claimant(now)), key=lambda one: one.number)


def _waiting(records: Records) -> list[Case]:
    """Open cases, and those whose reply waits for a person's word: is it public, may it leave."""
    doubtful = [
        case
        for case in records.cases.list(CaseStatus.UNCERTAIN)
        if any(item.asked for item in records.outbox.of_case(case.id)[-1:])
    ]
    held = [records.cases.get(item.case) for item in records.outbox.held()]
    return [*records.cases.list(CaseStatus.OPEN), *doubtful, *held]


def _pressing(waiting: Sequence[Case], now: datetime) -> dict[str, object]:
    late = [one for one in waiting if one.due_at is not None and one.due_at <= now]
    return {
        "critical": sum(one.severity is Severity.CRITICAL for one in waiting),
        "late": len(late),
        "held": sum(one.claimant(now) is not None for one in waiting),
        "oldest": min((one.opened_at for one in waiting), default=None),
    }


def _order(case: Case) -> tuple[int, str, int]:
    due = case.due_at.isoformat() if case.due_at else "9999"
    return (-case.severity.rank, due, case.number)


def _mine_first(
    case: Case, person: int, now: datetime, wanted: set[str]
) -> tuple[int, bool, bool, str, int]:
    rank, due, number = _order(case)
    return (rank, case.id not in wanted, case.claimant(now) != person, due, number)
