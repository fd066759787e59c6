"""Words that a playbook requires or excludes, found in a text even when misspelt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from copilot.domain.playbook import Phrases, Playbook
from copilot.matching.lexicon import table
from copilot.matching.normalise import words
from copilot.matching.spelling import ALIKE, SHORTEST, same_spelling

#: Denials long enough to be known again when misspelt.
LONG_DENIAL = 5
#: "Pas sans assurance" has one.
_LACKS = frozenset({"sans", "without"})
#: "Plus" denies after "ne" alone.
_NE = frozenset({"n", "ne"})
#: Where this stands, a verb may too: "pas pris d'assurance".
_OF = frozenset({"d", "de"})
REACH = 4

Sequences = tuple[tuple[str, ...], ...]
#: The words of a text, each once, by their length.
Heard = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What one playbook demands of a text, by language."""

    requires: Mapping[str, Sequences]
    excludes: Mapping[str, Sequences]

    @classmethod
    def of(cls, playbook: Playbook) -> "Conditions":
        """Normalise the words *playbook* names."""
        return cls(_normalised(playbook.requires), _normalised(playbook.excludes))

    def admit(self, found: Sequence[str], lang: str) -> bool:
        """Say whether a text of these words may belong."""
        heard = _by_length(found)
        required = _for(self.requires, lang)
        if required and not any(_places(found, heard, each) for each in required):
            return False
        return not any(
            not _is_denied(found, place)
            for each in _for(self.excludes, lang)
            for place in _places(found, heard, each)
        )


def _normalised(phrases: Phrases) -> Mapping[str, Sequences]:
    return {
        lang: tuple(said for text in texts if (said := tuple(words(text, lang))))
        for lang, texts in phrases.items()
    }


def _for(by_language: Mapping[str, Sequences], lang: str) -> Sequences:
    """The words for *lang*; all of them when nobody can tell the language."""
    if lang == "und":
        return tuple(each for sequences in by_language.values() for each in sequences)
    return by_language.get(lang, ())


def _places(found: Sequence[str], heard: Heard, wanted: Sequence[str]) -> list[int]:
    """Where *wanted* stands in a text of the words *found*, which are *heard*, each once."""
    meant = [_spellings(heard, word) for word in wanted]
    if not all(meant):
        return []
    return [
        at
        for at in range(len(found) - len(wanted) + 1)
        if all(found[at + place] in spelt for place, spelt in enumerate(meant))
    ]


def _by_length(found: Sequence[str]) -> Heard:
    heard: dict[int, list[str]] = {}
    for word in sorted(set(found)):
        heard.setdefault(len(word), []).append(word)
    return heard


def _spellings(heard: Heard, wanted: str) -> set[str]:
    """The words among *heard* that are *wanted*, misspelt or not."""
    size = len(wanted)
    if size < SHORTEST:
        return {wanted} & set(heard.get(size, ()))
    lengths = range(int(size * ALIKE), int(size / ALIKE) + 1)
    likely = [word for length in lengths for word in heard.get(length, ())]
    near = process.extract(
        wanted, likely, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=None
    )
    return {word for word, *_ in near if same_spelling(word, wanted)}


@cache
def _listed(what: str) -> frozenset[str]:
    rows = table("denials.tsv")
    return frozenset(word for name, said in rows if name == what for word in said.split())


def _is_denied(found: Sequence[str], place: int) -> bool:
    """Say whether the word at *place* is said to be lacking, or not to be the matter."""
    for at in range(place - 1, max(-1, place - 1 - REACH), -1):
        if _denies(found, at):
            return not (found[at] in _LACKS and at > 0 and _denies(found, at - 1))
        if found[at] not in _listed("between") and found[place - 1] not in _OF:
            return False
    return False


def _denies(found: Sequence[str], at: int) -> bool:
    word = found[at]
    if word == "plus":
        return not _NE.isdisjoint(found[max(0, at - 3) : at])
    return word in _listed("denial") or _is_long_denial(word)


@lru_cache(maxsize=4096)
def _is_long_denial(word: str) -> bool:
    return any(
        same_spelling(word, denial) for denial in _listed("denial") if len(denial) >= LONG_DENIAL
    )
