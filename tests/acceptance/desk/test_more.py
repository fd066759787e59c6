"""Stories of the second keyboard: wait, alert, moderate, pass on, hand over; and closing well."""

import pytest

from copilot.app.round import tick
from copilot.domain.charter import SignedBy
from copilot.domain.complaint import Media
from copilot.domain.evidence import seal
from copilot.domain.person import People, Person, Role
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, PEOPLE, TOM
from tests.acceptance.desk.conftest import PAUL, STRANGER, Desk
from tests.acceptance.story import BROKEN
from tests.unit.desk.conftest import wired_desk

QUESTION = "Un échange est-il possible en magasin ?"
ORIGINAL = "https://social.example/4455/98765"


async def more(desk, case, label, person=LEA):
    """Open ⋯ and press one of its buttons."""
    await desk.tap(case, "⋯", person)
    return await desk.tap(case, label, person)


async def waits(desk, case, person=LEA, question=QUESTION):
    """Somebody waits for after-sales."""
    await more(desk, case, "En attente de", person)
    await desk.tap(case, "SAV", person)
    await desk.answer(person, question)


async def passes(desk, **length):
    """Time goes by, and what it brings is done."""
    desk.clock.advance(**length)
    tick(desk.office)
    await desk.wired.paint()


def alone(desk, *roles):
    """Only those of *roles* work here."""
    desk.office.people = People(one for one in PEOPLE if one.role in roles)


async def private(desk, person):
    """What the bot has written to *person* in private."""
    try:
        said = await desk.wired.messages(person)
    except KeyError:
        return []
    return [one["text"] for one in said if one["from"]["is_bot"]]


async def starts(desk, person):
    """Somebody opens the bot in private."""
    await desk.wired.post("message", chat_id=person, user_id=person, name="Inès", text="/start")
    await desk.wired.listen()
    await desk.wired.paint()


async def test_the_second_keyboard_opens_and_goes_back(desk):
    """Five verbs that few cases need do not crowd every card."""
    case = await desk.complain()
    first = await desk.buttons(case)
    await desk.tap(case, "⋯", LEA)
    second = await desk.buttons(case)
    await desk.tap(case, "Retour", LEA)

    assert "⋯" == first[-1]
    assert [
        "‹ Retour", "⏳ En attente de", "⬆️ Alerter", "🚩 À modérer", "💡 Remontée", "↪️ Passer à"
    ] == second  # fmt: skip
    assert first == await desk.buttons(case)


@pytest.mark.parametrize(("person", "said"), [(NINA, "observateur"), (STRANGER, "connais pas")])
async def test_who_may_not_work_opens_nothing(desk, person, said):
    """Roles are checked at every press."""
    case = await desk.complain()
    answer = await desk.tap(case, "⋯", person)

    assert said in answer
    assert "⋯" in await desk.buttons(case)


async def test_a_case_that_waits_for_after_sales_leaves_the_queue_and_says_so(desk, in_force):
    """Whoever reads the card knows whom it waits for, what was asked, and when we ask again."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    await waits(desk, case)
    card = (await desk.card(case))["text"]
    said = (await desk.last())["text"]

    assert "later" == desk.story.status(case)
    assert card.startswith(
        f"⏳ En attente de : SAV · « {QUESTION} » (Léa, 9 h) · relance 11 h\n"
        "💬 En attendant, la réponse proposée peut déjà partir."
    )
    assert "⏰ Plus tard" not in card
    assert said.startswith("Noté : en attente (SAV). Prochain rappel : 11 h.")
    assert "waiting" in desk.story.events(case)


async def test_the_question_says_that_nobody_is_written_to(desk):
    """A CM must not think that the bot has asked after-sales."""
    case = await desk.complain()
    await more(desk, case, "En attente de")
    await desk.tap(case, "Juridique", LEA)

    assert (
        "⏳ Léa, quelle est la question (juridique, nº 1) ? Répondez à ce message : je la "
        "garde et je la rappelle. C’est vous qui la posez, comme d’habitude."
    ) == (await desk.last())["text"]


async def test_nobody_else_answers_the_question_and_nothing_is_lost(desk):
    """The prompt is Léa's; Karim is told so and his words stay in the chat."""
    case = await desk.complain()
    await more(desk, case, "En attente de")
    await desk.tap(case, "SAV", LEA)
    asked = (await desk.last())["message_id"]
    await desk.answer(KARIM, "et le stock ?", to=asked)
    told = (await desk.last())["text"]
    await desk.answer(LEA, QUESTION, to=asked)
    await desk.answer(LEA, "et une autre ?", to=asked)
    card, late = (await desk.card(case))["text"], (await desk.last())["text"]

    assert "La question s’adressait à Léa : votre message n’a pas été pris en compte." == told
    assert "Cette question a expiré ou a déjà sa réponse." in late
    assert "et une autre ?" in late
    assert QUESTION in card
    assert "📝 Léa : et une autre ?" in card


