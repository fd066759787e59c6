"""A stub is a start: it must be right before anybody has touched it."""

import pytest

from copilot.domain.playbook import Posture
from copilot.library.check import check
from copilot.library.stub import stub
from copilot.library.tree import FileLibrary
from tests.fakes.clock import FrozenClock

EXAMPLES = {
    "fr": ("le badge ne marche plus", "- parking fermé: nul", "#parking rien à faire", "badge HS"),
    "en": ("the badge is dead", "car park closed #no", "@Lumen let me out", "locked in: great"),
}
GREETS = "{% if exchange %}…{% else %}{word}{% endif %}"
SHARED = {
    "shared/greeting.fr.j2": GREETS.replace("{word}", "Bonjour"),
    "shared/greeting.en.j2": GREETS.replace("{word}", "Hello"),
}
CHARTER = "signature: person\nvoice: {{fr: {voice}}}\n"


def found(folder, files, languages):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "replies").mkdir(exist_ok=True)
    library = FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=languages,
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: FrozenClock().now().date(),
    )
    return check(library)


def a_stub(**changes):
    given = {
        "title": "Badge, parking: l'accès",
        "posture": Posture.APOLOGISE,
        "examples": EXAMPLES,
        "languages": ("fr", "en"),
    }
    return stub("badge-parking", **given | changes)


@pytest.mark.parametrize("posture", [Posture.APOLOGISE, Posture.INFORM, Posture.PERSON])
@pytest.mark.parametrize("voice", ["vous", "tu"])
@pytest.mark.parametrize("speaking", ["fr", "en"])
def test_a_stub_passes_check(tmp_path, posture, voice, speaking):
    """No error and no warning: what is left is what more examples would cure."""
    files = a_stub(posture=posture, speaking=speaking)
    files["playbooks/charter.yaml"] = CHARTER.format(voice=voice)
    result = found(tmp_path, files, ("fr", "en"))

    assert [] == [str(one) for one in result.problems if one.rule != "few-examples"]
    assert EXAMPLES == dict(result.playbook_set.playbooks["badge-parking"].examples)


def test_it_greets_as_the_brands_other_replies_do(tmp_path):
    """A shared greeting is used where there is one."""
    files = a_stub(replies=SHARED)
    shared = {f"replies/{path}": text for path, text in SHARED.items()}
    result = found(tmp_path, files | shared, ("fr", "en"))

    assert '{% include "shared/greeting.fr.j2" %}' in files["replies/badge-parking/first.fr.j2"]
    assert [] == [str(one) for one in result.problems if one.rule != "few-examples"]


def test_a_brand_that_speaks_another_language_gets_a_playbook_for_a_person(tmp_path):
    """A reply in the wrong language would be worse than none."""
    files = a_stub(languages=("fr", "de"), examples={"fr": EXAMPLES["fr"]})
    result = found(tmp_path, files, ("fr", "de"))

    assert ["playbooks/badge-parking.yaml"] == list(files)
    assert Posture.PERSON is result.playbook_set.playbooks["badge-parking"].posture
