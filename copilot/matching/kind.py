"""What sort of message a text is: complaint, question, praise or other, by the signs in it."""

import re
from collections.abc import Mapping
from functools import cache

from copilot.domain.match import Kind
from copilot.matching.lexicon import table
from copilot.matching.normalise import fold, words

LONGEST = 2_000
COMPLAINT, PRAISE, QUESTION, SARCASM = "complaint", "praise", "question", "sarcasm"
#: Enough of a sign to decide; half words such as "pas" add up only beside others.
ENOUGH = 1.5
LONGEST_PHRASE = 5

_LAUGHED = re.compile(r"\.\.\.|…|[\"«“]\s*(?:merci|bravo|thanks|service)", re.IGNORECASE)
_ASKED = re.compile(r"[?؟？]")
_LINKS = re.compile(r"(?:https?://|www\.)\S+")
_SHOUTED = re.compile(r"!{2,}|\?!|!\?|\?{2,}")

Signs = Mapping[str, tuple[tuple[str, float], ...]]


@cache
def _signs(lang: str) -> tuple[Signs, Signs]:
    """Whole phrases, and beginnings of phrases, with what they speak for."""
    whole: dict[str, list[tuple[str, float]]] = {}
    begun: dict[str, list[tuple[str, float]]] = {}
    for sign, weight, phrases in table(f"kind.{lang}.tsv"):
        for phrase in phrases.split(","):
            into = begun if phrase.strip().endswith("*") else whole
            key = " ".join(fold(word) for word in phrase.split())
            into.setdefault(key, []).append((sign, float(weight)))
    return (
        {key: tuple(found) for key, found in whole.items()},
        {key: tuple(found) for key, found in begun.items()},
    )


def _weigh(text: str, lang: str) -> dict[str, float]:
    """Add up the signs in *text*; each phrase counts once."""
    whole, begun = _signs(lang)
    found = words(text, lang)
    totals = dict.fromkeys((COMPLAINT, PRAISE, QUESTION, SARCASM), 0.0)
    seen: set[tuple[str, str]] = set()
    for at in range(len(found)):
        for size in range(1, min(LONGEST_PHRASE, len(found) - at) + 1):
            phrase = " ".join(found[at : at + size])
            hits = [(phrase, hit) for hit in whole.get(phrase, ())]
            shortest = len(phrase) - len(found[at + size - 1]) + 2
            for cut in range(shortest, len(phrase) + 1):
                hits.extend((phrase[:cut], hit) for hit in begun.get(phrase[:cut], ()))
            for key, (sign, weight) in hits:
                if (key, sign) not in seen:
                    seen.add((key, sign))
                    totals[sign] += weight
    return totals


def kind_of(text: str, lang: str) -> Kind:
    """Say what *text* is; praise that its own words belie is a complaint."""
    text = _LINKS.sub(" ", text[:LONGEST])
    if lang in ("fr", "en"):
        totals = _weigh(text, lang)
    else:
        both = (_weigh(text, "fr"), _weigh(text, "en"))
        totals = max(both, key=lambda signs: sum(signs.values()))
    return _decide(text, totals)


def _decide(text: str, totals: Mapping[str, float]) -> Kind:
    blame, praise = totals[COMPLAINT], totals[PRAISE]
    asks = totals[QUESTION] + (1.5 if _ASKED.search(text) else 0.0)
    if _SHOUTED.search(text):
        blame += 0.5 if praise < 1 else 0.0
    if totals[SARCASM] or (praise and _LAUGHED.search(text) and blame >= 0.5):
        return Kind.COMPLAINT
    if praise >= 2 and praise > blame + 0.5 and blame < 3:
        return Kind.PRAISE
    polite_question = bool(_ASKED.search(text)) and blame < 2
    if blame >= ENOUGH and not (polite_question and asks >= blame + 1):
        return Kind.COMPLAINT
    if _ASKED.search(text) or asks >= 2:
        return Kind.QUESTION
    if praise > blame:
        return Kind.PRAISE
    return Kind.OTHER
