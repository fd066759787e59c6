"""
A reply advertises.

An answer to an unhappy customer is no place for it; other readers notice first.

Bad:

    Profitez de -20 % avec le code promo NOEL.

Good:

    Je vous réponds ici dès que le magasin m'a répondu.
"""

from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.folded import wording
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "promotion"
SENTENCES = {
    "en": {
        "charter-promotion": "the reply advertises: “{word}”",
    },
    "fr": {
        "charter-promotion": "la réponse fait de la publicité : « {word} »",
    },
}
FRENCH = """
Une réponse fait de la publicité.

La réponse à un client mécontent n’est pas le lieu pour cela ; les autres lecteurs le remarquent
les premiers.

À éviter :

    Profitez de -20 % avec le code promo NOEL.

Correct :

    Je vous réponds ici dès que le magasin m'a répondu.
"""
_ANY = r"-\s?\d{1,2}\s?%"
_PATTERNS = {
    "fr": wording(
        rf"(?<!\w)(?:codes? promos?|promo(?:tion)?s?|profitez[- ](?:en|de)|soldes|bons? plans?|"
        r"nos (?:nouveautes|offres|promotions)|offres? (?:speciales?|exclusives?|du moment)|"
        r"nouvelle collection|decouvrez|ventes? privees?|craquez|prix casses?)(?!\w)"
        rf"|{_ANY}",
        signs="promo|profitez|soldes|plan|nos |offre|collection|decouvrez|vente|craquez"
        "|prix casse|%",
    ),
    "en": wording(
        r"(?<!\w)(?:promo codes?|discount codes?|special offers?|exclusive offers?|our new "
        r"(?:collection|range)|on sale|check out|don't miss|shop now|best deals?|\d+% off)(?!\w)"
        rf"|{_ANY}",
        signs="promo|discount|offer|our new |on sale|check out|don't miss|shop now|best deal|%",
    ),
}


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find the wordings of advertising."""
    pattern = _PATTERNS.get(text.lang)
    if pattern:
        for span in text.folded.look(pattern):
            yield found(NAME, text, rule, span)


RULE = CharterRule(
    page=__doc__, french=FRENCH, sentences=SENTENCES, default=Rule(Level.WARN), check=check
)
