"""
Words and phrases that the brand never uses.

Readers recognise boilerplate at once, and it makes an apology worthless. Case, accents and
apostrophes don't matter.

Bad:

    Votre satisfaction est notre priorité.

Good:

    Je reprends votre dossier avec le magasin.
"""

from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.languages import PlacedPhrases, language
from copilot.library.record import Rest, Table
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "banned"
SENTENCES = {
    "en": {
        "charter-banned": "the reply says “{word}”, which the charter bans",
    },
    "fr": {
        "charter-banned": "la réponse dit « {word} », formule bannie par la charte",
    },
}
FRENCH = """
Des mots et des formules que la marque n’emploie jamais.

Les formules toutes faites se reconnaissent au premier coup d’œil, et vident une excuse de son
sens. Ni la casse, ni les accents, ni les apostrophes ne comptent.

À éviter :

    Votre satisfaction est notre priorité.

Correct :

    Je reprends votre dossier avec le magasin.
"""


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find the banned words of the text's language, and those that hold for any."""
    for words in rule.words.get(text.lang, ()):
        for span in text.folded.find(words):
            yield found(NAME, text, rule, span, banned=words)


DEFAULT = Rule(
    Level.BLOCK,
    words={
        "fr": ("votre satisfaction est notre priorité", "veuillez agréer"),
        "en": ("we apologize for any inconvenience", "we apologise for any inconvenience"),
    },
)
RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=DEFAULT,
    check=check,
    rest=Rest(Table(PlacedPhrases(), check=language, pattern="^[a-z]{2}$"), "words"),
)
