"""What a draft states that is not true any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from copilot.app.facts_now import fact_in_files, overrides
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import set_of
from copilot.domain.case import Case
from copilot.domain.draft import Draft, StatedFact
from copilot.domain.fact_change import key_of
from copilot.domain.playbook import Playbook


def today_of(office: Office, at: datetime) -> date:
    """The brand's own day at *at*."""
    return at.astimezone(ZoneInfo(office.brand.timezone)).date()


@dataclass(frozen=True, slots=True)
class Outdated:
    """A fact that a draft states and that may not be stated any more."""

    fact: StatedFact
    now: Mapping[str, str] | None  #: what is true instead, as the desk or the files say it

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
    may_judge = _may_judge(office, records, draft)
    found = []
    for fact in draft.facts:
        change = now.get(key_of(fact.name, playbook))
        if change is not None:
            if change.value.get(draft.lang) != fact.value:
                found.append(Outdated(fact, change.value))
        elif fact.ends_at is not None:
            # What the desk said is over: its time came, or a brand lead ended it.
            found.append(Outdated(fact, None))
        elif may_judge and (instead := _in_files(office, fact, id_, draft.lang, at)):
            found.append(instead)
        elif _is_past(fact, today_of(office, at)):
            found.append(Outdated(fact, None))
    return found


def _may_judge(office: Office, records: Records, draft: Draft) -> bool:
    """
    Whether the set in force came after the one of *draft*, or is the very one.

    What a person wrote may repeat what an earlier set had said. A process that only delivers
    keeps the set it started with, and learns nothing from it about drafts of later ones.
    """
    digest = office.shelf.in_force.playbooks.digest
    if digest == draft.set_digest:
        return True
    now, then = records.sets.accepted_at(digest), records.sets.accepted_at(draft.set_digest)
    return now is not None and then is not None and now >= then


def _in_files(
    office: Office, fact: StatedFact, id_: str | None, lang: str, at: datetime
) -> Outdated | None:
    """What the set in force says against a fact that a draft took from an earlier one."""
    playbook: Playbook | None = office.shelf.in_force.playbooks.playbooks.get(id_ or "")
    known = fact_in_files(office, key_of(fact.name, playbook))
    if known is None or known.value.get(lang) is None:
        return None
    if known.is_expired(today_of(office, at)):
        return Outdated(fact, None)
    return Outdated(fact, known.value) if known.value[lang] != fact.value else None


def _is_past(fact: StatedFact, today: date) -> bool:
    return fact.until is not None and today > fact.until


def touch_stating(office: Office, records: Records, name: str, *, at: datetime) -> list[int]:
    """Draw the cards again whose unsent reply states *name*; the numbers of those now wrong."""
    numbers = []
    for draft in records.drafts.stating(name):
        records.cards.touch(draft.case, urgency=2)
        case = records.cases.get(draft.case)
        found = outdated(office, records, case, draft, at=at)
        if any(one.fact.name == name for one in found):
            numbers.append(case.number)
    return numbers