async def test_the_first_answer_can_leave_while_the_case_waits(desk, in_force):
    """A customer need not wait in silence for what after-sales will say."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    await waits(desk, case)
    answer = await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    record = (await desk.card(case))["text"]

    assert "Validée" in answer
    assert record.startswith("✅ nº 1 Claire M. · publiée")
    assert "⏳ En attente de : SAV" in record
    assert 1 == len(desk.story.channel.public)


async def test_the_desk_is_reminded_once_each_time(desk):
    """Chased up after two desk hours, then again: never twice for one time, whatever restarts."""
    case = await desk.complain()
    await waits(desk, case)
    await passes(desk, hours=2, minutes=1)
    reminder = (await desk.last())["text"]
    for _ in range(3):
        await passes(desk, minutes=1)
    await passes(desk, hours=2)
    said = await desk.said()

    assert (
        "⏳ Léa, toujours pas de réponse au nº 1 (SAV) : "
        f"« {QUESTION} » (demandé : 9 h). À relancer. Si elle est arrivée : « Réponse reçue », "
        "sur la carte. Prochain rappel : 13 h 01."
    ) == reminder
    assert 2 == said.count("toujours pas de réponse")
    assert "later" == desk.story.status(case)
    assert "relance 15 h 0" in (await desk.card(case))["text"]


async def test_the_reminder_waits_for_the_desk_to_open(desk):
    """Two hours of the desk, not of the night."""
    case = await desk.complain()
    await passes(desk, hours=9)
    await waits(desk, case)

    assert "relance demain 10 h" in (await desk.card(case))["text"]


async def test_an_answer_brings_the_case_back_with_what_was_said(desk):
    """The colleague's words are on the card and on record; the case waits for a reply again."""
    case = await desk.complain()
    await waits(desk, case)
    await desk.tap(case, "Réponse reçue", KARIM)
    asked = (await desk.last())["text"]
    await desk.answer(KARIM, "Oui, sur présentation du ticket")
    card, status = (await desk.card(case))["text"], desk.story.status(case)
    await passes(desk, hours=5)

    assert "Karim, quelle est la réponse (SAV, nº 1) ?" in asked
    assert QUESTION in asked
    assert "open" == status
    assert "\n💬 Réponse reçue (SAV) : « Oui, sur présentation du ticket » (Karim, 9 h)\n" in card
    assert "toujours pas de réponse" not in await desk.said()
    assert "wait_answered" in desk.story.events(case)


async def test_an_answer_is_taken_for_the_question_it_was_asked_for(desk):
    """A button from before belongs to a question that has its answer."""
    case = await desk.complain()
    await waits(desk, case)
    before = await desk.card(case)
    await desk.tap(case, "Réponse reçue", LEA)
    await desk.answer(LEA, "Oui")
    none = await desk.tap_on(before, "Réponse reçue", KARIM)
    await waits(desk, case, question="Et à Lyon ?")
    other = await desk.tap_on(before, "Réponse reçue", KARIM)

    assert "Ce dossier n’attend plus cette réponse. Rien n’a changé." == none == other
    assert "Et à Lyon ?" in (await desk.card(case))["text"]


