"""Stories of how an alarm ends, and that it does not end by a slip: whoever says so must mean it."""

import pytest

from copilot.app.round import tick
from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import INES, KARIM, LEA, TOM
from tests.acceptance.desk.test_conversations import answered, edited
from tests.acceptance.desk.test_danger import CRY, HERE, IN_DANGER, LOWER, cries, starts
from tests.acceptance.desk.test_more import passes, private


async def woken(desk, person=INES):
    """How often *person* was woken."""
    return sum("en danger : nº" in one for one in await private(desk, person))


@pytest.fixture
async def ines(desk):
    """The brand lead has opened the bot."""
    await starts(desk, INES, "Inès")


async def test_an_alarm_lowered_by_a_slip_is_raised_again_by_choosing_the_playbook(desk, ines):
    """The button stands at the top: who pressed it in haste has one way back, and it must ring."""
    case = await cries(desk)
    await desk.tap(case, LOWER, LEA)
    await passes(desk, minutes=10)
    await desk.choose(case, "Choisir une fiche", *IN_DANGER, person=LEA)
    await passes(desk, seconds=2)
    card = await desk.card(case)

    assert 2 == await woken(desk)
    assert "🆘 Astreinte prévenue 1 fois (9 h 10)" in card["text"]
    assert LOWER not in card["text"]
    labels = await desk.buttons(case)
    assert [HERE, LOWER] == [labels[0][2:], labels[-1][2:]]


async def test_the_same_words_lowered_once_ring_no_more_and_other_words_do(desk, ines):
    """A typo mended is no news; “I mean it” is."""
    case = await cries(desk)
    await desk.tap(case, LOWER, LEA)
    await edited(desk, CRY.replace("adieu", "adieuu"))
    await passes(desk, minutes=10)
    after_a_typo = await woken(desk)
    await edited(desk, f"{CRY}, ce n’est pas une blague, je vais me tuer ce soir")
    await passes(desk, seconds=2)

    assert 1 == after_a_typo
    assert 2 == await woken(desk)
    assert "3114" in (await desk.card(case))["text"]


async def test_a_trainee_ends_no_alarm_by_another_way(desk, ines):
    """Neither by closing the case nor by calling it something else."""
    case = await cries(desk)
    closing = await desk.tap(case, "Classer", TOM)
    moving = await desk.choose(case, "Autre fiche", "Produit reçu cassé", person=TOM)
    await passes(desk, minutes=4)

    assert closing.startswith("Seul quelqu’un qui valide peut arrêter cette alarme")
    assert moving.startswith("Seul quelqu’un qui valide peut arrêter cette alarme")
    assert 2 == await woken(desk)
    assert "open" == desk.story.status(case)


