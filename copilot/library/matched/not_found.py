"""A playbook's examples must find it when one of them is left out."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from copilot.library.matched.matched import Matched

if TYPE_CHECKING:
    from copilot.matching.left_out import Left

SENTENCES = {
    "en": {
        "not-found": (
            "left out one by one, {found} of {total} examples find this playbook, and most of "
            "the others find `{other}` ({count}): add examples that are more like each other, or "
            "divide the playbook if it is about several matters"
        ),
    },
    "fr": {
        "not-found": (
            "mis de côté un à un, les exemples retrouvent cette fiche {found} fois sur "
            "{total} ; la fiche la plus souvent trouvée à sa place est `{other}` ({count})"
            " : ajoutez des exemples qui se ressemblent davantage, ou divisez la fiche si elle "
            "traite de plusieurs sujets"
        ),
    },
}

PAGES = {
    "en": """\
## not-found

Each example is left out in turn, as if a customer had just written it; the other examples must
find its playbook. When fewer than half do, customers' messages will be missed as often.

Bad: twelve examples about twelve different matters, each in words of its own

Good: several examples of each matter, in words that customers share
""",
    "fr": """\
## not-found

Chaque exemple est mis de côté à son tour, comme si un client venait de l’écrire : les autres
doivent faire retrouver sa fiche. Si moins de la moitié y parvient, les messages des clients
seront manqués aussi souvent.

À éviter : douze exemples sur douze sujets différents, chacun avec ses propres mots

Correct : plusieurs exemples de chaque sujet, dans les mots que les clients ont en commun
""",
}

_HALF = 0.5


def check(matched: Matched) -> None:
    """Count what each playbook's examples find when left out."""
    # the matcher's tables take a while to load: see SecondProcess
    from copilot.matching.confusion import ENOUGH  # noqa: PLC0415

    by_playbook: dict[str, list[Left]] = {}
    for left in matched.left:
        by_playbook.setdefault(left.playbook, []).append(left)
    for playbook, some in by_playbook.items():
        found = sum(left.is_found for left in some)
        if len(some) < ENOUGH or found >= _HALF * len(some):
            continue
        other, count = _most(left.found for left in some if not left.is_found)
        matched.report.warning(
            matched.key_of(playbook, "examples"),
            "not-found",
            found=found,
            total=len(some),
            other=other,
            count=count,
        )


def _most(names: Iterable[str]) -> tuple[str, int]:
    """The name that comes most often, by its letters among equals."""
    counts = Counter(names)
    return min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