async def test_an_answer_after_the_first_reply_opens_the_case_again(desk, in_force):
    """The first answer was posted meanwhile: now there is a solution to add."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    await waits(desk, case)
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    await desk.tap(case, "Réponse reçue", LEA)
    await desk.answer(LEA, "Oui")

    card = (await desk.card(case))["text"]

    assert "open" == desk.story.status(case)
    assert "avant mardi 19 h" in card.split("\n")[0]
    assert "en retard" not in card
    assert "☐ Stock : un échange est possible" in card
    assert "✍️ solution · pas encore rédigée" in card
    assert "Publier" not in " ".join(await desk.buttons(case))


async def test_a_case_waits_for_one_colleague_at_a_time(desk):
    """Two who ask at once: the second learns that the first has asked."""
    case = await desk.complain()
    for person in (LEA, KARIM):
        await more(desk, case, "En attente de", person)
        await desk.tap(case, "SAV", person)
    prompts = [one["message_id"] for one in await desk.wired.mine()][-2:]
    await desk.answer(LEA, QUESTION, to=prompts[0])
    await desk.answer(KARIM, "Combien de temps ?", to=prompts[1])

    assert "Ce dossier attend déjà une réponse (SAV)." in (await desk.last())["text"]
    assert "⏳ En attente de" not in await second(desk, case)


async def second(desk, case, person=LEA):
    """What ⋯ offers."""
    await desk.tap(case, "⋯", person)
    found = await desk.buttons(case)
    await desk.tap(case, "Retour", person)
    return found


async def test_a_dismissed_case_waits_for_nobody(desk):
    """Nobody is reminded of what is closed."""
    case = await desk.complain()
    await waits(desk, case)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Doublon", LEA)
    await passes(desk, hours=9)

    assert "toujours pas de réponse" not in await desk.said()
    assert "⏳" not in (await desk.card(case))["text"]


async def test_the_brand_leads_are_alerted_by_name_at_the_press(desk):
    """In the desk by mention, on the card for everybody, and in private when they started it."""
    case = await desk.complain()
    await starts(desk, INES)
    answer = await more(desk, case, "Alerter")
    (told,) = await alerts(desk)
    (_, mine) = await private(desk, INES)

    assert "Alerte envoyée : Inès." == answer
    assert "⬆️ Inès : Léa vous alerte sur le nº 1." == told["text"]
    assert INES in [one["user"]["id"] for one in told["entities"] if one["type"] == "text_mention"]
    assert "⬆️ Alerte à Inès, 9 h (Léa)" in (await desk.card(case))["text"]
    assert mine.startswith("⬆️ Léa vous alerte sur le nº 1. ")
    assert "escalated" in desk.story.events(case)


async def alerts(desk):
    """The messages at the desk that call for somebody higher up."""
    return [one for one in await desk.wired.mine() if "vous alerte" in one["text"]]


async def test_a_note_is_added_to_the_alert_where_it_stands(desk):
    """Nobody is called twice: the same messages say more, at the desk and in private."""
    case = await desk.complain()
    await starts(desk, INES)
    await more(desk, case, "Alerter")
    (before,), asked = await alerts(desk), await desk.last()
    await desk.answer(LEA, "journaliste dans le fil")
    (told,) = await alerts(desk)
    (_, mine) = await private(desk, INES)

    assert (
        "⬆️ Léa, l’alerte sur le nº 1 est partie : Inès. Un mot à ajouter ? "
        "Répondez à ce message ; sinon, rien à faire."
    ) == asked["text"]
    assert before["message_id"] == told["message_id"]
    assert "⬆️ Inès : Léa vous alerte sur le nº 1. « journaliste dans le fil »" == (told["text"])
    assert (
        "⬆️ Alerte à Inès, 9 h : « journaliste dans le fil » (Léa)"
        in (await desk.card(case))["text"]
    )
    assert mine.startswith("⬆️ Léa vous alerte sur le nº 1 : « journaliste dans le fil ».")
    assert "Ajouté à l’alerte." in await desk.said()
    assert 1 == desk.story.events(case).count("escalated")


async def test_a_note_that_is_edited_changes_in_the_alert(desk):
    """A slip in a hurry is put right where the lead reads it."""
    case = await desk.complain()
    await more(desk, case, "Alerter")
    said = await desk.answer(LEA, "journaliste du Mode")
    await desk.edit(said, "journaliste du Monde")
    (told,) = await alerts(desk)

    assert told["text"].endswith("« journaliste du Monde »")
    assert "« journaliste du Monde » (Léa)" in (await desk.card(case))["text"]
    assert () == desk.story.card(case).notes


async def test_an_alert_is_not_sent_again_while_nothing_has_changed(desk):
    """Two who press, or one who presses twice: the lead's telephone rings once."""
    case = await desk.complain()
    await starts(desk, INES)
    await more(desk, case, "Alerter")
    again = [await more(desk, case, "Alerter", person) for person in (LEA, KARIM)]

    assert ["Léa a déjà alerté Inès (9 h). Un mot à ajouter ? Répondez à la carte."] * 2 == again
    assert 1 == len(await alerts(desk))
    assert 2 == len(await private(desk, INES))
    assert 1 == desk.story.events(case).count("escalated")


