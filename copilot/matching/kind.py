"""What sort of message a text is: complaint, question, praise or other, by the signs in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from copilot.domain.match import Kind
from copilot.matching.lexicon import table
from copilot.matching.normalise import fold, words

LONGEST = 2_000
COMPLAINT, PRAISE, QUESTION, SARCASM = "complaint", "praise", "question", "sarcasm"
#: Enough of a sign to decide; half words such as "pas" add up only beside others.
ENOUGH = 1.5
LONGEST_PHRASE = 5
SHORTEST_BEGINNING = 2

_LAUGHED = re.compile(r"\.\.\.|…|[\"«“]\s*(?:merci|bravo|thanks|service)", re.IGNORECASE)
_ASKED = re.compile(r"[?؟？]")
#: Nobody counts days, hours or euros to praise, unless it was done "in" so many.
_COUNTED = re.compile(
    r"(?<!\ben )(?<!\bin )\b(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs"
    r"|two|three|four|five|several)"
    r"\s*(?:e |ème )?(?:jours?|semaines?|mois|ans?|heures?|h|min\w*|€|euros?|fois|appels?|mails?"
    r"|days?|weeks?|months?|years?|hours?|hrs?|times|calls|emails)\b",
    re.IGNORECASE,
)
#: Thanks and applause in one breath, for nothing in particular.
_APPLAUSE = re.compile(r"\bmerci\b.*\bbravo\b|\bbravo\b.*\bmerci\b", re.IGNORECASE | re.DOTALL)
_LINKS = re.compile(r"(?:https?://|www\.)\S+")
#: A message that opens with somebody's handle is said to his face.
_ADDRESSED = re.compile(r"\s*\.?@\w")
_SHOUTED = re.compile(r"!{2,}|\?!|!\?|\?{2,}")

Weight = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Signs:
    """Phrases and beginnings of words, with what they speak for."""

    phrases: Mapping[str, tuple[Weight, ...]]
    beginnings: Mapping[str, tuple[Weight, ...]]
    openers: frozenset[str]  #: first words of phrases of several words


@cache
def _signs(lang: str) -> Signs:
    whole: dict[str, list[Weight]] = {}
    begun: dict[str, list[Weight]] = {}
    for sign, weight, phrases in table(f"kind.{lang}.tsv"):
        for phrase in phrases.split(","):
            into = begun if phrase.strip().endswith("*") else whole
            key = " ".join(fold(word) for word in phrase.split())
            into.setdefault(key, []).append((sign, float(weight)))
    several = [key for key in (*whole, *begun) if " " in key]
    return Signs(
        {key: tuple(found) for key, found in whole.items()},
        {key: tuple(found) for key, found in begun.items()},
        frozenset(key.split()[0] for key in several),
    )


def _weigh(found: Sequence[str], lang: str) -> dict[str, float]:
    """Add up the signs among the words *found*; each phrase counts once."""
    signs = _signs(lang)
    hits: dict[str, tuple[Weight, ...]] = {}
    for at, word in enumerate(found):
        hits.update(_hits(word, lang))
        if word in signs.openers:
            for size in range(2, min(LONGEST_PHRASE, len(found) - at) + 1):
                hits.update(_hits(" ".join(found[at : at + size]), lang))
    totals = dict.fromkeys((COMPLAINT, PRAISE, QUESTION, SARCASM), 0.0)
    for sign, weight in chain.from_iterable(hits.values()):
        totals[sign] += weight
    return totals


@lru_cache(maxsize=8192)
def _hits(phrase: str, lang: str) -> Mapping[str, tuple[Weight, ...]]:
    """The signs that are *phrase*, or that its last word begins with."""
    signs = _signs(lang)
    hits: dict[str, tuple[Weight, ...]] = {}
    if phrase in signs.phrases:
        hits[phrase] = signs.phrases[phrase]
    shortest = phrase.rfind(" ") + 1 + SHORTEST_BEGINNING
    for cut in range(shortest, len(phrase) + 1):
        if phrase[:cut] in signs.beginnings:
            hits[f"{phrase[:cut]}*"] = signs.beginnings[phrase[:cut]]
    return hits


def kind_of(text: str, lang: str, said: Sequence[str] | None = None) -> Kind:
    """
    Say what *text* is; praise that its own words belie is a complaint.

    Args:
        text: as it was written.
        lang: the language it is in.
        said: its words, when they are at hand.
    """
    text = text[:LONGEST]
    if "://" in text or "www." in text:
        text = _LINKS.sub(" ", text)
    if lang in ("fr", "en"):
        totals = _weigh(words(text, lang) if said is None else said, lang)
    else:
        both = (_weigh(words(text, "fr"), "fr"), _weigh(words(text, "en"), "en"))
        totals = max(both, key=lambda signs: sum(signs.values()))
    return _decide(text, totals)


def _decide(text: str, totals: Mapping[str, float]) -> Kind:
    blame, praise = totals[COMPLAINT], totals[PRAISE]
    asked = bool(_ASKED.search(text))
    asks = totals[QUESTION] + (1.5 if asked else 0.0)
    if blame and _ADDRESSED.match(text):
        blame += 0.5
    if _COUNTED.search(text):
        blame += ENOUGH
    if _SHOUTED.search(text) and praise < 1:
        blame += 0.5
    if _mocks(text, totals, blame):
        return Kind.COMPLAINT
    if praise >= 2 and praise > blame + 0.5 and blame < 3:
        return Kind.PRAISE
    if blame >= ENOUGH:
        return Kind.COMPLAINT
    if asked or asks >= 2:
        return Kind.QUESTION
    return Kind.PRAISE if praise > blame else Kind.OTHER


def _mocks(text: str, totals: Mapping[str, float], blame: float) -> bool:
    """Say whether what sounds like praise is meant to hurt."""
    if totals[SARCASM]:
        return True
    if not totals[PRAISE]:
        return False
    if blame >= ENOUGH and "bravo" in fold(text):
        return True
    if _LAUGHED.search(text) and blame >= 0.5:
        return True
    return bool(_APPLAUSE.search(text)) and totals[PRAISE] <= 2
