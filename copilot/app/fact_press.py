"""A brand lead's yes to a changed fact, its end, and what both do to replies not yet sent."""

from dataclasses import replace
from datetime import datetime

from copilot.app.fact_notice import changed, described, for_the_files
from copilot.app.fact_talk import ask, correct
from copilot.app.facts_now import fact_in_files
from copilot.app.notify import Plain, tell
from copilot.app.office import Office
from copilot.app.outdated import touch_stating
from copilot.app.ports.store import Records
from copilot.app.view import Menu, Outcome
from copilot.domain.errors import Refused
from copilot.domain.fact_change import FactChange, FactStatus
from copilot.domain.person import Right

#: The message's choices are over.
DONE = Menu(kind="fact", buttons=())


def pressed(office: Office, records: Records, meaning: str, person: int) -> Outcome:
    """
    Do what a button under a message about facts says.

    Raises:
        Refused: with the reason; nothing was changed.
    """
    action, _, about = meaning.partition(":")
    if action == "ask":
        of, _, name = about.rpartition("/")
        return ask(office, records, (of, name), person)
    change = records.facts.get(about)
    if change is None:
        raise Refused("gone")
    if action == "accept":
        return accept(office, records, change, person)
    if action == "correct":
        return replace(correct(office, records, change, person), menu=DONE)
    if action == "drop":
        return drop(office, records, change, person)
    if action == "end":
        return end(office, records, change, person)
    raise Refused("gone")


def accept(office: Office, records: Records, change: FactChange, person: int) -> Outcome:
    """Let *change* override the file, from now to its end."""
    office.require(person, Right.LEAD)
    now = office.clock.now()
    if change.ends_at is None or change.ends_at <= now:
        raise Refused("fact_past")
    if fact_in_files(office, change.key) is None:
        raise Refused("unknown_facts", name=change.name, nearest="")
    for other in records.facts.in_force():
        if other.key == change.key:
            _end(records, other, by=person, at=now)
    accepted = replace(change, status=FactStatus.IN_FORCE, accepted_by=person, accepted_at=now)
    if not records.facts.move(accepted, expected=FactStatus.PROPOSED):
        raise Refused("fact_settled")
    in_files = fact_in_files(office, change.key)
    words: Plain = {
        "by": person,
        "proposed_by": change.proposed_by,
        "change": change.id,
        "fact": change.name,
        "playbook": change.playbook,
        "value": dict(change.value),
        "source": change.source,
        "until": change.ends_at.isoformat(),
        "before": dict(in_files.value) if in_files else {},
    }
    records.log.append("fact_changed", at=now, words=words)
    values: Plain = {
        **changed(office, accepted),
        "by": office.people.called(person),
        "numbers": touch_stating(office, records, change.name, at=now),
        "files": for_the_files(office, accepted),
    }
    tell(office, records, "fact_in_force", values, urgency=1)
    return Outcome(code="fact_accepted", values={"name": change.name}, menu=DONE)


def drop(office: Office, records: Records, change: FactChange, person: int) -> Outcome:
    """Let a proposal fall: whoever made it, or a brand lead."""
    if person != change.proposed_by:
        office.require(person, Right.LEAD)
    else:
        office.require(person, Right.WORK)
    now = office.clock.now()
    dropped = replace(change, status=FactStatus.DROPPED, ended_by=person, ended_at=now)
    if not records.facts.move(dropped, expected=FactStatus.PROPOSED):
        raise Refused("fact_settled")
    records.log.append("fact_dropped", at=now, words={"by": person, "change": change.id})
    return Outcome(code="fact_dropped", values={"name": change.name}, menu=DONE)


def end(office: Office, records: Records, change: FactChange, person: int) -> Outcome:
    """End an override before its time."""
    office.require(person, Right.LEAD)
    if not _ended(office, records, change, by=person):
        raise Refused("fact_settled")
    return Outcome(code="fact_ended", values={"name": change.name})


def end_those_due(office: Office, records: Records, *, at: datetime) -> int:
    """End the overrides whose time has come; what they said is blocked from that moment anyway."""
    due = [one for one in records.facts.in_force() if not one.holds(at)]
    return sum(_ended(office, records, change, by=None) for change in due)


def _ended(office: Office, records: Records, change: FactChange, *, by: int | None) -> bool:
    now = office.clock.now()
    if not _end(records, change, by=by, at=now):
        return False
    fact = fact_in_files(office, change.key)
    values: Plain = {
        "name": change.name,
        "by": office.people.called(by) if by else "",
        "was": dict(change.value),
        "now": described(office, change.key, fact) if fact else {},
        "numbers": touch_stating(office, records, change.name, at=now),
    }
    tell(office, records, "fact_ended", values, urgency=1)
    return True


def _end(records: Records, change: FactChange, *, by: int | None, at: datetime) -> bool:
    ended = replace(change, status=FactStatus.ENDED, ended_by=by, ended_at=at)
    if not records.facts.move(ended, expected=FactStatus.IN_FORCE):
        return False
    words: Plain = {"by": by, "change": change.id, "fact": change.name}
    records.log.append("fact_ended", at=at, words=words)
    return True