async def test_once_answered_a_case_can_be_alerted_about_anew(desk, in_force):
    """What comes after the reply is another matter."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain(BROKEN)
    await more(desk, case, "Alerter")
    await desk.tap(case, "Publier", LEA)
    await desk.sent()

    assert "Alerte envoyée : Inès." == await more(desk, case, "Alerter")
    assert 2 == len(await alerts(desk))


async def test_the_role_that_the_playbook_names_is_alerted(desk, in_force):
    """`escalate: {to: legal}`."""
    from copilot.domain.playbook import Duration, Escalation, Unit

    in_force(escalate=Escalation("legal", Duration(30, Unit.MINUTE)))
    case = await desk.complain()
    await more(desk, case, "Alerter")
    await desk.answer(LEA, "mise en demeure")

    assert "⬆️ Alerte à Paul, 9 h : « mise en demeure » (Léa)" in (await desk.card(case))["text"]


async def test_whoever_never_started_the_bot_is_told_in_the_desk_all_the_same(desk):
    """Telegram lets no bot write first; nothing else waits for that."""
    case = await desk.complain()
    await more(desk, case, "Alerter")
    await desk.answer(LEA, "journaliste")
    other = await desk.complain(id="m2", author="888")

    assert "vous alerte sur le nº 1. « journaliste »" in await desk.said()
    assert (await desk.card(other))["text"]


async def test_with_nobody_to_alert_it_says_so(desk):
    """An alert into the void would be worse than none."""
    alone(desk, Role.COMMUNITY_MANAGER)
    case = await desk.complain()
    answer = await more(desk, case, "Alerter")

    assert "Personne à alerter" in answer


async def test_unlawful_content_gets_a_named_person_a_clock_and_its_evidence(desk):
    """Promptly, by somebody, on the platform; and the words say that nothing is hidden from here."""
    case = await desk.complain("Sale [injure], on va te trouver", url=ORIGINAL)
    await more(desk, case, "À modérer")
    people = await desk.buttons(case)
    answer = await desk.tap(case, "Karim", LEA)
    card, told = await desk.card(case), await desk.last()
    with desk.office.store.read() as records:
        kept = records.moderations.of(case.id)
        seen = records.complaints.version(case.complaint, kept.version)
        entry = next(e for e in records.log.entries(case=case.id) if e.event == "moderation")

    assert ["‹ Retour", "Léa", "Karim", "Inès", "Tom", "Paul"] == (people)
    assert "Preuve gardée. Karim s’en charge avant 10 h, sur la plateforme." == answer
    assert card["text"].startswith(
        "🚩 À modérer par Karim avant 10 h, sur la plateforme. Preuve gardée (version 1)."
    )
    assert told["text"].startswith("🚩 Karim : le nº 1 est à modérer sur page avant 10 h.")
    assert "rien n’est masqué ni supprimé" in told["text"]
    assert ORIGINAL in [one.get("url") for one in told["entities"]]
    assert seal(seen) == kept.evidence == entry.words["evidence"]
    assert "Sale [injure], on va te trouver" == entry.words["text"]


async def test_whoever_moderates_reads_that_pictures_are_not_kept(desk):
    """A seal over words proves nothing of a photo that is gone an hour later."""
    photo = Media("photo", "https://example.org/1.jpg")
    case = await desk.complain("Sale [injure]", url=ORIGINAL, media=(photo,))
    before = (await desk.card(case))["text"]
    await more(desk, case, "À modérer")
    await desk.tap(case, "Karim", LEA)
    after = (await desk.card(case))["text"]

    said = "Les images ne sont pas dans la preuve : enregistrez-les vous-même"
    assert said not in before
    assert said in after


async def test_the_evidence_stays_what_it_was_when_the_message_changes(desk):
    """Who edits or deletes it afterwards doesn't change what was seen."""
    case = await desk.complain("Sale [injure]", url=ORIGINAL)
    await more(desk, case, "À modérer")
    await desk.tap(case, "Karim", LEA)
    desk.clock.advance(minutes=1)
    desk.story.complain("Je n'ai rien dit", edited_at=desk.clock.now(), url=ORIGINAL)
    with desk.office.store.read() as records:
        kept = records.moderations.of(case.id)
        seen = records.complaints.version(case.complaint, kept.version)
        now = records.complaints.get(case.complaint)

    assert (1, 2) == (kept.version, now.version)
    assert "Sale [injure]" == seen.text
    assert seal(seen) == kept.evidence != seal(now.complaint)


