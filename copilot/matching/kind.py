"""What sort of message a text is: complaint, question, praise or other, by the signs in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from copilot.domain.match import Kind
from copilot.matching.letters import fold
from copilot.matching.lexicon import table
from copilot.matching.normalise import tokens

LONGEST = 2_000
MOST_WORDS = 300
COMPLAINT, PRAISE, QUESTION, SARCASM = "complaint", "praise", "question", "sarcasm"
#: Signs of a complaint that mean little beside thanks, and signs that all is well again.
WEAK, RELIEF = "weak", "relief"
#: Turns of phrase whose words mean nothing by themselves: "bonne journée".
NOTHING = "nothing"
SIGNS = (COMPLAINT, WEAK, PRAISE, RELIEF, QUESTION, SARCASM, NOTHING)
#: Enough of a sign to decide; half words such as "pas" add up only beside others.
ENOUGH = 1.5
#: Praise with so much blame in it is mockery, or one of two halves; we answer the other.
MIXED = 1.0
SHORTEST_BEGINNING = 2

#: "pas content" is no praise: the words that deny, and how far before.
DENIALS = frozenset({"pas", "jamais", "ni", "aucun", "aucune", "not", "never", "no", "nor"})
DENIED_WITHIN = 3

_LAUGHED = re.compile(r"\.\.\.|…|[\"«“]\s*(?:merci|bravo|thanks|service)", re.IGNORECASE)
_ASKED = re.compile(r"[?؟？]")
_NUMBERS = frozenset(
    {"deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "plusieurs"}
    | {"two", "three", "four", "five", "several"}
)
#: Nobody counts days, hours or euros to praise, unless it was done "in" so many.
_COUNTED = re.compile(
    r"(?<!\ben )(?<!\bin )(?<!\bwithin )(?<!\bsous )\b(?:\d+|" + "|".join(sorted(_NUMBERS)) + ")"
    r"\s*(?:e |ème )?(?:(?:jours?|semaines?|mois|heures?|h|min\w*|fois|appels?|mails?"
    r"|days?|weeks?|months?|hours?|hrs?|times|calls|emails)\b"
    r"|(?:€|euros?|pounds|dollars) (?:de |en plus|of |more\b|extra\b))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LINKS = re.compile(r"(?:https?://|www\.)\S+")
#: A message that opens with somebody's handle is said to his face.
_ADDRESSED = re.compile(r"\s*\.?@\w")
_SHOUTED = re.compile(r"!{2,}|\?!|!\?|\?{2,}")
#: Who passes on a link and speaks of nobody here passes on news.
_PERSONAL = frozenset(
    {"my", "our", "you", "your", "me", "mon", "ma", "mes", "vous", "votre", "vos", "je", "j"}
)


class Hit(NamedTuple):
    """A sign found in a text."""

    key: str  #: as the table has it; each counts once
    sign: str
    weight: float


@dataclass(slots=True)
class Node:
    """What may follow the words so far, in a phrase of several words."""

    hits: list[Hit] = field(default_factory=list)
    beginnings: dict[str, list[Hit]] = field(default_factory=dict)
    after: dict[str, "Node"] = field(default_factory=dict)
    #: How those beginnings begin, and of how many letters they are.
    heads: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def may_go_on(self, word: str) -> bool:
        """Say whether a phrase may go on with *word*; most do not."""
        return word in self.after or word[:SHORTEST_BEGINNING] in self.heads


@cache
def _signs(lang: str) -> Node:
    root = Node()
    for sign, weight, phrases in table(f"kind.{lang}.tsv"):
        for phrase in phrases.split(","):
            *first, last = [fold(word) for word in phrase.split()]
            node = root
            for word in first:
                node = node.after.setdefault(word, Node())
            begins = phrase.strip().endswith("*")
            hit = Hit(f"{sign}: {phrase.strip()}", sign, float(weight))
            if begins:
                node.beginnings.setdefault(last, []).append(hit)
                head = last[:SHORTEST_BEGINNING]
                sizes = {*node.heads.get(head, ()), len(last)}
                node.heads[head] = tuple(sorted(sizes))
            else:
                node.after.setdefault(last, Node()).hits.append(hit)
    return root


@lru_cache(maxsize=8192)
def _opening(word: str, lang: str) -> tuple[Node | None, tuple[Hit, ...]]:
    """What may follow *word* in a phrase, and the signs that it is, or begins with."""
    root = _signs(lang)
    node = root.after.get(word)
    begun = _begun(root, word)
    if node is None:
        return None, begun
    return node if node.after or node.beginnings else None, (*node.hits, *begun)


def _begun(node: Node, word: str) -> tuple[Hit, ...]:
    sizes = node.heads.get(word[:SHORTEST_BEGINNING])
    if sizes is None:
        return ()
    cuts = [word[:size] for size in sizes if size <= len(word)]
    return tuple([hit for cut in cuts for hit in node.beginnings.get(cut, ())])


def _phrases(found: Sequence[str], at: int, node: Node) -> Iterator[tuple[int, Hit]]:
    """The phrases of several words that begin with *node*, just before *at*, and their ends."""
    while at < len(found):
        word = found[at]
        at += 1
        for hit in _begun(node, word):
            yield at, hit
        following = node.after.get(word)
        if following is None:
            return
        node = following
        for hit in node.hits:
            yield at, hit


def _weigh(found: Sequence[str], lang: str) -> dict[str, float]:
    """Add up the signs among the words *found*; each phrase counts once."""
    hits: dict[str, Hit] = {}
    soothed = 0  # up to here a phrase has taken the meaning of its words
    last = len(found) - 1
    for at, word in enumerate(found):
        node, single = _opening(word, lang)
        if node is not None and at < last and node.may_go_on(found[at + 1]):
            for end, hit in _phrases(found, at + 1, node):
                hits[hit.key] = hit
                if hit.sign in (RELIEF, NOTHING):
                    soothed = max(soothed, end)
        if single and at >= soothed:
            before = found[max(soothed, at - DENIED_WITHIN, 0) : at]
            for hit in single:
                hits[hit.key] = _turned(hit, before)
    totals = dict.fromkeys(SIGNS, 0.0)
    for hit in hits.values():
        totals[hit.sign] += hit.weight
    return totals


def _turned(hit: Hit, before: Sequence[str]) -> Hit:
    """What a sign means after the words *before* it: praise that is denied is blame."""
    if hit.sign in (PRAISE, RELIEF) and not DENIALS.isdisjoint(before):
        return Hit(hit.key, COMPLAINT, max(hit.weight, ENOUGH))
    return hit


def kind_of(text: str, lang: str, said: Sequence[str] | None = None) -> Kind:
    """
    Say what *text* is; praise that its own words belie is a complaint.

    Args:
        text: as it was written.
        lang: the language it is in.
        said: its words, when they are at hand.
    """
    text = text[:LONGEST]
    if lang in ("fr", "en"):
        said = [token.word for token in tokens(text, lang)] if said is None else said
        totals = _weigh(said, lang)
    else:
        heard = {
            each: [token.word for token in tokens(text, each, MOST_WORDS)] for each in ("fr", "en")
        }
        weighed = {each: _weigh(found, each) for each, found in heard.items()}
        said = max(heard.values(), key=len)
        totals = max(weighed.values(), key=lambda signs: sum(signs.values()))
    return _decide(text, said, totals)


def _decide(text: str, said: Sequence[str], totals: Mapping[str, float]) -> Kind:
    has_link = "://" in text or "www." in text
    bare = _LINKS.sub(" ", text) if has_link else text
    praise, asked = totals[PRAISE], bool(_ASKED.search(bare))
    blame = totals[COMPLAINT] + (ENOUGH if _counts(bare, said) else 0.0)
    if praise:
        blame -= min(totals[RELIEF], blame)
    if _mocks(bare, said, totals, blame):
        return Kind.COMPLAINT
    if praise >= 2 and blame < MIXED and totals[WEAK] < praise + 1:
        return Kind.PRAISE
    if blame + _tone(bare, said, totals, has_link=has_link) >= ENOUGH:
        return Kind.COMPLAINT
    if asked or (totals[QUESTION] >= 2 and not (praise and ("!" in bare or totals[RELIEF]))):
        return Kind.QUESTION
    return Kind.PRAISE if praise > blame else Kind.OTHER


def _tone(text: str, said: Sequence[str], totals: Mapping[str, float], *, has_link: bool) -> float:
    """How much harsher, or milder, than its telling words a text is."""
    tone = totals[WEAK]
    if (tone or totals[COMPLAINT]) and _ADDRESSED.match(text):
        tone += 0.5
    if totals[PRAISE]:
        tone -= 0.5 * min(totals[PRAISE], 1.0)
    elif text.count("!") + text.count("?") >= 2 and _SHOUTED.search(text):
        tone += 0.5
    if has_link and "@" not in text and _PERSONAL.isdisjoint(said):
        tone -= ENOUGH
    return tone


def _counts(text: str, said: Sequence[str]) -> bool:
    """Say whether days, hours or euros are counted; most texts have no number at all."""
    if not (_DIGIT.search(text) or not _NUMBERS.isdisjoint(said)):
        return False
    return bool(_COUNTED.search(text))


def _mocks(text: str, said: Sequence[str], totals: Mapping[str, float], blame: float) -> bool:
    """Say whether what sounds like praise is meant to hurt, or is one half only."""
    if totals[SARCASM]:
        return True
    if not totals[PRAISE]:
        return False
    if blame >= MIXED or (_LAUGHED.search(text) and blame >= MIXED / 2):
        return True
    # Thanks and applause in one breath, for nothing in particular.
    return totals[PRAISE] <= 2 and not totals[RELIEF] and {"merci", "bravo"} <= set(said)
