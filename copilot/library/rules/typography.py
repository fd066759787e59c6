"""
A sign stands without the space that its language puts there, or with one that it doesn't.

French puts a no-break space before `!`, `?`, `;`, `:` and `»`, and after `«`, so that no line
begins with a lone sign; English puts none. In a template the space must not break (Option+Space
on a Mac, Alt+0160 on Windows; the correction can be copied from the message). In what a colleague
types, a plain space will do: a phone has no other.

Bad:

    Pouvez-vous me dire quand?

Good:

    Pouvez-vous me dire quand ?
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "typography"
SENTENCES = {
    "en": {
        "charter-typography/missing": (
            "French puts a no-break space here; write “{cure}” (Option+Space on a Mac, Alt+0160 "
            "on Windows, or copy it from here)"
        ),
        "charter-typography/breaks": (
            "this space may break the line; put a no-break one, as in “{cure}” (Option+Space on "
            "a Mac, Alt+0160 on Windows, or copy it from here)"
        ),
        "charter-typography/space": "English puts no space here; write “{cure}”",
    },
    "fr": {
        "charter-typography/missing": (
            "il manque ici une espace insécable ; écrivez « {cure} » (Option+Espace sur Mac, "
            "Alt+0160 sous Windows, ou copiez-le d’ici)"
        ),
        "charter-typography/breaks": (
            "cette espace peut renvoyer le signe à la ligne ; mettez une espace insécable, comme "
            "dans « {cure} » (Option+Espace sur Mac, Alt+0160 sous Windows, ou copiez-le d’ici)"
        ),
        "charter-typography/space": "en anglais, pas d’espace ici ; écrivez “{cure}”",
    },
}
FRENCH = """
Un signe n’a pas l’espace que sa langue veut là, ou en a une qu’elle ne veut pas.

Le français met une espace insécable avant `!`, `?`, `;`, `:` et `»`, et après `«`, pour qu’aucune
ligne ne commence par un signe seul ; l’anglais n’en met pas. Dans un modèle, l’espace doit être
insécable (Option+Espace sur Mac, Alt+0160 sous Windows ; la correction se copie depuis le
message). Dans ce qu’un collègue tape, une espace ordinaire suffit : un téléphone n’en a pas
d’autre.

À éviter :

    Pouvez-vous me dire quand?

Correct :

    Pouvez-vous me dire quand ?
"""
_NO_BREAK = "\u00a0"
_WORD = r"[^\s«»]{1,40}?"
_END = r"(?=[\s»\"!?…]|$)"
_BEFORE = rf"(?P<word>{_WORD})(?<=[\w»)\"’'%€…])"
_SIGN = rf"(?P<sign>[!?;»]+|:{_END})"
_OPENED = r"(?P<next>[^\s«»]{1,40})"
_MISSING = (re.compile(f"{_BEFORE}{_SIGN}"), re.compile(f"«{_OPENED}"))
_BREAKS = (re.compile(f"{_BEFORE} +{_SIGN}"), re.compile(f"« +{_OPENED}"))
#: Where there is no such sign, nobody need look for the word before it.
_ANY_SIGN = re.compile(rf"[!?;»:](?<=[\w»)\"’'%€… ].)(?:(?<!:)|{_END})")
_SPACED = re.compile(rf"(?P<word>{_WORD})(?<=[\w)\"’'%])[ \u00a0\u202f]+(?P<sign>[!?;:]+){_END}")
_SPACED_SIGN = re.compile(rf"[ \u00a0\u202f][!?;:]+{_END}")
_OF_LINKS = ("://", "www.", "@")
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S{1,200}")


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find the signs whose space is not their language's."""
    # an address keeps its signs as they are
    plain = text.text
    if any(sign in plain for sign in _OF_LINKS):
        plain = _LINK.sub(lambda link: "x" * len(link[0]), plain)
    if text.lang == "fr":
        yield from _french(text, rule, plain, _MISSING, case="missing")
        if text.parts is not None:
            yield from _french(text, rule, plain, _BREAKS, case="breaks")
    elif text.lang == "en":
        for match in _SPACED.finditer(plain) if _SPACED_SIGN.search(plain) else ():
            cure = f"{text.text[match.start() : match.end('word')]}{match['sign']}"
            yield found(NAME, text, rule, match.span(), case="space", cure=cure)


def _french(
    text: Reviewed, rule: Rule, plain: str, patterns: tuple[re.Pattern[str], ...], *, case: str
) -> Iterator[Finding]:
    before, after = patterns
    for match in before.finditer(plain) if _ANY_SIGN.search(plain) else ():
        word = text.text[match.start() : match.end("word")]
        cure = f"{word}{_NO_BREAK}{match['sign']}"
        yield found(NAME, text, rule, match.span(), case=case, cure=cure)
    for match in after.finditer(plain):
        cure = f"«{_NO_BREAK}{text.text[match.start('next') : match.end('next')]}"
        yield found(NAME, text, rule, match.span(), case=case, cure=cure)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.WARN),
    check=check,
)
