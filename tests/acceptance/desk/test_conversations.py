"""Stories of conversations: customers answer, edit and delete; colleagues answer elsewhere."""

import pytest

from copilot.app.intake import accept
from copilot.app.ports.records import SetAside
from copilot.app.triage import triage
from copilot.domain.channel import Look
from copilot.domain.charter import SignedBy
from copilot.domain.complaint import Author, Complaint
from tests.acceptance.conftest import INES, KARIM, LEA, NINA
from tests.acceptance.story import BROKEN

LATE = "mon colis devait arriver mardi, toujours pas livré, personne ne répond"
POST = "post-9"


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


async def answered(desk, text=BROKEN, **more):
    """A case whose reply is public as `post-1`."""
    case = await desk.complain(text, thread_id=POST, **more)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    return case


async def posted(desk, seconds=11):
    desk.clock.advance(seconds=seconds)
    await desk.story.delivery().round()
    await desk.wired.paint()


async def edited(desk, text, *, id="m1", **more):
    """The customer edits their message."""
    desk.clock.advance(minutes=2)
    return await desk.complain(text, id=id, thread_id=POST, edited_at=desk.clock.now(), **more)


async def deleted(desk, text=BROKEN):
    desk.clock.advance(minutes=2)
    await desk.complain(text, thread_id=POST, deleted_at=desk.clock.now())


async def brand_writes(desk, text="Bonjour Claire, on s’en occupe.", *, id="n1", parent="m1"):
    """A colleague answers on the platform itself."""
    desk.clock.advance(minutes=1)
    own = Complaint(
        id=id,
        channel=desk.story.channel.name,
        text=text,
        author=Author(id="brand"),
        created_at=desk.clock.now(),
        thread_id=POST,
        parent_id=parent,
    )
    accept(desk.office, own, own=True)
    triage(desk.office)
    await desk.wired.paint()


async def test_a_customer_who_answers_our_reply_comes_back_with_the_exchange(desk):
    """Nobody has to remember what was promised yesterday."""
    first = await answered(desk)
    old = await desk.card(first)
    desk.clock.advance(minutes=30)
    case = await desk.complain(
        "vous deviez me répondre, et toujours rien pour mon écran fissuré",
        id="m2",
        thread_id=POST,
        parent_id="post-1",
    )
    card = await desk.card(case)

    assert "↩️ Suite du nº 1\n" in card["text"]
    assert "Claire M., 9 h : j'ouvre le carton" in card["text"]
    assert "Nous (Léa), 9 h : Bonjour Claire" in card["text"]
    assert old["message_id"] == card["reply_to"]
    assert first.id == case.follows


async def test_the_templates_know_that_it_is_not_the_first_message(desk):
    """Who was greeted once is not greeted again."""
    await answered(desk)
    desk.clock.advance(minutes=30)
    case = await desk.complain(
        "toujours mon écran fissuré, carton ouvert", id="m2", thread_id=POST, parent_id="post-1"
    )

    assert not desk.story.draft(case).text.startswith("Bonjour")


async def test_who_writes_again_below_the_same_post_goes_on_with_it(desk):
    """Not everybody uses the button to answer."""
    await answered(desk)
    desk.clock.advance(minutes=30)
    again = await desk.complain("et mon écran fissuré alors ??", id="m2", thread_id=POST)
    elsewhere = await desk.complain("et mon écran fissuré alors ??", id="m3", thread_id="other")

    assert "↩️ Suite du nº 1" in (await desk.card(again))["text"]
    assert "Suite du" not in (await desk.card(elsewhere))["text"]


async def test_before_our_reply_a_second_message_follows_nothing(desk):
    await desk.complain(thread_id=POST)
    case = await desk.complain("écran fissuré, j'attends", id="m2", thread_id=POST)

    assert case.follows is None


async def test_who_piles_on_our_reply_has_a_case_of_their_own(desk):
    """They are greeted, and read our reply; what the other customer wrote is not shown as theirs."""
    first = await answered(desk)
    old = await desk.card(first)
    case = await desk.complain(
        "pareil pour moi, écran fissuré à l'ouverture",
        id="m2",
        author="888",
        name="Marc D.",
        thread_id=POST,
        parent_id="post-1",
    )
    card = await desk.card(case)

    assert "💬 Sous notre réponse au nº 1\n" in card["text"]
    assert "Nous (Léa), 9 h : Bonjour Claire" in card["text"]
    assert "Marc D., 9 h : j'ouvre" not in card["text"]
    assert "Claire M." not in card["text"]
    assert desk.story.draft(case).text.startswith("Bonjour")
    assert old["message_id"] == card["reply_to"]


