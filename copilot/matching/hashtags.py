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
SHORTEST, LONGEST = 6, 45
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
    ahead = _by_words(letters, known)
    size, infinite = len(letters), float("inf")
    best: tuple[float, list[int]] | None = None
    if ahead[size][0] < infinite and _is_believed(whole := _sizes(ahead, size)):
        best = ahead[size][0], whole
    # The same from behind, for a name that comes first.
    behind = _by_words(letters[::-1], frozenset(word[::-1] for word in _near(letters, known)))
    for at in range(NAME, size - BESIDE + 1):
        for found, is_last in ((behind, False), (ahead, True)):
            cost = found[size - at][0] + _NAME_COST + at
            if cost == infinite or (best and cost >= best[0]):
                continue
            sizes = _sizes(found, size - at)
            if max(sizes) >= BESIDE and min(sizes) >= SHORTEST_BESIDE:
                best = cost, [*sizes, at] if is_last else [at, *sizes[::-1]]
    return best[1] if best else []


def _is_believed(sizes: list[int]) -> bool:
    return len(sizes) > 1 and (max(sizes) >= TELLING or min(sizes) >= LEAST)


def _near(letters: str, known: frozenset[str]) -> set[str]:
    """The known words that stand in *letters*."""
    ends = range(1, len(letters) + 1)
    runs = {letters[low:end] for end in ends for low in range(max(0, end - _LONGEST_WORD), end)}
    return runs & known


def _by_words(letters: str, known: frozenset[str]) -> list[tuple[float, int]]:
    """For each beginning of *letters* the cost of reading it as known words, and its last word."""
    costs = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        cheapest = (float("inf"), 0)
        for size in range(min(_LONGEST_WORD, end), 0, -1):
            cost = costs[end - size][0] + _COST.get(size, _LONG_COST)
            if cost < cheapest[0] and letters[end - size : end] in known:
                cheapest = (cost, size)
        costs.append(cheapest)
    return costs


def _sizes(costs: list[tuple[float, int]], end: int) -> list[int]:
    found: list[int] = []
    while end:
        found.append(costs[end][1])
        end -= costs[end][1]
    return found[::-1]
