"""
Unlawful content: a named person deals with it on the platform itself, by the clock.

Nothing is hidden or deleted from here; what was seen is kept as evidence.
"""

from datetime import datetime, timedelta

from copilot.app.change import back, pick
from copilot.app.handling import take_part, those_who_take_part
from copilot.app.notify import Plain, tell_about, where
from copilot.app.office import Office
from copilot.app.ports.records import Button, StoredComplaint
from copilot.app.ports.store import Records
from copilot.app.view import Menu, Outcome
from copilot.domain.errors import Refused
from copilot.domain.evidence import seal
from copilot.domain.handling import Moderation
from copilot.domain.person import Person, Right

#: By the clock, day and night: who leaves it answers for it (ECHR, Sanchez v. France, 2023).
WITHIN = timedelta(hours=1)


def offer_people(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer who sees to it, oneself first."""
    take_part(office, person)
    _require_none(office, records, button.case)
    everyone = sorted(those_who_take_part(office), key=lambda one: one.telegram != person)
    choices = tuple(
        pick(
            office,
            records,
            button,
            f"moderate:{one.telegram}",
            label=office.people.called(one.telegram),
        )
        for one in everyone
    )
    return Outcome(
        code="menu", menu=Menu(kind="moderate", buttons=(*choices, back(office, records, button)))
    )


def begin(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """Keep the evidence, start the clock, and tell the person who sees to it."""
    take_part(office, person)
    named = next((one for one in those_who_take_part(office) if str(one.telegram) == choice), None)
    if named is None:
        raise Refused("gone")
    _require_none(office, records, button.case)
    case = records.cases.get(button.case)
    stored = records.complaints.get(case.complaint)
    now = office.clock.now()
    moderation = Moderation(
        case=case.id,
        person=named.telegram,
        opened_by=person,
        opened_at=now,
        due_at=now + WITHIN,
        version=stored.version,
        evidence=seal(stored.complaint),
    )
    records.moderations.open(moderation)
    records.log.append("moderation", at=now, case=case.id, words=_evidence(moderation, stored))
    _tell(office, records, moderation, "moderation", (named,))
    records.cards.touch(case.id, urgency=0)
    values = {"name": office.people.called(named.telegram), "until": moderation.due_at}
    return Outcome(code="moderation", values=values, case=case.id)


def done(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """It was dealt with on the platform: a person says so."""
    take_part(office, person)
    now = office.clock.now()
    if not records.moderations.done(button.case, by=person, at=now):
        raise _no_longer(records, button.case)
    records.log.append("moderated", at=now, case=button.case, words={"by": person})
    records.cards.touch(button.case, urgency=0)
    return Outcome(code="moderated", case=button.case)


def overdue(office: Office, records: Records, *, now: datetime) -> int:
    """
    Tell who sees to it, and the brand leads, that the time is over: once; say how many.

    What is gone from the platform is nothing to answer for: it is not told.
    """
    told, due = 0, records.moderations.due(now)
    # What nobody deals with stays due: whether it was told is asked for all at once.
    known = records.notices.known(_once("moderation_due", one) for one in due)
    for moderation in due:
        if _once("moderation_due", moderation) in known or _is_gone(records, moderation):
            continue
        named = office.people.find(moderation.person)
        leads = office.people.with_right(Right.LEAD)
        people = tuple(dict.fromkeys([*([named] if named else []), *leads]))
        if _tell(office, records, moderation, "moderation_due", people):
            records.log.append("moderation_due", at=now, case=moderation.case)
            records.cards.touch(moderation.case, urgency=2)
            told += 1
    return told


def _is_gone(records: Records, moderation: Moderation) -> bool:
    case = records.cases.get(moderation.case)
    return records.complaints.get(case.complaint).complaint.deleted_at is not None


def _tell(
    office: Office,
    records: Records,
    moderation: Moderation,
    code: str,
    people: tuple[Person, ...],
) -> bool:
    case = records.cases.get(moderation.case)
    complaint = records.complaints.get(case.complaint).complaint
    values: Plain = {
        **where(records.cards.get(case.id)),
        "channel": case.channel,
        "url": complaint.url,
        "due_at": moderation.due_at.isoformat(),
        "people": [
            {"name": office.people.called(one.telegram), "telegram": one.telegram}
            for one in people
        ],
        "seal": moderation.evidence,
    }
    if not tell_about(office, records, case, code, values, once=_once(code, moderation)):
        return False
    by = moderation.opened_by if code == "moderation" else None
    for one in people:
        if one.telegram != by:
            tell_about(office, records, case, code, values, to=one.telegram)
    return True


def _once(code: str, moderation: Moderation) -> str:
    """Called off, it may begin anew: that one is told again."""
    return f"{code}:{moderation.case}:{moderation.opened_at.isoformat()}"


def _evidence(moderation: Moderation, stored: StoredComplaint) -> Plain:
    """What the log seals: who saw which words, of whom, where."""
    author = stored.complaint.author
    return {
        "by": moderation.opened_by,
        "person": moderation.person,
        "version": moderation.version,
        "evidence": moderation.evidence,
        "text": stored.complaint.text,
        "author": author.id or author.handle or author.name,
        "url": stored.complaint.url,
    }


def taken(office: Office, known: Moderation) -> Refused:
    """The refusal that says that it is done, or who sees to it."""
    if known.done_at is not None:
        return Refused("moderated")
    name = office.people.called(known.person)
    return Refused("in_moderation", name=name, until=known.due_at)


def _no_longer(records: Records, case: str) -> Refused:
    return Refused("moderated" if records.moderations.of(case) else "moderation_off")


def _require_none(office: Office, records: Records, case: str) -> None:
    known = records.moderations.of(case)
    if known is not None:
        raise taken(office, known)
