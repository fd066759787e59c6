"""
A reply says `tu` where the brand says `vous`, the other way round, or mixes both.

The charter's `voice` chooses; without it, only mixing is noticed. French only.

Bad:

    Je vous comprends, et ta commande part demain.

Good:

    Je vous comprends, et votre commande part demain.
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "voice"
SENTENCES = {
    "en": {
        "charter-voice": "“{word}”: the charter's voice is `{voice}`",
    },
    "fr": {
        "charter-voice": "« {word} » : la charte demande « {voice} »",
    },
}
FRENCH = """
Une réponse dit `tu` quand la marque dit `vous`, l’inverse, ou mêle les deux.

`voice` choisit, dans la charte ; sans elle, seul le mélange est remarqué. En français seulement.

À éviter :

    Je vous comprends, et ta commande part demain.

Correct :

    Je vous comprends, et votre commande part demain.
"""
# what begins with its letters is found several times faster than what begins with a look back
_TU = re.compile(
    r"t(?<![\w'-]t)(?:(?:u|oi|e|a|es|(?<!le t)(?<!un t)(?<!ce t)(?<!bon t)on)(?!\w)|'(?=\w))"
)
_VOUS = re.compile(r"vo(?<!rendez-vo)(?<!\wvo)(?:us|tre|s|tres)(?!\w)")


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find the words of the wrong voice."""
    if text.lang != "fr":
        return
    spans = {"tu": list(text.folded.search(_TU)), "vous": list(text.folded.search(_VOUS))}
    wanted = text.voice
    if wanted is None and spans["tu"] and spans["vous"]:
        # the first one set the tone
        wanted = min(spans, key=lambda voice: spans[voice][0])
    if wanted is not None:
        for span in spans["vous" if wanted == "tu" else "tu"]:
            yield found(NAME, text, rule, span, voice=wanted)


RULE = CharterRule(
    page=__doc__, french=FRENCH, sentences=SENTENCES, default=Rule(Level.WARN), check=check
)
