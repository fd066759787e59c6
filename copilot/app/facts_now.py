"""What is true at this moment: the files' facts, and what the desk says in their place."""

from datetime import datetime

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.domain.fact_change import FactChange, FactKey, Overrides, holding, overridden
from copilot.domain.playbook import Fact


def overrides(records: Records, *, at: datetime) -> dict[FactKey, FactChange]:
    """What the desk says in the place of the files at *at*."""
    return holding(records.facts.in_force(), at)


def fact_in_files(office: Office, key: FactKey) -> Fact | None:
    """The fact as the files in force have it."""
    playbooks = office.shelf.in_force.playbooks
    of, name = key
    if not of:
        return playbooks.facts.get(name)
    playbook = playbooks.playbooks.get(of)
    return playbook.facts.get(name) if playbook else None


def every_fact(office: Office, now: Overrides) -> dict[FactKey, Fact]:
    """All facts of the set in force as they are now: shared ones, then each playbook's own."""
    playbooks = office.shelf.in_force.playbooks
    found = {("", name): fact for name, fact in overridden(playbooks.facts, now).items()}
    for id_ in sorted(playbooks.playbooks):
        own = overridden(playbooks.playbooks[id_].facts, now, of=id_)
        found |= {(id_, name): fact for name, fact in own.items()}
    return found
