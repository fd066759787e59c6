"""
A reply shows somebody's personal data.

What is public cannot be made private again: e-mail addresses, phone numbers, bank accounts, cards
and order numbers belong in a private message. What the brand itself publishes (a fact's value, an
address at an allowed domain) is not meant.

Bad:

    Votre commande LM-448213 part demain.

Good:

    Votre commande part demain ; le détail vous attend en message privé.
"""

from collections.abc import Iterator

from copilot.domain import personal_data
from copilot.domain.charter import Finding, Level, Rule
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "personal_data"
SENTENCES = {
    "en": {
        "charter-personal_data": "the reply shows personal data: {word}",
    },
    "fr": {
        "charter-personal_data": "la réponse montre une donnée personnelle : {word}",
    },
}
FRENCH = """
Une réponse montre les données personnelles de quelqu’un.

Ce qui a été public ne redevient pas privé : adresses, numéros de téléphone, comptes, cartes et
numéros de commande ont leur place en message privé. Ce que la marque publie elle-même (la valeur
d’un fait, une adresse d’un domaine admis) n’est pas visé.

À éviter :

    Votre commande LM-448213 part demain.

Correct :

    Votre commande part demain ; le détail vous attend en message privé.
"""


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find what `domain.personal_data` knows, except the brand's own."""
    for one in personal_data.find(text.text):
        words = text.text[one.span[0] : one.span[1]]
        if not any(words in own for own in text.own):
            yield found(NAME, text, rule, one.span, kind=one.kind.value)


RULE = CharterRule(
    page=__doc__, french=FRENCH, sentences=SENTENCES, default=Rule(Level.BLOCK), check=check
)
