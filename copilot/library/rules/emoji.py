"""
Too many emoji.

Bad:

    On regarde ça tout de suite 🙏💪✨

Good:

    On regarde ça tout de suite 🙏
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.record import Key
from copilot.library.rules.rule import CharterRule, Reviewed, found
from copilot.library.scalars import integer

NAME = "emoji"
SENTENCES = {
    "en": {
        "charter-emoji": "the reply has {count} emoji; {most} are the most",
    },
    "fr": {
        "charter-emoji": "la réponse compte {count} émojis ; le maximum est de {most}",
    },
}
FRENCH = """
Trop d’émojis.

À éviter :

    On regarde ça tout de suite 🙏💪✨

Correct :

    On regarde ça tout de suite 🙏
"""
_SIGN = "(?:[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]|[0-9#*]\ufe0f?\u20e3)"
_TAIL = "[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|{_SIGN}{_TAIL}(?:\u200d{_SIGN}{_TAIL})*")
#: Every emoji has one of these, and hardly any text has.
_ANY = re.compile("[\u20e3\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001faff]")


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Point at each one past the number allowed."""
    if not _ANY.search(text.text):
        return
    spans = [match.span() for match in _EMOJI.finditer(text.text)]
    for span in spans[rule.most :]:
        yield found(NAME, text, rule, span, count=len(spans), most=rule.most)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.WARN, most=1),
    check=check,
    keys={"most": Key(integer(0, 100), "How many are allowed.")},
)
