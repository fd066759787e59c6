"""Stories in a brand of our own: variants that ask, files that change while somebody writes."""

import pytest

from copilot.app.shelf import Shelf
from tests.acceptance.conftest import KARIM, LEA, library_in
from tests.acceptance.small_brand import write_brand

ASKING = """\
ask:
  shop: {fr: "Quel magasin ?", en: "Which shop?"}
  day: {fr: "Quel jour ?", en: "Which day?"}
facts:
  delay: {value: {fr: deux jours, en: two days}, source: SAV, since: 2026-11-01}
"""
REPLIES = {
    "first.fr": "Je regarde tout de suite.",
    "first-2.fr": "Je demande à {{ ask.shop }}.",
    "first-3.fr": "Je vous appelle {{ ask.day }}.",
    "first-4.fr": "Je cherche et je vous réponds ici.",
    "first.en": "I am looking into it.",
}
WRAPPED = (
    "Bonjour, {% block regret %}je regrette.{% endblock %} "
    "{% block next_step %}SAID{% endblock %}\n{{ signature }}\n"
)


@pytest.fixture
def brand(office, clock, tmp_path):
    """Put in force a library whose first answers are *replies*, by the ends of their names."""
    own = []

    def put(replies, *, more=""):
        folder = tmp_path / "brand"
        folder.mkdir()
        (folder / "replies").mkdir()
        write_brand(folder)
        playbook = folder / "playbooks" / "broken-on-arrival.yaml"
        playbook.write_text(playbook.read_text("utf-8") + ASKING + more, "utf-8")
        for old in (folder / "replies" / "broken-on-arrival").iterdir():
            old.unlink()
        for name, said in replies.items():
            path = folder / "replies" / "broken-on-arrival" / f"{name}.j2"
            path.write_text(WRAPPED.replace("SAID", said), "utf-8")
        read(folder)
        return folder

    def read(folder):
        library = library_in(folder, clock)
        loaded = library.load()
        assert loaded.playbook_set is not None, [str(one) for one in loaded.problems]
        built = Shelf(library).build(loaded.playbook_set)
        if not own:
            office.shelf = Shelf(library)
            own.append(library)
        office.shelf.put_in_force(built)

    put.again = read
    return put


def said(desk, case):
    """The part of the reply in which the variants differ."""
    text = desk.story.draft(case).text
    return text.partition("je regrette. ")[2].partition("Maison Lumen")[0].strip()


async def pressed(desk, case):
    """Press 🔁: the new words, or the question."""
    await desk.tap(case, "Variante", LEA)
    last = (await desk.last())["text"]
    is_question = last.startswith("🧩")
    return last.partition(" : ")[2].partition("\n")[0] if is_question else said(desk, case)


async def test_a_variant_that_asks_has_its_turn_too(desk, brand):
    """What is ready comes first; then each question once, and on again with what there is."""
    brand(REPLIES)
    case = await desk.complain()
    first = said(desk, case)
    second = await pressed(desk, case)
    while said(desk, case) != REPLIES["first.fr"]:
        await desk.tap(case, "Variante", LEA)
    asked = [await pressed(desk, case), await pressed(desk, case)]
    await desk.tap(case, "Variante", LEA)

    assert {REPLIES["first.fr"], REPLIES["first-4.fr"]} == {first, second}
    assert ["Quel magasin ?", "Quel jour ?"] == asked
    assert REPLIES["first-4.fr"] == said(desk, case)


async def test_the_answer_drafts_the_variant_that_asked(desk, brand):
    """Both questions are open: each answer gives its own variant."""
    brand({key: REPLIES[key] for key in ("first.fr", "first-2.fr", "first-3.fr", "first.en")})
    case = await desk.complain()
    await desk.tap(case, "Variante", LEA)
    shop = (await desk.last())["message_id"]
    await desk.tap(case, "Variante", LEA)
    await desk.answer(LEA, "mardi", to=(await desk.last())["message_id"])
    third = said(desk, case)
    await desk.answer(LEA, "la boutique de Lille", to=shop)

    assert "Je vous appelle mardi." == third
    assert "Je demande à la boutique de Lille." == said(desk, case)


async def test_a_detail_corrected_in_the_chat_takes_a_colleagues_yes_back_aloud(desk, brand):
    """Karim said yes to another shop."""
    brand(
        {"first.fr": REPLIES["first-2.fr"], "first.en": REPLIES["first.en"]}, more="approvals: 2\n"
    )
    case = await desk.complain()
    await desk.tap(case, "Quel magasin ?", LEA)
    message = await desk.answer(LEA, "Lile")
    await desk.tap(case, "Publier", KARIM)
    await desk.edit(message, "Lille")

    assert "Je demande à Lille." == said(desk, case)
    assert "Léa a changé la réponse que vous aviez validée" in await desk.said()


# The files change while somebody writes

WORDS = (
    "Bonjour Claire, je regrette cet incident isolé : je regarde et je reviens ici. Maison Lumen"
)


async def test_what_is_typed_is_held_against_the_charter_in_force_now(desk, brand):
    """A brand lead bans a phrase under fire; the question to write was open already."""
    folder = brand(REPLIES)
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    asked = (await desk.last())["message_id"]
    charter = "signature: brand\nrules:\n  banned: {level: block, fr: [incident isolé]}\n"
    (folder / "playbooks" / "charter.yaml").write_text(charter, "utf-8")
    brand.again(folder)
    await desk.answer(LEA, WORDS, to=asked)
    card = (await desk.card(case))["text"]

    assert "⛔ Ne peut pas partir : « incident isolé » : formule bannie." in card
    assert not [one for one in await desk.buttons(case) if "Publier" in one]


async def test_a_value_that_the_files_have_changed_is_not_typed_on(desk, brand):
    """What the template had said stands in the edit still."""
    folder = brand({"first.fr": "Réparation : {{ facts.delay }}.", "first.en": "Soon."})
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    asked = (await desk.last())["message_id"]
    playbook = folder / "playbooks" / "broken-on-arrival.yaml"
    playbook.write_text(playbook.read_text("utf-8").replace("deux jours", "cinq jours"), "utf-8")
    brand.again(folder)
    await desk.answer(
        LEA, desk.story.draft(case).text.replace("Bonjour", "Bonjour Claire"), to=asked
    )
    card = (await desk.card(case))["text"]

    assert "le texte dit « deux jours », mais delay vaut maintenant « cinq jours »" in card
