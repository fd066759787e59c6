"""Stories of words of one's own: asked for, taken from whoever was asked, and checked."""

import pytest

from tests.acceptance.conftest import KARIM, LEA

TEXT = "Bonjour Claire, je m'en occupe tout de suite et reviens ici.\nLéa, pour Maison Lumen"
BLOCKED = "Votre commande LM-4471-22 sera remplacée, écrivez à lea@example.org. Léa"


@pytest.fixture
async def case(desk):
    """One that Léa has taken."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    return case


async def edited(desk, case, words):
    """Léa answers the question for her words; what the bot says, and the card."""
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, words)
    return (await desk.last())["text"], (await desk.card(case))["text"]


async def test_an_edit_is_a_new_revision_in_the_very_words(desk, case):
    said, card = await edited(desk, case, f"  {TEXT}\r\n")
    await desk.tap(case, "Publier", LEA)
    await desk.sent()

    assert "v3" in said
    assert "✍️ 1re réponse · v3" in card
    assert "✏️ Réécrit par Léa" in card
    assert [TEXT] == [reply.text for reply in desk.story.channel.public]


async def test_an_edit_that_keeps_the_due_time_keeps_the_promise(desk, case):
    before = (await desk.card(case))["text"]
    _, after = await edited(desk, case, "Oui. " + " ".join((await desk.draft(case)).split()))
    promised = "\n⏱ Promet : un retour ici, avant mardi 19 h"

    assert promised in before
    assert promised in after
    assert "· signée Léa\n" in after


async def test_a_card_claims_nothing_that_an_edit_took_out(desk, case):
    """A promise that is no longer made; the signature is put back, for whoever has the case."""
    _, card = await edited(desk, case, "Bonjour Claire, je suis désolée, je m’en occupe.")

    assert "Promet" not in card
    assert "⚠️ sans signature" not in card
    assert "m’en occupe.\n\nLéa, pour Maison Lumen" in card


async def test_only_the_person_asked_answers_a_prompt(desk):
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    before = await desk.card(case)
    await desk.answer(KARIM, "mes mots")
    after = await desk.card(case)

    assert "La question s’adressait à Léa" in await desk.said()
    assert before["text"] == after["text"]


async def test_a_reply_to_a_card_is_a_note_and_never_a_draft(desk):
    case = await desk.complain()
    before = await desk.draft(case)
    card = await desk.card(case)
    await desk.answer(KARIM, "il est lourd, lui", to=card["message_id"])
    after = (await desk.card(case))["text"]

    assert before == await desk.draft(case)
    assert "📝 Karim : il est lourd, lui" in after


async def test_blocked_words_cannot_be_approved(desk, case):
    """Not by a button drawn before them, either."""
    old = await desk.card(case)
    said, card = await edited(desk, case, BLOCKED)
    read = await desk.tap_on(old, "Publier", LEA)
    await desk.sent()

    assert "elle ne peut pas partir" in said
    assert "⛔ Ne peut pas partir : 1) numéro de commande en public" in card
    assert [] == [label for label in await desk.buttons(case) if "Publier" in label]
    assert "La carte a changé entre-temps : relisez-la. Rien n’est parti." == read
    assert [] == desk.story.channel.public


@pytest.mark.parametrize(
    "left", ["[prénom]", "{prénom}", "{{ author.handle }}", "<prénom>", "<b>bientôt</b>"]
)
async def test_what_was_to_be_filled_in_is_never_public(desk, left):
    """« Bonjour [prénom] » is how everybody learns that nobody read it."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, f"Bonjour {left}, votre écran sera remplacé. Maison Lumen")
    card = (await desk.card(case))["text"]
    blocked = await desk.buttons(case)
    await desk.tap(case, "Corriger", LEA)
    await desk.answer(LEA, "Bonjour [sic], je regarde votre écran avec le magasin. Maison Lumen")

    assert "paraîtrait tel quel" in card
    assert left.partition("bientôt")[0] in card
    assert not [one for one in blocked if "Publier" in one]
    assert [one for one in await desk.buttons(case) if "Publier" in one]


async def test_a_reply_to_what_the_bot_says_of_a_case_is_a_note(desk):
    """Inès answers the alert where she reads it: the team sees it on the card."""
    case = await desk.complain()
    await desk.choose(case, "⋯", "Alerter", person=LEA)
    alert = next(one for one in await desk.wired.mine() if "vous alerte" in one["text"])
    await desk.answer(KARIM, "je m’en charge", to=alert["message_id"])

    assert "je m’en charge" in (await desk.card(case))["text"]


async def test_a_reply_that_is_about_nothing_is_not_swallowed(desk):
    """Who answers « v2 enregistrée » believes that the reply was changed."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, TEXT)
    kept = next(one for one in await desk.wired.mine() if "enregistrée" in one["text"])
    await desk.answer(LEA, TEXT.replace("tout de suite", "ce soir"), to=kept["message_id"])

    assert "Je n’en ai rien gardé." in (await desk.last())["text"]
    assert "tout de suite" in await desk.draft(case)


async def test_in_a_topic_of_the_bots_own_people_talk_without_being_answered(desk):
    """There Telegram says of every message that it replies to the one that opened the topic."""
    chat = {"id": desk.wired.chat, "type": "supergroup", "title": "Desk", "is_forum": True}
    bot = int(desk.wired.running.bot_token.partition(":")[0])
    begun = {
        "message_id": 5,
        "date": 1_795_000_000,
        "chat": chat,
        "from": {"id": bot, "is_bot": True, "first_name": "Reply Copilot"},
        "forum_topic_created": {"name": "Desk", "icon_color": 7_322_096},
    }
    said = begun | {"message_id": 90, "text": "qui prend la suite ?", "reply_to_message": begun}
    said |= {"from": {"id": LEA, "is_bot": False, "first_name": "Léa"}, "is_topic_message": True}
    del said["forum_topic_created"]
    await desk.wired.feed.keep([{"update_id": 990_002, "message": said}])
    await desk.wired.listen()

    assert [] == await desk.wired.mine()
