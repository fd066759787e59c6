"""Stories of replies under one post that would read as copies of one another."""

from tests.acceptance.conftest import KARIM, LEA

SAME = "Bonjour, un écran fissuré, c’est désolant. Le magasin vous rappelle demain. Karim"


async def answered_in_the_same_words(desk):
    """Léa has published words of her own; Karim writes them again, two messages further down."""
    first = await desk.complain(thread_id="post")
    await desk.tap(first, "Je prends", LEA)
    await desk.tap(first, "Modifier", LEA)
    await desk.answer(LEA, SAME.replace("Karim", "Léa"))
    await desk.tap(first, "Publier", LEA)
    await desk.sent()
    second = await desk.complain(id="m2", author="778", name="Marc D.", thread_id="post")
    await desk.tap(second, "Je prends", KARIM)
    await desk.tap(second, "Modifier", KARIM)
    await desk.answer(KARIM, SAME)
    return second


async def test_the_card_names_the_case_whose_reply_it_repeats(desk):
    second = await answered_in_the_same_words(desk)
    card = (await desk.card(second))["text"]

    assert "⛔ Ne peut pas partir : presque mot pour mot la réponse du nº 1" in card
    assert not [one for one in await desk.buttons(second) if "Publier" in one]


async def test_who_takes_a_blocked_reply_reads_what_to_correct(desk):
    """Not only when they look for the button that isn't there."""
    second = await answered_in_the_same_words(desk)
    said = await desk.tap(second, "Reprendre à Karim", LEA)

    assert said.endswith("À corriger avant de publier : trop semblable à une autre réponse.")


async def test_who_takes_a_reply_that_may_go_reads_only_until_when(desk):
    case = await desk.complain()

    assert "C’est à vous jusqu’à 9 h 30." == await desk.tap(case, "Je prends", LEA)
