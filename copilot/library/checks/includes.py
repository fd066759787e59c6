"""What templates include must be there, inside `replies/`, and not go round in circles."""

from copilot.library.checks.checked import Checked
from copilot.library.place import Place
from copilot.library.report import nearest

SENTENCES = {
    "en": {
        "include-missing": "there is no file `{word}` in replies/",
        "include-missing/nearest": (
            "there is no file `{word}` in replies/; did you mean `{meant}`?"
        ),
        "include-outside": "`{word}` lies outside replies/",
        "include-circle": "`{word}` includes this file again: they go round in circles",
        "include-not-named": (
            'what is included must be named in quotes, as {{% include "shared/sign.fr.j2" %}}'
        ),
    },
    "fr": {
        "include-missing": "il n’y a pas de fichier `{word}` dans replies/",
        "include-missing/nearest": (
            "il n’y a pas de fichier `{word}` dans replies/ ; vouliez-vous dire `{meant}` ?"
        ),
        "include-outside": "`{word}` se trouve hors de replies/",
        "include-circle": "`{word}` inclut de nouveau ce fichier : ils tournent en rond",
        "include-not-named": (
            "ce qui est inclus doit être nommé entre guillemets, par exemple {{% include "
            '"shared/sign.fr.j2" %}}'
        ),
    },
}

PAGES = {
    "en": """\
## include-missing

A template includes or extends a file that is not there.

Bad: `{% include "shared/sgn.fr.j2" %}`

Good: `{% include "shared/sign.fr.j2" %}`

## include-outside

Templates stay inside `replies/`.

Bad: `{% include "../copilot.yaml" %}`

Good: `{% include "shared/sign.fr.j2" %}`

## include-circle

Two files include each other and would never end.

Bad: `a` includes `b`, and `b` includes `a`

Good: both include `c`

## include-not-named

What is included is named in the template, so that it can be checked beforehand.

Bad: `{% include place.title %}`

Good: `{% include "shared/sign.fr.j2" %}`
""",
    "fr": """\
## include-missing

Un modèle inclut ou prolonge un fichier qui n’existe pas.

À éviter : `{% include "shared/sgn.fr.j2" %}`

Correct : `{% include "shared/sign.fr.j2" %}`

## include-outside

Les modèles restent dans `replies/`.

À éviter : `{% include "../copilot.yaml" %}`

Correct : `{% include "shared/sign.fr.j2" %}`

## include-circle

Deux fichiers s’incluent l’un l’autre et n’en finiraient jamais.

À éviter : `a` inclut `b`, et `b` inclut `a`

Correct : tous deux incluent `c`

## include-not-named

Ce qui est inclus est nommé dans le modèle, pour pouvoir être vérifié à l’avance.

À éviter : `{% include place.title %}`

Correct : `{% include "shared/sign.fr.j2" %}`
""",
}

#: Every template has been read by then.
AFTER = ("templates",)


def check(checked: Checked) -> None:
    """Follow every include and extends."""
    for path in checked.library.replies:
        uses = checked.templates.of(path)
        for line in uses.unnamed_files:
            checked.report.error(checked.place_of_line(path, line), "include-not-named")
        for use in uses.files:
            at = checked.place_of_use(path, use)
            if use.name not in checked.library.replies:
                _tell_missing(checked, at, use.name)
            elif path in checked.templates.reached(use.name):
                checked.report.error(at, "include-circle", word=use.name)


def _tell_missing(checked: Checked, at: Place, word: str) -> None:
    if word.startswith(("/", "../")) or "/../" in word:
        checked.report.error(at, "include-outside", word=word)
        return
    meant = nearest(word, checked.library.replies)
    code = "include-missing/nearest" if meant else "include-missing"
    checked.report.error(at, code, suggestion=meant, word=word, meant=meant or "")
