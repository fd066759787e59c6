"""A playbook needs enough examples in every language of the brand."""

from copilot.library.checks.checked import Checked, key_place
from copilot.library.place import Place

SENTENCES = {
    "en": {
        "few-examples": (
            "examples in `{lang}`: {count}; from {least} on, the playbook is recognised far better"
        ),
    },
    "fr": {
        "few-examples": (
            "exemples en `{lang}` : {count} ; à partir de {least}, la fiche est bien mieux "
            "reconnue"
        ),
    },
}

PAGES = {
    "en": """\
## few-examples

A playbook with few examples in one of the brand's languages is found by few complaints.
Twelve phrases, in customers' own words and as different as they are, make it recognised.

Bad: `examples: {fr: [pas livré]}`

Good: twelve lines and more under `fr: |`
""",
    "fr": """\
## few-examples

Une fiche qui a peu d’exemples dans une langue de la marque est rarement reconnue.
Douze phrases, dans les mots des clients et aussi différentes qu’eux, la font reconnaître.

À éviter : `examples: {fr: [pas livré]}`

Correct : douze lignes ou plus sous `fr: |`
""",
}

#: Fewer are recognised badly, as the measurements of matching show.
_ENOUGH = 12
#: With fewer it is hardly ever recognised.
_SOME = 4


def check(checked: Checked) -> None:
    """Count each playbook's examples."""
    for file in checked.library.playbooks.values():
        if file.parsed is None:
            continue
        for lang in checked.library.languages:
            count = len(file.parsed.examples.get(lang, ()))
            if count >= _ENOUGH:
                continue
            at = key_place(file.root, "examples", lang, otherwise=Place(file.source.path))
            tell = checked.report.hint if count >= _SOME else checked.report.warning
            tell(at, "few-examples", lang=lang, count=count, least=_ENOUGH)
