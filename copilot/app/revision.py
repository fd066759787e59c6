"""Keep a draft's revisions: a rendered one or a person's own words, never changed once written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.conversation import exchanged, is_rectifying, replies
from copilot.app.deadline import next_due
from copilot.app.facts_now import overrides
from copilot.app.office import Office
from copilot.app.ports.library import ReviewRequest
from copilot.app.ports.store import Records
from copilot.app.shelf import InForce
from copilot.app.signing import signature_for
from copilot.domain.case import Case
from copilot.domain.draft import (
    ChannelFacts,
    Draft,
    Rendered,
    StatedFact,
    TemplateId,
    is_below_ours,
    is_greeted,
)
from copilot.domain.errors import Refused
from copilot.domain.fact_change import Overrides, key_of
from copilot.domain.playbook import Playbook
from copilot.matching.sameness import alike


def set_of(office: Office, records: Records, digest: str) -> InForce:
    """The set a draft came from, built again from the database when it is not in force."""

    def files() -> Mapping[str, str] | None:
        accepted = records.sets.get(digest)
        return accepted.files if accepted else None

    return office.shelf.of(digest, files)


def reply_language(office: Office, lang: str) -> str:
    """The complaint's language when the brand answers in it, otherwise the brand's first."""
    return lang if lang in office.brand.languages else office.brand.languages[0]


def channel_facts(office: Office, name: str) -> ChannelFacts:
    """What a draft must know of the channel; a channel no longer configured has no limit."""
    channel = office.channels.get(name)
    if channel is None:
        return ChannelFacts(name=name, kind="unknown", limit=20_000)
    return ChannelFacts(name=channel.name, kind=channel.kind, limit=channel.limit)


def most_alike(records: Records, case: Case, text: str) -> int:
    """How alike *text* is, 0 to 100, to the nearest live or posted reply in its thread."""
    # A correction may say again what it corrects.
    own = case.id if replies(records, case) and is_rectifying(records, case) else None
    return max(
        (alike(text, other) for other in records.outbox.texts(case.channel, case.thread, but=own)),
        default=0,
    )


def words(
    office: Office,
    records: Records,
    case: Case,
    text: str,
    *,
    author: int,
    signed_for: int | None,
    based_on: int | None,
) -> Draft:
    """Keep a person's own words as the next revision, held against the charter."""
    previous = records.drafts.get(case.id, case.revision)
    built = _set_for_words(office, records, case, previous)
    lang = previous.lang if previous else reply_language(office, case.lang)
    signature = signature_for(office, built, lang, signed_for=signed_for)
    source = _last_rendered(records, case)
    said_now, said = overrides(records, at=office.clock.now()), exchanged(records, case)
    request = ReviewRequest(
        text=text,
        lang=lang,
        channel=channel_facts(office, case.channel),
        signature=signature,
        playbook=case.playbook,
        stage=case.stage,
        in_exchange=is_greeted(said),
        is_below_ours=is_below_ours(said),
        promise_due=source.promise_due if source else None,
        drafted_at=_local(office, source.created_at) if source else None,
        overrides=said_now,
    )
    promises = _still_promises(office, built, source, text)
    playbook = built.playbooks.playbooks.get(case.playbook or "")
    known = [*_stated_before(records, case), *_sayable(built, playbook, said_now, lang)]
    # By name and value: what the desk says now goes before the same words of an earlier draft.
    stated = {(one.name, one.value): one for one in known if one.value and one.value in text}
    draft = Draft(
        id=office.ids.new(),
        case=case.id,
        revision=_next_revision(records, case),
        text=text,
        lang=lang,
        stage=case.stage,
        set_digest=built.playbooks.digest,
        signature=signature if _says(text, signature) else "",
        created_at=office.clock.now(),
        signed_for=signed_for,
        author=author,
        template=_template_of(previous, case),
        findings=built.drafter.review(request),
        facts=tuple(stated.values()),
        promise=source.promise if source and promises else None,
        promise_due=source.promise_due if source and promises else None,
        based_on=based_on or None,
    )
    _point_at(office, records, case, draft, playbook=playbook, built=built)
    return draft


def _set_for_words(
    office: Office, records: Records, case: Case, previous: Draft | None
) -> InForce:
    """What is written now is held against what is in force now, while that knows the playbook."""
    in_force = office.shelf.in_force
    if case.playbook is None or case.playbook in in_force.playbooks.playbooks:
        return in_force
    return set_of(office, records, previous.set_digest if previous else case.set_digest)


def _template_of(previous: Draft | None, case: Case) -> TemplateId | None:
    """The template that edited words go back to, unless the case is another matter now."""
    found = previous.template if previous else None
    return found if found and found.playbook == case.playbook else None


