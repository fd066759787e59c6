"""What changed files make of facts that replies on the desk already state."""

from collections.abc import Iterator

from copilot.app.facts_now import every_fact, overrides
from copilot.app.notify import Plain, tell
from copilot.app.office import Office
from copilot.app.outdated import today_of, touch_stating
from copilot.domain.fact_change import FactKey
from copilot.domain.playbook import Fact
from copilot.domain.playbook_set import PlaybookSet

#: Facts in one message; who changes more at once knows it.
SHOWN = 5


def tell_changed_facts(office: Office, *, before: PlaybookSet) -> None:
    """Have the cards drawn again whose reply states what was true in *before*; say which."""
    now = office.clock.now()
    with office.store.write() as records:
        said = overrides(records, at=now)
        told: list[Plain] = []
        for key, was, fact in _changed(office, before):
            # What the desk says goes before the files, whatever they say now.
            numbers = [] if key in said else touch_stating(office, records, key[1], at=now)
            if numbers:
                told.append(
                    {
                        "name": fact.name,
                        "was": dict(was.value),
                        "now": {} if fact.is_expired(today_of(office, now)) else dict(fact.value),
                        "numbers": numbers,
                    }
                )
        if told:
            values: Plain = {"facts": told[:SHOWN], "more": max(0, len(told) - SHOWN)}
            tell(office, records, "facts_in_files", values, urgency=1)


def _changed(office: Office, before: PlaybookSet) -> Iterator[tuple[FactKey, Fact, Fact]]:
    known = {("", name): fact for name, fact in before.facts.items()} | {
        (id_, name): fact
        for id_, playbook in before.playbooks.items()
        for name, fact in playbook.facts.items()
    }
    for key, fact in every_fact(office, {}).items():
        was = known.get(key)
        if was is not None and (was.value, was.until) != (fact.value, fact.until):
            yield key, was, fact
