"""Stories of stages: what must be verified, what a template asks for, words of one's own."""

import pytest

from copilot.domain.charter import SignedBy
from copilot.domain.playbook import Posture
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, TOM
from tests.acceptance.desk.conftest import Desk
from tests.unit.desk.conftest import wired_desk

SHOP, STOCK, TEAM = "Magasin ou entrepôt", "Stock", "Équipe"


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


async def solution(desk, person=LEA, **more):
    """A case at its solution, with the shop filled in."""
    case = await desk.complain(**more)
    await desk.tap(case, "Étape : solution", person)
    await desk.tap(case, "🧩 Quel magasin", person)
    await desk.answer(person, "le magasin de la Part-Dieu")
    return case


async def tick(desk, case, *steps, person=LEA):
    for step in steps:
        await desk.tap(case, step, person)


async def test_a_solution_waits_for_what_its_template_asks(desk):
    """The card says what is missing; a reply to the bot's question fills it in."""
    case = await desk.complain()
    toast = await desk.tap(case, "⏭ Étape : solution", LEA)
    waiting = await desk.card(case)
    await desk.tap(case, "🧩 Quel magasin", LEA)
    asked = (await desk.last())["text"]
    await desk.answer(LEA, "le magasin de\nla Part-Dieu")
    card = (await desk.card(case))["text"]

    assert "Étape : solution. La carte dit ce qu’il manque pour la rédiger." == toast
    assert "Il manque : Quel magasin ou entrepôt ?" in waiting["text"]
    assert not any("Publier" in k["text"] for row in waiting["buttons"] for k in row)
    assert "🧩 Léa, pour le nº 1 : Quel magasin ou entrepôt ?" in asked
    assert "vos mots entrent tels quels dans la réponse (en français)" in asked
    assert "✍️ solution · v2" in card
    assert "j’ai fait le point avec le magasin de la Part-Dieu" in card
    assert "Il manque" not in card
    assert "le magasin de la Part-Dieu (Léa)" in card


async def test_the_only_other_stage_is_named_and_one_tap_away(desk):
    """A menu of one choice is a tap for nothing; of two, one chooses."""
    case = await desk.complain()
    first = await desk.buttons(case)
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    answered = await desk.buttons(case)
    await desk.tap(case, "⏭ Donner la suite", LEA)

    assert "⏭ Étape : solution" in first
    assert "⏭ Donner la suite" in answered
    assert ["‹ Retour", "✍️ Solution", "✍️ Promesse tenue"] == await desk.buttons(case)


async def test_an_answer_is_used_again_and_can_be_corrected(desk):
    """Back at the first answer and again at the solution: nobody is asked twice."""
    case = await solution(desk)
    await desk.tap(case, "Étape : 1re réponse", LEA)
    toast = await desk.tap(case, "Étape : solution", LEA)
    again = desk.story.draft(case).text
    await desk.tap(case, "🧩 Quel magasin", KARIM)
    asked = (await desk.last())["text"]
    await desk.answer(KARIM, "l’entrepôt de Lille")
    corrected = desk.story.draft(case).text

    assert "Étape : solution. Relisez la carte." == toast
    assert "avec le magasin de la Part-Dieu" in again
    assert 1 == desk.story.events(case).count("filled_in") - 1
    assert "Pour l’instant : « le magasin de la Part-Dieu »" in asked
    assert "avec l’entrepôt de Lille" in corrected


async def test_editing_ones_answer_in_the_chat_corrects_it(desk):
    """A typo in the answer is mended where it was made."""
    case = await desk.complain()
    await desk.tap(case, "Étape : solution", LEA)
    await desk.tap(case, "🧩 Quel magasin", LEA)
    message = await desk.answer(LEA, "le magasin de la Part-Dieux")
    await desk.edit(message, "le magasin de la Part-Dieu")

    assert "avec le magasin de la Part-Dieu :" in desk.story.draft(case).text.replace("\xa0", " ")


async def test_words_of_ones_own_are_not_overwritten_by_an_answer(desk):
    """A late answer is kept, the person's text stays."""
    case = await solution(desk)
    await desk.tap(case, "🧩 Quel magasin", KARIM)
    question = (await desk.last())["message_id"]
    await desk.tap(case, "Modifier", LEA)
    words = "Bonjour Claire, le magasin est en tort et le reconnaît. Maison Lumen"
    await desk.answer(LEA, words)
    await desk.answer(KARIM, "l’entrepôt de Lille", to=question)

    assert words == desk.story.draft(case).text
    assert "La réponse de la carte reste telle quelle" in await desk.said()