async def test_the_same_words_after_our_reply_are_a_new_complaint_and_before_it_a_duplicate(desk):
    case = await desk.complain(thread_id=POST)
    twin = await desk.complain(id="m2", thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    again = await desk.complain(id="m3", thread_id=POST)

    assert twin is None
    assert case.id == again.follows


async def test_an_edit_shows_what_changed_and_matches_the_new_words(desk):
    """The playbook of what was written first is not that of what stands there now."""
    case = await desk.complain(thread_id=POST)
    await edited(desk, LATE)
    card = (await desk.card(case))["text"]
    now = desk.story.card(case)

    assert ("late-delivery", "late-delivery") == (now.case.playbook, now.case.match.playbook)
    assert "late-delivery" == now.draft.draft.template.playbook
    assert "✏️ Son auteur l’a modifié : voici la version 2. · Réécrit. Avant : « j'ouvre" in card


async def test_a_small_edit_is_marked_word_by_word_and_the_reply_is_to_be_read_again(desk):
    case = await desk.complain(thread_id=POST)
    await edited(desk, BROKEN.replace("fissuré", "fissuré et clavier cassé"))
    card = (await desk.card(case))["text"]

    assert "Ajouté : et clavier cassé" in card
    assert "🔄 Changé depuis que cette réponse est proposée" in card
    said = await desk.tap(case, "Refaire", LEA)
    after = (await desk.card(case))["text"]
    assert "v2 : refaite, la réponse se lit comme avant." == said
    assert "🔄 Changé" not in after
    assert "Ajouté : et clavier cassé" in after


async def test_an_edit_keeps_the_playbook_that_a_person_chose(desk):
    case = await desk.complain(thread_id=POST)
    await desk.choose(case, "Autre fiche", "Garantie refusée", person=LEA)
    await edited(desk, LATE)
    now = desk.story.card(case)

    assert ("warranty-refused", "late-delivery") == (now.case.playbook, now.case.match.playbook)


async def test_an_edit_never_throws_away_a_persons_words(desk):
    """They are marked as another playbook's; the person decides."""
    case = await desk.complain(thread_id=POST)
    words = "Bonjour Claire, je suis désolée : je m’en occupe et je vous réponds ici. Maison Lumen"
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, words)
    await edited(desk, LATE)
    card = (await desk.card(case))["text"]

    assert words == desk.story.draft(case).text
    assert "late-delivery" == desk.story.card(case).case.playbook
    assert "la réponse est d’une autre fiche" in card
    assert "🔄 Refaire" in await desk.buttons(case)


async def test_an_edit_takes_a_waiting_approval_back_and_says_so(desk):
    """What was approved was an answer to other words."""
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await edited(desk, BROKEN + " et le clavier aussi")
    card = (await desk.card(case))["text"]
    await posted(desk)

    assert "⚠️ Validation retirée : le message a changé." in card
    assert "Ajouté : et le clavier aussi" in card
    assert [] == desk.story.channel.public


async def test_a_deletion_takes_a_waiting_approval_back_and_nothing_more_is_offered(desk):
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await deleted(desk)
    card = (await desk.card(case))["text"]
    await posted(desk)

    assert "🗑 Son auteur l’a supprimé" in card
    assert "⚠️ Validation retirée : le message n’est plus là." in card
    assert not {"✅ Publier", "🔄 Refaire"} & set(await desk.buttons(case))
    assert [] == desk.story.channel.public


async def test_a_typo_mended_after_our_answer_brings_nothing_back(desk):
    case = await answered(desk)
    await edited(desk, BROKEN.replace("ordinateur", "ordinatuer"))

    assert "answered" == desk.story.status(case)
    assert "✏️ Depuis, son auteur a modifié le message." in (await desk.card(case))["text"]


