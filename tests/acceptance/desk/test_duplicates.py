"""Stories of what was said twice: whoever closes it says of which case, in the one tap it took."""

from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.story import BROKEN

AGAIN = "je le redis : mon ordinateur est arrivé avec l’écran cassé"
POST = "post-1"


async def twice(desk, **more):
    """The same person writes about the same thing twice; both cases."""
    first = await desk.complain(BROKEN, id="m1", thread_id=POST, **more)
    return first, await desk.complain(AGAIN, id="m2", thread_id=POST, **more)


def links(card):
    return [one["url"] for one in card["entities"] if one["type"] == "text_link"]


async def test_a_duplicate_says_of_which_case_and_leads_there(desk):
    """Who reads the record in a month finds what was answered in the other."""
    first, second = await twice(desk)
    original = (await desk.card(first))["message_id"]
    await desk.tap(second, "Classer", LEA)
    reasons = await desk.buttons(second)
    answer = await desk.tap(second, "Doublon du nº 1", LEA)
    record = await desk.card(second)
    await desk.wired.say("/dossier 2", user_id=LEA, name="Léa")

    assert ["Doublon du nº 1", "Doublon"] == [one for one in reasons if "Doublon" in one]
    assert "Classé : doublon du nº 1." == answer
    assert "par Léa · doublon du nº 1" in record["text"]
    assert [f"https://t.me/c/{str(desk.wired.chat)[4:]}/{original}"] == [
        one for one in links(record) if "t.me" in one
    ]
    assert "classe sans réponse (doublon du nº 1)" in (await desk.last())["text"]


async def test_a_duplicate_of_something_unknown_stays_one_tap(desk):
    """It repeats what was said elsewhere: there is nothing to lead to."""
    _, second = await twice(desk)
    await desk.tap(second, "Classer", LEA)
    menu = await desk.card(second)
    keys = [one for row in menu["buttons"] for one in row]
    data = next(one["data"] for one in keys if one["text"] == "Doublon")
    answer = (await desk.wired.press_data(menu, data))["text"]

    assert "Classé : doublon." == answer
    assert "par Léa · doublon" in (await desk.card(second))["text"]
    assert "doublon du" not in (await desk.card(second))["text"]


async def test_of_two_cases_one_stays_to_be_answered(desk):
    """Each closed as a duplicate of the other, nobody would answer the customer."""
    first, second = await twice(desk)
    await desk.tap(first, "Classer", KARIM)
    menu = await desk.card(first)
    await desk.tap(second, "Classer", LEA)
    await desk.tap(second, "Doublon du nº 1", LEA)
    refused = await desk.tap_on(menu, "Doublon du nº 2", KARIM)
    await desk.tap(first, "Classer", KARIM)

    assert "La carte a changé entre-temps : relisez-la. Rien n’est parti." == refused
    assert "open" == desk.story.status(first)
    assert "Doublon du nº 2" not in await desk.buttons(first)


async def test_where_nobody_says_who_wrote_it_the_thread_is_offered(desk):
    """Some platforms name nobody; below one post it may still be the same matter."""
    _, second = await twice(desk, author=None, name=None)
    await desk.complain(AGAIN, id="m3", thread_id="post-2", author=None, name=None)
    await desk.tap(second, "Classer", LEA)

    assert "Doublon du nº 1" in await desk.buttons(second)
    assert "Doublon du nº 3" not in await desk.buttons(second)


async def test_somebody_elses_case_is_no_duplicate(desk):
    """Two customers with the same trouble are two customers."""
    await desk.complain(BROKEN, id="m1", author="778", name="Paul", thread_id=POST)
    second = await desk.complain(AGAIN, id="m2", thread_id=POST)
    await desk.tap(second, "Classer", LEA)

    assert ["Doublon"] == [one for one in await desk.buttons(second) if "Doublon" in one]


async def test_opened_again_and_closed_for_another_reason_it_repeats_nothing(desk):
    """The record says what holds now."""
    _, second = await twice(desk)
    await desk.tap(second, "Classer", LEA)
    await desk.tap(second, "Doublon du nº 1", LEA)
    await desk.tap(second, "Rouvrir", LEA)
    await desk.tap(second, "Classer", LEA)
    await desk.tap(second, "Rien à ajouter", LEA)

    assert (await desk.card(second))["text"].count("doublon") == 0
