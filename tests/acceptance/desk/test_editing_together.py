"""Stories of several people at one reply: claims, edits that cross, notes, a trainee."""

import pytest

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, TOM
from tests.acceptance.desk.test_danger import starts
from tests.acceptance.desk.test_more import private

WORDS = "Bonjour Claire, je suis désolée : je m’en occupe et je vous réponds ici. Maison Lumen"
CROSSED = "Bonjour Claire, quel mauvais début ! Je regarde et je reviens ici. Maison Lumen"
BLOCKED = "Bonjour Claire, votre satisfaction est notre priorité. Maison Lumen"


@pytest.fixture
def desk(desk, in_force):
    """The brand signs, so that nobody must claim before anything else."""
    in_force(signature=SignedBy.BRAND)
    return desk


async def prompted(desk, case, person):
    """Somebody presses ✏️; the number of the question they are asked."""
    await desk.tap(case, "Modifier", person)
    return (await desk.last())["message_id"]


# Claims


async def test_a_claim_shows_until_when_and_whom_one_takes_over_from(desk):
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    card = await desk.card(case)
    answer = await desk.tap(case, "Reprendre à Léa", KARIM)

    assert card["text"].startswith("🔒 Léa s’en occupe jusqu’à 9 h 30")
    assert "C’est à vous jusqu’à 9 h 30." == answer
    assert (await desk.card(case))["text"].startswith("🔒 Karim")


async def test_who_loses_a_case_reads_it_in_private(desk):
    """Whoever writes looks at the keyboard, not at the card."""
    await starts(desk, LEA, "Léa")
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Reprendre à Léa", KARIM)
    told = (await private(desk, LEA))[-1]

    assert told.startswith("🙋 Karim a repris le nº 1. Rien de ce que vous y avez écrit")
    assert "a repris" not in await desk.said()


async def test_who_holds_a_case_gives_it_back_or_keeps_it(desk):
    """Nobody takes over from themselves."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    desk.clock.advance(minutes=20)
    await desk.tap(case, "Reprendre à Léa", LEA)
    menu = await desk.buttons(case)
    longer = await desk.tap(case, "Je prolonge", LEA)
    await desk.tap(case, "Reprendre à Léa", LEA)
    back = await desk.tap(case, "Je rends", LEA)

    assert ["‹ Retour", "🔓 Je rends", "⏱ Je prolonge"] == menu
    assert "C’est à vous jusqu’à 9 h 50." == longer
    assert "Rendu : le dossier est libre." == back
    assert "🔒" not in (await desk.card(case))["text"]
    assert "🙋 Je prends" in await desk.buttons(case)


async def test_nobody_gives_back_what_a_colleague_holds(desk):
    """The menu is before everybody's eyes."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Reprendre à Léa", LEA)

    assert "Léa vient de prendre ce dossier" in await desk.tap(case, "Je rends", KARIM)
    assert desk.story.card(case).claimant == "Léa"


# Edits that cross


async def test_words_begun_before_a_colleague_changed_the_reply_are_kept(desk):
    """Karim takes another variant while Léa writes; her words say what they began from."""
    case = await desk.complain()
    asked = await prompted(desk, case, LEA)
    await desk.tap(case, "Variante", KARIM)
    await desk.answer(LEA, CROSSED, to=asked)
    card = (await desk.card(case))["text"]
    said = (await desk.last())["text"]

    assert desk.story.draft(case).text == CROSSED
    assert "par Léa" in card
    assert "écrit à partir de la v1" in card
    assert "v3 enregistrée" in said
    assert "Écrite à partir de la v1 : la réponse avait changé entre-temps." in said


async def test_what_a_colleague_had_made_meanwhile_is_one_tap_away(desk):
    """Karim's choice isn't lost either."""
    case = await desk.complain()
    asked = await prompted(desk, case, LEA)
    await desk.tap(case, "Variante", KARIM)
    karims = desk.story.draft(case).text
    await desk.answer(LEA, CROSSED, to=asked)
    answer = await desk.tap(case, "Revenir à la v2", KARIM)

    assert "v4 : le texte de la v2." == answer
    assert karims == desk.story.draft(case).text