async def test_other_words_after_our_answer_bring_the_case_back_below(desk):
    """The case stands at the end of the chat again, with the exchange and a new draft."""
    case = await answered(desk)
    old = await desk.card(case)
    was = desk.story.draft(case).text
    await edited(desk, BROKEN + ", et depuis votre réponse personne ne m'a appelée, honteux")
    card = await desk.card(case)
    messages = {one["message_id"]: one["text"] for one in await desk.wired.mine()}

    assert "open" == desk.story.status(case)
    assert old["message_id"] < card["message_id"]
    assert old["message_id"] == card["reply_to"]
    assert "ailleurs" in messages[old["message_id"]] or "nº 1" in messages[old["message_id"]]
    assert "et depuis votre réponse personne ne m'a appelée" in card["text"]
    assert "Nous (Léa)" in card["text"]
    assert was != desk.story.draft(case).text
    assert not desk.story.draft(case).text.startswith("Bonjour")
    assert desk.clock.now() < desk.story.card(case).case.due_at


async def test_a_dismissed_case_comes_back_too(desk):
    case = await desk.complain("bof", thread_id=POST)
    await desk.choose(case, "Classer", "Rien à ajouter", person=LEA)
    await edited(desk, LATE)

    assert "open" == desk.story.status(case)
    assert "late-delivery" == desk.story.card(case).case.playbook


async def test_a_native_answer_marks_the_card_and_the_old_button_publishes_nothing(desk):
    """A colleague was faster, on the platform itself."""
    case = await desk.complain(thread_id=POST)
    before = await desk.card(case)
    await brand_writes(desk)
    card = await desk.card(case)
    data = before["buttons"][0][0]["data"]
    refused = await desk.wired.press_data(before, data, KARIM)

    assert "🔄 La marque a répondu sur la plateforme, " in card["text"]
    assert "« Bonjour Claire, on s’en occupe. »" in card["text"]
    assert "open" == desk.story.status(case)
    assert refused["text"]


async def test_a_native_answer_takes_a_waiting_approval_back_and_one_tap_goes_on(desk):
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await brand_writes(desk)
    card = (await desk.card(case))["text"]
    await posted(desk)
    nothing = list(desk.story.channel.public)
    await desk.tap(case, "Refaire", LEA)
    text = desk.story.draft(case).text
    await desk.tap(case, "Publier", LEA)
    await posted(desk)

    assert "⚠️ Validation retirée : la marque a déjà répondu sur la plateforme." in card
    assert [] == nothing
    assert not text.startswith("Bonjour")
    assert [text] == [one.text for one in desk.story.channel.public]


async def test_what_the_brand_wrote_to_somebody_else_marks_nothing(desk):
    case = await desk.complain(thread_id=POST)
    await desk.complain(LATE, id="m2", author="888", name="Marc D.", thread_id=POST)
    await brand_writes(desk, parent="m2")

    assert "🔄" not in (await desk.card(case))["text"]


