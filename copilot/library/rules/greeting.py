"""
A first answer doesn't greet, or a later one greets again.

Bad:

    Envoyez-nous votre numéro.

Good:

    Bonjour Claire, je suis désolée que ça commence ainsi.
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.domain.playbook import Stage
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "greeting"
SENTENCES = {
    "en": {
        "charter-greeting/missing": "the reply does not greet",
        "charter-greeting/again": "the reply greets again in the middle of an exchange",
    },
    "fr": {
        "charter-greeting/missing": "la réponse ne salue pas",
        "charter-greeting/again": "la réponse salue de nouveau au milieu d’un échange",
    },
}
FRENCH = """
Une première réponse ne salue pas, ou une réponse suivante salue de nouveau.

À éviter :

    Envoyez-nous votre numéro.

Correct :

    Bonjour Claire, je suis désolée que ça commence ainsi.
"""
_SALUTE = {
    "fr": "bonjour|bonsoir|salut|coucou|hello|re-?bonjour|chere?s?",
    "en": "hello|hi|hey|good (?:morning|afternoon|evening)|dear",
}
_THANKS = {"fr": "|merci", "en": "|thanks?(?: you)?"}
# possessive, or a text of signs alone would be tried in every way there is
_LEAD = r"^(?:@[^\s@]++|[^\w@])*+"


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Look at how the text begins."""
    salute = _SALUTE.get(text.lang)
    if salute is None:
        return
    if text.in_exchange and text.stage is not Stage.INCIDENT:
        again = re.compile(rf"{_LEAD}(?:{salute})\b")
        for span in text.folded.search(again):
            yield found(NAME, text, rule, span, case="again")
    elif not text.is_below_ours and not re.search(
        rf"{_LEAD}(?:{salute}{_THANKS[text.lang]})\b", text.folded.text
    ):
        yield Finding(NAME, rule.level, values={"case": "missing"})


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.WARN),
    check=check,
    looks_at=("in_exchange", "is_below_ours"),
)