async def test_words_for_a_case_that_a_colleague_took_come_back_ready_to_copy(desk):
    """They are no reply any more, and not lost: in one tap to copy, and a note on the card."""
    case = await desk.complain()
    asked = await prompted(desk, case, LEA)
    before = desk.story.draft(case)
    await desk.tap(case, "Je prends", KARIM)
    message = await desk.answer(LEA, WORDS, to=asked)
    said = await desk.last()

    assert before == desk.story.draft(case)
    assert "Karim vient de prendre ce dossier. Rien n’est parti." in said["text"]
    assert said["text"].endswith(WORDS)
    assert ["pre"] == [one["type"] for one in said["entities"]]
    assert message == said["reply_to"]
    assert "📝 Léa : Bonjour Claire, je suis désolée" in (await desk.card(case))["text"]
    assert "words_kept" in desk.story.events(case)


async def test_words_for_a_case_that_was_answered_meanwhile_come_back_too(desk):
    case = await desk.complain()
    asked = await prompted(desk, case, LEA)
    await desk.tap(case, "Publier", KARIM)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    await desk.answer(LEA, WORDS, to=asked)
    said = (await desk.last())["text"]

    assert "Ce dossier est « déjà répondu », par Karim. Rien n’a changé." in said
    assert said.endswith(WORDS)
    assert [WORDS] == [note.text for note in desk.story.card(case).notes]


async def test_a_second_answer_to_one_question_is_kept_as_a_note(desk):
    """Pressed twice in haste, or sent after hours: nothing typed is thrown away."""
    case = await desk.complain()
    asked = await prompted(desk, case, LEA)
    await desk.answer(LEA, WORDS, to=asked)
    await desk.answer(LEA, CROSSED, to=asked)

    assert WORDS == desk.story.draft(case).text
    assert (await desk.last())["text"].endswith(CROSSED)


async def test_the_same_message_handled_twice_is_one_revision(desk):
    """A process that ends before it could say so handles it again."""
    case = await desk.complain()
    asked = await prompted(desk, case, LEA)
    message = await desk.answer(LEA, WORDS, to=asked)
    before = await desk.said()
    again = desk.wired.handlers
    outcome = await again.clerk(
        lambda: again_reply(desk.office, chat=desk.wired.chat, to=asked, message=message)
    )
    await desk.wired.paint()

    assert "known" == outcome.code
    assert before == await desk.said()
    assert 2 == desk.story.draft(case).revision


def again_reply(office, *, chat, to, message):
    from copilot.app.dialogue import reply

    return reply(office, chat=chat, to_message=to, message=message, person=LEA, text=WORDS)


# Blocked words


async def test_blocked_words_say_what_is_wrong_and_how_to_go_on(desk):
    case = await desk.complain()
    first = desk.story.draft(case).text
    await desk.answer(LEA, BLOCKED, to=await prompted(desk, case, LEA))
    said = (await desk.last())["text"]
    card = await desk.card(case)
    answer = await desk.tap(case, "Revenir à la v1", LEA)

    assert "v2 enregistrée, mais elle ne peut pas partir : " in said
    assert "⛔ Ne peut pas partir : " in card["text"]
    rows = [[key["text"] for key in row] for row in card["buttons"]]
    assert [["🙋 Je prends", "✏️ Corriger"], ["↩️ Revenir à la v1"]] == rows[:2]
    assert "v3 : le texte de la v1." == answer
    assert first == desk.story.draft(case).text
    assert "✅ Publier" in await desk.buttons(case)


# Editing one's own message


async def test_editing_ones_message_edits_the_draft(desk):
    """The typo that one sees after sending."""
    case = await desk.complain()
    first = desk.story.draft(case).text
    message = await desk.answer(
        LEA, WORDS.replace("désolée", "dzsolée"), to=await prompted(desk, case, LEA)
    )
    await desk.edit(message, WORDS)
    draft = desk.story.draft(case)

    assert (WORDS, 3, 1) == (draft.text, draft.revision, draft.based_on)
    assert first == desk.story.card(case).draft.before
    assert "v3 enregistrée" in (await desk.last())["text"]


