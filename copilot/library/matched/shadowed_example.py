"""No other playbook may win an example."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from copilot.domain.match import Match
from copilot.domain.playbook import Posture
from copilot.library.matched.matched import Matched
from copilot.matching.normalise import words

if TYPE_CHECKING:
    from copilot.matching.left_out import Left

SENTENCES = {
    "en": {
        "shadowed-example": (
            "`{other}` wins this example ({sureness}), which is most like its own “{example}”; "
            "this playbook gets {own}. Move it there, or make it say what sets this one apart"
        ),
    },
    "fr": {
        "shadowed-example": (
            "`{other}` l’emporte sur cet exemple ({sureness}), qui ressemble surtout au sien, "
            "« {example} » ; cette fiche n’obtient que {own}. Déplacez-le là-bas, ou faites-lui "
            "dire ce qui distingue cette fiche"
        ),
    },
}

PAGES = {
    "en": """\
## shadowed-example

The matcher knows this example, and another playbook wins it all the same: its examples are more
like it, or this playbook's `not_examples` are. `copilot match "…"` shows the same figures.

Bad: `refunded in three days, perfect` in refund-delayed, beside ten such examples in praise

Good: `three weeks and still no refund` in refund-delayed
""",
    "fr": """\
## shadowed-example

L’exemple est connu, et une autre fiche l’emporte quand même : ses exemples lui ressemblent plus,
ou les `not_examples` de cette fiche. `copilot match "…"` montre les mêmes chiffres.

À éviter : `remboursé en trois jours, parfait` dans refund-delayed, quand praise en a dix pareils

Correct : `trois semaines et toujours pas remboursé` dans refund-delayed
""",
}


def check(matched: Matched) -> None:
    """Match every example that might be lost."""
    for left in _doubtful(matched):
        match = matched.find(left.text, left.lang)
        # where none applies, the card shows what came near, and nobody is misled
        if match.playbook not in (None, left.playbook):
            _tell(matched, left, match)


def _tell(matched: Matched, left: "Left", match: Match) -> None:
    scores = {one.playbook: one.confidence for one in match.candidates}
    at, own = matched.place_of(left), matched.figure(scores.get(left.playbook, 0.0))
    because = match.candidates[0].because
    matched.report.warning(
        at,
        "shadowed-example",
        other=match.candidates[0].playbook,
        sureness=matched.sureness(match),
        example=because[0].example if because else "…",
        own=own,
    )


def _doubtful(matched: Matched) -> Iterator["Left"]:
    """
    Yield the examples that are not even found when left out.

    And thanks, which an angry word outweighs. What a playbook's own conditions reject is told by
    the rules of those.
    """
    # the matcher's tables take a while to load: see SecondProcess
    from copilot.matching.conditions import Conditions  # noqa: PLC0415

    books = {one.id: one for one in matched.playbooks}
    conditions = {name: Conditions.of(book) for name, book in books.items()}
    for left in matched.left:
        is_thanks = books[left.playbook].posture is Posture.THANK
        if left.is_found and not is_thanks:
            continue
        if conditions[left.playbook].admit(words(left.text, left.lang), left.lang):
            yield left
