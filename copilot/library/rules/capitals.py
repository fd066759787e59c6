"""
Words in capitals.

They are read as shouting. Short abbreviations (SAV, PDF) are left alone.

Bad:

    Nous sommes VRAIMENT désolés.

Good:

    Nous sommes vraiment désolés.
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "capitals"
SENTENCES = {
    "en": {
        "charter-capitals": "“{word}” shouts",
    },
    "fr": {
        "charter-capitals": "« {word} » : les majuscules crient",
    },
}
FRENCH = """
Des mots en majuscules.

On les lit comme des cris. Les sigles courts (SAV, PDF) sont laissés en paix.

À éviter :

    Nous sommes VRAIMENT désolés.

Correct :

    Nous sommes vraiment désolés.
"""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ABBREVIATION = 4
#: Longer than any abbreviation, and nothing small in it; where there is none, nobody shouts.
_ANY = re.compile(r"[^\sa-zß-öø-ÿ0-9_.,;:!?]{5}")


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find shouted words, except the brand's own."""
    for match in _WORD.finditer(text.text) if _ANY.search(text.text) else ():
        shouted = match[0]
        if len(shouted) <= _ABBREVIATION or not shouted.isupper():
            continue
        if not any(shouted in own for own in text.own):
            yield found(NAME, text, rule, match.span())


RULE = CharterRule(
    page=__doc__, french=FRENCH, sentences=SENTENCES, default=Rule(Level.WARN), check=check
)
