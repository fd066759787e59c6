"""Stories of a new message: what its card says, before anybody has touched it."""

import pytest

from copilot.domain.channel import Mode
from tests.acceptance.conftest import LEA
from tests.acceptance.story import BROKEN

RUGBY = "Le match de rugby de samedi soir était incroyable"
SPANISH = (
    "Mi ordenador nuevo llegó con la pantalla rota, qué vergüenza de tienda, "
    "nadie me contesta y no me devuelven el dinero"
)
NO_DRAFT = "Pas encore de réponse proposée."


async def test_a_complaint_becomes_a_card_with_reason_and_draft(desk):
    card = await desk.card(await desk.complain())
    _, _, reason = card["text"].partition("📘 Produit reçu cassé, ")
    how_sure, _, because = reason.splitlines()[0].partition(" : « ")

    assert how_sure in ("presque sûr", "probable")
    assert because.partition(" »")[0] in BROKEN
    assert "Claire" in await desk.draft(await desk.complain(id="m2", author="8"))


async def test_where_a_person_signs_a_case_is_claimed_before_it_is_approved(desk):
    """Nobody's name stands under words that they did not choose to sign."""
    case = await desk.complain()
    before = await desk.buttons(case)
    told = "À prendre avant de publier" in (await desk.card(case))["text"]
    await desk.tap(case, "Je prends", LEA)
    after = await desk.buttons(case)

    assert [] == [label for label in before if "Publier" in label]
    assert told
    assert "✅ Publier (signé Léa)" == after[0]
    assert (await desk.draft(case)).endswith("\nLéa, pour Maison Lumen")


async def test_a_message_with_no_playbook_gets_a_card_without_a_draft(desk):
    case = await desk.complain(RUGBY)
    text = (await desk.card(case))["text"]
    _, _, nearest = text.partition("Fiches les plus proches : ")

    assert "📘 Aucune fiche." in text
    assert 3 == len(nearest.splitlines()[0].split(" · "))
    assert NO_DRAFT in text
    assert [
        "🙋 Je prends",
        "✏️ Écrire la réponse",
        "📘 Choisir une fiche",
        "⏰ Plus tard",
        "🗂 Classer",
        "⋯",
    ] == await desk.buttons(case)


async def test_drafts_in_one_thread_take_turns(desk):
    """Two customers of the same name would else read the same reply under one post."""
    drafts = set()
    for number in range(3):
        case = await desk.complain(id=f"m{number}", author=f"a{number}", thread_id="post-1")
        drafts.add(await desk.draft(case))

    assert 3 == len(drafts)


async def test_the_same_person_twice_is_set_aside_and_two_people_are_not(desk, office):
    await desk.complain(id="m1")
    again = desk.story.complain(BROKEN.upper(), id="m2")
    other = await desk.complain(id="m3", author="888")
    cards = [one["text"] for one in await desk.wired.mine()]
    with office.store.read() as records:
        aside = records.complaints.set_aside()

    assert again is None
    assert 2 == len(cards)
    assert f"nº {other.number}" in cards[1]
    assert ["duplicate"] == [one.set_aside.value for one in aside]


async def test_who_has_a_handle_alone_is_known_by_it(desk):
    """Many platforms push no numbers: we have met them all the same."""
    person = {"author": None, "handle": "claire.m"}
    first = await desk.complain(id="m1", **person)
    again = desk.story.complain(id="m2", **person)
    before = (await desk.card(first))["text"]
    desk.clock.advance(minutes=1)
    another = await desk.complain("toujours pas livré, je suis furieuse", id="m3", **person)

    assert again is None
    assert "1er contact" in before
    assert "3e contact" in (await desk.card(another))["text"]


async def test_the_same_words_again_after_our_answer_are_a_case_of_their_own(desk):
    """Who writes the same again was not helped; setting that aside would lose it."""
    first = await desk.complain(id="m1")
    await desk.tap(first, "Je prends", LEA)
    await desk.tap(first, "Publier", LEA)
    await desk.sent()
    again = await desk.complain(id="m2")

    assert f"nº {again.number}" in (await desk.last())["text"]


async def test_a_read_only_channel_posts_nothing_and_offers_nothing(desk):
    """Not on a card drawn before, either."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    old = await desk.card(case)
    desk.story.channel.mode = Mode.READ_ONLY
    said = await desk.tap_on(old, "Publier", LEA)
    other = await desk.complain(id="m2", author="8")
    await desk.tap(other, "Je prends", LEA)
    await desk.sent()

    assert "lecture seule : rien ne part d’ici." in said
    assert "👁 Lecture seule" in (await desk.card(other))["text"]
    assert [] == [label for label in await desk.buttons(other) if "Publier" in label]
    assert [] == desk.story.channel.public


async def test_what_is_merely_like_a_danger_frightens_nobody(desk):
    """« Otherwise: someone in danger », without a word that says why, is no help on any card."""
    case = await desk.complain("mon pc était mort à l'arrivée, je n'en peux plus de ce magasin")
    text = (await desk.card(case))["text"]

    assert "📘 Produit reçu cassé" in text
    assert "Sinon : " in text
    assert "en danger" not in text


async def test_someone_in_danger_gets_guidance_and_no_draft(desk):
    case = await desk.complain("je n'en peux plus, je veux mourir, j'en ai marre de vivre")
    text = (await desk.card(case))["text"]

    assert "📘 Quelqu’un est en danger" in text
    assert "🧭 À lire d’abord. Ici, pas de réponse toute faite" in text
    assert "3114" in text
    assert "✍️" not in text


async def test_a_foreign_language_is_named_and_drafted_only_when_asked(desk):
    case = await desk.complain(SPANISH)
    text = (await desk.card(case))["text"]

    assert "🌐 Écrit en espagnol : la marque ne répond pas dans cette langue." in text
    assert NO_DRAFT in text


@pytest.mark.parametrize(
    "name", ["<3", "{{ 7*7 }}", "@everyone https://x", "عبد الله", "🦆", "a\u202eb"]
)
async def test_a_name_is_data(desk, name):
    """Whatever a customer calls himself, the desk shows and drafts."""
    case = await desk.complain(name=name)
    draft = await desk.draft(case)

    assert name.replace("\u202e", "") in (await desk.card(case))["text"]
    assert draft
    assert "49" not in draft
    assert "everyone" not in draft


async def test_who_has_no_name_is_drafted_for_too(desk):
    case = await desk.complain(name="")

    assert (await desk.draft(case)).startswith("Bonjour")


async def test_of_who_cannot_be_told_apart_nothing_is_said_of_earlier_messages(desk):
    """Three people of one name are no third contact, and no first one either."""
    await desk.complain(author=None, name="Claire M.", id="m1")
    case = await desk.complain(author=None, name="Claire M.", id="m2")
    text = (await desk.card(case))["text"]

    assert "Claire M." in text
    assert "contact" not in text.splitlines()[1]


async def test_the_length_stands_against_what_blocks_first(desk):
    """The charter's thousand, where the channel would take eight."""
    case = await desk.complain()

    assert desk.story.channel.limit > 1000
    assert "/1000 · charte" in (await desk.card(case))["text"]
