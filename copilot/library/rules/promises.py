"""
A reply promises something that its playbook doesn't promise.

What is promised in public is counted and must be kept, so a promise is made with the playbook's
`promise` key, which puts it on the desk with a due time. A reply may say that due time, and the
values of facts; any other day, delay, sum of money or gift in a sentence that commits the brand
is a promise that nobody would be reminded of.

Bad:

    On vous rembourse 100 € demain matin.

Good:

    promise: {what: {fr: un retour ici}, within: 2h}
    Je vous réponds ici avant {{ promise.due }}.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from copilot.domain.charter import Finding, Level, Rule
from copilot.domain.playbook import Stage
from copilot.library.folded import Folded, Span, fold
from copilot.library.rules.commitments import AMOUNT, BY_LANGUAGE, Commitments
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "promises"
SENTENCES = {
    "en": {
        "charter-promises": (
            "the reply promises “{word}”, which its playbook does not promise; take it out, or "
            "say {{{{ promise.due }}}} or a fact"
        ),
    },
    "fr": {
        "charter-promises": (
            "la réponse promet « {word} », ce que sa fiche ne promet pas ; retirez-le, ou dites "
            "{{{{ promise.due }}}} ou un fait"
        ),
    },
}
FRENCH = """
Une réponse promet ce que sa fiche ne promet pas.

Ce qui est promis en public est compté et doit être tenu : une promesse se fait donc avec la clé
`promise` de la fiche, qui l’inscrit sur le desk avec son échéance. Une réponse peut dire cette
échéance, et les valeurs des faits ; tout autre jour, délai, somme ou cadeau, dans une phrase qui
engage la marque, est une promesse que personne ne rappellerait.

À éviter :

    On vous rembourse 100 € demain matin.

Correct :

    promise: {what: {fr: un retour ici}, within: 2h}
    Je vous réponds ici avant {{ promise.due }}.
"""
# a point between figures belongs to a sum, not to the end of a sentence
_SENTENCE = re.compile(r"(?:[^.!?…\n;:]+|(?<=\d)[.:](?=\d))+")
_MOST_IN_SENTENCE = 1000
_HIDDEN = "¤"
#: Where each clause begins in its sentence, and its text.
Clauses = tuple[tuple[int, str], ...]
#: Stages in which what is given may have been verified, and is not yet to be guessed.
_UNVERIFIED = (Stage.FIRST, Stage.HOLDING, Stage.INCIDENT)


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find what commits the brand to a time, a sum or a gift that is neither due nor a fact."""
    words = BY_LANGUAGE.get(text.lang)
    if words is None:
        return
    # without a playbook there is nothing that could have promised it
    level = rule.level if text.playbook else Level.WARN
    may_give = text.stage not in _UNVERIFIED or _is_promised(text, words)
    start = 0
    for line in _without_own(text).split("\n"):
        for span in _commitments(line, text.lang, may_give):
            yield found(NAME, text, Rule(level), (start + span[0], start + span[1]))
        start += len(line) + 1


@lru_cache(maxsize=1024)  # a template's lines come again with every rendering
def _commitments(line: str, lang: str, may_give: bool) -> tuple[Span, ...]:
    return tuple(
        (start + span[0], start + span[1])
        for start, sentence in _sentences(line)
        for span in _in_sentence(fold(sentence), BY_LANGUAGE[lang], may_give)
    )


def _in_sentence(sentence: Folded, words: Commitments, may_give: bool) -> Iterable[Span]:
    has_time = words.any_time.search(sentence.text) is not None
    has_sum = AMOUNT.may_be_in(sentence.text)
    # neither a day nor a sum: so are most sentences
    clauses = tuple(_clauses(sentence.text, words)) if has_time or has_sum else ()
    spans: set[Span] = set()
    if has_time:
        spans.update(_times(sentence, words, clauses))
    if has_sum:
        spans.update(_sums(sentence, words, clauses))
    return sorted(spans) if spans or may_give else sentence.look(words.gives)


@lru_cache(maxsize=256)  # the same for all renderings of a template
def _longest_first(own: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, own), key=len, reverse=True))


def _without_own(text: Reviewed) -> str:
    """Hide what the brand itself makes public, keeping every other character's place."""
    hidden = text.text
    for value in _longest_first(text.own):
        for start, end in text.folded.find(value):
            hidden = hidden[:start] + _HIDDEN * (end - start) + hidden[end:]
    return hidden


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for sentence in _SENTENCE.finditer(text):
        # nobody writes longer ones, and patterns must not stand still over what was pasted
        for start in range(sentence.start(), sentence.end(), _MOST_IN_SENTENCE):
            yield start, text[start : min(start + _MOST_IN_SENTENCE, sentence.end())]


def _times(sentence: Folded, words: Commitments, clauses: Clauses) -> Iterator[Span]:
    speaks = words.voice.search(sentence.text) is not None
    for start, clause in clauses if speaks else ():
        for time in words.times.finditer(clause):
            is_ahead = words.ahead.fullmatch(time[0]) is not None
            if _commits(clause, time.start(), words) or (
                is_ahead and not words.past.search(clause)
            ):
                yield _origin(sentence, (start + time.start(), start + time.end()))


def _sums(sentence: Folded, words: Commitments, clauses: Clauses) -> Iterator[Span]:
    for start, clause in clauses:
        for amount in AMOUNT.pattern.finditer(clause):
            if words.pays.search(clause) and _commits(clause, amount.start(), words):
                yield _origin(sentence, (start + amount.start(), start + amount.end()))


def _commits(clause: str, at: int, words: Commitments) -> bool:
    """Whether somebody is committed to what stands *at* this place, rather than told of."""
    voices = list(words.voice.finditer(clause))
    before = [one.end() for one in voices if one.start() < at]
    past = max((one.start() for one in words.past.finditer(clause, 0, at)), default=-1)
    return before[-1] > past if before else bool(voices) and past < 0


def _clauses(sentence: str, words: Commitments) -> Iterator[tuple[int, str]]:
    start = 0
    for end in words.clause_end.finditer(sentence):
        if not _is_decimal(sentence, end.start()):
            yield start, sentence[start : end.start()]
            start = end.end()
    yield start, sentence[start:]


def _is_decimal(sentence: str, at: int) -> bool:
    return (
        sentence[at] == ","
        and sentence[at - 1 : at].isdigit()
        and sentence[at + 1 :][:1].isdigit()
    )


def _origin(sentence: Folded, span: Span) -> Span:
    return sentence.origins[span[0]], sentence.origins[span[1] - 1] + 1


def _is_promised(text: Reviewed, words: Commitments) -> bool:
    promise = text.playbook.promise if text.playbook else None
    return promise is not None and words.refund in _levelled(promise.what.get(text.lang, ""))


@lru_cache(maxsize=256)
def _levelled(promised: str) -> str:
    return fold(promised).text


RULE = CharterRule(
    page=__doc__, french=FRENCH, sentences=SENTENCES, default=Rule(Level.BLOCK), check=check
)
