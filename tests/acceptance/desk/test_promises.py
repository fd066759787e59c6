"""Stories of promises: made in public, owned, told when they fall due, kept."""

import pytest

from copilot.app.round import tick as pass_time
from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import INES, KARIM, LEA, NINA


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


async def publish(desk, case, person=LEA):
    await desk.tap(case, "Publier", person)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()


async def answered(desk, person=LEA, **more):
    """A case whose first answer, with its promise, is public."""
    case = await desk.complain(**more)
    await publish(desk, case, person)
    desk.clock.advance(seconds=49)  # a minute in all: posted at the same second of each
    return case


def promises(desk, case):
    with desk.office.store.read() as records:
        return records.promises.of(case.id)


async def passes(desk, **time):
    desk.clock.advance(**time)
    pass_time(desk.office)
    await desk.wired.paint()


async def test_a_promise_is_on_the_line_of_record_with_its_owner(desk):
    """Only once the reply is public: what is not said is not promised."""
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)
    before = promises(desk, case)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    card = await desk.card(case)
    made = promises(desk, case)

    assert [] == before
    assert "⏱ retour dû mardi 24 nov. 19 h, Léa" in card["text"]
    rows = [[key["text"] for key in row] for row in card["buttons"]]
    assert ["🤝 Promesse tenue"] == rows[0]
    assert "⏭ Donner la suite" == rows[1][0]
    assert [("un retour ici", LEA, False)] == [(o.what, o.owner, o.is_private) for o in made]
    assert "promised" in desk.story.events(case)