async def test_our_own_reply_told_back_by_the_platform_is_no_native_answer(desk):
    """Some platforms tell us of everything below a post, ours too."""
    case = await desk.complain(thread_id=POST)
    other = await desk.complain(LATE, id="m2", author="888", name="Marc D.", thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    await brand_writes(desk, desk.story.channel.public[0].text, id="post-1", parent=None)

    assert "🔄" not in (await desk.card(other))["text"]


async def test_a_first_yes_of_two_is_taken_back_by_a_native_answer(desk, in_force):
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await brand_writes(desk)
    said = await desk.tap(case, "Publier", INES)

    assert "Il manque" in said
    assert "open" == desk.story.status(case)


WRONG = (
    "Claire, je corrige ce que j’ai écrit : c’est le SAV qui regarde, pas le magasin. Maison Lumen"
)


async def test_a_public_reply_is_rectified_by_another_below_it_and_both_are_on_record(desk):
    """What is public stays; what was wrong in it is said."""
    case = await answered(desk)
    public = desk.story.channel.public[0].text
    await desk.tap(case, "Rectifier", KARIM)
    await desk.tap(case, "Modifier", KARIM)
    asked = (await desk.last())["text"]
    await desk.answer(KARIM, WRONG)
    card = (await desk.card(case))["text"]
    desk.clock.advance(minutes=5)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    record = (await desk.card(case))["text"].split("\n")

    assert "Je rectifie ma réponse de 9 h" in asked
    assert "Karim" in asked
    assert "✒️ Rectifie la réponse publiée 9 h par Léa" in card
    assert [public, WRONG] == [one.text for one in desk.story.channel.public]
    assert ["m1", "m1"] == [one.complaint_id for one in desk.story.channel.public]
    assert record[0].startswith("✅ nº 1 Claire M. · publiée 9 h par Léa (v1)")
    assert record[1].startswith("✒️ Rectifiée 9 h 05 par Léa (v3)")
    assert ["rectifying", "edited", "approved"] == [
        event for event in desk.story.events(case) if event in ("rectifying", "edited", "approved")
    ][1:]


async def test_a_correction_is_drafted_and_says_what_it_corrects(desk):
    """Under fire nobody has to begin with an empty line: it is read, and it is published."""
    case = await answered(desk)
    desk.clock.advance(minutes=5)
    said = await desk.tap(case, "Rectifier", KARIM)
    card = (await desk.card(case))["text"]
    text = desk.story.draft(case).text
    await desk.tap(case, "Publier", LEA)
    await posted(desk)

    assert "Rectificatif proposé plus bas" in said
    assert text.startswith("Je rectifie ma réponse de 9\xa0h\xa0:\n\nClaire")
    assert text.replace("\xa0", " ") in card
    assert "rectificatif · v2" in card
    assert "1re réponse" not in card
    assert text == desk.story.channel.public[1].text


async def test_of_ones_own_words_a_correction_is_asked_for(desk):
    """A template in their place would be another answer, and correct nothing."""
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Modifier", LEA)
    asked = (await desk.last())["text"]
    await desk.answer(LEA, "Bonjour Claire, je vous lis et je vous réponds ici. Maison Lumen")
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    desk.clock.advance(minutes=5)
    await desk.tap(case, "Rectifier", LEA)

    assert "Léa, votre texte pour le nº 1 (Claire M.)." in asked
    assert "je vous lis et je vous réponds ici" in (await desk.last())["text"]
    assert "answered" == desk.story.status(case)


async def test_a_correction_keeps_its_opening_in_another_wording(desk):
    case = await answered(desk)
    await desk.tap(case, "Rectifier", KARIM)
    await desk.tap(case, "Autre", KARIM)

    assert desk.story.draft(case).text.startswith("Je rectifie ma réponse de 9\xa0h\xa0:")


async def test_where_nothing_was_drafted_a_person_writes_the_correction_too(desk):
    """What resembles no playbook was answered in own words: no template corrects those."""
    case = await desk.complain("le chat de ma voisine a encore miaulé", thread_id=POST)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Bonjour Claire, nous regardons cela. Maison Lumen")
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    public = desk.story.channel.public[0].text
    await desk.tap(case, "Rectifier", KARIM)
    asked = (await desk.last())["text"]
    before = desk.story.status(case)
    await desk.answer(KARIM, WRONG)

    assert public in asked
    assert "answered" == before
    assert WRONG == desk.story.draft(case).text


async def test_a_typo_in_a_correction_is_mended_in_the_message_that_held_it(desk):
    case = await answered(desk)
    await desk.tap(case, "Rectifier", KARIM)
    await desk.tap(case, "Modifier", KARIM)
    said = await desk.answer(KARIM, WRONG.replace("corrige", "corige"))
    await desk.edit(said, WRONG)
    card = (await desk.card(case))["text"]

    assert WRONG in card
    assert "corige" not in card
    assert () == desk.story.card(case).notes


async def test_a_correction_that_was_edited_since_is_not_written_over_by_its_message(desk):
    case = await answered(desk)
    await desk.tap(case, "Rectifier", KARIM)
    await desk.tap(case, "Modifier", KARIM)
    said = await desk.answer(KARIM, WRONG)
    await desk.tap(case, "Modifier", KARIM)
    newer = WRONG.replace("le SAV", "notre SAV")
    await desk.answer(KARIM, newer)
    await desk.edit(said, WRONG.replace("Claire", "Bonjour Claire"))

    assert newer in (await desk.card(case))["text"]
    assert "Trop tard pour modifier ce message : la réponse a changé depuis" in await desk.said()


async def test_a_correction_may_say_nearly_the_same_again(desk):
    """One word was wrong; a rule against twins under one post must not stand in the way."""
    case = await answered(desk)
    words = desk.story.draft(case).text.replace("Bonjour Claire", "Rectificatif, Claire")
    await desk.tap(case, "Rectifier", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, words)

    assert "open" == desk.story.status(case)
    assert words == desk.story.draft(case).text
    assert "similarity" not in {one.rule for one in desk.story.card(case).draft.findings}


async def test_the_very_same_words_correct_nothing(desk):
    case = await answered(desk)
    await desk.tap(case, "Rectifier", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, desk.story.channel.public[0].text)

    assert "Je rectifie" in desk.story.draft(case).text
    assert "Le même texte est déjà sous ce post" in (await desk.last())["text"]


async def test_a_correction_can_be_undone_like_any_reply_and_what_was_public_stays(desk):
    case = await answered(desk)
    await desk.tap(case, "Rectifier", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, WRONG)
    await desk.tap(case, "Publier", LEA)
    await desk.tap(case, "Annuler", LEA)
    await posted(desk)
    card = (await desk.card(case))["text"]

    assert 1 == len(desk.story.channel.public)
    assert "✒️ Rectifie la réponse publiée" in card


async def test_where_people_sign_who_corrects_takes_the_case_and_publishes_in_one_tap(
    desk, in_force
):
    in_force(signature=SignedBy.PERSON)
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    desk.clock.advance(minutes=90)
    await desk.tap(case, "Rectifier", KARIM)
    await desk.tap(case, "Modifier", KARIM)
    await desk.answer(KARIM, WRONG.replace("Maison", "Karim, pour Maison"))

    assert "✅ Publier (signé Karim)" in await desk.buttons(case)


async def test_a_correction_given_up_leaves_the_public_reply_on_the_record(desk):
    case = await answered(desk)
    await desk.tap(case, "Rectifier", LEA)
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, WRONG)
    await desk.tap(case, "En rester là", LEA)
    record = (await desk.card(case))["text"]
    await desk.tap(case, "Rouvrir", LEA)

    assert "publiée 9 h par Léa (v1)" in record
    assert "✒️ Rectifi" not in record
    assert "✒️ Rectifi" not in (await desk.card(case))["text"]


