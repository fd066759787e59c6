"""What a draft states that is not true any more."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from copilot.app.facts_now import overrides
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.domain.case import Case
from copilot.domain.draft import Draft, StatedFact
from copilot.domain.fact_change import FactChange, key_of


def today_of(office: Office, at: datetime) -> date:
    """The brand's own day at *at*."""
    return at.astimezone(ZoneInfo(office.brand.timezone)).date()


@dataclass(frozen=True, slots=True)
class Outdated:
    """A fact that a draft states and that may not be stated any more."""

    fact: StatedFact
    now: FactChange | None  #: what is true instead, when the desk has said so

    @property
    def code(self) -> str:
        """Why: it has another value now, or its time is over."""
        return "fact_changed" if self.now else "expired_fact"


def outdated(
    office: Office, records: Records, case: Case, draft: Draft, *, at: datetime
) -> list[Outdated]:
    """The facts that *draft* states and that are not true at *at*, in its order."""
    if not draft.facts:
        return []
    built = set_of(office, records, draft.set_digest)
    id_ = draft.template.playbook if draft.template else case.playbook
    playbook = built.playbooks.playbooks.get(id_ or "")
    now = overrides(records, at=at)
    found = []
    for fact in draft.facts:
        change = now.get(key_of(fact.name, playbook))
        if change is not None:
            if change.value.get(draft.lang) != fact.value:
                found.append(Outdated(fact, change))
        elif fact.ends_at is not None or _is_past(fact, today_of(office, at)):
            # What the desk said is over: its time came, or a brand lead ended it.
            found.append(Outdated(fact, None))
    return found


def _is_past(fact: StatedFact, today: date) -> bool:
    return fact.until is not None and today > fact.until
