"""
Too many exclamation marks.

Under a complaint they read as shouting or as cheerfulness; both are wrong.

Bad:

    Merci !! On s'en occupe !

Good:

    Merci, on s'en occupe.
"""

from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.record import Key
from copilot.library.rules.rule import CharterRule, Reviewed, found
from copilot.library.scalars import integer

NAME = "exclamation"
SENTENCES = {
    "en": {
        "charter-exclamation": "the reply has {count} exclamation marks; {most} are the most",
    },
    "fr": {
        "charter-exclamation": (
            "la réponse compte {count} points d’exclamation ; le maximum est de {most}"
        ),
    },
}
FRENCH = """
Trop de points d’exclamation.

Sous un message mécontent, on y lit des cris ou de la gaieté ; ni l’un ni l’autre ne convient.

À éviter :

    Merci !! On s'en occupe !

Correct :

    Merci, on s'en occupe.
"""
_SIGNS = "!！‼"


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Point at each one past the number allowed."""
    if sum(map(text.text.count, _SIGNS)) <= rule.most:
        return
    places = [index for index, one in enumerate(text.text) if one in _SIGNS]
    for index in places[rule.most :]:
        yield found(NAME, text, rule, (index, index + 1), count=len(places), most=rule.most)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.WARN, most=1),
    check=check,
    keys={"most": Key(integer(0, 100), "How many are allowed.")},
)