async def test_after_a_further_reply_was_undone_the_public_one_can_still_be_corrected(desk):
    """Taking the second back leaves the first in public, faults and all."""
    case = await answered(desk)
    await desk.tap(case, "Promesse tenue", LEA)
    await desk.tap(case, "Le dire ici", LEA)
    await desk.tap(case, "Publier", LEA)
    await desk.tap(case, "Annuler", LEA)
    await desk.tap(case, "En rester là", LEA)

    assert "Rectificatif proposé plus bas" in await desk.tap(case, "Rectifier", LEA)
    assert "✒️ Rectifie la réponse publiée" in (await desk.card(case))["text"]


async def test_opened_again_after_another_stage_it_does_not_say_the_first_answer_twice(desk):
    """The charter would refuse it: five other wordings are there."""
    case = await answered(desk)
    first = desk.story.draft(case).template
    await desk.tap(case, "Promesse tenue", LEA)
    await desk.tap(case, "Le dire ici", LEA)
    await desk.tap(case, "En rester là", LEA)
    await desk.tap(case, "Rouvrir", LEA)

    assert first != desk.story.draft(case).template
    assert "✅ Publier" in await desk.buttons(case)


async def test_of_a_case_that_came_back_nobody_is_said_to_have_brought_it_there(desk):
    """« À traiter, par Léa » reads as if it were hers to do; she only answered it before."""
    case = await answered(desk)
    old = await desk.card(case)
    await edited(desk, f"{BROKEN} et remboursez-moi mes 899 euros, c’est honteux")

    assert "Ce dossier est « à traiter ». Rien n’a changé." == await desk.tap_on(
        old, "Rectifier", KARIM
    )


@pytest.mark.parametrize("label", ["Rectifier", "Rouvrir"])
async def test_an_observer_brings_nothing_back(desk, label):
    case = await answered(desk)
    said = await desk.tap(case, label, NINA)

    assert "Votre rôle (observateur)" in said
    assert "answered" == desk.story.status(case)


