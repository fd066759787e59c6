"""Stories of the ways to a card: from the group, from private, and where there is no address."""

from dataclasses import replace

import pytest

from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.test_chat_troubles import becomes_a_supergroup
from tests.acceptance.desk.test_group import links
from tests.acceptance.desk.test_queue import ask

#: A supergroup; one with a public name, whose members get there by its number as well; a small
#: group, and one whose number begins as a supergroup's.
ADDRESSED = [{"id": -1001234567890}, {"id": -1001234567891, "username": "lumen_desk"}]
SMALL = [{"id": -4567, "type": "group"}, {"id": -1001234567, "type": "group"}]


async def moves_to(desk, fields):
    """The desk is another group, which Léa and Karim are in."""
    made = (await desk.wired.post("chats", title="Desk", **fields))["chat_id"]
    desk.office.desk = replace(desk.office.desk, chat=made)
    desk.wired.chat = made
    await desk.wired.post("join", user_id=LEA, name="Léa")
    await desk.wired.post("join", user_id=KARIM, name="Karim")
    await ask(desk, KARIM, "/start", private=True)


async def told(desk, case, *, private):
    """What `/chercher` and `/suivant` answer Léa."""
    (found,) = await ask(desk, LEA, "/chercher Claire", private=private)
    (following,) = await ask(desk, LEA, "/suivant", private=private)
    assert f"nº {case.number}" in found["text"]
    assert f"nº {case.number}" in following["text"]
    return links(found), links(following)


async def taken_over(desk, case):
    """What Karim reads in private when Léa takes over."""
    await desk.tap(case, "Je prends", KARIM)
    await desk.tap(case, "Reprendre à Karim", LEA)
    return (await desk.wired.messages(KARIM))[-1]


@pytest.mark.parametrize("fields", ADDRESSED, ids=["no name", "public"])
async def test_a_supergroups_cards_are_led_to_from_everywhere(desk, fields):
    """By its number, which opens for all its members, whatever it is called."""
    await moves_to(desk, fields)
    case = await desk.complain()
    card = await desk.card(case)
    address = f"https://t.me/c/{-fields['id'] - 10**12}/{card['message_id']}"
    here, there = [await told(desk, case, private=one) for one in (False, True)]
    notice = await taken_over(desk, case)

    assert ({"nº 1": address}, {"Voir la carte": address}) == here
    # In private `/suivant` brings the card itself.
    assert {"nº 1": address} == there[0]
    assert address not in there[1].values()
    assert {"Voir la carte": address} == links(notice)


@pytest.mark.parametrize("fields", SMALL, ids=["small", "begins with -100"])
async def test_a_small_groups_cards_are_called_by_their_numbers(desk, fields):
    """They have no address: a link would open somebody else's message, or none."""
    await moves_to(desk, fields)
    case = await desk.complain()
    told_them = [*await told(desk, case, private=False), *await told(desk, case, private=True)]
    notice = await taken_over(desk, case)

    assert [] == [url for one in told_them for url in one.values() if "t.me" in url]
    assert "nº 1" in notice["text"]
    assert {} == links(notice)


async def test_after_the_group_has_moved_links_lead_to_cards_that_stand_there(desk):
    """The earlier card is in a group that nothing leads to, until it is drawn in the new one."""
    await moves_to(desk, SMALL[0])
    case = await desk.complain()
    await becomes_a_supergroup(desk)
    (found,) = await ask(desk, LEA, "/chercher Claire", private=True)
    await ask(desk, LEA, "/suivant")
    card = await desk.card(case)
    address = f"https://t.me/c/{-desk.wired.chat - 10**12}/{card['message_id']}"
    here, there = [await told(desk, case, private=one) for one in (False, True)]
    notice = await taken_over(desk, case)

    assert {} == links(found)
    assert ({"nº 1": address}, {"Voir la carte": address}) == here
    assert {"nº 1": address} == there[0]
    assert {"Voir la carte": address} == links(notice)


@pytest.mark.parametrize("fields", SMALL, ids=["small", "begins with -100"])
async def test_where_no_link_leads_back_to_the_card_its_number_is_said(desk, fields):
    """Whoever has written half a page looks for the card that it went to."""
    await moves_to(desk, fields)
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, "Bonjour Claire, je regrette. Je regarde et je vous réponds ici.")
    said = next(one for one in await desk.wired.mine() if "enregistrée" in one["text"])

    assert said["text"].endswith("C’est la carte du nº 1.")
    assert {} == links(said)
