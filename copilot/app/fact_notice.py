"""What the desk is told about facts, as plain values; the desk has the words."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from copilot.app.facts_now import every_fact, fact_in_files, overrides
from copilot.app.notify import Plain
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.fact_change import FactChange, FactKey
from copilot.domain.person import Right
from copilot.domain.playbook import Fact

#: Facts in one message, each with its buttons; the others are asked for by name.
LISTED = 20


def button(office: Office, records: Records, action: str, about: str) -> Plain:
    """A button under a notice: what it says, and the token it sends."""
    token = records.facts.button(token=office.ids.token(), meaning=f"{action}:{about}")
    return {"action": action, "token": token}


def listing(office: Office, records: Records, keys: Iterable[FactKey] | None = None) -> Plain:
    """Every fact (or those of *keys*) with its value, source and end, and buttons to change it."""
    now = overrides(records, at=office.clock.now())
    known = every_fact(office, now)
    chosen = [key for key in (known if keys is None else keys) if key in known]
    # What was changed an hour ago is what people look for.
    chosen.sort(key=lambda key: key not in now)
    return {
        "facts": [
            listed(office, records, key, known[key], now.get(key)) for key in chosen[:LISTED]
        ],
        "more": max(0, len(chosen) - LISTED),
    }


def listed(
    office: Office, records: Records, key: FactKey, fact: Fact, change: FactChange | None
) -> Plain:
    """One fact of the list."""
    buttons = [button(office, records, "ask", "/".join(key))]
    if change is not None:
        buttons.append(button(office, records, "end", change.id))
    return {**described(office, key, fact), "buttons": buttons} | (
        {"by": office.people.called(change.accepted_by)} if change else {}
    )


def described(office: Office, key: FactKey, fact: Fact) -> Plain:
    """A fact as plain values; a moment and a day are both written as ISO says."""
    of, name = key
    playbook = office.shelf.in_force.playbooks.playbooks.get(of)
    return {
        "name": name,
        "playbook": playbook.title if playbook else of,
        "label": dict(fact.label),
        "value": dict(fact.value),
        "source": fact.source,
        "until": fact.until.isoformat() if fact.until else None,
        "ends_at": fact.ends_at.isoformat() if fact.ends_at else None,
        "over": fact.is_expired(office.clock.now().astimezone(_zone(office)).date()),
    }


def changed(office: Office, change: FactChange) -> Plain:
    """A change, with what the files say beside it."""
    in_files = fact_in_files(office, change.key)
    return {
        **described(office, change.key, change.as_fact()),
        "before": dict(in_files.value) if in_files else {},
        "by": office.people.called(change.proposed_by),
        "leads": [
            {"name": office.people.called(one.telegram), "telegram": one.telegram}
            for one in office.people.with_right(Right.LEAD)
        ],
    }


def for_the_files(office: Office, change: FactChange) -> Plain:
    """The file and the very values that would make the change lasting."""
    of, _ = change.key
    playbook = office.shelf.in_force.playbooks.playbooks.get(of)
    in_files = fact_in_files(office, change.key)
    return {
        "path": playbook.path if playbook else "playbooks/facts.yaml",
        "own": bool(of),
        "name": change.name,
        "label": dict(in_files.label) if in_files else {},
        "value": dict(change.value),
        "source": change.source,
        "since": _day(office, change.accepted_at),
        "until": _last_day(office, change.ends_at),
    }


def _day(office: Office, at: datetime | None) -> str | None:
    return at.astimezone(_zone(office)).date().isoformat() if at else None


def _last_day(office: Office, ends_at: datetime | None) -> str | None:
    """The last day of which a part lies before the end: midnight belongs to the day before."""
    return _day(office, ends_at - timedelta(microseconds=1)) if ends_at else None


def _zone(office: Office) -> ZoneInfo:
    return ZoneInfo(office.brand.timezone)


def in_order(value: Mapping[str, str], office: Office) -> dict[str, str]:
    """*value* in the order of the brand's languages."""
    return {lang: value[lang] for lang in office.brand.languages if lang in value}