async def test_only_who_was_asked_fills_in_and_a_novel_is_refused(desk):
    case = await desk.complain()
    await desk.tap(case, "Étape : solution", LEA)
    await desk.tap(case, "🧩 Quel magasin", LEA)
    question = (await desk.last())["message_id"]
    await desk.answer(KARIM, "Lille", to=question)
    await desk.answer(LEA, "long " * 60, to=question)
    said = await desk.said()

    assert "La question s’adressait à Léa" in said
    assert "Trop long pour tenir dans une phrase (200 caractères au plus)" in said
    assert desk.story.card(case).draft is None


async def test_a_solution_is_published_only_when_every_step_is_ticked(desk):
    """Until then there is no button for it; who ticked what stands on the card and on record."""
    case = await solution(desk)
    before = await desk.card(case)
    toast = await desk.tap(case, f"☐ {SHOP}", LEA)
    await desk.tap(case, f"☐ {STOCK}", KARIM)
    half = (await desk.card(case))["text"]
    third = await desk.buttons(case)
    await desk.tap(case, f"☐ {TEAM}", TOM)
    ready = (await desk.card(case))["text"]
    sent = await desk.tap(case, "Publier", LEA)

    assert "✋ Rien ne part avant que ceci soit vérifié, puis coché :\n☐ Magasin" in before["text"]
    assert "Publier" not in str(before["buttons"])
    assert "☑ Noté, à votre nom." == toast
    assert "☑ Magasin ou entrepôt : date et état à la remise (Léa, 9 h)" in half
    assert "☑ Stock : un échange est possible (Karim, 9 h)" in half
    assert "☐ Équipe" in half
    assert "Publier" not in str(third)
    assert "Avant toute solution :\n☑ Magasin" in ready
    assert "Validée. Part dans 10 s" in sent
    assert 3 == desk.story.events(case).count("ticked")


async def test_a_tick_can_be_taken_back_and_an_old_card_does_not_turn_it_round(desk):
    """Two people tick the same step: it is ticked, not unticked by the second."""
    case = await solution(desk)
    old = await desk.card(case)
    first = await desk.tap_on(old, f"☐ {SHOP}", LEA)
    data = next(
        k["data"] for row in old["buttons"] for k in row if k["text"].startswith(f"☐ {SHOP}")
    )
    second = (await desk.wired.press_data(old, data, KARIM))["text"]
    await tick(desk, case, f"☐ {STOCK}", f"☐ {TEAM}")
    back = await desk.tap(case, f"☑ {SHOP}", INES)
    labels = await desk.buttons(case)

    assert "☑ Noté, à votre nom." == first
    assert "☑ C’était déjà coché." == second
    assert "☐ Décoché." == back
    assert "Publier" not in str(labels)
    assert ["ticked", "ticked", "ticked", "unticked"] == [
        one for one in desk.story.events(case) if "ticked" in one
    ]


async def test_whoever_only_reads_ticks_nothing(desk):
    case = await solution(desk)

    assert "Votre rôle (observateur)" in await desk.tap(case, f"☐ {SHOP}", NINA)
    assert "ticked" not in desk.story.events(case)


