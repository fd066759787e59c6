"""Stories of a platform that cannot be looked at before a reply leaves, read on the card."""

from copilot.domain.channel import Look
from tests.acceptance.conftest import KARIM, LEA


async def approved(desk):
    """Léa has published, the time to take it back is over, and the platform does not answer."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Publier (signé Léa)", LEA)
    desk.story.channel.seen = OSError("the platform is away")
    desk.clock.advance(seconds=11)
    return case


async def rounds(desk, count):
    for _ in range(count):
        await desk.story.delivery().round()
        desk.clock.advance(seconds=60)


async def test_the_card_says_why_a_reply_has_not_left(desk):
    """Otherwise somebody publishes it by hand, and a minute later it is there twice."""
    case = await approved(desk)
    await rounds(desk, 1)
    card = await desk.card(case)

    assert card["text"].startswith(
        "⏳ Pas encore partie : page ne répond pas, impossible de vérifier que le message n’a pas"
        " changé. Nouvel essai à "
    )
    assert ["↩️ Annuler l’envoi"] == await desk.buttons(case)
    desk.story.channel.seen = Look.UNCHANGED
    await rounds(desk, 1)
    assert (await desk.card(case))["text"].startswith("✅")


async def test_in_the_end_a_person_decides(desk):
    """A card that only changes in place wakes nobody: the desk is told, and the line counts it."""
    case = await approved(desk)
    await rounds(desk, 12)
    card, said = await desk.card(case), (await desk.said())

    assert card["text"].startswith("❓ Pas encore partie : page ne répond toujours pas")
    assert "puis décidez : la publier quand même, ou annuler l’envoi." in card["text"]
    assert ["✅ Publier quand même", "↩️ Annuler l’envoi"] == await desk.buttons(case)
    assert "nº 1 : la réponse validée par Léa n’est pas partie. page ne répond pas" in said

    toast = await desk.tap(case, "Publier quand même", KARIM)
    leaving = (await desk.card(case))["text"]
    await rounds(desk, 2)

    assert toast.startswith("Noté : elle part, même sans vérification.")
    assert leaving.startswith("📤 Part à ")
    assert (await desk.card(case))["text"].startswith("✅ nº 1")
    assert 1 == len(desk.story.channel.public)
