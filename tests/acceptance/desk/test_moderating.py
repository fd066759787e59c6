"""Stories of a moderation under way: it changes hands, is called off, and is found without a link."""

from copilot.domain.complaint import Place
from tests.acceptance.conftest import INES, KARIM, LEA, NINA
from tests.acceptance.desk.test_conversations import deleted
from tests.acceptance.desk.test_more import more, passes, private, starts

ABUSE = "Sale [injure], on va te trouver"
POST = Place(kind="post", title="Nos nouveautés", url="https://social.example/4455")


async def begun(desk, **more_of):
    """Karim is to moderate a message, named by Léa."""
    case = await desk.complain(ABUSE, **more_of)
    await more(desk, case, "À modérer")
    await desk.tap(case, "Karim", LEA)
    return case


async def test_a_moderation_goes_to_somebody_else_with_its_clock(desk):
    """Karim leaves for lunch: the hour goes on, and both know whose it is."""
    case = await begun(desk)
    await starts(desk, INES)
    await starts(desk, KARIM)
    desk.clock.advance(minutes=20)
    await more(desk, case, "Autre personne")
    people = await desk.buttons(case)
    answer = await desk.tap(case, "Inès", LEA)
    card, told = await desk.card(case), await desk.last()

    assert ["‹ Retour", "Léa", "Inès", "Tom", "Paul"] == people
    assert "C’est à Inès maintenant, avant 10 h." == answer
    assert card["text"].startswith("🚩 À modérer par Inès avant 10 h, sur la plateforme.")
    assert told["text"].startswith(
        "🚩 nº 1 : Léa confie la modération à Inès, à la place de Karim. À faire sur page, "
        "échéance : 10 h."
    )
    assert [INES] == [e["user"]["id"] for e in told["entities"] if e["type"] == "text_mention"]
    for person in (INES, KARIM):
        assert "confie la modération à Inès" in (await private(desk, person))[-1]
    assert "moderation_given" in desk.story.events(case)


async def test_whoever_has_time_takes_a_moderation_and_the_clock_calls_them(desk):
    """The reminder goes to who has it now, not to who had it."""
    case = await begun(desk)
    await more(desk, case, "Autre personne", INES)
    await desk.tap(case, "Inès", INES)
    said = (await desk.last())["text"]
    await passes(desk, minutes=61)
    late = (await desk.last())["text"]

    assert said.startswith("🚩 nº 1 : Inès prend la modération à la place de Karim.")
    assert late.startswith("🚩 Inès : le nº 1 était à modérer sur page pour 10 h")


async def test_a_moderation_that_changed_hands_meanwhile_is_not_changed_again(desk):
    """Two who help at once would send it round in circles."""
    case = await begun(desk)
    await more(desk, case, "Autre personne", LEA)
    menu = await desk.card(case)
    await desk.tap(case, "Inès", LEA)
    answer = await desk.tap_on(menu, "Paul", LEA)

    assert "Inès s’en charge déjà, avant 10 h. Rien n’a changé." == answer


async def test_a_moderation_is_called_off_by_one_tap_and_on_record(desk):
    """It was crude and lawful: nobody need be chased for it."""
    case = await begun(desk)
    await starts(desk, KARIM)
    stale = await desk.card(case)
    answer = await more(desk, case, "Rien à modérer")
    card, told = await desk.card(case), (await desk.last())["text"]
    late = await desk.tap_on(stale, "C’est fait", INES)
    await passes(desk, minutes=61)
    with desk.office.store.read() as records:
        entry = next(e for e in records.log.entries(case=case.id) if e.event == "moderation")
    await desk.wired.say("/dossier 1", user_id=LEA, name="Léa")

    assert "Noté : plus rien à modérer. La preuve reste au journal." == answer
    assert "modérer par" not in card["text"]
    assert told == (
        "🚩 nº 1 : Léa annule la modération confiée à Karim. Il n’y a plus rien à faire sur page. "
        "La preuve reste au journal."
    )
    assert "Léa annule la modération" in (await private(desk, KARIM))[-1]
    assert "La modération a été annulée entre-temps. Rien n’a changé." == late
    assert "personne n’a dit que c’est fait" not in await desk.said()
    assert ABUSE == entry.words["text"]
    assert "Léa : annule la modération" in (await desk.last())["text"]


async def test_what_was_called_off_can_be_moderated_after_all(desk):
    """Legal disagrees: a new hour begins, and is told as the first was."""
    case = await begun(desk)
    await more(desk, case, "Rien à modérer")
    desk.clock.advance(minutes=30)
    await more(desk, case, "À modérer")
    await desk.tap(case, "Paul", LEA)
    said = (await desk.last())["text"]
    await passes(desk, minutes=61)

    assert said.startswith("🚩 Paul : le nº 1 est à modérer sur page avant 10 h 30.")
    assert "était à modérer sur page pour 10 h 30" in (await desk.last())["text"]


async def test_an_observer_changes_nothing_of_a_moderation(desk):
    """Roles are checked at every press."""
    case = await begun(desk)
    await desk.tap(case, "⋯", LEA)
    refused = [await desk.tap(case, one, NINA) for one in ("Autre personne", "Rien à modérer")]

    assert [True, True] == ["observateur" in one for one in refused]
    assert "modérer par Karim" in (await desk.card(case))["text"]


async def test_what_is_done_is_neither_handed_on_nor_called_off(desk):
    """On the platform it is over."""
    case = await begun(desk)
    await desk.tap(case, "⋯", LEA)
    menu = await desk.card(case)
    with desk.office.store.write() as records:
        records.moderations.done(case.id, by=KARIM, at=desk.clock.now())
    answers = [await desk.tap_on(menu, one, LEA) for one in ("Autre personne", "Rien à modérer")]

    assert ["C’est déjà modéré. Rien n’a changé."] * 2 == answers


async def test_without_a_link_the_card_says_how_the_message_is_found(desk):
    """Karim has an hour, and two hundred comments under the post."""
    case = await begun(desk, place=POST)
    card, told = await desk.card(case), (await desk.last())["text"]

    found = "🔎 Pas de lien vers le message. Pour le trouver : "
    assert f"{found}page, sous un post « Nos nouveautés » · Claire M. · 9 h." in card["text"]
    assert "Pas de lien vers le message : la carte dit comment le trouver." in told


async def test_with_a_link_nobody_need_search(desk):
    """It is one tap away."""
    case = await begun(desk, url="https://social.example/4455/98765")

    assert "Pas de lien" not in (await desk.card(case))["text"] + (await desk.last())["text"]


async def test_what_is_gone_from_the_platform_alarms_nobody(desk):
    """Karim has just hidden it there: the platform tells us so before he tells the card."""
    case = await begun(desk)
    await deleted(desk, ABUSE)
    card = (await desk.card(case))["text"]
    await passes(desk, minutes=61)
    said = await desk.said()
    await desk.tap(case, "C’est fait", KARIM)

    assert card.startswith(
        "🚩 Le message à modérer n’est plus en ligne : si c’est réglé, « C’est fait » (Karim, "
        "avant 10 h). Preuve gardée (version 1)."
    )
    assert "🗑 Il n’est plus en ligne : on ne peut plus y répondre." in card
    assert "son auteur" not in card.lower()
    assert "La marque répond de ce qui reste en ligne" not in said
    assert "moderation_due" not in desk.story.events(case)
    assert "🚩 Modéré sur la plateforme (Karim" in (await desk.card(case))["text"]
