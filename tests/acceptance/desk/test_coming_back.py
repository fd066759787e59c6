"""Stories of a conversation that goes on: below our reply, after an edit, after a deletion."""

import pytest

from copilot.app.round import tick
from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import LEA
from tests.acceptance.desk.test_conversations import POST, answered, deleted, edited, posted
from tests.acceptance.story import BROKEN

OWN_WORDS = "Bonjour Claire, je vous lis et je reviens vers vous ici. Maison Lumen"
STILL = "vous deviez me répondre, et toujours rien pour mon écran fissuré"
ANGRY = BROKEN + ", et depuis votre réponse personne ne m'a appelée, honteux"


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


async def ana_piles_on(desk):
    """Somebody else makes fun of our reply to Claire."""
    return await desk.complain(
        "vous répondez toujours la même chose",
        id="m9",
        author="888",
        name="Ana R.",
        thread_id=POST,
        parent_id="post-1",
    )


async def test_who_makes_fun_of_our_reply_is_not_told_that_we_look_for_her_request(desk):
    """She asked for nothing: she read what we wrote to Claire."""
    await answered(desk)
    case = await ana_piles_on(desk)
    text = desk.story.draft(case).text

    assert "no-answer" == desk.story.card(case).case.playbook
    assert text.startswith("Bonjour Ana")
    assert not {one for one in ("relances", "votre demande", "vos demandes") if one in text}
    assert "dites-moi" in text.lower() or "racontez" in text


async def test_who_piled_on_and_was_answered_goes_on_with_her_own_exchange(desk):
    """From then on it is her conversation, not Claire's."""
    await answered(desk)
    await desk.tap(await ana_piles_on(desk), "Publier", LEA)
    await posted(desk)
    desk.clock.advance(minutes=30)
    again = await desk.complain(
        "toujours la même chose, personne ne répond",
        id="m3",
        author="888",
        name="Ana R.",
        thread_id=POST,
    )
    card = (await desk.card(again))["text"]

    assert "↩️ Suite du nº 2\n" in card
    assert "Ana R., 9 h : vous répondez toujours la même chose" in card
    assert "Bonjour Claire" not in card
    assert not desk.story.draft(again).text.startswith("Bonjour")


async def three_messages(desk):
    """Claire writes three times; twice she was answered."""
    first = await answered(desk)
    desk.clock.advance(minutes=30)
    second = await desk.complain(STILL, id="m2", thread_id=POST, parent_id="post-1")
    await desk.tap(second, "Publier", LEA)
    await posted(desk)
    desk.clock.advance(days=2)
    third = await desk.complain("bon alors, mon écran fissuré ??", id="m3", thread_id=POST)
    return first, third


async def test_a_first_message_that_comes_back_tells_of_what_was_said_since(desk):
    """Whoever answers it must not do as if it were the only one."""
    first, third = await three_messages(desk)
    await edited(desk, ANGRY)
    card = (await desk.card(first))["text"]

    assert "Claire M., 3e contact" in card
    assert "vous deviez me répondre" in card
    assert 2 == card.count("Nous (Léa)")
    assert f"👥 De la même personne : nº {third.number}" in card


async def test_what_was_answered_stands_above_the_answer_as_it_was_then(desk):
    """Words edited in later were never answered, and stand where they were written."""
    _, third = await three_messages(desk)
    await edited(desk, ANGRY)
    await desk.tap(third, "Je prends", LEA)
    said = (await desk.card(third))["text"]
    before, _, after = said.partition("Nous (Léa)")

    assert "honteux" not in before
    assert "honteux" in after


