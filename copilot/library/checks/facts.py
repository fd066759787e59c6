"""Facts must be true today, and stay so for a while."""

from datetime import timedelta

from copilot.domain.playbook import Fact
from copilot.library.checks.checked import Checked, key_place
from copilot.library.nodes import Node, node_at
from copilot.library.place import Place

SENTENCES = {
    "en": {
        "fact-languages": "the fact `{word}` has no value in {lang}",
        "fact-expired": (
            "the fact `{word}` expired on {until}; replies that state it cannot be drafted"
        ),
        "fact-expires": "the fact `{word}` expires soon, on {until}",
    },
    "fr": {
        "fact-languages": "le fait `{word}` n’a pas de valeur en {lang}",
        "fact-expired": (
            "le fait `{word}` a expiré le {until} ; les réponses qui l’énoncent ne peuvent plus "
            "être proposées"
        ),
        "fact-expires": "le fait `{word}` expire bientôt, le {until}",
    },
}

PAGES = {
    "en": """\
## fact-expired

A fact's last day is past, so no reply that states it can be drafted.
Ask its source whether it still holds.

Bad: `until: 2025-01-31`

Good: `until: 2027-01-31`

## fact-expires

A fact's last day is less than two weeks away.

Bad: nobody asked yet

Good: a new `until`, confirmed by its `source`

## fact-languages

A fact has no value in a language of the brand; replies in it cannot state the fact.

Bad: `value: {fr: 2 jours ouvrés}`

Good: `value: {fr: 2 jours ouvrés, en: two working days}`
""",
    "fr": """\
## fact-expired

Le dernier jour d’un fait est passé : aucune réponse qui l’énonce ne peut plus être proposée.
Demandez à sa source s’il est toujours vrai.

À éviter : `until: 2025-01-31`

Correct : `until: 2027-01-31`

## fact-expires

Le dernier jour d’un fait arrive dans moins de deux semaines.

À éviter : personne n’a encore demandé

Correct : un nouveau `until`, confirmé par sa `source`

## fact-languages

Un fait n’a pas de valeur dans une langue de la marque ; les réponses dans cette langue ne
peuvent pas l’énoncer.

À éviter : `value: {fr: 2 jours ouvrés}`

Correct : `value: {fr: 2 jours ouvrés, en: two working days}`
""",
}

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
