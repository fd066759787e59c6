"""Nearly the same example in two playbooks pulls a complaint both ways."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

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

APART = True


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
    # NumPy takes a while to load: see SecondProcess
    from copilot.library.near import compared  # noqa: PLC0415

    return tuple(compared(keys))
