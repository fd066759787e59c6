"""Hashtags cut into words: at capitals and digits, and what is run together by known words."""

import re
from collections.abc import Iterator

from copilot.matching.letters import fold, fold_with_places
from copilot.matching.lexicon import known_words

#: Scripts written without spaces, where one sign is the nearest thing to a word.
SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Written after the letter they belong to, when an accent is a sign of its own.
MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
_RUN = re.compile(rf"[{SIGNS}]|\d+|(?:[^\W\d_{SIGNS}]++[{MARKS}]*+)++")
_HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")

#: Letters run together: fewer are one word, more are nobody's hashtag.
SHORTEST, LONGEST = 6, 60
#: A cut is believed when it shows one word of so many letters, or none shorter than this.
TELLING, LEAST = 5, 4
#: A name that nobody knows may stand first or last, beside a word that is known and long.
NAME, BESIDE, SHORTEST_BESIDE = 4, 6, 3
_LONGEST_WORD = 20
#: A short word is everywhere by chance, so it costs more than a long one.
_COST = {1: 14.0, 2: 11.0, 3: 9.0, 4: 7.0}
_LONG_COST = 6.0
_NAME_COST = 30.0
#: French people write English hashtags too, and the other way round.
_READ_AS = {"fr": ("fr", "en"), "en": ("en", "fr")}


def parts(tag: str, lang: str | None) -> Iterator[tuple[int, int]]:
    """Say where each word of *tag*, without its `#`, begins and ends."""
    for run in _RUN.finditer(tag):
        start = run.start()
        humps = (run.start() + hump.start() for hump in _HUMP.finditer(run.group()))
        for end in (*humps, run.end()):
            yield from _apart(tag, start, end, lang)
            start = end


def _apart(tag: str, start: int, end: int, lang: str | None) -> Iterator[tuple[int, int]]:
    """Cut one part of *tag* further if it is several known words run together."""
    cuts = _cuts(tag[start:end], lang) if end - start >= SHORTEST else ()
    low = start
    for cut in cuts:
        yield low, start + cut
        low = start + cut
    yield low, end


def _cuts(run: str, lang: str | None) -> tuple[int, ...]:
    letters, places = fold_with_places(run)
    if not SHORTEST <= len(letters) <= LONGEST or letters != fold(run):
        return ()
    known = [known_words(language) for language in _READ_AS.get(lang or "", ())]
    if any(letters in words for words in known):
        return ()
    for words in known:
        sizes = _cheapest(letters, words)
        if sizes:
            ends = [sum(sizes[: at + 1]) for at in range(len(sizes) - 1)]
            return tuple(places[end] for end in ends)
    return ()


def _cheapest(letters: str, known: frozenset[str]) -> list[int]:
    """The sizes of the words that *letters* are most likely made of; none to leave it whole."""
    sizes, cost = _by_words(letters, known)
    best = (cost, sizes) if cost < float("inf") and _is_believed(sizes) else None
    for at in range(NAME, len(letters) - BESIDE + 1):
        for rest, is_last in ((letters[at:], True), (letters[:-at], False)):
            sizes, cost = _by_words(rest, known)
            if not sizes or max(sizes) < BESIDE or min(sizes) < SHORTEST_BESIDE:
                continue
            found = (cost + _NAME_COST + at, [at, *sizes] if is_last else [*sizes, at])
            best = found if best is None or found < best else best
    return best[1] if best else []


def _is_believed(sizes: list[int]) -> bool:
    return len(sizes) > 1 and (max(sizes) >= TELLING or min(sizes) >= LEAST)


def _by_words(letters: str, known: frozenset[str]) -> tuple[list[int], float]:
    """The cheapest way to read *letters* as known words and nothing else."""
    costs = [0.0] + [float("inf")] * len(letters)
    sizes = [0] * (len(letters) + 1)
    for end in range(1, len(letters) + 1):
        for size in range(min(_LONGEST_WORD, end), 0, -1):
            cost = costs[end - size] + _COST.get(size, _LONG_COST)
            if cost < costs[end] and letters[end - size : end] in known:
                costs[end], sizes[end] = cost, size
    found: list[int] = []
    at = len(letters)
    while at and sizes[at]:
        found.append(sizes[at])
        at -= sizes[at]
    return (found[::-1], costs[-1]) if not at else ([], float("inf"))