async def test_when_the_hour_is_over_it_is_said_once(desk):
    """To who sees to it and to the brand leads; the card says that it is late."""
    case = await desk.complain(url=ORIGINAL)
    await more(desk, case, "À modérer")
    await desk.tap(case, "Karim", LEA)
    for _ in range(3):
        await passes(desk, minutes=61)
    said = await desk.said()
    refused = await desk.tap(case, "C’est fait", NINA)
    answer = await desk.tap(case, "C’est fait", KARIM)
    card = (await desk.card(case))["text"]

    assert 1 == said.count("personne n’a dit que c’est fait")
    assert "🚩 Karim, Inès : le nº 1 était à modérer sur page pour 10 h" in said
    assert "🚩 En retard, c’était pour 10 h : à modérer par Karim" in said
    assert "Votre rôle (observateur)" in refused
    assert "Noté : c’est modéré." == answer
    assert "🚩 Modéré sur la plateforme (Karim, 12 h 03), preuve gardée" in card
    assert "C’est fait" not in " ".join(await desk.buttons(case))


async def test_a_closed_case_can_still_be_moderated(desk):
    """Dismissed as a troll, and unlawful all the same."""
    case = await desk.complain()
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Troll", LEA)
    await more(desk, case, "À modérer")
    await desk.tap(case, "Paul", LEA)
    card = await desk.card(case)
    await desk.tap(case, "C’est fait", PAUL)

    assert "🗂 nº 1 Claire M. · classé sans réponse" in card["text"]
    assert "🚩 À modérer par Paul avant 10 h" in card["text"]
    assert "🚩 Modéré sur la plateforme (Paul, 9 h)" in (await desk.card(case))["text"]


async def test_of_two_who_ask_for_moderation_the_second_learns_who_has_it(desk):
    """One clock, one person."""
    case = await desk.complain()
    await desk.tap(case, "⋯", KARIM)
    stale = await desk.card(case)
    await desk.tap(case, "À modérer", LEA)
    await desk.tap(case, "Karim", LEA)
    answer = await desk.tap_on(stale, "À modérer", KARIM)

    assert "Karim s’en charge déjà, avant 10 h. Rien n’a changé." == answer


async def test_an_insight_takes_one_tap_and_a_word_if_wanted(desk):
    """The topic is kept at once; the word comes by replying, or never."""
    case = await desk.complain()
    await more(desk, case, "Remontée")
    topics = await desk.buttons(case)
    answer = await desk.tap(case, "Produit", LEA)
    before, said = (await desk.card(case))["text"], await desk.said()
    await more(desk, case, "Remontée")
    await desk.tap(case, "Un mot sur", LEA)
    prompt = await desk.last()
    await desk.answer(LEA, "charnière fragile", to=prompt["message_id"])

    assert [
        "‹ Retour",
        "Produit",
        "Livraison",
        "Magasin",
        "Facturation",
        "Notre communication",
    ] == (topics)
    assert answer.startswith("Noté : produit. Un mot à ajouter")
    assert "un mot de plus" not in said
    assert before.endswith("💡 Produit")
    assert "💡 nº 1, produit : Léa, un mot de plus ?" in prompt["text"]
    assert (await desk.card(case))["text"].endswith("💡 Produit : « charnière fragile »")