async def test_an_approved_draft_is_not_edited_that_way(desk, in_force):
    """The yes was to the very words."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = await desk.complain()
    message = await desk.answer(LEA, WORDS, to=await prompted(desk, case, LEA))
    await desk.tap(case, "Publier", KARIM)
    await desk.edit(message, CROSSED)
    half = (await desk.last())["text"]
    await desk.tap(case, "Publier", INES)
    await desk.edit(message, CROSSED + " !")
    whole = (await desk.last())["text"]

    assert WORDS == desk.story.draft(case).text
    assert "Trop tard pour modifier ce message : Karim a déjà validé la v2." in half
    assert "Ce dossier est « en cours d’envoi », par Inès." in whole
    assert whole.endswith(CROSSED + " !")


async def test_editing_an_old_message_does_not_undo_what_a_colleague_did(desk):
    case = await desk.complain()
    message = await desk.answer(LEA, WORDS, to=await prompted(desk, case, LEA))
    await desk.tap(case, "Variante", KARIM)
    karims = desk.story.draft(case)
    await desk.edit(message, CROSSED)

    assert karims == desk.story.draft(case)
    assert "la réponse a changé depuis (v3)" in (await desk.last())["text"]


# Whose case it is


async def test_the_button_that_takes_over_says_so_and_the_holder_gives_back_below_more(desk):
    """One tap takes a case from a colleague: the label promises no choice."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    label = next(one for one in await desk.buttons(case) if "🙋" in one)
    await desk.tap(case, "⋯", KARIM)
    karims = await desk.buttons(case)
    await desk.tap(case, "Retour", KARIM)
    await desk.tap(case, "⋯", LEA)
    leas = await desk.buttons(case)
    await desk.tap(case, "🔓 Je rends", LEA)

    assert "🙋 Reprendre à Léa" == label
    assert "🔓 Je rends" not in karims
    assert ["🔓 Je rends", "⏱ Je prolonge"] == leas[1:3]
    assert desk.story.card(case).claimant is None


# Notes


async def test_anybody_of_the_team_writes_notes_and_corrects_them(desk):
    """An observer too; an edited note reads so on the card."""
    case = await desk.complain()
    card = await desk.card(case)
    message = await desk.answer(NINA, "il est lourd, lui", to=card["message_id"])
    before = (await desk.card(case))["text"]
    await desk.edit(message, "elle a raison, en fait")
    after = (await desk.card(case))["text"]

    assert "📝 Nina : il est lourd, lui" in before
    assert "📝 Nina : elle a raison, en fait" in after
    assert "lourd" not in after
    assert ["note", "note_changed"] == desk.story.events(case)[-2:]


async def test_a_note_bears_a_face_that_says_it_was_written_down(desk):
    """The card is far above by then; a message more would push the next customer away."""
    case = await desk.complain()
    card = await desk.card(case)
    before = len(await desk.wired.mine())
    message = await desk.answer(NINA, "il est lourd, lui", to=card["message_id"])
    (note,) = [one for one in await desk.wired.messages() if one["message_id"] == message]

    assert ["✍"] == [one["emoji"] for one in note["reactions"]]
    assert before == len(await desk.wired.mine())


async def test_where_no_faces_are_allowed_the_note_is_on_the_card_all_the_same(desk):
    """A group may forbid them."""
    case = await desk.complain()
    card = await desk.card(case)
    await desk.wired.order(
        method="setMessageReaction", kind="refuse", description="Bad Request: REACTION_INVALID"
    )
    await desk.answer(NINA, "il est lourd, lui", to=card["message_id"])

    assert "📝 Nina : il est lourd, lui" in (await desk.card(case))["text"]


async def test_a_reply_to_an_old_card_or_to_a_photo_above_one_is_a_note(desk):
    from copilot.domain.complaint import Media

    case = await desk.complain(media=(Media(kind="photo", url="https://example.org/a.jpg"),))
    photo = next(one for one in await desk.wired.mine() if one.get("photo"))
    old = await desk.card(case)
    with desk.office.store.write() as records:
        records.cards.lost(case.id)
    await desk.answer(LEA, "regardez le coin", to=photo["message_id"])
    await desk.answer(KARIM, "je l’appelle", to=old["message_id"])
    fresh = await desk.card(case)

    assert old["message_id"] != fresh["message_id"]
    assert "📝 Léa : regardez le coin" in fresh["text"]
    assert "📝 Karim : je l’appelle" in fresh["text"]


