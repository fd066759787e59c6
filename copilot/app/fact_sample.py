"""How a changed fact will read in a reply, before anybody says yes to it."""

import logging
from zoneinfo import ZoneInfo

from copilot.app.office import Office
from copilot.app.revision import channel_facts
from copilot.app.signing import signature_for
from copilot.domain.charter import Level
from copilot.domain.complaint import Author, Complaint
from copilot.domain.draft import Rendered, RenderRequest, TemplateId
from copilot.domain.errors import TemplateFailed
from copilot.domain.fact_change import FactChange

log = logging.getLogger(__name__)

#: Templates tried in one language; the first that states the fact is shown.
TRIED = 4
_ENDS = (". ", "! ", "? ", "… ", "\n")


def samples(office: Office, change: FactChange) -> dict[str, object]:
    """A sentence of a reply that states the new value, and what the charter has against it."""
    found: dict[str, object] = {}
    for lang in change.value:
        for template in _templates(office, change, lang)[:TRIED]:
            rendered = _rendered(office, change, template)
            sentence = _around(rendered.text, change.value[lang]) if rendered else ""
            if rendered and sentence:
                blocked = [one.rule for one in rendered.findings if one.level is Level.BLOCK]
                found[lang] = {"sentence": sentence, "blocked": blocked}
                break
    return found


def _templates(office: Office, change: FactChange, lang: str) -> list[TemplateId]:
    playbooks = office.shelf.in_force.playbooks
    stating = [
        template
        for template in playbooks.templates
        if template.lang == lang
        and change.playbook in ("", template.playbook)
        and f"facts.{change.name}" in playbooks.files.get(f"replies/{template.path}", "")
    ]
    return sorted(stating, key=lambda one: one.path)


def _rendered(office: Office, change: FactChange, template: TemplateId) -> Rendered | None:
    built = office.shelf.in_force
    playbook = built.playbooks.playbooks[template.playbook]
    now = office.clock.now().astimezone(ZoneInfo(office.brand.timezone))
    channel = next(iter(office.channels), "")
    request = RenderRequest(
        template=template,
        complaint=Complaint(
            id="sample", channel=channel, text="…", author=Author(name="Claire"), created_at=now
        ),
        channel=channel_facts(office, channel),
        signature=signature_for(office, built, template.lang, signed_for=None),
        now=now,
        promise_due=office.desk.hours.due(now, playbook.promise.within)
        if playbook.promise
        else None,
        overrides={change.key: change},
    )
    try:
        return built.drafter.render(request)
    except TemplateFailed:
        return None
    except Exception:
        log.exception("template %s broke on a sample", template.path)
        return None


def _around(text: str, value: str) -> str:
    """The sentence in which *value* stands."""
    start = text.find(value)
    if start < 0:
        return ""
    end = start + len(value)
    begin = max(
        text.rfind(stop, 0, start) + len(stop) if stop in text[:start] else 0 for stop in _ENDS
    )
    stops = [text.find(stop, end) for stop in _ENDS]
    last = min((one + 1 for one in stops if one >= 0), default=len(text))
    return " ".join(text[begin:last].split())