async def test_the_second_yes_needs_the_steps_too(desk, in_force):
    """Somebody takes a tick back between the two yeses."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = await solution(desk)
    await tick(desk, case, f"☐ {SHOP}", f"☐ {STOCK}", f"☐ {TEAM}")
    await desk.tap(case, "Publier", LEA)
    card = await desk.card(case)
    await desk.tap(case, f"☑ {STOCK}", KARIM)
    await desk.tap(case, f"☑ {SHOP}", KARIM)
    refused = await desk.tap_on(card, "Publier", INES)

    assert "✅ Publier : 2e validation" in str(card["buttons"])
    assert "d’abord vérifier « Magasin" in refused
    assert "Stock" in refused
    assert "open" == desk.story.status(case)


async def test_sending_again_needs_the_steps_too(desk, office):
    """A tick that was wrong is found out while the send is in doubt."""
    desk.story.channel.outcomes = ["lost_before"]
    case = await solution(desk)
    await tick(desk, case, f"☐ {SHOP}", f"☐ {STOCK}", f"☐ {TEAM}")
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    for _ in range(6):
        await desk.story.delivery().round()
        desk.clock.advance(seconds=90)
    with office.store.write() as records:
        ticks = records.steps.ticked(case.id, playbook="broken-on-arrival")
        stock = next(one for one in ticks if one.step.startswith(STOCK))
        records.steps.untick(case.id, playbook=stock.playbook, step=stock.step)

    assert "d’abord vérifier « Stock" in await desk.tap(case, "la renvoyer", LEA)
    assert "uncertain" == desk.story.status(case)


async def test_a_first_answer_needs_no_step(desk):
    case = await desk.complain()
    card = (await desk.card(case))["text"]

    assert "☐ Avant toute solution : Magasin ou entrepôt" in card
    assert "Validée. Part dans 10 s" in await desk.tap(case, "Publier", LEA)


@pytest.mark.parametrize("posture", [Posture.PERSON, Posture.SILENT])
async def test_where_no_template_answers_a_person_writes_and_the_charter_is_applied(
    desk, in_force, posture
):
    in_force(signature=SignedBy.BRAND, posture=posture)
    case = await desk.complain()
    before = await desk.card(case)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Votre satisfaction est notre priorité, écrivez à lea@example.org")
    blocked = await desk.card(case)
    await desk.tap(case, "Corriger", LEA)
    await desk.answer(LEA, "Bonjour Claire, je suis là et je vous réponds ici. Maison Lumen")
    sent = await desk.tap(case, "Publier", LEA)

    labels = [k["text"] for row in before["buttons"] for k in row]
    assert not [one for one in labels if "Publier" in one or "Variante" in one]
    assert "⛔ Ne peut pas partir" in blocked["text"]
    assert not any("Publier" in k["text"] for row in blocked["buttons"] for k in row)
    assert "Validée. Part dans 10 s" in sent


async def test_in_a_language_the_brand_does_not_answer_nothing_is_drafted_unasked(desk):
    """A reply in the wrong language is worse than none; one press proposes it all the same."""
    case = await desk.complain("Mein neuer Laptop kam mit kaputtem Bildschirm an", lang="de")
    before = await desk.card(case)
    if desk.story.card(case).case.playbook is None:
        await desk.tap(case, "Choisir une fiche", LEA)
        await desk.tap(case, "Produit neuf", LEA)
    else:
        await desk.tap(case, "Proposer une réponse", LEA)
    after = (await desk.card(case))["text"]

    assert "🌐 Écrit en allemand : la marque ne répond pas dans cette langue." in before["text"]
    assert "✍️ Pas encore de réponse proposée." in before["text"]
    assert "✍️ 1re réponse · v1" in after


async def test_a_restart_between_question_and_answer_changes_nothing(
    desk, running, office, clock, channel
):
    """The question is in the database: a desk started anew takes the answer."""
    case = await desk.complain()
    await desk.tap(case, "Étape : solution", LEA)
    await desk.tap(case, "🧩 Quel magasin", LEA)
    async with wired_desk(running, office, clock, channel) as wired:
        again = Desk(wired)
        await again.answer(LEA, "le magasin de la Part-Dieu")
        card = (await again.card(case))["text"]

    assert "avec le magasin de la Part-Dieu" in card


async def test_a_reply_in_another_language_than_the_desks_says_so(desk):
    """Whoever publishes what they cannot read should know that they are about to."""
    english = await desk.complain("my new laptop arrived with a cracked screen", id="e1")
    french = await desk.complain(id="f1", author="778")
    proposed = (await desk.card(english))["text"]
    await desk.tap(english, "Modifier", LEA)
    await desk.answer(LEA, "Hello Claire, I am sorry: I am looking into it now. Maison Lumen")
    own = (await desk.card(english))["text"]

    assert "charte ✅ · en anglais · signée" in proposed
    assert "en anglais" not in own
    assert "en français" not in (await desk.card(french))["text"]


async def test_without_a_playbook_there_is_no_variant_to_press(desk):
    """It could only say that there is none."""
    case = await desk.complain("bof")
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Bonjour Claire, dites-nous en plus. Maison Lumen")
    without = await desk.buttons(case)
    await desk.choose(case, "Choisir une fiche", "Livraison en retard", person=LEA)

    assert "✅ Publier" in without
    assert "🔁 Variante" not in without
    assert "🔁 Variante" in await desk.buttons(case)