async def test_a_topic_is_noted_once_and_several_may_be(desk):
    """Counted for those who make the product: the same thing twice is not two."""
    case = await desk.complain()
    await more(desk, case, "Remontée")
    stale = await desk.card(case)
    await desk.tap(case, "Produit", LEA)
    answer = await desk.tap_on(stale, "Produit", KARIM)
    await more(desk, case, "Remontée", KARIM)
    await desk.tap(case, "Livraison", KARIM)

    assert "Déjà noté par Léa : produit. Pour préciser, répondez à la carte." == answer
    assert (await desk.card(case))["text"].endswith("💡 Produit · 💡 Livraison")


async def test_a_closed_case_still_teaches(desk):
    """The record keeps the 💡, on its one line."""
    case = await desk.complain()
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Rien à ajouter", LEA)
    await desk.tap(case, "Remontée", LEA)
    await desk.tap(case, "Magasin", LEA)
    card = await desk.card(case)

    assert card["text"].endswith("rien à ajouter · 💡 Magasin")
    assert "\n" not in card["text"]


async def test_a_case_is_handed_over_with_its_signature(desk):
    """The colleague is told by name, holds the case, and the reply carries their name."""
    case = await desk.complain()
    # Telegram lets a bot mention whom it has met.
    await desk.wired.say("bonjour", user_id=KARIM, name="Karim")
    await desk.tap(case, "Je prends", LEA)
    await more(desk, case, "Passer à")
    people = await desk.buttons(case)
    answer = await desk.tap(case, "Karim", LEA)
    card, told = await desk.card(case), await desk.last()

    assert ["‹ Retour", "Karim", "Inès", "Tom"] == people
    assert "C’est à Karim jusqu’à 9 h 30." == answer
    assert card["text"].startswith("🔒 Karim s’en occupe jusqu’à 9 h 30")
    assert "Publier (signé Karim)" in card["buttons"][0][0]["text"]
    assert "↪️ Karim : Léa vous passe le nº 1. Il est à vous jusqu’à 9 h 30." == (told["text"])
    assert KARIM in [
        one["user"]["id"] for one in told["entities"] if one["type"] == "text_mention"
    ]


async def test_nobody_hands_over_what_somebody_else_holds(desk):
    """The refusal says who has it."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    answer = await more(desk, case, "Passer à", KARIM)

    assert "Léa vient de prendre ce dossier. Rien n’est parti." == answer
    assert LEA == desk.story.card(case).case.claimed_by


async def test_a_case_is_not_handed_over_between_the_menu_and_the_name(desk):
    """Karim took it over while Léa was choosing."""
    case = await desk.complain()
    before = await desk.card(case)
    await more(desk, case, "Passer à")
    menu = await desk.card(case)
    await desk.tap_on(before, "Je prends", KARIM)
    answer = await desk.tap_on(menu, "Inès", LEA)

    assert "Karim vient de prendre ce dossier. Rien n’est parti." == answer
    assert KARIM == desk.story.card(case).case.claimed_by


async def test_the_reasons_to_close_without_an_answer(desk):
    """Those of people who have done it: each has its button."""
    case = await desk.complain()
    await desk.tap(case, "Classer", LEA)

    assert [
        "‹ Retour", "Rien à ajouter", "Spam", "Troll", "La communauté a bien répondu", "Doublon",
        "Affaire juridique", "Répondu en privé",
    ] == await desk.buttons(case)  # fmt: skip


async def test_an_answered_case_can_be_opened_again(desk, in_force):
    """There is more to say; the same words cannot leave twice."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain(BROKEN)
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    answer = await desk.tap(case, "Rouvrir", TOM)

    assert "Rouvert." == answer
    assert "open" == desk.story.status(case)
    assert desk.story.channel.public[0].text != desk.story.draft(case).text


