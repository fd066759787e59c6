"""Which words tell: how much a word speaks for one playbook rather than for any other."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import exp, log

from copilot.matching.features import WORD, Vocabulary
from copilot.matching.language import small_words
from copilot.matching.lexicon import table
from copilot.matching.phrases import Phrase

#: What a word must be worth to be a reason.
LEAST = 0.08
#: Two words with so many first letters in common are taken for forms of one.
STEM = 5
#: What a word says of a playbook when only another form of it is among the examples.
OTHER_FORM = 0.85
#: How much less is made of a word that stands in one example only, and of one in two, half that.
CHANCE = 0.4
KEPT = 1024


@cache
def glue() -> frozenset[str]:
    """The words that hold a sentence together and convince nobody."""
    rows = (row for lang in ("fr", "en") for row in table(f"glue.{lang}.txt"))
    return small_words().union(word for row in rows for word in row[0].split())


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What stands for every form of a word; nothing for one that says nothing."""
    if len(word) < STEM or word in glue():
        return ""
    return f"{word[:STEM]}-"


def is_glue(word: str) -> bool:
    """Say whether a word says nothing of the matter: small, everyday, one letter or a number."""
    return len(word) < 2 or word in glue() or word.isdigit()


@lru_cache(maxsize=16384)
def glance(word: str) -> tuple[str, bool]:
    """Its `stem`, and whether it `is_glue`."""
    return stem(word), is_glue(word)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one playbook's examples, and their stems."""

    counts: Mapping[str, int]  #: in how many examples
    forms: Mapping[str, Sequence[str]]  #: by stem, the words that it stands for
    own: Callable[[str], float]  #: 0 to 1, how much a word sets this playbook apart
    _worth: dict[str, float] = field(default_factory=dict)

    def count(self, word: str) -> int:
        """In how many examples a word stands, in whatever form."""
        return max(self.counts.get(word, 0), self.counts.get(stem(word) or word, 0))

    def tells(self, words: Iterable[str]) -> bool:
        """Say whether any of *words* is worth enough to be a reason."""
        return any(self.weigh(word) >= LEAST for word in words)

    def weigh(self, word: str) -> float:
        """How much a word of a text speaks for the playbook; 0 for one it does not say."""
        form, small = glance(word)
        is_own = word in self.counts and not small
        name = word if is_own else form
        if not is_own and name not in self.forms:
            return 0.0
        worth = self._worth.get(name)
        if worth is None:
            several = (self.own(each) * OTHER_FORM for each in self.forms.get(form, ()))
            worth = self._worth[name] = self.own(word) if is_own else max(several)
        return worth


@dataclass(slots=True)
class Telling:
    """The words of every playbook, counted when first asked for."""

    phrases: Sequence[Phrase]
    bounds: Sequence[tuple[int, int]]
    vocabulary: Vocabulary
    _rows: dict[int, Said] = field(default_factory=dict)

    def of(self, row: int) -> Said:
        """The words of one playbook's examples."""
        said = self._rows.get(row)
        if said is None:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            said = self._rows[row] = self._counted(*self.bounds[row])
        return said

    def _counted(self, low: int, high: int) -> Said:
        counts: Counter[str] = Counter()
        for phrase in self.phrases[low:high]:
            words = set(phrase.words)
            counts.update(words)
            counts.update({stem(word) for word in words} - {""})
        forms: dict[str, list[str]] = {}
        for word in counts:
            if word[-1] != "-" and not is_glue(word) and (form := stem(word)):
                forms.setdefault(form, []).append(word)
        examples = max(1, high - low)
        return Said(counts, forms, lambda word: self._worth(word, counts[word], examples))

    def _worth(self, word: str, count: int, examples: int) -> float:
        """How much oftener than elsewhere: 1 for what is only here, and in half of what is."""
        total = max(1.0, 2 * exp(self.vocabulary.unknown - 1) - 1)
        elsewhere = max(float(count), self._everywhere(word, total))
        most = log(max(2.0, total / examples))
        gain = log(count / examples * total / elsewhere) / most
        often = 1 + min(1.0, 2 * count / examples)
        return min(1.0, max(0.0, gain)) * (1 - CHANCE / count) * often / 2

    def _everywhere(self, word: str, total: float) -> float:
        """How many phrases of all say a word, read back from what its rarity weighs."""
        column = self.vocabulary.columns.get(f" {word}")
        if column is None:
            return 1.0
        return exp(1 - float(self.vocabulary.weights[column]) / WORD) * (total + 1) - 1
