"""Render a case's template: what it may see, what is promised until when, whose signature."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.conversation import exchanged, is_rectifying, replies
from copilot.app.facts_now import overrides
from copilot.app.missing_details import answers
from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import channel_facts
from copilot.app.shelf import InForce
from copilot.app.signing import signature_for
from copilot.domain.case import Case
from copilot.domain.complaint import Complaint
from copilot.domain.draft import Rendered, RenderRequest, TemplateId
from copilot.domain.errors import Refused, TemplateFailed
from copilot.domain.playbook import Playbook

log = logging.getLogger(__name__)


def attempt(
    office: Office,
    records: Records,
    built: InForce,
    case: Case,
    complaint: Complaint,
    *,
    template: TemplateId,
    signed_for: int | None,
) -> Rendered:
    """
    Render a template for a person who asked for it.

    Raises:
        Refused: `template_failed`; why is in the log.
    """
    try:
        return render(
            office, records, built, case, complaint, template=template, signed_for=signed_for
        )
    except TemplateFailed as failed:
        # The desk says what to do instead; why is for whoever mends the template.
        log.warning("template %s: %s", template.path, failed)
        raise Refused("template_failed", fact=failed.fact) from failed


def render(
    office: Office,
    records: Records,
    built: InForce,
    case: Case,
    complaint: Complaint,
    *,
    template: TemplateId,
    signed_for: int | None,
) -> Rendered:
    """
    Render a template of *built* for a case, with everything that it may see.

    Raises:
        TemplateFailed: it cannot be rendered for this complaint; says why.
    """
    playbook = built.playbooks.playbooks.get(template.playbook)
    if playbook is None:
        raise TemplateFailed(f"there is no playbook `{template.playbook}`")
    now = office.clock.now().astimezone(ZoneInfo(office.brand.timezone))
    corrected = _corrected_at(records, case)
    stands = _promised_for(records, case, now) if corrected else None
    return built.drafter.render(
        RenderRequest(
            template=template,
            complaint=complaint,
            channel=channel_facts(office, case.channel),
            signature=signature_for(office, built, template.lang, signed_for=signed_for),
            now=now,
            exchange=exchanged(records, case),
            ask={one.name: one.value for one in answers(records, case)},
            promise_due=stands or _promise_due(office, playbook, now),
            overrides=overrides(records, at=now),
            corrects=corrected,
        )
    )


def _corrected_at(records: Records, case: Case) -> datetime | None:
    """When the reply was posted that the next one corrects, if it corrects one."""
    public = replies(records, case)
    if not public or not is_rectifying(records, case):
        return None
    return public[-1].posted_at or public[-1].approved_at


def _promised_for(records: Records, case: Case, now: datetime) -> datetime | None:
    """What was promised for Tuesday is still to be done on Tuesday, whatever is corrected."""
    found = (p for p in records.promises.of(case.id) if p.kept_at is None and not p.is_private)
    return max((p.due_at for p in found if p.due_at > now), default=None)


def _promise_due(office: Office, playbook: Playbook, now: datetime) -> datetime | None:
    if playbook.promise is None:
        return None
    return office.desk.hours.due(now, playbook.promise.within)