async def test_a_message_deleted_after_our_answer_comes_back_quietly_below_its_old_card(desk):
    """A promise may be open, and nobody would have known; but nobody waits for an answer."""
    case = await answered(desk)
    old = await desk.card(case)
    await deleted(desk)
    card = await desk.card(case)

    assert old["message_id"] < card["message_id"]
    assert old["message_id"] == card["reply_to"]
    assert "🗑 Après notre réponse, son auteur l’a supprimé" in card["text"]
    assert "⏱ Ce qui est promis reste dû" in card["text"]
    assert "Nous (Léa), 9 h : Bonjour Claire" in card["text"]
    assert "avant 1" not in card["text"].splitlines()[0]
    assert desk.story.card(case).case.due_at is None
    assert ["🤝 Promesse tenue", "✔️ En rester là", "⋯"] == await desk.buttons(case)


async def test_a_promise_below_a_deleted_message_is_recalled_without_a_button_that_is_not_there(
    desk,
):
    case = await answered(desk)
    await deleted(desk)
    desk.clock.advance(days=2, hours=8)
    tick(desk.office)
    await desk.wired.paint()
    said = (await desk.last())["text"]

    assert "promesse à tenir avant" in said
    assert "⏭" not in said
    assert "Tenez la promesse autrement" in said
    assert "🤝 Promesse tenue" in await desk.buttons(case)


async def test_a_deleted_message_that_came_back_is_left_at_that_with_one_tap(desk):
    case = await answered(desk)
    await deleted(desk)
    await desk.tap(case, "Promesse tenue", LEA)
    await desk.tap(case, "En rester là", LEA)
    card = await desk.card(case)

    assert "answered" == desk.story.status(case)
    assert "publiée 9 h par" in card["text"]
    assert "🗑 Depuis, son auteur a supprimé le message." in card["text"]
    assert 1 == len(desk.story.channel.public)


async def test_a_message_deleted_while_the_reply_was_leaving_comes_back_too(desk):
    """The platform took the reply a moment after its author had thought better of it."""
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    channel = desk.story.channel
    post = channel.post

    async def deleted_meanwhile(reply):
        desk.story.complain(thread_id=POST, deleted_at=desk.clock.now())
        return await post(reply)

    channel.post = deleted_meanwhile
    await posted(desk)

    assert 1 == len(channel.public)
    assert "open" == desk.story.status(case)
    assert "🗑 Après notre réponse" in (await desk.card(case))["text"]


async def test_who_approved_a_second_reply_to_a_deleted_message_is_sent_to_a_button_that_is_there(
    desk,
):
    """What is public is not dismissed."""
    case = await answered(desk)
    await desk.tap(case, "Rouvrir", LEA)
    await desk.tap(case, "Publier", LEA)
    await deleted(desk)
    said = (await desk.last())["text"]

    assert "Il n’y a plus rien à publier : « En rester là » (✔️)." in said
    assert "✔️ En rester là" in await desk.buttons(case)


async def test_words_for_a_message_that_was_deleted_meanwhile_are_no_reply(desk):
    """« v2 enregistrée, pas encore publiée »: who reads that waits for what cannot come."""
    case = await desk.complain(BROKEN, thread_id=POST)
    await desk.tap(case, "Modifier", LEA)
    asked = (await desk.last())["message_id"]
    await deleted(desk)
    await desk.answer(LEA, OWN_WORDS, to=asked)
    said = (await desk.last())["text"]

    assert said.startswith("Son auteur a supprimé le message : on ne peut plus y répondre.")
    assert said.endswith(OWN_WORDS)
    assert 1 == desk.story.draft(case).revision


async def test_a_deleted_message_nobody_has_answered_has_no_deadline_any_more(desk):
    case = await desk.complain(thread_id=POST)
    await deleted(desk)
    card = await desk.card(case)

    assert "avant 1" not in card["text"].splitlines()[0]
    assert desk.story.card(case).case.due_at is None


async def test_a_third_answer_is_not_called_the_first(desk):
    """Whoever takes the case over must see at once that we have spoken twice."""
    _, third = await three_messages(desk)
    below = await ana_piles_on(desk)

    assert "✍️ nouvelle réponse · v1" in (await desk.card(third))["text"]
    assert "✍️ 1re réponse · v1" in (await desk.card(below))["text"]
