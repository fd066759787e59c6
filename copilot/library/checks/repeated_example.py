"""An example stands once, and in one playbook alone."""

from copilot.library.checks.checked import Checked
from copilot.library.languages import Phrase
from copilot.matching.sameness import same_words

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


def check(checked: Checked) -> None:
    """Compare every example with those before it."""
    seen: dict[tuple[str, str], Phrase] = {}
    for lang, phrase in checked.examples:
        first = seen.setdefault((lang, same_words(phrase.text)), phrase)
        if first is not phrase:
            _tell(checked, phrase, first)


def _tell(checked: Checked, phrase: Phrase, first: Phrase) -> None:
    if first.place.path == phrase.place.path:
        checked.report.hint(phrase.place, "repeated-example/same-file", first=first.place.line)
    else:
        where = f"{first.place.path}:{first.place.line}"
        checked.report.warning(phrase.place, "repeated-example", first=where)
