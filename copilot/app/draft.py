"""Draft a case's replies: which template, in which order, for which stage."""

import logging
from collections.abc import Mapping
from dataclasses import replace

from copilot.app.conversation import replies
from copilot.app.missing_details import lacking
from copilot.app.office import Office
from copilot.app.own_draft import words
from copilot.app.ports.store import Records
from copilot.app.rendering import attempt, render
from copilot.app.revision import keep, point, reply_language, set_of
from copilot.app.shelf import InForce
from copilot.domain.case import Case
from copilot.domain.complaint import Complaint
from copilot.domain.draft import TemplateId
from copilot.domain.errors import Refused, TemplateFailed
from copilot.domain.playbook import Playbook, Stage

log = logging.getLogger(__name__)


def draft_first(office: Office, records: Records, case: Case, complaint: Complaint) -> bool:
    """
    Draft a new case with the set in force; false when no template can be rendered.

    A template that fails never stops the desk: the case stands without a draft.
    """
    in_force = office.shelf.in_force
    if case.playbook is None:
        return False
    lang = reply_language(office, case.lang)
    variants = in_force.playbooks.variants(case.playbook, Stage.FIRST, lang)
    for template in _rotated(records, case, _ready(office, records, case, variants)):
        try:
            rendered = render(
                office, records, in_force, case, complaint, template=template, signed_for=None
            )
        except TemplateFailed:
            continue
        except Exception:
            log.exception("template %s broke on complaint %s", template.path, case.complaint)
            continue
        keep(office, records, case, rendered, in_force, signed_for=None)
        return True
    return False


def next_variant(
    office: Office, records: Records, case: Case, complaint: Complaint, *, signed_for: int | None
) -> tuple[int, int]:
    """
    Draft the variant after the current one; return its place and how many there are.

    Raises:
        Refused: `no_variant` or `template_failed`.
    """
    in_force, variants, shown = _variants_now(office, records, case)
    # After an edit there is one template to come back to; from a template there must be another.
    if not variants or variants == (shown,):
        raise Refused("no_variant")
    start = variants.index(shown) + 1 if shown in variants else 0
    ready = _ready(office, records, case, (*variants[start:], *variants[:start]))
    template = next((one for one in ready if one != shown), None)
    if template is None:
        raise Refused("no_variant")
    rendered = attempt(
        office, records, in_force, case, complaint, template=template, signed_for=signed_for
    )
    keep(office, records, case, rendered, in_force, signed_for=signed_for)
    return _place(records, case, variants, template), len(variants)


def _place(
    records: Records, case: Case, variants: tuple[TemplateId, ...], template: TemplateId
) -> int:
    """Which variant it is to who reads them one after another: the one that came first is 1."""
    drafts = records.drafts.list(case.id)
    first = next((one.template for one in drafts if one.template in variants), variants[0])
    return (variants.index(template) - variants.index(first or variants[0])) % len(variants) + 1


def _variants_now(
    office: Office, records: Records, case: Case
) -> tuple[InForce, tuple[TemplateId, ...], TemplateId | None]:
    """The set in force, what it has in the present draft's language, and that draft's template."""
    current = records.drafts.get(case.id, case.revision)
    in_force = office.shelf.in_force
    lang = current.lang if current else reply_language(office, case.lang)
    variants = in_force.playbooks.variants(case.playbook or "", case.stage, lang)
    return in_force, variants, current.template if current else None


def with_playbook(
    office: Office,
    records: Records,
    case: Case,
    complaint: Complaint,
    playbook: Playbook,
    *,
    signed_for: int | None,
) -> None:
    """Draft the first answer of another playbook of the set in force."""
    at_stage(office, records, case, complaint, playbook, stage=Stage.FIRST, signed_for=signed_for)


