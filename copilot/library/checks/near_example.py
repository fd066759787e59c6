"""Nearly the same example in two playbooks pulls a complaint both ways."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from copilot.library.checks.checked import Checked, Example

SENTENCES = {
    "en": {
        "near-example": (
            "“{other}” in {first} is nearly the same ({alike} of 100); keep it in one playbook, "
            "or make the two differ in what tells the playbooks apart"
        ),
    },
    "fr": {
        "near-example": (
            "« {other} » dans {first} est presque le même exemple ({alike} sur 100) ; gardez-le "
            "dans une seule fiche, ou faites voir dans les deux ce qui distingue les fiches"
        ),
    },
}

PAGES = {
    "en": """\
## near-example

Two examples of different playbooks differ in a letter or a word that tells nothing.
A complaint in those words cannot be told apart, so the card says “to be checked” at best.

Bad: `toujours rien reçu` in late-delivery, `toujours rien recu !!` in no-answer

Good: `colis toujours pas reçu` in late-delivery, `trois mails sans réponse` in no-answer
""",
    "fr": """\
## near-example

Deux exemples de fiches différentes ne diffèrent que d’une lettre ou d’un mot qui ne dit rien.
Un message écrit ainsi ne peut pas être départagé : la carte dira au mieux « à vérifier ».

À éviter : `toujours rien reçu` dans late-delivery, `toujours rien recu !!` dans no-answer

Correct : `colis toujours pas reçu` dans late-delivery, `trois mails sans réponse` dans no-answer
""",
}

#: So alike, of 100, a customer could have written either for the same reason.
ALIKE = 90
#: Texts so alike are at least so near in length.
_LENGTHS = ALIKE / (200 - ALIKE)
_ROWS = 128
#: So many letters are told apart, and up to so many of each are counted.
_SIGNS, _TIMES = 32, 4

Floats = npt.NDArray[np.float32]


def check(checked: Checked) -> None:
    """Compare the examples of every language, playbook with playbook."""
    by_language: dict[str, list[Example]] = {}
    for example in checked.examples:
        by_language.setdefault(example.lang, []).append(example)
    for examples in by_language.values():
        for late, early, alike in _nearest(examples):
            checked.report.warning(
                late.phrase.place,
                "near-example",
                other=early.phrase.text,
                first=early.shown_place,
                alike=alike,
            )


def _nearest(examples: Sequence[Example]) -> Iterator[tuple[Example, Example, int]]:
    """Yield each example that is near one of another file before it, with the nearest such."""
    found: dict[int, tuple[int, int]] = {}
    for left, right, alike in _pairs(tuple(example.key for example in examples)):
        early, late = sorted((left, right))
        one, other = examples[early], examples[late]
        is_near = one.phrase.place.path != other.phrase.place.path and one.key != other.key
        if is_near and alike > found.get(late, (0, 0))[1]:
            found[late] = (early, alike)
    for late, (early, alike) in sorted(found.items()):
        yield examples[late], examples[early], alike


@lru_cache(maxsize=4)
def _pairs(keys: tuple[str, ...]) -> tuple[tuple[int, int, int], ...]:
    """The places of keys that are alike; most reloads change no example of a language."""
    return tuple(compared(keys))


def compared(keys: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the places of keys that are alike, comparing only those of like length and letters."""
    order = sorted(range(len(keys)), key=lambda at: len(keys[at]))
    texts = [keys[at] for at in order]
    lengths, had = np.array([len(text) for text in texts], np.float32), _letters(texts)
    for start in range(0, len(texts), _ROWS):
        past = bisect_right(texts, len(texts[start : start + _ROWS][-1]) / _LENGTHS, key=len)
        one, other = _comparable(lengths[start:past], had[start:past])
        alike = process.cpdist(
            [texts[start + at] for at in one],
            [texts[start + at] for at in other],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            dtype=np.uint8,
        )
        for at in np.flatnonzero(alike).tolist():
            yield order[start + one[at]], order[start + other[at]], int(alike[at])


def _comparable(lengths: Floats, had: Floats) -> tuple[list[int], list[int]]:
    """The pairs, the first one of the first rows, of which the letters are alike enough."""
    sizes = had.sum(axis=1)
    # A letter left out or put in counts one of all, and sets letters apart by one at most.
    most = np.float32(1 - ALIKE / 100) * lengths + np.float32(0.01) - sizes
    common = had[:_ROWS] @ had.T
    is_near = most[:_ROWS, None] + most + 2 * common >= 0
    one, other = np.nonzero(np.triu(is_near, 1))
    return one.tolist(), other.tolist()


def _letters(texts: Sequence[str]) -> Floats:
    """How often each text has each letter, as so many ones; some letters are taken together."""
    signs = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32) % _SIGNS
    places = np.repeat(np.arange(len(texts)) * _SIGNS, [len(text) for text in texts]) + signs
    counts = np.bincount(places, minlength=len(texts) * _SIGNS)
    return (counts[:, None] > np.arange(_TIMES)).astype(np.float32).reshape(-1, _SIGNS * _TIMES)