async def test_whoever_holds_the_case_owns_what_it_promises(desk):
    """Léa prepared it and will follow it up; Inès only said yes."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await publish(desk, case, LEA)

    assert [LEA] == [one.owner for one in promises(desk, case)]


async def test_a_reply_a_person_says_is_public_promises_too(desk):
    """Its confirmation was lost; somebody looked."""
    desk.story.channel.outcomes = ["lost_before"]
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    for _ in range(6):
        await desk.story.delivery().round()
        desk.clock.advance(seconds=90)
    before = promises(desk, case)
    await desk.tap(case, "elle est en ligne", KARIM)

    assert [] == before
    assert 1 == len(promises(desk, case))
    assert "⏱ retour dû" in (await desk.card(case))["text"]


async def test_an_edit_that_takes_the_due_time_out_promises_nothing(desk):
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, "Bonjour Claire, je suis désolée, je m’en occupe. Maison Lumen")
    await publish(desk, case)

    assert [] == promises(desk, case)
    assert "Promesse tenue" not in str((await desk.card(case))["buttons"])


async def test_a_promise_kept_is_said_where_it_was_made_with_a_persons_yes(desk):
    """The kept reply is a draft like any other; the promise is kept when that one is public."""
    case = await answered(desk)
    await desk.tap(case, "Promesse tenue", KARIM)
    await desk.tap(case, "Le dire ici", KARIM)
    card = await desk.card(case)
    open_still = promises(desk, case)[0].kept_at
    await publish(desk, case, KARIM)
    line = (await desk.card(case))["text"]

    assert "✍️ promesse tenue · v2" in card["text"]
    assert "⏱ Déjà promis : un retour ici, avant mardi 19 h (Léa)" in card["text"]
    assert "avant mardi 19 h" in card["text"].splitlines()[0]
    assert open_still is None
    assert "🤝 promesse tenue dimanche 22 nov." in line
    assert "Karim" in line.partition("🤝")[2]
    assert 2 == len(desk.story.channel.public)


async def test_a_promise_kept_in_private_is_marked_and_nothing_is_posted(desk):
    case = await answered(desk)
    await desk.tap(case, "Promesse tenue", LEA)
    toast = await desk.tap(case, "Tenue en privé", LEA)
    card = await desk.card(case)

    assert "🤝 Promesse tenue, c’est noté." == toast
    assert "🤝 promesse tenue" in card["text"]
    assert "Promesse tenue" not in str(card["buttons"])
    assert 1 == len(desk.story.channel.public)
    assert "answered" == desk.story.status(case)


async def test_of_two_who_say_it_is_kept_the_second_reads_who_was_first(desk):
    case = await answered(desk)
    await desk.tap(case, "Promesse tenue", LEA)
    menu = await desk.card(case)
    data = next(k["data"] for row in menu["buttons"] for k in row if "Tenue en privé" in k["text"])
    await desk.tap_on(menu, "Tenue en privé", LEA)
    second = (await desk.wired.press_data(menu, data, KARIM))["text"]

    assert "Cette promesse est déjà tenue, par Léa. Rien n’a changé." == second
    assert 1 == desk.story.events(case).count("promise_kept")


async def test_whoever_only_reads_keeps_no_promise(desk):
    case = await answered(desk)

    assert "Votre rôle (observateur)" in await desk.tap(case, "Promesse tenue", NINA)


async def test_going_on_can_be_left_and_the_line_of_record_is_as_it_was(desk):
    """The second reply is not needed after all: nothing is posted, nothing is dismissed."""
    case = await answered(desk)
    before = (await desk.card(case))["text"]
    await desk.tap(case, "Donner la suite", LEA)
    await desk.tap(case, "Promesse tenue", LEA)
    working = [k["text"] for row in (await desk.card(case))["buttons"] for k in row]
    toast = await desk.tap(case, "En rester là", LEA)
    left = desk.story.card(case).case

    assert "🗂 Classer" not in working
    assert "La réponse publiée suffit. Rien de plus ne part." == toast
    assert before == (await desk.card(case))["text"]
    assert ("answered", "first", 1) == (left.status, left.stage, left.revision)


async def test_where_people_sign_whoever_goes_on_signs_what_follows(desk, in_force):
    """It is one tap from there, in their own name."""
    in_force(signature=SignedBy.PERSON)
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await publish(desk, case, LEA)
    desk.clock.advance(hours=1)
    await desk.tap(case, "Promesse tenue", KARIM)
    await desk.tap(case, "Le dire ici", KARIM)

    assert "Validée. Part dans 10 s" in await desk.tap(case, "Publier (signé Karim)", KARIM)


async def solved(desk):
    """A case whose solution, with another promise, is public."""
    case = await answered(desk)
    await desk.tap(case, "Donner la suite", LEA)
    await desk.tap(case, "Solution", LEA)
    await desk.tap(case, "🧩 Quel magasin", LEA)
    await desk.answer(LEA, "le magasin de la Part-Dieu")
    for step in ("☐ Magasin", "☐ Stock", "☐ Équipe"):
        await desk.tap(case, step, LEA)
    await publish(desk, case)
    desk.clock.advance(minutes=1)
    return case


async def test_a_solution_that_promises_anew_takes_the_place_of_the_first_promise(desk):
    """« Un retour ici » was given with it: nobody is reminded of what is done."""
    case = await solved(desk)

    assert [False, True] == [one.kept_at is None for one in promises(desk, case)]


async def corrects(desk, case, change):
    """Léa corrects the public reply, and it is public."""
    await desk.tap(case, "Rectifier", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, change(desk.story.draft(case).text))
    await publish(desk, case)


async def test_a_correction_that_says_the_promise_again_keeps_nothing(desk):
    """A name was wrong; what was promised for Tuesday is still to be done on Tuesday."""
    case = await answered(desk)
    before = promises(desk, case)
    await corrects(desk, case, lambda text: text.replace("Bonjour Claire", "Rectificatif"))
    record = (await desk.card(case))["text"]

    assert before == promises(desk, case)
    assert "promise_kept" not in desk.story.events(case)
    assert "⏱ retour dû mardi 24 nov. 19 h, Léa" in record
    assert "tenue" not in record


async def test_a_corrected_solution_keeps_what_the_solution_kept_and_no_more(desk):
    """The repair is still to come, whatever was wrong in the words that promised it."""
    case = await solved(desk)
    before = promises(desk, case)
    await corrects(desk, case, lambda text: text.replace("Claire", "Rectificatif, Claire", 1))

    assert 3 == len(desk.story.channel.public)
    assert [False, True] == [one.kept_at is None for one in before]
    assert before == promises(desk, case)


async def test_a_second_first_answer_that_promises_anew_moves_the_promise(desk):
    """Opened again the next day: one promise, due later, and nobody is credited with keeping."""
    case = await answered(desk)
    (before,) = promises(desk, case)
    desk.clock.advance(days=1)
    await desk.tap(case, "Rouvrir", LEA)
    await publish(desk, case)
    (after,) = promises(desk, case)

    assert (before.id, before.what, before.owner) == (after.id, after.what, after.owner)
    assert after.due_at > before.due_at
    assert after.kept_at is None
    assert "promise_moved" in desk.story.events(case)
    assert "promise_kept" not in desk.story.events(case)


async def test_a_promise_that_was_broken_is_not_moved_out_of_sight(desk):
    """The new one stands beside it; the old one is late for ever."""
    case = await answered(desk)
    desk.clock.advance(days=3)
    await desk.tap(case, "Rouvrir", LEA)
    await publish(desk, case)
    old, new = promises(desk, case)

    assert old.kept_at > old.due_at
    assert new.kept_at is None


async def test_the_owner_is_told_once_before_and_once_after(desk):
    """Tuesday 19 h: told at 17 h, told again on Wednesday morning, and never more."""
    case = await answered(desk)
    await passes(desk, days=2, hours=7, minutes=55)
    early = await desk.said()
    await passes(desk, minutes=6)
    due = (await desk.last())["text"]
    await passes(desk, minutes=30)
    await passes(desk, minutes=90)
    night = await desk.said()
    await passes(desk, hours=15)
    late = await desk.said()
    await passes(desk, hours=3)
    said = await desk.said()

    assert "⏰" not in early.replace("⏰ Plus tard", "")
    assert "⏰ nº 1 Claire M. : promesse à tenir avant 19 h (un retour ici)." in due
    assert "Léa" in due
    missed = "⚠️ nº 1 Claire M. : promesse pas tenue, c’était pour hier 19 h (un retour ici)."
    assert "pas tenue" not in night
    assert missed in late
    assert (1, 1) == (said.count("⏰ nº 1"), said.count("promesse pas tenue"))
    assert case.id


async def test_what_is_kept_is_not_told(desk):
    case = await answered(desk)
    await desk.tap(case, "Promesse tenue", LEA)
    await desk.tap(case, "Tenue en privé", LEA)
    await passes(desk, days=6)

    assert "promesse à tenir" not in await desk.said()
    assert "pas tenue" not in await desk.said()


async def test_the_promise_of_who_has_left_is_the_brand_leads(desk, office):
    """Somebody must keep it."""
    await answered(desk)
    office.people = type(office.people)([one for one in office.people if one.telegram != LEA])
    await passes(desk, days=2, hours=9)

    assert "Inès" in (await desk.last())["text"]


async def test_a_promise_is_handed_over_on_the_line_of_record(desk):
    """Léa is away on Tuesday: from now on it is Karim who is reminded."""
    case = await answered(desk)
    await desk.tap(case, "⋯", LEA)
    said = await desk.tap(case, "Passer à", LEA) or await desk.tap(case, "Karim", LEA)
    told = (await desk.last())["text"]
    record = (await desk.card(case))["text"]
    await passes(desk, days=2, hours=8)
    reminded = (await desk.last())["text"]

    assert "La promesse est à Karim : avant mardi 19 h." == said
    assert ("↪️ Karim : Léa vous passe la promesse du nº 1, à tenir avant mardi 19 h.") == told
    assert "⏱ retour dû mardi 24 nov. 19 h, Karim" in record
    assert "answered" == desk.story.status(case)
    assert "Karim" in reminded
    assert "Léa" not in reminded
    assert "handed_over" in desk.story.events(case)


async def test_a_late_promise_is_handed_over_as_late(desk):
    """“By yesterday” is no deadline that anybody can keep."""
    case = await answered(desk)
    await passes(desk, days=3)
    await desk.tap(case, "⋯", LEA)
    said = await desk.tap(case, "Passer à", LEA) or await desk.tap(case, "Karim", LEA)
    told = (await desk.last())["text"]

    assert "La promesse est à Karim : c’était pour hier 19 h." == said
    assert told.endswith("la promesse du nº 1. En retard : c’était pour hier 19 h.")


async def test_who_is_handed_a_case_has_its_promises_too(desk):
    """Whoever goes on with it is the one who can keep them."""
    case = await answered(desk)
    await desk.tap(case, "Donner la suite", LEA)
    await desk.tap(case, "Solution", LEA)
    await desk.tap(case, "⋯", LEA)
    await desk.tap(case, "Passer à", LEA)
    await desk.tap(case, "Karim", LEA)

    assert [KARIM] == [one.owner for one in promises(desk, case)]
    assert (
        "Déjà promis : un retour ici, avant mardi 19 h (Karim)" in (await desk.card(case))["text"]
    )


async def test_a_closed_case_without_a_promise_has_nothing_to_hand_over(desk):
    case = await answered(desk)
    await desk.tap(case, "Promesse tenue", LEA)
    await desk.tap(case, "Tenue en privé", LEA)
    await desk.tap(case, "⋯", LEA)

    assert "Passer à" not in str(await desk.buttons(case))


async def test_a_colleagues_promise_can_be_taken_over(desk):
    """Who is ill does not press anything."""
    case = await answered(desk)
    await desk.tap(case, "⋯", KARIM)
    await desk.tap(case, "Passer à", KARIM)
    await desk.tap(case, "Karim", KARIM)

    assert [KARIM] == [one.owner for one in promises(desk, case)]
    assert (await desk.last())["text"].startswith("↪️ Karim reprend la promesse du nº 1")


async def test_going_on_in_private_is_a_promise_with_an_owner_and_a_date(desk):
    case = await desk.complain()
    await desk.tap(case, "Classer", KARIM)
    await desk.tap(case, "épondu en privé", KARIM)
    still = desk.story.status(case)
    toast = await desk.tap(case, "Demain", KARIM)
    card = await desk.card(case)
    made = promises(desk, case)
    kept = await desk.tap(case, "Promesse tenue", INES)

    assert "open" == still
    assert "Classé : vous continuez en privé. Je vous le rappelle avant demain 19 h." == toast
    assert "répondu en privé" in card["text"]
    assert "⏱ suite en privé avant lundi 23 nov. 19 h, Karim" in card["text"]
    assert [(KARIM, True)] == [(one.owner, one.is_private) for one in made]
    assert "🤝 Promesse tenue, c’est noté." == kept
    assert "dismissed" == desk.story.status(case)


async def test_of_a_promise_in_private_one_is_sent_to_buttons_that_are_there(desk):
    """A dismissed case has no next step to write: it is opened again."""
    case = await desk.complain()
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Répondu en privé", LEA)
    await desk.tap(case, "Demain", LEA)
    await passes(desk, days=2)
    said = await desk.said()

    assert "promesse pas tenue, c’était pour hier 19 h (la suite en privé)." in said
    assert "Sur la carte : 🤝 quand c’est fait, ↩️ pour rouvrir le dossier." in said
    assert "⏭" not in " ".join(await desk.buttons(case))


async def test_a_reply_whose_promised_time_has_passed_is_not_published(desk):
    """« Avant mardi 19 h », said on Wednesday; one tap says a time that can be kept."""
    case = await desk.complain()
    old = await desk.card(case)
    desk.clock.advance(days=3)
    refused = await desk.tap_on(old, "Publier", LEA)
    card = await desk.card(case)
    await desk.tap(case, "Refaire", LEA)
    sent = await desk.tap(case, "Publier", LEA)

    assert "heure promise déjà passée" in refused
    assert "l’heure promise dans le texte est déjà passée" in card["text"]
    assert "Validée. Part dans 10 s" in sent


async def test_a_promise_that_grew_old_while_posting_was_suspended_is_not_posted(desk):
    """Approved in time, released too late: the approval is taken back and its giver told."""
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)
    await desk.wired.say("/suspendre", user_id=INES, name="Inès")
    desk.clock.advance(days=3)
    await desk.wired.say("/reprendre", user_id=INES, name="Inès")
    await desk.story.delivery().round()
    await desk.wired.paint()

    assert [] == desk.story.channel.public
    assert "open" == desk.story.status(case)
    assert "n’est pas partie : l’heure promise est déjà passée" in await desk.said()


async def test_many_promises_due_at_once_are_told_in_one_message(desk):
    """Ten replies on Sunday are ten promises on Tuesday, and nobody reads ten messages."""
    for number in range(10):
        await answered(desk, id=f"p{number}", author=f"a{number}", thread_id=f"t{number}")
    await passes(desk, days=2, hours=8)
    due = (await desk.last())["text"].splitlines()
    await passes(desk, minutes=5)
    again = (await desk.last())["text"].splitlines()
    await passes(desk, days=1)
    late = next(one["text"] for one in reversed(await desk.wired.mine()) if "⚠️" in one["text"])

    assert due[0].startswith("⏰ 10 promesses à tenir : nº 1 avant 19 h (Léa) · nº 2 ")
    assert due[0].endswith("nº 8 avant 19 h (Léa) … et 2 autres.")
    assert "Léa" in due[1]
    assert due == again
    assert late.startswith("⚠️ 10 promesses ne sont pas tenues : nº 1, c’était pour hier 19 h (Léa")


async def test_what_was_told_together_is_not_told_again_one_by_one(desk):
    """Three of five are kept at once: the two that are left have been said."""
    for number in range(5):
        await answered(desk, id=f"p{number}", author=f"a{number}", thread_id=f"t{number}")
    await passes(desk, days=2, hours=8)
    together = (await desk.last())["message_id"]
    with desk.office.store.write() as records:
        for one in records.promises.open()[:3]:
            records.promises.keep(one.id, by=LEA, at=desk.clock.now())
    await passes(desk, minutes=5)

    assert together == (await desk.last())["message_id"]
