"""Stories of cards so old that what their buttons meant was forgotten."""

from datetime import timedelta

from copilot.app.forgetting import AT_ONCE, BUTTONS
from copilot.app.round import tick
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.test_queue import ask, tap_in_private

TOO_OLD = "Ces boutons étaient trop anciens. La carte vient d’être refaite"
ELSEWHERE = "Cette carte est trop ancienne. Cherchez la plus récente plus bas."


async def answered(desk):
    """Léa has published."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Publier (signé Léa)", LEA)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    return case


def a_season_passes(desk):
    """Buttons are forgotten, while nothing happens that would draw the card again."""
    with desk.office.store.write() as records:
        # Those alone: an update that Telegram still holds would be handled a second time.
        records.chat.forget_buttons(desk.clock.now() + timedelta(days=1), limit=AT_ONCE)


async def test_a_card_whose_buttons_were_forgotten_is_drawn_again_and_works(desk):
    """A customer comes back after months: who looks the reply up must be able to correct it."""
    case = await answered(desk)
    card = await desk.card(case)
    a_season_passes(desk)
    first = await desk.tap_on(card, "Rectifier", LEA)
    again = await desk.card(case)
    await desk.tap(case, "Rectifier", LEA)

    assert first.startswith(TOO_OLD)
    assert (card["message_id"], card["text"]) == (again["message_id"], again["text"])
    assert "rectifi" in (await desk.last())["text"].lower()


async def test_an_old_yes_is_never_given_by_a_button_that_was_forgotten(desk):
    """The card is read again first: in three months its words may have become wrong."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    card = await desk.card(case)
    desk.clock.advance(days=BUTTONS.days + 1)
    tick(desk.office)
    said = await desk.tap_on(card, "Publier (signé Léa)", LEA)

    assert said.startswith(TOO_OLD)
    assert "open" == desk.story.status(case)


async def test_a_copy_in_private_whose_buttons_were_forgotten_is_drawn_again_too(desk):
    """Somebody scrolls up in their own chat with the bot."""
    case = await desk.complain()
    (copy,) = await ask(desk, KARIM, "/suivant", private=True)
    a_season_passes(desk)
    first = await tap_in_private(desk, copy, "Je prends", KARIM)
    drawn = (await desk.wired.messages(KARIM))[-1]
    await tap_in_private(desk, drawn, "Je prends", KARIM)

    assert first.startswith(TOO_OLD)
    assert (await desk.card(case))["text"].startswith("🔒 Karim s’en occupe")


async def test_below_an_older_card_people_are_sent_to_the_latest(desk):
    """Only one card of a case is drawn again: it stands further down."""
    case = await answered(desk)
    card = await desk.card(case)
    with desk.office.store.write() as records:
        records.cards.lost(case.id)
    await desk.wired.paint()
    a_season_passes(desk)

    assert ELSEWHERE == await desk.tap_on(card, "Rectifier", LEA)


async def test_forgotten_buttons_leave_the_menu_that_a_colleague_has_open(desk):
    """Léa was about to choose; Karim's telephone still showed the card of last season."""
    case = await desk.complain()
    before = await desk.card(case)
    a_season_passes(desk)
    await desk.tap_on(before, "⋯", LEA)
    await desk.tap(case, "⋯", LEA)
    menu = await desk.buttons(case)
    said = await desk.tap_on(before, "Variante", KARIM)
    still = await desk.buttons(case)
    desk.clock.advance(days=1)
    await desk.tap_on(before, "Variante", KARIM)

    assert "La carte a changé entre-temps : relisez-la. Rien n’est parti." == said
    assert menu == still
    assert "🔁 Variante" in await desk.buttons(case)


async def test_a_menu_left_open_for_a_season_is_drawn_again(desk):
    """Its own buttons are what is too old, whoever opened it."""
    case = await desk.complain()
    await desk.tap(case, "⋯", LEA)
    menu = await desk.card(case)
    desk.clock.advance(days=BUTTONS.days + 1)
    a_season_passes(desk)
    said = await desk.tap_on(menu, "Retour", KARIM)

    assert said.startswith(TOO_OLD)
    assert "🔁 Variante" in await desk.buttons(case)
