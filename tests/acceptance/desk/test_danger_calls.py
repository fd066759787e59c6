"""Stories of the calls for help themselves: whom they reach, and what they say once answered."""

import pytest

from copilot.desk.pinned import Pinned
from copilot.desk.words import load
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.desk.test_danger import HERE, LOWER, cries, on_call, press_in, starts
from tests.acceptance.desk.test_more import passes


async def calls(desk, chat=None):
    """The messages of a chat, the desk's by default, that called for somebody."""
    said = await desk.wired.messages(chat or desk.wired.chat)
    return [
        one for one in said if "est peut-être en danger" in one["text"] and "nº" in one["text"]
    ]


async def test_the_card_says_who_cannot_be_reached_and_what_to_do(desk):
    """« Astreinte prévenue 2 fois » stood there while no private message had got through."""
    case = await cries(desk)
    await passes(desk, minutes=3)
    text = (await desk.card(case))["text"]

    assert "🆘 Astreinte appelée ici 2 fois depuis 9 h ; personne n’a encore répondu." in text
    assert "📵 Pas de message privé possible à : Inès." in text
    assert "prévenue" not in text


async def test_of_two_on_call_the_one_who_was_reached_counts_as_told(desk):
    on_call(desk, KARIM, INES)
    await starts(desk, KARIM, "Karim")
    case = await cries(desk)
    text = (await desk.card(case))["text"]

    assert "🆘 Astreinte prévenue 1 fois (9 h) ; personne n’a encore répondu." in text
    assert "📵 Pas de message privé possible à : Inès." in text


async def test_whoever_opens_the_bot_is_reachable_from_then_on(desk):
    case = await cries(desk)
    await starts(desk, INES, "Inès")
    await passes(desk, minutes=3)
    text = (await desk.card(case))["text"]

    assert "🆘 Astreinte prévenue 2 fois depuis 9 h" in text
    assert "📵" not in text


async def test_a_call_that_was_answered_says_so_and_asks_no_more(desk):
    """« Qui y est ? » with its button stayed there after the reply was public."""
    on_call(desk, KARIM, INES)
    await starts(desk, KARIM, "Karim")
    case = await cries(desk)
    (asked,) = await calls(desk, KARIM)
    await press_in(desk, KARIM, asked)
    (at_desk,), (private,) = await calls(desk), await calls(desk, KARIM)

    assert (
        "🆘 Inès : quelqu’un est peut-être en danger, nº 1.\n🙋 nº 1 : Karim y est."
        == at_desk["text"]
    )
    assert [] == at_desk["buttons"]
    assert private["text"].endswith("\n🙋 nº 1 : Karim y est.")
    assert [] == private["buttons"]
    assert "🆘" not in " ".join(await desk.buttons(case))


@pytest.mark.parametrize("first", [HERE, None])
async def test_an_alarm_that_is_lifted_is_lifted_in_its_calls_too(desk, first):
    """Whether somebody had taken it before, or not."""
    case = await cries(desk)
    if first:
        await desk.tap(case, first, LEA)
    await desk.tap(case, LOWER, LEA)
    (call,) = await calls(desk)

    assert "alarme arrêtée par Léa" in call["text"]
    assert "y est." not in call["text"]
    assert [] == call["buttons"]


async def test_a_case_closed_as_spam_leaves_no_call_behind(desk):
    case = await cries(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Spam", LEA)
    (call,) = await calls(desk)

    assert "classé sans réponse par Léa" in call["text"]
    assert [] == call["buttons"]


async def test_lifting_an_alarm_stands_last_before_and_after_somebody_is_there(desk):
    """A thumb that taps « J’y suis » twice must not lift the alarm."""
    case = await cries(desk)
    before = await desk.buttons(case)
    await desk.tap(case, HERE, LEA)
    after = await desk.buttons(case)

    assert f"🆘 {HERE}" == before[0]
    assert f"💬 {LOWER}" == before[-1] == after[-1]
    assert not [one for one in before if "🙋" in one], "being there is taking it"


async def counted(desk):
    """The pinned line."""
    return next(one for one in await desk.wired.mine() if "📌" in one["text"])


async def test_danger_is_in_the_pinned_line_which_leads_to_it(desk):
    """« 🔴 1 critique » in grey was passed over for three minutes."""
    case = await cries(desk)
    pinned = Pinned(
        office=desk.office, clerk=desk.wired.clerk, wire=desk.wired.wire, words=load("fr")
    )
    await pinned.step()
    alone = await counted(desk)
    await desk.tap(case, HERE, LEA)
    await pinned.step()
    taken = await counted(desk)
    await desk.tap(case, LOWER, LEA)
    await pinned.step()
    over = await counted(desk)
    card = (await desk.card(case))["message_id"]

    assert alone["text"].startswith("🆘 nº 1 : personne n’y est\n📌 1 à traiter")
    assert taken["text"].startswith("🆘 nº 1 : Léa y est\n")
    assert (
        str(card)
        == next(one["url"] for one in taken["entities"] if one["type"] == "text_link").rpartition(
            "/"
        )[2]
    )
    assert over["text"].startswith("📌 ")


async def test_before_anybody_is_woken_by_another_playbook_it_is_asked_once(desk):
    """It is the nearest title in a list one scrolls through; « 😂😂😂 » woke the people on call."""
    case = await desk.complain("merci pour tout")
    await desk.tap(case, "fiche", LEA)
    await desk.tap(case, "Quelqu’un est en danger", LEA)
    asked = await desk.buttons(case)
    await desk.tap(case, "Retour", LEA)
    before = desk.story.events(case)
    await desk.tap(case, "fiche", LEA)
    await desk.tap(case, "Quelqu’un est en danger", LEA)
    await desk.tap(case, "prévenir l’astreinte", LEA)

    assert ["‹ Retour", "🆘 Oui, prévenir l’astreinte"] == asked
    assert "alarm" not in before
    assert "alarm" in desk.story.events(case)
    assert f"🆘 {HERE}" in await desk.buttons(case)
