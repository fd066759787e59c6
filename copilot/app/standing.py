"""What stands against a draft at this moment, beyond what the charter said when it was written."""

from datetime import datetime

from copilot.app.office import Office
from copilot.app.outdated import outdated
from copilot.app.ports.store import Records
from copilot.app.revision import channel_facts, most_alike, set_of
from copilot.domain.case import Case
from copilot.domain.charter import Finding, Level
from copilot.domain.draft import Draft
from copilot.domain.leftover import typed_leftovers


def findings(
    office: Office, records: Records, case: Case, draft: Draft, *, at: datetime
) -> tuple[Finding, ...]:
    """The charter's findings, then what time and the thread have added to them."""
    found = [*draft.findings]
    found += _of_a_lost_set(office, records, draft)
    found += _of_another_playbook(case, draft)
    found += _too_long(office, case, draft)
    found += _outdated(office, records, case, draft, at)
    found += _too_alike(office, records, case, draft)
    found += _left_over(draft)
    if is_overdue(draft, at):
        found.append(Finding(rule="promise_past", level=Level.BLOCK))
    return tuple(found)


def blocking(
    office: Office, records: Records, case: Case, draft: Draft, *, at: datetime
) -> tuple[str, ...]:
    """The rules that keep *draft* from being published, each once."""
    found = findings(office, records, case, draft, at=at)
    return tuple(dict.fromkeys(one.rule for one in found if one.level is Level.BLOCK))


def is_overdue(draft: Draft, at: datetime) -> bool:
    """Whether the time until which *draft* promises something has passed before it is posted."""
    return draft.promise_due is not None and draft.promise_due <= at


def _of_a_lost_set(office: Office, records: Records, draft: Draft) -> list[Finding]:
    # What its set demanded (whose yes, which rules) is not known any more: draft it anew.
    known = set_of(office, records, draft.set_digest).playbooks.digest == draft.set_digest
    return [] if known else [Finding(rule="set_gone", level=Level.BLOCK)]


def _of_another_playbook(case: Case, draft: Draft) -> list[Finding]:
    """The message has changed so much that it is another matter; a person's words may stand."""
    if draft.template is None or draft.template.playbook == case.playbook:
        return []
    level = Level.BLOCK if draft.author is None else Level.WARN
    return [Finding(rule="other_playbook", level=level)]


def _too_long(office: Office, case: Case, draft: Draft) -> list[Finding]:
    if any(finding.rule == "length" for finding in draft.findings):
        return []
    channel = office.channels.get(case.channel)
    if channel is None or channel.measure(draft.text) <= channel.limit:
        return []
    values = {"length": channel.measure(draft.text), "limit": channel.limit}
    return [Finding(rule="length", level=Level.BLOCK, values=values)]


def _outdated(
    office: Office, records: Records, case: Case, draft: Draft, at: datetime
) -> list[Finding]:
    return [
        Finding(
            rule=one.code,
            level=Level.BLOCK,
            span=_place(draft.text, one.fact.value),
            words=one.fact.name,
            values={
                "name": one.fact.name,
                "was": one.fact.value,
                "is": one.now.get(draft.lang, "") if one.now else "",
            },
        )
        for one in outdated(office, records, case, draft, at=at)
    ]


def _place(text: str, value: str) -> tuple[int, int] | None:
    start = text.find(value)
    return (start, start + len(value)) if start >= 0 and value else None


def _too_alike(office: Office, records: Records, case: Case, draft: Draft) -> list[Finding]:
    allowed = set_of(office, records, draft.set_digest).playbooks.charter.similarity
    found, other = most_alike(records, case, draft.text)
    if found <= allowed:
        return []
    values: dict[str, str | int] = {"similarity": found, "allowed": allowed}
    if other == case.id:
        values["case"] = "own"
    else:
        values["number"] = records.cases.get(other).number
    return [Finding(rule="similarity", level=Level.BLOCK, values=values)]


def _left_over(draft: Draft) -> list[Finding]:
    """« Bonjour [prénom] » in a person's words; of templates `copilot check` has said it."""
    if draft.author is None:
        return []
    return [
        Finding("placeholder", Level.BLOCK, (start, end), draft.text[start:end])
        for start, end in typed_leftovers(draft.text)
    ]


def length_of(office: Office, records: Records, case: Case, draft: Draft) -> tuple[int, int]:
    """Length of the draft, in the channel's own counting, and the most: channel's or charter's."""
    channel, facts = office.channels.get(case.channel), channel_facts(office, case.channel)
    length = channel.measure(draft.text) if channel else len(draft.text)
    charter = set_of(office, records, draft.set_digest).playbooks.charter
    rule = charter.rules.get("length")
    own = rule.limit_on(facts.name, facts.kind) if rule and rule.level is not Level.OFF else None
    return length, min(facts.limit, own or facts.limit)
