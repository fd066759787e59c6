"""A fact that changes by the hour: what the desk says in the files' place, until a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from copilot.domain.playbook import Fact, Playbook, Texts

#: Where a fact stands: a playbook's id, or nothing for `facts.yaml`; and its name.
FactKey = tuple[str, str]


class FactStatus(StrEnum):
    """What has become of a change."""

    ASKED = "asked"  #: somebody is still being asked for what is missing
    PROPOSED = "proposed"  #: complete; waits for a brand lead's yes
    IN_FORCE = "in_force"  #: overrides the file until `ends_at`
    ENDED = "ended"  #: its time came, a brand lead ended it, or another one took its place
    DROPPED = "dropped"  #: never was in force


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One change of one fact; what is not known yet is empty while it is `ASKED`."""

    id: str
    playbook: str  #: empty for a shared fact
    name: str
    status: FactStatus
    value: Texts
    source: str
    ends_at: datetime | None
    proposed_by: int
    proposed_at: datetime
    accepted_by: int | None = None
    accepted_at: datetime | None = None
    ended_by: int | None = None  #: nobody when its time came
    ended_at: datetime | None = None

    @property
    def key(self) -> FactKey:
        """Which fact it changes."""
        return (self.playbook, self.name)

    def holds(self, at: datetime) -> bool:
        """Say whether it overrides the file at *at*: up to its end, and not at it."""
        is_on = self.status is FactStatus.IN_FORCE
        return is_on and self.ends_at is not None and at < self.ends_at

    def as_fact(self) -> Fact:
        """What templates state while it holds."""
        return Fact(self.name, self.value, self.source, ends_at=self.ends_at)


Overrides = Mapping[FactKey, FactChange]


def holding(changes: Iterable[FactChange], at: datetime) -> dict[FactKey, FactChange]:
    """Those that hold at *at*, by the fact they change."""
    return {change.key: change for change in changes if change.holds(at)}


def key_of(name: str, playbook: Playbook | None) -> FactKey:
    """Which fact *name* means in the replies of *playbook*: its own goes before a shared one."""
    own = playbook.id if playbook and name in playbook.facts else ""
    return (own, name)


def overridden(
    facts: Mapping[str, Fact], overrides: Overrides, *, of: str = ""
) -> dict[str, Fact]:
    """*facts* of the playbook *of* (or shared ones) with the values that hold in their place."""
    return {
        name: replace(overrides[of, name].as_fact(), label=fact.label)
        if (of, name) in overrides
        else fact
        for name, fact in facts.items()
    }


def with_facts(playbook: Playbook, overrides: Overrides) -> Playbook:
    """*playbook* with the facts that hold now."""
    return replace(playbook, facts=overridden(playbook.facts, overrides, of=playbook.id))
