"""An example must hold one of the words that its own playbook requires."""

from dataclasses import replace

from copilot.library.checks.checked import Checked
from copilot.matching.normalise import words

SENTENCES = {
    "en": {
        "required-example": (
            "this example holds none of the words that its own playbook requires ({words}), so "
            "it is never found; add its word to `requires`, or change the example"
        ),
    },
    "fr": {
        "required-example": (
            "cet exemple ne contient aucun des mots que sa propre fiche exige ({words}) : il "
            "n’est jamais reconnu ; ajoutez son mot à `requires`, ou changez l’exemple"
        ),
    },
}

PAGES = {
    "en": """\
## required-example

A playbook with `requires` applies only where one of those words occurs, misspelt or not.
An example without any of them can never be found, and what resembles it neither.

Bad: `requires: {fr: [écran, dalle]}` with the example `arrivé en mille morceaux`

Good: `requires: {fr: [écran, dalle, morceaux]}`
""",
    "fr": """\
## required-example

Une fiche qui a un `requires` ne s’applique que là où figure l’un de ces mots, bien ou mal écrit.
Un exemple qui n’en contient aucun ne peut jamais être reconnu, ni ce qui lui ressemble.

À éviter : `requires: {fr: [écran, dalle]}` avec l’exemple `arrivé en mille morceaux`

Correct : `requires: {fr: [écran, dalle, morceaux]}`
""",
}

_SHOWN = 6

APART = True


def check(checked: Checked) -> None:
    """Hold every example against what its playbook requires."""
    # the matcher's tables take a while to load: see SecondProcess
    from copilot.matching.conditions import Conditions  # noqa: PLC0415

    for file in checked.library.playbooks.values():
        if file.parsed is None or not file.parsed.playbook.requires:
            continue
        requires = file.parsed.playbook.requires
        conditions = Conditions.of(replace(file.parsed.playbook, excludes={}))
        for lang, phrases in file.parsed.examples.items():
            for phrase in phrases:
                if not conditions.admit(words(phrase.text, lang), lang):
                    wanted = _listed(requires.get(lang, ()))
                    checked.report.warning(phrase.place, "required-example", words=wanted)


def _listed(wanted: tuple[str, ...]) -> str:
    return ", ".join(wanted[:_SHOWN]) + (", …" if len(wanted) > _SHOWN else "")
