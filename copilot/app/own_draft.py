"""A person's own words as a draft: held against the charter, with what they state and promise."""

from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.conversation import exchanged
from copilot.app.facts_now import overrides
from copilot.app.office import Office
from copilot.app.ports.library import ReviewRequest
from copilot.app.ports.store import Records
from copilot.app.revision import (
    channel_facts,
    next_revision,
    put_in_place,
    reply_language,
    set_of,
)
from copilot.app.shelf import InForce
from copilot.app.signing import is_said, signature_for, signed_anew
from copilot.domain.case import Case
from copilot.domain.charter import SignedBy
from copilot.domain.draft import Draft, StatedFact, TemplateId, is_below_ours, is_greeted
from copilot.domain.fact_change import Overrides, key_of
from copilot.domain.playbook import Playbook


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
    """
    Keep a person's own words as the next revision, held against the charter.

    *signed_for* is whose signature they end with; where the brand signs by now, its own does.

    Raises:
        Refused: `stale` when the case moved meanwhile.
    """
    previous = records.drafts.get(case.id, case.revision)
    built = set_for_words(office, records, case)
    lang = previous.lang if previous else reply_language(office, case.lang)
    signature = signature_for(office, built, lang, signed_for=signed_for)
    if signed_for is not None:
        text = signed_anew(office, text, signature)
    if built.playbooks.charter.signature is SignedBy.BRAND:
        signed_for = None
    source = _last_rendered(records, case)
    request = _review_of(
        office, records, case, text, lang=lang, signature=signature, source=source
    )
    promises = source if _still_promises(office, built, source, text) else None
    draft = Draft(
        id=office.ids.new(),
        case=case.id,
        revision=next_revision(records, case),
        text=text,
        lang=lang,
        stage=case.stage,
        set_digest=built.playbooks.digest,
        signature=signature if is_said(text, signature) else "",
        created_at=office.clock.now(),
        signed_for=signed_for,
        author=author,
        template=_template_of(previous, case),
        findings=built.drafter.review(request),
        facts=_stated(records, case, built, request),
        promise=promises.promise if promises else None,
        promise_due=promises.promise_due if promises else None,
        based_on=based_on or None,
    )
    playbook = built.playbooks.playbooks.get(case.playbook or "")
    put_in_place(office, records, case, draft, playbook=playbook, built=built)
    return draft


def _review_of(
    office: Office,
    records: Records,
    case: Case,
    text: str,
    *,
    lang: str,
    signature: str,
    source: Draft | None,
) -> ReviewRequest:
    """What the charter must know to judge *text*."""
    said = exchanged(records, case)
    return ReviewRequest(
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
        overrides=overrides(records, at=office.clock.now()),
    )


def _stated(
    records: Records, case: Case, built: InForce, request: ReviewRequest
) -> tuple[StatedFact, ...]:
    """The facts whose values stand in the text."""
    playbook = built.playbooks.playbooks.get(case.playbook or "")
    said_now = _sayable(built, playbook, request.overrides, request.lang)
    known = [*_stated_before(records, case), *said_now]
    # By name and value: what the desk says now goes before the same words of an earlier draft.
    stated = {
        (one.name, one.value): one for one in known if one.value and one.value in request.text
    }
    return tuple(stated.values())


def set_for_words(office: Office, records: Records, case: Case) -> InForce:
    """What is written now is held against what is in force now, while that knows the playbook."""
    in_force = office.shelf.in_force
    if case.playbook is None or case.playbook in in_force.playbooks.playbooks:
        return in_force
    previous = records.drafts.get(case.id, case.revision)
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
    return is_said(text, built.drafter.due_words(source.promise_due, now=now, lang=source.lang))


def _local(office: Office, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(office.brand.timezone))