def _stated_before(records: Records, case: Case) -> list[StatedFact]:
    """Of every revision: what one edit took out, the next may put back."""
    return [fact for one in records.drafts.list(case.id) for fact in one.facts]


def _sayable(
    built: InForce, playbook: Playbook | None, said_now: Overrides, lang: str
) -> list[StatedFact]:
    """What the desk says now: a person may have typed it where the draft had the old value."""
    names = {**built.playbooks.facts, **(playbook.facts if playbook else {})}
    found = [said_now.get(key_of(name, playbook)) for name in names]
    return [
        StatedFact(one.name, one.value.get(lang, ""), one.source, ends_at=one.ends_at)
        for one in found
        if one
    ]


def _last_rendered(records: Records, case: Case) -> Draft | None:
    """The template's draft that people's edits go back to."""
    rendered = [one for one in records.drafts.list(case.id) if one.author is None]
    return rendered[-1] if rendered else None


def _still_promises(office: Office, built: InForce, source: Draft | None, text: str) -> bool:
    """Whether the due time that the template stated still stands in an edited text."""
    if source is None or source.promise_due is None:
        return False
    now = _local(office, source.created_at)
    return _says(text, built.drafter.due_words(source.promise_due, now=now, lang=source.lang))


def _says(text: str, words: str) -> bool:
    """Whether *words* stand in *text*; what is typed again has other spaces than what is set."""
    return bool(words) and " ".join(words.split()) in " ".join(text.split())


def _local(office: Office, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(office.brand.timezone))


def keep(
    office: Office,
    records: Records,
    case: Case,
    rendered: Rendered,
    built: InForce,
    *,
    signed_for: int | None,
) -> Draft:
    """Keep a rendered reply as the case's next revision."""
    draft = Draft(
        id=office.ids.new(),
        case=case.id,
        revision=_next_revision(records, case),
        text=rendered.text,
        lang=rendered.template.lang,
        stage=rendered.template.stage,
        set_digest=built.playbooks.digest,
        signature=signature_for(office, built, rendered.template.lang, signed_for=signed_for),
        created_at=office.clock.now(),
        signed_for=signed_for,
        template=rendered.template,
        findings=rendered.findings,
        facts=rendered.facts,
        promise=rendered.promise,
        promise_due=rendered.promise_due,
    )
    playbook = built.playbooks.playbooks.get(rendered.template.playbook)
    _point_at(office, records, case, draft, playbook=playbook, built=built)
    return draft


def repeat(office: Office, records: Records, case: Case, former: Draft) -> Draft:
    """Keep an earlier revision's words, letter for letter, as the next one."""
    built = set_of(office, records, former.set_digest)
    draft = replace(
        former,
        id=office.ids.new(),
        revision=_next_revision(records, case),
        created_at=office.clock.now(),
    )
    playbook = built.playbooks.playbooks.get(case.playbook or "")
    _point_at(office, records, case, draft, playbook=playbook, built=built)
    return draft


def point(
    office: Office,
    records: Records,
    case: Case,
    playbook: Playbook | None,
    *,
    revision: int,
    in_force: InForce,
) -> None:
    """
    Point the case at a revision (0 for none) and at the playbook it came from.

    Raises:
        Refused: `stale` when the case moved meanwhile.
    """
    severity = playbook.severity if playbook else case.severity
    done = records.cases.redraft(
        case.id,
        expected=records.cases.get(case.id).revision,
        revision=revision,
        playbook=case.playbook,
        stage=case.stage.value,
        severity=severity.value,
        set_digest=in_force.playbooks.digest,
        due_at=next_due(office, records, case, severity),
    )
    if not done:
        raise Refused("stale")
    # A yes was to what stood there before, even where the same words come back.
    records.approvals.withdraw(case.id, reason="redrafted", at=office.clock.now())


def _point_at(
    office: Office,
    records: Records,
    case: Case,
    draft: Draft,
    *,
    playbook: Playbook | None,
    built: InForce,
) -> None:
    records.drafts.add(draft)
    point(office, records, case, playbook, revision=draft.revision, in_force=built)
    records.log.append(
        "drafted" if draft.author is None else "edited",
        at=draft.created_at,
        case=case.id,
        words={
            "revision": draft.revision,
            "text": draft.text,
            "by": draft.author,
            "template": draft.template.path if draft.template else None,
            "set": draft.set_digest,
        },
    )


def _next_revision(records: Records, case: Case) -> int:
    return max((draft.revision for draft in records.drafts.list(case.id)), default=0) + 1
