"""
A reply promises something within a time, and its playbook promises nothing.

What is promised in public is counted and must be kept, so a promise is made with the playbook's
`promise` key, which puts it on the desk with a due time. A value of a fact may name a delay.

Bad:

    Nous vous remboursons sous 48 h.

Good:

    promise: {what: {fr: remboursement}, within: 2d}
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.folded import fold
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "promises"
_NUMBER = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt|quelques)"
_DAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|ce soir|midi|ce week-?end"
    r"|la fin|le \d+|\d+ ?h)"
)
_FR_DELAY = (
    rf"(?:(?:sous|dans(?: les?| la)?|d'ici|en moins de|avant(?: les?)?) {_NUMBER} ?"
    r"(?:prochaine?s? )?(?:h\b|heures?|jours?|semaines?|mois|minutes?|min\b)"
    rf"|(?:avant|d'ici|des) {_DAY}\b)"
)
_FR_VOICE = r"(?:\b(?:je|nous|on)\b|\bj'|\bvous (?:serez|recevrez|aurez|etes)\b)"
_EN_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|ten|the next|a few|a couple of)"
_EN_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|noon"
    r"|the end of|\d+ ?[ap]m)"
)
_EN_DELAY = (
    rf"(?:(?:within|in|in under) {_EN_NUMBER} ?(?:\w+ )?"
    rf"(?:h\b|hours?|days?|weeks?|months?|minutes?)|(?:by|before) {_EN_DAY})"
)
_EN_VOICE = r"(?:\b(?:i|we|you)(?:'ll| will| shall|'re going| are going| promise)\b)"
_PATTERNS = {
    "fr": (re.compile(_FR_VOICE), re.compile(_FR_DELAY)),
    "en": (re.compile(_EN_VOICE), re.compile(_EN_DELAY)),
}
_SENTENCE = re.compile(r"[^.!?…\n]+")


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find a delay in a sentence in which the brand says what it or the customer will get."""
    patterns = _PATTERNS.get(text.lang)
    if patterns is None or (text.playbook and text.playbook.promise):
        return
    voice, delay = patterns
    for sentence in _SENTENCE.finditer(text.text):
        words = fold(sentence[0])
        if not voice.search(words.text):
            continue
        for start, end in words.search(delay):
            span = (sentence.start() + start, sentence.start() + end)
            if not _is_own(text, span):
                # without a playbook there is nothing that could have promised it
                level = rule.level if text.playbook else Level.WARN
                yield found(NAME, text, Rule(level), span)


def _is_own(text: Reviewed, span: tuple[int, int]) -> bool:
    return any(
        value and value in text.text and _overlap(text.text, value, span) for value in text.own
    )


def _overlap(text: str, value: str, span: tuple[int, int]) -> bool:
    start = text.find(value)
    return start < span[1] and span[0] < start + len(value)


RULE = CharterRule(page=__doc__, default=Rule(Level.BLOCK), check=check)