def at_stage(
    office: Office,
    records: Records,
    case: Case,
    complaint: Complaint,
    playbook: Playbook,
    *,
    stage: Stage,
    signed_for: int | None,
) -> None:
    """
    Draft a stage of a playbook of the set in force.

    Where every template waits for what a person has to fill in, the case waits without a draft.

    Raises:
        Refused: `template_failed`.
    """
    in_force = office.shelf.in_force
    moved = replace(case, playbook=playbook.id, stage=stage)
    lang = reply_language(office, case.lang)
    variants = in_force.playbooks.variants(playbook.id, stage, lang)
    ready = _ready(office, records, case, variants)
    if not playbook.posture.drafts or not ready:
        point(office, records, moved, playbook, revision=0, in_force=in_force)
        return
    template = _rotated(records, case, ready)[0]
    rendered = attempt(
        office, records, in_force, moved, complaint, template=template, signed_for=signed_for
    )
    keep(office, records, moved, rendered, in_force, signed_for=signed_for)


def with_template(
    office: Office,
    records: Records,
    case: Case,
    complaint: Complaint,
    template: TemplateId,
    *,
    signed_for: int | None,
) -> None:
    """
    Draft with one template of the set in force.

    Raises:
        Refused: `template_failed`.
    """
    in_force = office.shelf.in_force
    rendered = attempt(
        office, records, in_force, case, complaint, template=template, signed_for=signed_for
    )
    keep(office, records, case, rendered, in_force, signed_for=signed_for)


def _ready(
    office: Office, records: Records, case: Case, variants: tuple[TemplateId, ...]
) -> tuple[TemplateId, ...]:
    """Those that wait for nothing that a person has to fill in."""
    return tuple(one for one in variants if not lacking(office, records, case, one))


def again(
    office: Office, records: Records, case: Case, complaint: Complaint, *, signed_for: int | None
) -> None:
    """
    Draft anew, with the set in force, what the present draft was made from.

    The same template if it is still there and can be rendered; otherwise a variant of it.

    Raises:
        Refused: `no_variant` or `template_failed`.
    """
    in_force, variants, shown = _variants_now(office, records, case)
    first = tuple(one for one in variants if one == shown)
    others = _rotated(records, case, tuple(one for one in variants if one != shown))
    failed = Refused("no_variant")
    for template in (*first, *others):
        try:
            rendered = attempt(
                office,
                records,
                in_force,
                case,
                complaint,
                template=template,
                signed_for=signed_for,
            )
        except Refused as refused:
            failed = refused
            continue
        keep(office, records, case, rendered, in_force, signed_for=signed_for)
        return
    raise failed


def signed_by(
    office: Office, records: Records, case: Case, complaint: Complaint, *, person: int
) -> None:
    """
    Give the current draft *person*'s signature, as a new revision; the words above it stay.

    Raises:
        TemplateFailed: its template cannot be rendered any more; nothing was changed.
    """
    draft = records.drafts.get(case.id, case.revision)
    if draft is None or draft.signed_for == person:
        return
    built = set_of(office, records, draft.set_digest)
    if draft.template is not None and draft.author is None:
        rendered = render(
            office, records, built, case, complaint, template=draft.template, signed_for=person
        )
        keep(office, records, case, rendered, built, signed_for=person)
        return
    words(
        office,
        records,
        case,
        draft.text,
        author=draft.author or person,
        signed_for=person,
        based_on=draft.based_on,
    )


def _rotated(
    records: Records, case: Case, variants: tuple[TemplateId, ...]
) -> tuple[TemplateId, ...]:
    """
    Least used in this thread first; equals take turns by case number.

    What the case has said in public already comes last: nobody says it twice.
    """
    used: Mapping[str, int] = records.drafts.templates_used(case.channel, case.thread)
    said = _said(records, case)
    count = len(variants)
    turn = {template: (place - case.number) % count for place, template in enumerate(variants)}
    return tuple(
        sorted(variants, key=lambda one: (one.path in said, used.get(one.path, 0), turn[one]))
    )


def _said(records: Records, case: Case) -> frozenset[str]:
    """The templates of the replies of *case* that are public."""
    public = {one.id for one in replies(records, case)}
    if not public:
        return frozenset()
    revisions = {one.revision for one in records.approvals.list(case.id) if one.id in public}
    drafts = (one for one in records.drafts.list(case.id) if one.revision in revisions)
    return frozenset(one.template.path for one in drafts if one.template is not None)
