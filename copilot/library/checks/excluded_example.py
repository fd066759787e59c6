"""An example must not hold a word that its own playbook excludes."""

from dataclasses import replace

from copilot.library.checks.checked import Checked
from copilot.matching.normalise import words

SENTENCES = {
    "en": {
        "excluded-example": (
            "this example holds `{word}`, which its own playbook excludes, so it is never found"
        ),
    },
    "fr": {
        "excluded-example": (
            "cet exemple contient `{word}`, que sa propre fiche écarte (`excludes`) : il n’est "
            "jamais reconnu"
        ),
    },
}

PAGES = {
    "en": """\
## excluded-example

An example holds a word that its own playbook excludes, misspelt words counting as the matcher
counts them, so it can never be found.
A word that is denied (“pas d'assurance”) doesn't exclude.

Bad: `excludes: {fr: [assurance]}` with the example `l'assurance refuse`

Good: the example goes to the playbook about the insurance
""",
    "fr": """\
## excluded-example

Un exemple contient un mot que sa propre fiche écarte, fautes de frappe comprises, comme pour un
message : il ne peut jamais être reconnu.
Un mot nié (« pas d’assurance ») n’écarte rien.

À éviter : `excludes: {fr: [assurance]}` avec l’exemple `l'assurance refuse`

Correct : l’exemple rejoint la fiche sur l’assurance
""",
}

APART = True


def check(checked: Checked) -> None:
    """Hold every example against what its playbook excludes."""
    # the matcher's tables take a while to load: see SecondProcess
    from copilot.matching.conditions import Conditions  # noqa: PLC0415

    for file in checked.library.playbooks.values():
        if file.parsed is None or not file.parsed.playbook.excludes:
            continue
        for lang, phrases in file.parsed.examples.items():
            for word in file.parsed.playbook.excludes.get(lang, ()):
                alone = replace(file.parsed.playbook, requires={}, excludes={lang: (word,)})
                conditions = Conditions.of(alone)
                for phrase in phrases:
                    if not conditions.admit(words(phrase.text, lang), lang):
                        checked.report.warning(phrase.place, "excluded-example", word=word)
