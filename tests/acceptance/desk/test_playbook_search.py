"""Stories of another playbook found by typing."""

import pytest

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import KARIM, LEA


@pytest.fixture
def desk(desk, in_force):
    """The brand signs, so that nobody must claim before anything else."""
    in_force(signature=SignedBy.BRAND)
    return desk


async def searching(desk, case, person=LEA):
    """Somebody asks for another playbook by typing; the number of the question."""
    await desk.tap(case, "Autre fiche", person)
    await desk.tap(case, "Chercher une fiche", person)
    return (await desk.last())["message_id"]


async def test_a_playbook_is_found_by_a_word_and_chosen_by_a_tap(desk):
    """Fifty titles are no list for a phone."""
    case = await desk.complain()
    asked = await searching(desk, case)
    question = (await desk.last())["text"]
    await desk.answer(LEA, "rembours", to=asked)
    found = await desk.last()
    titles = [row[0]["text"] for row in found["buttons"]]
    answer = await desk.tap_on(found, titles[0], LEA)

    assert "quelle fiche pour le nº 1 ?" in question
    assert "🔎 nº 1 · « rembours »" == found["text"]
    assert "Fiche : " in answer
    assert "refund-delayed" == desk.story.card(case).case.playbook
    assert "↑ La carte du nº 1 est plus haut." in (await desk.last())["text"]


async def test_what_people_write_finds_it_too(desk):
    case = await desk.complain()
    await desk.answer(LEA, "colis pas reçu", to=await searching(desk, case))
    found = await desk.last()
    await desk.tap_on(found, "Livraison", LEA)

    assert "late-delivery" == desk.story.card(case).case.playbook


async def test_nothing_found_leaves_the_question_open(desk):
    case = await desk.complain()
    asked = await searching(desk, case)
    await desk.answer(LEA, "xylophone", to=asked)
    nothing = (await desk.last())["text"]
    await desk.answer(LEA, "retard", to=asked)
    found = await desk.last()

    assert "Aucune fiche ne ressemble à « xylophone »." in nothing
    assert found["buttons"]


async def test_a_choice_from_before_a_colleagues_change_is_refused(desk):
    """The list was about the reply as it was."""
    case = await desk.complain()
    await desk.answer(LEA, "retard", to=await searching(desk, case))
    found = await desk.last()
    await desk.tap(case, "Variante", KARIM)
    answer = await desk.tap_on(found, found["buttons"][0][0]["text"], LEA)

    assert "La carte a changé entre-temps" in answer
    assert "broken-on-arrival" == desk.story.card(case).case.playbook


async def test_what_may_be_meant_instead_stands_first(desk):
    """Whoever looks for another playbook says that the sure one was wrong: the next is likely."""
    case = await desk.complain()
    await desk.tap(case, "Autre fiche", LEA)
    _back, *offered = await desk.buttons(case)
    held = desk.story.card(case).case
    rivals = [one.playbook for one in held.match.candidates if one.playbook != held.playbook]
    library = desk.story.office.shelf.in_force.playbooks.playbooks
    left = 1 - held.match.candidates[0].confidence

    assert held.match.candidates[0].playbook == held.playbook
    assert held.match.candidates[1].confidence < 0.1 < held.match.candidates[1].confidence / left
    assert library[rivals[0]].title == offered[0]
    assert offered[0] != min(one.title for key, one in library.items() if key != held.playbook)


DANGER = "Quelqu’un est en danger"


async def test_a_faint_danger_is_not_the_first_choice(desk):
    """The first button is the one a thumb finds, and this one wakes people."""
    case = await desk.complain("je n'en peux plus, toujours pas livré")
    await desk.tap(case, "Autre fiche", LEA)
    _back, *offered = await desk.buttons(case)
    held = desk.story.card(case).case.match.candidates

    assert ["late-delivery", "someone-in-danger"] == [one.playbook for one in held[:2]]
    assert DANGER in offered[1:]


async def test_a_danger_that_is_plain_in_the_words_is_the_first_choice(desk):
    """Whoever sees more in these words than a late parcel must not look for it."""
    case = await desk.complain("toujours pas livrée, je veux en finir")
    await desk.tap(case, "Autre fiche", LEA)
    _back, *offered = await desk.buttons(case)

    assert "late-delivery" == desk.story.card(case).case.playbook
    assert DANGER == offered[0]