async def test_nothing_can_be_corrected_below_a_deleted_message(desk):
    case = await answered(desk)
    card = await desk.card(case)
    await deleted(desk)
    said = await desk.tap_on(card, "Rectifier", LEA)

    assert "Son auteur a supprimé le message" in said
    assert "✒️ Rectifier" not in await desk.buttons(case)


async def test_an_answered_case_opened_again_gets_another_reply_that_knows_of_the_first(desk):
    case = await answered(desk)
    desk.clock.advance(minutes=20)
    await desk.tap(case, "Rouvrir", LEA)
    card = (await desk.card(case))["text"]
    text = desk.story.draft(case).text
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
    record = (await desk.card(case))["text"].split("\n")

    assert "Nous (Léa), 9 h : Bonjour" in card
    assert not text.startswith("Bonjour")
    assert text == desk.story.channel.public[1].text
    assert record[1].startswith("💬 Puis de nouveau 9 h 20 par") or record[1].startswith(
        "💬 Puis de nouveau 9 h 20, par"
    )


async def test_words_edited_while_the_reply_was_leaving_bring_the_case_back(desk):
    """The reply answered what stood there a moment before."""
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    channel = desk.story.channel
    post = channel.post

    async def edited_meanwhile(reply):
        accept(
            desk.office,
            Complaint(
                id="m1",
                channel=channel.name,
                text=LATE,
                author=Author(id="777", name="Claire M."),
                thread_id=POST,
                edited_at=desk.clock.now(),
            ),
        )
        return await post(reply)

    channel.post = edited_meanwhile
    await posted(desk)
    triage(desk.office)

    assert 1 == len(channel.public)
    assert "open" == desk.story.status(case)
    assert "late-delivery" == desk.story.card(case).case.playbook


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Look.CHANGED, "le message a changé"),
        (Look.GONE, "le message n’est plus là"),
        (Look.ANSWERED, "la marque a déjà répondu sur la plateforme"),
    ],
)
async def test_what_only_the_platform_knows_is_looked_for_right_before_posting(desk, seen, said):
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    desk.story.channel.seen = seen
    await posted(desk)

    assert [] == desk.story.channel.public
    assert f"⚠️ Validation retirée : {said}." in (await desk.card(case))["text"]


DANGER = "j'en peux plus, je veux mourir, personne ne m'aide"


async def test_words_of_danger_edited_in_raise_the_alarm_whatever_was_chosen(desk):
    """A choice was made on other words."""
    case = await desk.complain(thread_id=POST)
    await desk.choose(case, "Autre fiche", "Garantie refusée", person=LEA)
    await edited(desk, DANGER)

    assert "someone-in-danger" == desk.story.card(case).case.playbook
    assert "alarm" in desk.story.events(case)


async def test_words_of_danger_edited_out_do_not_end_the_alarm(desk):
    """Only a person says that nobody is in danger."""
    case = await desk.complain(DANGER, thread_id=POST)
    await edited(desk, LATE)
    with desk.office.store.read() as records:
        alarm = records.alarms.of(case.id)

    assert "someone-in-danger" == desk.story.card(case).case.playbook
    assert alarm.lowered_at is None


@pytest.mark.parametrize("is_told", [True, False])
async def test_who_knows_of_the_native_answer_may_add_to_it(desk, is_told):
    """A platform says for ever that it has been answered; the second yes was given knowing it."""
    case = await desk.complain(thread_id=POST)
    if is_told:
        await brand_writes(desk)
    else:
        await desk.tap(case, "Publier", LEA)
        desk.clock.advance(seconds=11)
    desk.story.channel.seen = Look.ANSWERED
    await posted(desk, seconds=0)
    nothing = list(desk.story.channel.public)
    desk.clock.advance(minutes=1)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)

    assert [] == nothing
    assert 1 == len(desk.story.channel.public)


async def test_a_native_answer_that_nobody_marked_is_found_right_before_posting(desk):
    """Another process may write at the very moment of the approval."""
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    now = desk.clock.now()
    own = Complaint(
        id="n1", channel="page", text="On s’en occupe.", thread_id=POST, created_at=now
    )
    with desk.office.store.write() as records:
        records.complaints.add(own, id="own-1", at=now)
        records.complaints.settle("own-1", at=now, set_aside=SetAside.OWN)
    await posted(desk)

    assert [] == desk.story.channel.public
    assert "open" == desk.story.status(case)
