"""Stories of personal data: masked on every card, shown to one person at a press on record."""

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import KARIM, LEA, NINA, TOM
from tests.acceptance.desk.test_conversations import POST, answered
from tests.acceptance.desk.test_more import more
from tests.acceptance.story import BROKEN

ORDER, PHONE, IBAN = "LM-44712233", "06 12 34 56 78", "FR76 3000 6000 0112 3456 7890 189"
PERSONAL = f"{BROKEN}, commande {ORDER}, rappelez-moi au {PHONE}"
LABEL = "Données masquées"


async def everything(desk):
    """All that the chat holds: texts, captions and buttons."""
    return str(await desk.wired.messages())


def revealed(desk, case):
    """Who saw what, as the log has it."""
    with desk.office.store.read() as records:
        entries = records.log.entries(case=case.id)
    return [entry.words for entry in entries if entry.event == "revealed"]


async def test_what_is_masked_is_shown_to_whoever_presses_and_stays_masked_in_the_chat(desk):
    """The shop needs the number; two hundred people who scroll through the desk don't."""
    case = await desk.complain(PERSONAL)
    before = await desk.card(case)
    said = await more(desk, case, LABEL)
    after = await desk.card(case)

    assert f"numéro de commande : {ORDER}" in said
    assert f"numéro de téléphone : {PHONE}" in said
    assert before["text"] == after["text"]
    assert before["buttons"][0][0]["text"] == after["buttons"][0][0]["text"]
    assert ORDER not in await everything(desk)
    assert PHONE not in await everything(desk)


async def test_who_looked_and_at_what_is_on_record_without_the_data(desk):
    """A log that repeats the numbers would have to be erased with them."""
    case = await desk.complain(PERSONAL)
    await more(desk, case, LABEL)
    await more(desk, case, LABEL, KARIM)

    assert [
        {"by": LEA, "kinds": ["order", "phone"]},
        {"by": KARIM, "kinds": ["order", "phone"]},
    ] == revealed(desk, case)


async def test_who_looked_stands_in_the_history_of_the_case(desk):
    case = await desk.complain(PERSONAL)
    await more(desk, case, LABEL)
    await desk.wired.say("/dossier 1", user_id=LEA, name="Léa")

    assert "Léa : a vu les données masquées" in await desk.said()


async def test_the_name_of_a_shop_assistant_is_masked_and_can_be_seen(desk):
    """Who was rude is for the shop to know, not for everybody who scrolls by."""
    case = await desk.complain(f"{BROKEN} ; au magasin, la vendeuse Sophie Durand a ri")
    card = (await desk.card(case))["text"]

    assert "la vendeuse [nom masqué] a ri" in card
    assert "nom : Sophie Durand" in await more(desk, case, LABEL)
    assert "Sophie" not in await everything(desk)


async def test_a_message_without_personal_data_has_nothing_to_show(desk):
    """A button that shows nothing would be pressed all day."""
    case = await desk.complain()
    await desk.tap(case, "⋯", LEA)

    assert LABEL not in str(await desk.buttons(case))


async def test_a_trainee_needs_the_number_too_and_an_observer_does_not(desk):
    case = await desk.complain(PERSONAL)
    await more(desk, case, LABEL, TOM)
    await desk.tap(case, "⋯", LEA)
    said = await desk.tap(case, LABEL, NINA)

    assert "observateur" in said
    assert ORDER not in said
    assert [TOM] == [words["by"] for words in revealed(desk, case)]


async def test_a_number_that_its_author_took_out_is_not_shown_any_more(desk):
    """The edit was perhaps made for that."""
    case = await desk.complain(PERSONAL)
    await desk.tap(case, "⋯", LEA)
    old = await desk.card(case)
    desk.clock.advance(minutes=1)
    await desk.complain(BROKEN, edited_at=desk.clock.now())
    said = await desk.tap_on(old, LABEL, LEA)

    assert "Le message ne contient plus de données masquées." == said
    assert [] == revealed(desk, case)


async def test_on_a_closed_case_it_can_still_be_seen(desk):
    """After-sales asks on the next day."""
    case = await desk.complain(PERSONAL)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Spam", LEA)

    assert ORDER in await more(desk, case, LABEL)


async def test_more_than_a_telephone_shows_at_once_says_how_much_is_left(desk):
    """Telegram shows two hundred characters; what does not fit is never cut in two."""
    numbers = [f"LM-4471223{digit}" for digit in range(9)]
    listed = ", ".join(f"commande {one}" for one in numbers)
    case = await desk.complain(f"{BROKEN} {listed} {IBAN}")
    said = await more(desk, case, LABEL)
    shown = [one for one in numbers if one in said]

    assert len(said) <= 200
    assert numbers[: len(shown)] == shown
    assert said.endswith(f"et {10 - len(shown)} autres, dans l’original.")


async def test_a_number_at_the_end_of_a_shortened_line_is_masked_first(desk, in_force):
    """What was said before is shortened on the card; half a number is personal too."""
    in_force(signature=SignedBy.BRAND)
    await answered(desk, f"{'très ' * 28}déçue : {PHONE} {BROKEN}")
    desk.clock.advance(minutes=5)
    after = await desk.complain("et alors ?", id="m2", thread_id=POST, parent_id=POST)
    card = (await desk.card(after))["text"]

    assert "Suite du nº 1" in card
    assert "06 12" not in card


async def test_a_number_written_into_a_name_is_masked_as_in_the_message(desk):
    """A marketplace shows what people type as their name."""
    case = await desk.complain(name=f"Jean Dupont {PHONE}")
    text = (await desk.card(case))["text"]
    await desk.wired.say("/chercher Dupont")
    said = await more(desk, case, LABEL)

    assert "Jean Dupont [téléphone masqué]" in text
    assert PHONE not in await everything(desk)
    assert f"numéro de téléphone : {PHONE}" in said
