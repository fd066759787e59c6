"""A silence must name a template that exists."""

from copilot.library.checks.checked import Checked
from copilot.library.nodes import Listing, Scalar, node_at
from copilot.library.report import nearest

SENTENCES = {
    "en": {
        "silence-nowhere": "there is no template `{word}` to silence",
        "silence-nowhere/nearest": (
            "there is no template `{word}` to silence; did you mean `{meant}`?"
        ),
    },
    "fr": {
        "silence-nowhere": "il n’y a pas de modèle `{word}` à dispenser de cette règle",
        "silence-nowhere/nearest": (
            "il n’y a pas de modèle `{word}` à dispenser de cette règle ; vouliez-vous dire "
            "`{meant}` ?"
        ),
    },
}

PAGES = {
    "en": """\
## silence-nowhere

The charter silences a rule for a template that is not there.

Bad: `template: late-delivery/frist.fr.j2`

Good: `template: late-delivery/first.fr.j2`
""",
    "fr": """\
## silence-nowhere

La charte tait une règle pour un modèle qui n’existe pas.

À éviter : `template: late-delivery/frist.fr.j2`

Correct : `template: late-delivery/first.fr.j2`
""",
}


def check(checked: Checked) -> None:
    """Look each silenced template up."""
    listing = node_at(checked.library.charter_root, "silence")
    for item in listing.items if isinstance(listing, Listing) else ():
        named = node_at(item, "template")
        if isinstance(named, Scalar) and named.text not in checked.library.templates:
            meant = nearest(named.text, checked.library.templates)
            code = "silence-nowhere/nearest" if meant else "silence-nowhere"
            checked.report.error(
                named.place, code, suggestion=meant, word=named.shown, meant=meant or ""
            )
