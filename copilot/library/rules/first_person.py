"""
A reply speaks of the brand as if nobody were there.

A named, personal voice beats a corporate one: people answer people. Only replies of playbooks
with the posture `apologise` are held to it, in French and English; that a promise is kept may be
said shortly.

Bad:

    Le service client regrette cet incident.

Good:

    Je regrette ce qui vous est arrivé.
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.domain.playbook import Posture, Stage
from copilot.library.rules.rule import CharterRule, Reviewed

NAME = "first_person"
SENTENCES = {
    "en": {
        "charter-first_person": (
            "nobody speaks in this reply; let a person say “I” or “we”, in {lang}: {words}"
        ),
    },
    "fr": {
        "charter-first_person": (
            "personne ne parle dans cette réponse ; qu’une personne dise « je » ou « nous » "
            "(en {lang} : {words})"
        ),
    },
}
FRENCH = """
Une réponse parle de la marque comme s’il n’y avait personne.

Une voix nommée et personnelle vaut mieux qu’une voix d’entreprise : on répond à quelqu’un.
Seules les réponses des fiches dont la posture est `apologise` y sont tenues, en français et en
anglais ; qu’une promesse est tenue peut se dire en peu de mots.

À éviter :

    Le service client regrette cet incident.

Correct :

    Je regrette ce qui vous est arrivé.
"""
_PERSON = {
    "fr": re.compile(r"(?<!\w)(?:(?:je|me|moi|mon|ma|mes|nous|notre|nos|on)(?!\w)|[jm]'(?=\w))"),
    "en": re.compile(r"(?<!\w)(?:i|me|my|mine|we|us|our|ours)(?!\w)"),
}
_SHOWN = {"fr": "je, nous, on", "en": "I, we, my, our"}
#: So short a text may well do without: “Merci beaucoup !”
_SHORT = 60


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Look for any word of the first person."""
    person = _PERSON.get(text.lang)
    apologises = text.playbook is not None and text.playbook.posture is Posture.APOLOGISE
    if person is None or not apologises or text.stage is Stage.KEPT or len(text.text) < _SHORT:
        return
    if not person.search(text.folded.text):
        values = {"lang": text.lang, "words": _SHOWN[text.lang]}
        yield Finding(NAME, rule.level, values=values)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.WARN),
    check=check,
)
