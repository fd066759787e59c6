"""A playbook needs counter-examples against the one it takes most from."""

from collections.abc import Iterable

from copilot.library.matched.matched import Matched

SENTENCES = {
    "en": {
        "no-counter-example": (
            "this playbook takes examples of `{other}`, and has no counter-example against it; "
            "add one to `not_examples`, like “{example}” in other words"
        ),
    },
    "fr": {
        "no-counter-example": (
            "cette fiche prend des exemples de `{other}` et n’a aucun contre-exemple qui l’en "
            "sépare ; ajoutez-en un à `not_examples`, comme « {example} » en d’autres mots"
        ),
    },
}

PAGES = {
    "en": """\
## no-counter-example

Two playbooks are often confused, and the one that takes more has no `not_examples` about the
other's matter. A phrase that is word for word an example elsewhere counts for nothing: use others.

Bad: broken-on-arrival takes `the battery is smoking`, and has no `not_examples`

Good: `not_examples: {en: ["there is smoke coming out of it", "it burnt my hand"]}`
""",
    "fr": """\
## no-counter-example

Deux fiches sont souvent confondues, et celle qui prend le plus n’a pas de `not_examples` sur le
sujet de l’autre. Une phrase qui est mot pour mot un exemple ailleurs n’y compte pas : prenez-en
d’autres.

À éviter : broken-on-arrival prend `the battery is smoking`, sans aucun `not_examples`

Correct : `not_examples: {en: ["there is smoke coming out of it", "it burnt my hand"]}`
""",
}


def check(matched: Matched) -> None:
    """Look at the counter-examples of every playbook that takes from another."""
    playbooks = {playbook.id: playbook for playbook in matched.playbooks}
    told: set[str] = set()
    for pair in matched.confused:
        if pair.winner in told or not pair.lost:
            continue
        against = playbooks[pair.winner].not_examples
        if pair.loser in _meant(matched, against.items()):
            continue
        told.add(pair.winner)
        matched.report.hint(
            matched.key_of(pair.winner, "not_examples", "examples"),
            "no-counter-example",
            other=pair.loser,
            example=pair.lost[0].text,
        )


def _meant(matched: Matched, phrases: Iterable[tuple[str, tuple[str, ...]]]) -> set[str]:
    """The playbooks that counter-examples find."""
    found = (matched.find(text, lang) for lang, texts in phrases for text in texts)
    return {match.candidates[0].playbook for match in found if match.candidates}
