"""An example stands once, and in one playbook alone."""

from copilot.library.checks.checked import Checked, Example
from copilot.library.place import Place

SENTENCES = {
    "en": {
        "repeated-example": (
            "the same example stands in {first}; it can belong to one playbook only"
        ),
        "repeated-example/same-file": "the same example stands on line {first}",
    },
    "fr": {
        "repeated-example": (
            "le même exemple se trouve dans {first} ; il ne peut appartenir qu’à une fiche"
        ),
        "repeated-example/same-file": "le même exemple se trouve à la ligne {first}",
    },
}

PAGES = {
    "en": """\
## repeated-example

The same example stands twice.
In two playbooks it pulls a complaint both ways.

Bad: `toujours rien reçu` in late-delivery and in no-answer

Good: in late-delivery only
""",
    "fr": """\
## repeated-example

Le même exemple figure deux fois.
Dans deux fiches, il tire un message des deux côtés.

À éviter : `toujours rien reçu` dans late-delivery et dans no-answer

Correct : dans late-delivery seulement
""",
}

APART = True


def check(checked: Checked) -> None:
    """Compare every example with those before it."""
    seen: dict[tuple[str, str], Example] = {}
    for example in checked.examples:
        first = seen.setdefault((example.lang, example.key), example)
        if first is not example:
            _tell(checked, example.phrase.place, first)


def _tell(checked: Checked, at: Place, first: Example) -> None:
    if first.phrase.place.path == at.path:
        checked.report.hint(at, "repeated-example/same-file", first=first.phrase.place.line)
    else:
        checked.report.warning(at, "repeated-example", first=first.shown_place)
