"""Templates never reach for what hides behind a value."""

from copilot.library.checks.checked import Checked
from copilot.library.place import place_of
from copilot.library.view import NAMES

SENTENCES = {
    "en": {
        "hidden-attribute": (
            "`{word}` reaches for the inside of the program; templates see values only"
        ),
    },
    "fr": {
        "hidden-attribute": (
            "`{word}` cherche à atteindre l’intérieur du programme ; un modèle ne voit que des "
            "valeurs"
        ),
    },
}

PAGES = {
    "en": """\
## hidden-attribute

Names that begin with `_` belong to the program, not to what a reply says.
They were perhaps pasted from somewhere; nothing good comes of them.

Bad: `{{ author.name.__class__ }}`

Good: `{{ author.name }}`
""",
    "fr": """\
## hidden-attribute

Les noms qui commencent par `_` appartiennent au programme, et non à ce que dit une réponse.
Celui-ci a peut-être été collé d’ailleurs ; il n’en sort rien de bon.

À éviter : `{{ author.name.__class__ }}`

Correct : `{{ author.name }}`
""",
}

#: Every template has been read by then.
AFTER = ("templates",)


def check(checked: Checked) -> None:
    """Look at every attribute of every reply and shared piece."""
    for path in checked.library.replies:
        uses = checked.templates.of(path)
        # what belongs to a name is told, with the nearest right one, where names are looked at
        told = {(use.name, use.line) for use in uses.attributes if use.of in NAMES}
        for use in uses.hidden:
            if (use.name, use.line) not in told:
                source = checked.library.replies[path]
                line = source.line(use.line)
                at = place_of(source.path, line=use.line, found=use.name, within=line)
                checked.report.error(at, "hidden-attribute", word=use.name)