async def test_whoever_goes_on_in_private_takes_care_and_is_not_said_to_laugh_it_off(desk, ines):
    """Talking in private is what a person in danger needs: the others learn who does."""
    case = await cries(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Répondu en privé", LEA)
    await desk.tap(case, "Aujourd’hui", LEA)
    await passes(desk, minutes=10)
    told = (await private(desk, INES))[-1]

    assert "🙋 nº 1 : Léa y est." == told
    assert "🙋 Léa y est depuis 9 h." in (await desk.card(case))["text"]
    assert "façon de parler" not in await desk.said()
    assert 1 == await woken(desk)


async def test_a_duplicate_in_danger_is_closed_as_what_it_is(desk, ines):
    """The alarm of this case ends at once, and nobody reads that the danger was none."""
    case = await cries(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Doublon", LEA)
    told = (await private(desk, INES))[-1]

    assert "🗂 nº 1 : classé sans réponse par Léa (doublon). L’alarme s’arrête là." == told
    assert told in await desk.said()
    assert "façon de parler" not in await desk.said()


async def test_a_case_that_was_closed_in_danger_rings_when_it_is_opened_again(desk, ines):
    """Closed by mistake: what ended with the case begins again with it."""
    case = await cries(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Troll", LEA)
    await passes(desk, minutes=5)
    await desk.tap(case, "Rouvrir", KARIM)
    await passes(desk, seconds=2)

    assert 2 == await woken(desk)
    assert HERE in (await desk.buttons(case))[0]


async def test_one_letter_that_makes_it_a_cry_brings_an_answered_case_back(desk, ines, in_force):
    """A slip of the finger brings nothing back; this one does, and rings."""
    in_force(signature=SignedBy.BRAND)
    words = "mon écran est arrivé cassé, je vais me prendre"
    case = await answered(desk, words)
    await edited(desk, words.replace("prendre", "pendre"))
    await passes(desk, seconds=2)

    assert "open" == desk.story.status(case)
    assert 1 == await woken(desk)
    assert "3114" in (await desk.card(case))["text"]


async def test_at_night_the_second_yes_to_a_critical_reply_is_asked_for_aloud(desk, ines):
    """Words to somebody in danger wait for a colleague: their telephone must ring."""
    sent = []
    desk.wired.running.sandbox.on_exchange(
        lambda one: sent.append(one) if one.method == "sendMessage" else None
    )
    desk.clock.advance(hours=13)
    case = await cries(desk)
    await desk.tap(case, HERE, LEA)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Bonjour, je vous lis et je m’inquiète. Appelez le 3114. Léa, Lumen")
    await desk.tap(case, "Publier", LEA)
    asked = [one for one in sent if "Il manque" in str(one.parameters["text"])]

    assert [None] == [one.parameters.get("disable_notification") for one in asked]


async def test_whoever_is_woken_has_a_way_to_the_card_however_busy_the_desk_is(desk, ines):
    """The clock may be faster than the card: half awake, nobody looks for a number."""
    case = desk.story.complain(CRY)
    tick(desk.office)
    await desk.wired.paint()
    early = await woken(desk)
    await passes(desk, seconds=2)
    (call,) = [one for one in await desk.wired.messages(INES) if "en danger : nº" in one["text"]]

    assert 0 == early
    assert "en danger" in (await desk.card(case))["text"]
    assert "Voir la carte" in call["text"]
    assert 1 == sum(one["type"] == "text_link" for one in call["entities"])


async def test_without_a_card_people_are_woken_all_the_same(desk):
    """Telegram has no room, or the desk is shut: ten seconds, no more."""
    desk.story.complain(CRY)
    for _ in range(6):
        desk.clock.advance(seconds=2)
        tick(desk.office)
    with desk.office.store.read() as records:
        codes = [one.code for one in records.notices.waiting(limit=9)]

    assert ["danger"] == codes


async def test_whoever_gives_the_case_back_is_no_longer_there(desk, ines):
    """A colleague who has to leave must not keep the others asleep."""
    case = await cries(desk)
    await desk.tap(case, HERE, KARIM)
    await desk.tap(case, "Reprendre à Karim", KARIM)
    await desk.tap(case, "Je rends", KARIM)
    await passes(desk, seconds=2)

    assert 2 == await woken(desk)
    assert "Karim y est" not in (await desk.card(case))["text"]
    assert HERE in (await desk.buttons(case))[0]


async def test_the_second_yes_to_words_in_danger_is_woken_for_until_it_is_given(desk, ines):
    """An answer to somebody in danger lay at the desk for hours, and nobody's telephone rang."""
    case = await cries(desk)
    await desk.tap(case, HERE, LEA)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Bonjour, je vous lis et je m’inquiète. Appelez le 3114. Léa, Lumen")
    await desk.tap(case, "Publier", LEA)
    await passes(desk, seconds=2)
    for _ in range(4):
        await passes(desk, minutes=3)
    asked = [one for one in await private(desk, INES) if "attend votre validation" in one]
    card = (await desk.card(case))["text"]
    await desk.tap(case, "Publier", INES)
    said = await private(desk, INES)
    await passes(desk, minutes=30)

    assert 5 == len(asked)
    assert "Léa a validé la v1." in asked[0]
    assert "Inès" in card
    assert [] == [one for one in said if "attend votre validation" in one]
    assert said == await private(desk, INES)


async def test_after_an_outage_only_the_last_call_for_a_second_yes_is_made(desk, ines):
    """Ten messages at once for one press teach people not to listen."""
    case = await cries(desk)
    await desk.tap(case, HERE, LEA)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Bonjour, je vous lis et je m’inquiète. Appelez le 3114. Léa, Lumen")
    await desk.tap(case, "Publier", LEA)
    for _ in range(5):
        desk.clock.advance(minutes=3)
        tick(desk.office)
    await desk.wired.paint()

    assert 1 == sum("attend votre validation" in one for one in await private(desk, INES))
