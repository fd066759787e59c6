"""French words that lost their apostrophe, or half of "je": lecran, dinternet, jreclame."""

from copilot.matching.lexicon import known_words

ELIDED = frozenset("dlmnst")
VOWELS = frozenset("aeiouyh")
#: What is left must be a word of so many letters: "lor" is not "l'or" here.
SHORTEST_REST = 4


def apart(word: str) -> tuple[str, ...]:
    """Take *word*, folded, apart where it is no word and what is left of it is one."""
    first, rest = word[0], word[1:]
    if len(rest) < SHORTEST_REST - (first == "j"):
        return (word,)
    swallowed = first == "j" and rest[0] not in VOWELS
    if not swallowed and not (first in ELIDED and rest[0] in VOWELS):
        return (word,)
    known = known_words("fr")
    if rest not in known or word in known or word in known_words("en"):
        return (word,)
    return ("je" if swallowed else first, rest)
