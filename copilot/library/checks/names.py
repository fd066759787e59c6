"""Names and attributes in templates must be ones that a rendering gives."""

from copilot.library.checks.checked import Checked
from copilot.library.view import NAMES

SENTENCES = {
    "en": {
        "undefined-name": "`{word}` is not known to templates; known: {known}",
        "undefined-name/nearest": (
            "`{word}` is not known to templates; did you mean `{meant}`? Known: {known}"
        ),
    },
    "fr": {
        "undefined-name": "les modèles ne connaissent pas `{word}` ; possibles : {known}",
        "undefined-name/nearest": (
            "les modèles ne connaissent pas `{word}` ; vouliez-vous dire `{meant}` ? "
            "Possibles : {known}"
        ),
    },
}

PAGES = {
    "en": """\
## undefined-name

Templates see `author`, `complaint`, `exchange`, `channel`, `place`, `brand`, `facts`, `ask`,
`promise`, `signature`, `incident` and, in a correction, `correction` (which reply it corrects:
"of 9.34 am"; otherwise none); nothing else.

Bad: `{{ author.frist_name }}`

Good: `{{ author.first_name }}`
""",
    "fr": """\
## undefined-name

Les modèles connaissent `author`, `complaint`, `exchange`, `channel`, `place`, `brand`, `facts`,
`ask`, `promise`, `signature`, `incident` et, dans un rectificatif, `correction` (la réponse
rectifiée : « de 9 h 34 » ; sinon rien) ; rien d’autre.

À éviter : `{{ author.frist_name }}`

Correct : `{{ author.first_name }}`
""",
}

#: Every template has been read by then.
AFTER = ("templates",)


def check(checked: Checked) -> None:
    """Look at every name of every reply and shared piece."""
    for path in checked.library.replies:
        uses = checked.templates.of(path)
        for use in uses.names:
            at = checked.place_of_use(path, use)
            checked.report.unknown(at, "undefined-name", word=use.name, known=NAMES)
        for use in uses.attributes:
            known = NAMES[use.of]
            if known is None or use.name in known:
                continue
            at = checked.place_of_use(path, use)
            checked.report.unknown(
                at, "undefined-name", word=f"{use.of}.{use.name}", known=_dotted(use.of, known)
            )


def _dotted(owner: str, names: tuple[str, ...]) -> list[str]:
    return [f"{owner}.{name}" for name in names] or [owner]
