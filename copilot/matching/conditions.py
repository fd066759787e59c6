"""Words that a playbook requires or excludes, found in a text even when misspelt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copilot.domain.playbook import Phrases, Playbook
from copilot.matching.normalise import words
from copilot.matching.spelling import same_spelling

#: A word denied within the three words before it does not exclude: "pas d'assurance mobile".
DENIALS = frozenset(
    {"pas", "sans", "aucun", "aucune", "jamais", "ni", "not", "no", "without", "never"}
)
REACH = 3

Sequences = tuple[tuple[str, ...], ...]


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
        required = _for(self.requires, lang)
        if required and not any(_places(found, each) for each in required):
            return False
        return not any(
            not _is_denied(found, place)
            for each in _for(self.excludes, lang)
            for place in _places(found, each)
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


def _places(found: Sequence[str], wanted: Sequence[str]) -> list[int]:
    size = len(wanted)
    return [
        at
        for at in range(len(found) - size + 1)
        if all(map(same_spelling, found[at : at + size], wanted))
    ]


def _is_denied(found: Sequence[str], place: int) -> bool:
    return any(word in DENIALS for word in found[max(0, place - REACH) : place])