async def test_one_person_alone_has_nobody_to_hand_over_to(desk):
    """Said, not shown as an empty menu."""
    desk.office.people = People([Person("Léa Martin", LEA, Role.COMMUNITY_MANAGER, "Léa")])
    case = await desk.complain()

    assert "Il n’y a personne d’autre à qui le passer." == await more(desk, case, "Passer à")


async def test_a_word_on_an_insight_names_nobody(desk):
    """It travels far from the desk; the question stays open for another word."""
    case = await desk.complain()
    await more(desk, case, "Remontée")
    await desk.tap(case, "Produit", LEA)
    await more(desk, case, "Remontée")
    await desk.tap(case, "Un mot sur", LEA)
    prompt = (await desk.last())["message_id"]
    await desk.answer(LEA, "rappeler le 06 12 34 56 78", to=prompt)
    refused = (await desk.last())["text"]
    await desk.answer(LEA, "charnière", to=prompt)

    assert "pas de numéro ni d’adresse d’un client" in refused
    assert (await desk.card(case))["text"].endswith("💡 Produit : « charnière »")


async def test_a_case_that_waits_can_be_put_off_as_well(desk):
    """It comes back when the CM wants it; the colleague is chased up all the same."""
    case = await desk.complain()
    await waits(desk, case)
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "Ce soir", LEA)
    card = (await desk.card(case))["text"]
    await passes(desk, hours=2, minutes=1)
    chased, status = await desk.said(), desk.story.status(case)
    await passes(desk, hours=7)

    assert card.startswith("⏰ Plus tard : revient dès 18 h\n⏳ En attente de : SAV")
    assert "toujours pas de réponse" in chased
    assert ("later", "open") == (status, desk.story.status(case))
    assert (await desk.card(case))["text"].startswith("⏳ En attente de : SAV")


async def test_a_restart_between_question_and_answer_changes_nothing(
    desk, running, clock, channel
):
    """Everything that was said stands in the database."""
    case = await desk.complain()
    await more(desk, case, "En attente de")
    await desk.tap(case, "SAV", LEA)
    asked = (await desk.last())["message_id"]
    async with wired_desk(running, desk.office, clock, channel) as wired:
        again = Desk(wired)
        await again.answer(LEA, QUESTION, to=asked)
        await passes(again, hours=2, minutes=1)

        assert 1 == (await again.said()).count("toujours pas de réponse")
        assert "later" == again.story.status(case)


async def test_who_may_not_press_leaves_a_colleagues_menu_open(desk):
    """An observer's curious thumb: Karim was about to choose."""
    case = await desk.complain()
    card = await desk.card(case)
    await desk.tap(case, "Classer", KARIM)
    menu = await desk.buttons(case)
    refused = [
        await desk.tap(case, "‹ Retour", NINA),
        await desk.tap_on(card, "Je prends", NINA),
    ]

    assert ["observer" in one or "observ" in one for one in refused] == [True, True], refused
    assert menu == await desk.buttons(case)


async def test_a_refused_press_leaves_a_colleagues_menu_open(desk, in_force):
    """Léa was about to choose; what Karim may not do is no reason to begin again."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    before = await desk.card(case)
    await desk.tap(case, "Je prends", LEA)
    await more(desk, case, "Passer à")
    menu = await desk.buttons(case)
    refused = [
        await desk.tap(case, "Inès", KARIM),
        await desk.tap_on(before, "Publier", KARIM),
    ]
    still = await desk.buttons(case)
    await desk.tap(case, "Inès", LEA)

    assert ["Léa" in one for one in refused] == [True, True], refused
    assert menu == still
    assert INES == desk.story.card(case).case.claimed_by


async def test_a_question_to_a_colleague_is_not_changed_in_silence(desk):
    """Legal has read the first words: whoever edits them is told, and no note is made of them."""
    case = await desk.complain()
    await more(desk, case, "En attente de")
    await desk.tap(case, "Juridique", LEA)
    said = await desk.answer(LEA, "Peut-on parler de la batterie ?")
    await desk.edit(said, "Peut-on parler de la batterie du lot 7 ?")

    assert "Trop tard pour modifier ce message : il est déjà pris en compte." in await desk.said()
    assert () == desk.story.card(case).notes
