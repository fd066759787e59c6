"""Facts, questions and promises that a template uses must be its playbook's."""

from copilot.domain.draft import TemplateId
from copilot.domain.playbook import Fact, Playbook
from copilot.library.checks.checked import Checked
from copilot.library.place import Place
from copilot.library.template import Use


def check(checked: Checked) -> None:
    """Compare what each template uses, in whatever it includes, with what its playbook gives."""
    by_id = {playbook.id: playbook for playbook in checked.playbooks}
    for path, template in checked.library.templates.items():
        playbook = by_id.get(template.playbook)
        if playbook is None:
            continue
        for file in checked.templates.reached(path):
            for use in checked.templates.of(file).attributes:
                _check_use(checked, template, playbook, use, checked.place_of_use(file, use))


def _check_use(
    checked: Checked, template: TemplateId, playbook: Playbook, use: Use, at: Place
) -> None:
    if use.of == "facts":
        facts = {**checked.library.facts, **playbook.facts}
        _check_fact(checked, facts, template, use, at)
    elif use.of == "ask" and use.name not in playbook.ask:
        checked.report.unknown(at, "unknown-ask", word=use.name, known=playbook.ask)
    elif use.of == "promise" and playbook.promise is None:
        checked.report.error(at, "no-promise", word=playbook.id)


def _check_fact(
    checked: Checked, facts: dict[str, Fact], template: TemplateId, use: Use, at: Place
) -> None:
    fact = facts.get(use.name)
    if fact is None:
        checked.report.unknown(at, "unknown-fact", word=use.name, known=facts)
    elif template.lang not in fact.value:
        checked.report.error(at, "fact-language", word=use.name, lang=template.lang)
