"""Find by a few typed words: whole, misspelt, or only begun."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from copilot.matching.normalise import plain

#: So alike, of 100, a misspelt word is still taken for another.
ALIKE = 80
#: Of 100: below this, what was typed is about something else.
LEAST = 60
#: What stands in a title says more than what stands in an example.
EXAMPLE_WEIGHT = 0.9
#: As typed, in a title or in an example.
EXACT = 100 * EXAMPLE_WEIGHT


def look_up(typed: str, entries: Mapping[str, tuple[str, Iterable[str]]]) -> list[str]:
    """
    The keys of *entries* that *typed* may mean, best first.

    Each entry has a title and examples.
    """
    wanted = plain(typed).split()
    if not wanted:
        return []
    seen: dict[str, tuple[float, ...]] = {}
    ranks = {
        key: _rank(_fit(wanted, title, seen), [_fit(wanted, one, seen) for one in examples])
        for key, (title, examples) in entries.items()
    }
    # Where the words stand as they were typed, nobody meant others that look like them.
    least = EXACT if any(best >= EXACT for best, _ in ranks.values()) else LEAST
    found = [key for key, (best, _) in ranks.items() if best >= least]
    return sorted(found, key=lambda key: (-ranks[key][0], -ranks[key][1], entries[key][0]))


def _rank(title: float, examples: Sequence[float]) -> tuple[float, int]:
    """The best fit, and how many examples fit: one may mention what another is about."""
    best = max([title, *(EXAMPLE_WEIGHT * one for one in examples)])
    return best, sum(one >= LEAST for one in examples)


def _fit(wanted: Sequence[str], text: str, seen: dict[str, tuple[float, ...]]) -> float:
    """How well each wanted word is found in *text*, on average."""
    best = [0.0] * len(wanted)
    for word in plain(text).split():
        if word not in seen:
            seen[word] = tuple(_alike(one, word) for one in wanted)
        best = [max(pair) for pair in zip(best, seen[word], strict=True)]
    return sum(best) / len(wanted)


def _alike(wanted: str, word: str) -> float:
    if word.startswith(wanted):
        return 100.0
    if word[:1] != wanted[:1]:
        # People seldom miss the first letter: “échange” is not “changer”.
        return 0.0
    alike = fuzz.ratio(wanted, word)
    return alike if alike >= ALIKE else 0.0
