"""Which details the templates of a case ask for, and which of them nobody has filled in."""

from collections.abc import Sequence

from copilot.app.office import Office
from copilot.app.ports.store import Records
from copilot.app.revision import reply_language
from copilot.app.view import DetailView
from copilot.domain.case import Case
from copilot.domain.draft import TemplateId
from copilot.domain.handling import Answer
from copilot.domain.playbook import in_language


def answers(records: Records, case: Case) -> Sequence[Answer]:
    """What was filled in for the case; a case not kept yet has none."""
    return records.steps.answers(case.id)


def lacking(office: Office, records: Records, case: Case, template: TemplateId) -> tuple[str, ...]:
    """The details that *template* needs and that nobody has filled in."""
    known = {one.name for one in answers(records, case)}
    asked = office.shelf.in_force.drafter.asks(template.path)
    return tuple(name for name in asked if name not in known)


def shown_template(office: Office, records: Records, case: Case) -> TemplateId | None:
    """The template of the present draft; without a draft the first that waits for a detail."""
    current = records.drafts.get(case.id, case.revision)
    if current is not None:
        return current.template if current.author is None else None
    lang = reply_language(office, case.lang)
    variants = office.shelf.in_force.playbooks.variants(case.playbook or "", case.stage, lang)
    found = [(one, lacking(office, records, case, one)) for one in variants]
    if not found or not all(names for _, names in found):
        return None
    return min(found, key=lambda one: len(one[1]))[0]


def wanted(office: Office, records: Records, case: Case, path: str) -> TemplateId | None:
    """The template that a question was put for, when it can still be drafted at this stage."""
    known = office.shelf.in_force.playbooks.templates
    template = next((one for one in known if one.path == path), None)
    if template is None or (template.playbook, template.stage) != (case.playbook, case.stage):
        return shown_template(office, records, case)
    return template


def details(office: Office, records: Records, case: Case) -> tuple[DetailView, ...]:
    """What the present template asks for, in the words of the desk, with what is known."""
    template = shown_template(office, records, case)
    playbook = (
        office.shelf.in_force.playbooks.playbooks.get(template.playbook) if template else None
    )
    if template is None or playbook is None:
        return ()
    known = {one.name: one for one in answers(records, case)}
    return tuple(
        DetailView(
            name=name,
            question=in_language(playbook.ask.get(name, {}), office.desk.language) or name,
            value=known[name].value if name in known else None,
            by=office.people.called(known[name].by) if name in known else None,
        )
        for name in office.shelf.in_force.drafter.asks(template.path)
    )