async def test_a_photo_as_a_note_leaves_its_mark(desk):
    """A picture of the shelf says more than words; the card says that there is one."""
    case = await desk.complain()
    card = await desk.card(case)
    number = await desk.answer(
        KARIM, "", to=card["message_id"], photo="https://example.org/shelf.jpg"
    )

    assert number
    assert "📝 Karim : 📷" in (await desk.card(case))["text"]


# A trainee


async def test_a_trainees_words_are_a_proposal_that_is_told_once(desk):
    """Tom writes, corrects a typo, and gives it to whoever may publish."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", TOM)
    asked = await prompted(desk, case, TOM)
    message = await desk.answer(TOM, WORDS.replace("désolée", "dzsolée"), to=asked)
    told = (await desk.said()).count("propose une réponse")
    await desk.edit(message, WORDS)
    card = (await desk.card(case))["text"]
    again = (await desk.said()).count("propose une réponse")
    answer = await desk.tap(case, "Publier", LEA)

    assert (1, 1) == (told, again)
    assert "🎓 nº 1 : Tom propose une réponse (v2)" in await desk.said()
    assert "🎓 Proposé par Tom, à relire" in card
    assert "🔒" not in card
    assert "Validée. Part dans 10 s" in answer
    assert WORDS == desk.story.draft(case).text


# Words that a tap took away


async def test_ones_words_come_back_after_a_tap_on_another_variant(desk):
    """The thumb slips from ✏️ to 🔁, or a colleague's does."""
    case = await desk.complain()
    await desk.answer(LEA, WORDS, to=await prompted(desk, case, LEA))
    await desk.tap(case, "Variante", KARIM)
    await desk.tap(case, "Variante", KARIM)
    rows = [[key["text"] for key in row] for row in (await desk.card(case))["buttons"]]
    answer = await desk.tap(case, "Revenir à la v2", LEA)
    draft = desk.story.draft(case)

    assert ["↩️ Revenir à la v2"] in rows
    assert "v5 : le texte de la v2." == answer
    assert (WORDS, LEA) == (draft.text, draft.author)


async def test_ones_words_come_back_after_another_playbook(desk):
    """They are held against the playbook that the case has now."""
    case = await desk.complain()
    await desk.answer(LEA, WORDS, to=await prompted(desk, case, LEA))
    await desk.tap(case, "Autre fiche", KARIM)
    await desk.tap(case, "Livraison en retard", KARIM)
    await desk.tap(case, "Revenir à la v2", KARIM)
    card = (await desk.card(case))["text"]

    assert (WORDS, LEA) == (desk.story.draft(case).text, desk.story.draft(case).author)
    assert "📘 Livraison en retard, choisie par l’équipe" in card
    assert "par Léa" in card
    assert "✅ Publier" in await desk.buttons(case)


async def test_what_is_public_is_nothing_to_come_back_to(desk):
    case = await desk.complain()
    await desk.answer(LEA, WORDS, to=await prompted(desk, case, LEA))
    await desk.tap(case, "Publier", KARIM)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    desk.clock.advance(minutes=1)
    await desk.tap(case, "Rouvrir", KARIM)

    assert not [one for one in await desk.buttons(case) if "Revenir" in one]


async def test_the_same_words_sent_back_are_no_edit(desk):
    """Nobody is named for a change that nobody made; no version is used up."""
    case = await desk.complain()
    first = desk.story.draft(case)
    await desk.answer(LEA, first.text, to=await prompted(desk, case, LEA))

    assert "C’est mot pour mot la v1 : rien n’a changé." == (await desk.last())["text"]
    assert first == desk.story.draft(case)
    assert "Modifié" not in (await desk.card(case))["text"]


async def test_variants_are_counted_from_the_one_that_was_there_first(desk):
    """« Variante 1 sur 3 » after a first tap made one look for the one before."""
    case = await desk.complain()
    said = [await desk.tap(case, "Variante", LEA) for _ in range(6)]

    assert [f"Variante {place} sur 6." for place in (2, 3, 4, 5, 6, 1)] == said


async def test_another_playbook_says_that_there_is_another_deadline(desk):
    """It had moved by three hours without a word."""
    case = await desk.complain()
    await desk.tap(case, "Autre fiche", LEA)
    later = await desk.tap(case, "Livraison en retard", LEA)

    assert later.startswith("Fiche : Livraison en retard. À traiter avant ")
