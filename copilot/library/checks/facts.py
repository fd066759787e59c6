"""Facts must be true today, and stay so for a while."""

from datetime import timedelta

from copilot.domain.playbook import Fact
from copilot.library.checks.checked import Checked, key_place
from copilot.library.nodes import Node, node_at
from copilot.library.place import Place

SOON = timedelta(days=14)


def check(checked: Checked) -> None:
    """Look at every fact's dates and languages."""
    library = checked.library
    root = library.facts_root
    for fact in library.facts.values():
        _check_fact(checked, fact, root)
    for file in library.playbooks.values():
        if file.playbook:
            for fact in file.playbook.facts.values():
                _check_fact(checked, fact, node_at(file.root, "facts"))


def _check_fact(checked: Checked, fact: Fact, root: Node | None) -> None:
    nowhere = root.place if root else Place(checked.folder)
    if fact.until:
        at = key_place(root, fact.name, "until", otherwise=nowhere)
        if fact.is_expired(checked.today):
            checked.report.warning(at, "fact-expired", word=fact.name, until=str(fact.until))
        elif fact.until - checked.today <= SOON:
            checked.report.hint(at, "fact-expires", word=fact.name, until=str(fact.until))
    missing = [lang for lang in checked.library.languages if lang not in fact.value]
    if missing:
        at = key_place(root, fact.name, "value", otherwise=nowhere)
        langs = ", ".join(missing)
        checked.report.warning(at, "fact-languages", word=fact.name, lang=langs)
