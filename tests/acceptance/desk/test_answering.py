"""Stories of one reply: approved, taken back, refused, and public once, in the very words."""

import pytest

from copilot.app.round import tick
from copilot.domain.person import People
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, TOM
from tests.acceptance.desk.conftest import STRANGER, plain
from tests.acceptance.desk.test_queue import ask

PUBLISH, UNDO = "Publier", "Annuler l’envoi"
SENT_ALREADY = "Léa l’a déjà validée : la réponse part ou est partie. Rien de plus n’a été envoyé."
STALE = "La carte a changé entre-temps : relisez-la. Rien n’est parti."
TOO_LATE = "Trop tard : la réponse est partie."


@pytest.fixture
async def case(desk):
    """One that Léa has taken."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    return case


def public(desk):
    return [reply.text for reply in desk.story.channel.public]


async def free(desk):
    """What `/suivant` says to Karim."""
    (said,) = await ask(desk, KARIM, "/suivant")
    return said["text"]


async def test_an_approved_reply_is_posted_once_with_the_very_words(desk, case):
    words, shown = await desk.draft(case), await desk.to_the_letter()
    said = await desk.tap(case, PUBLISH, LEA)
    await desk.sent(seconds=0)
    nothing_yet, leaving = public(desk), (await desk.card(case))["text"]
    await desk.sent()
    await desk.sent()
    answered = (await desk.card(case))["text"]

    assert "Validée. Part dans 10 s : ↩️ pour annuler." == said
    assert [] == nothing_yet, "the time to undo had not passed"
    assert leaving.startswith("📤 Part à 9:00:10")
    assert [words] == [plain(text) for text in public(desk)]
    assert public(desk)[0] in shown
    assert "publiée 9 h par Léa (v2)" in answered
    assert ["sending", "posted", "promised"] == desk.story.events(case)[-3:]


async def test_a_second_press_on_publish_is_refused(desk, case):
    card = await desk.card(case)
    await desk.tap(case, PUBLISH, LEA)

    assert SENT_ALREADY == await desk.tap_on(card, PUBLISH, LEA)

    await desk.sent()
    assert 1 == len(public(desk))


async def test_a_press_on_an_older_revision_is_refused(desk, case):
    """The words on the card pressed are not the words in force."""
    old = await desk.card(case)
    await desk.tap(case, "Variante", LEA)
    said = await desk.tap_on(old, PUBLISH, LEA)
    await desk.sent()

    assert STALE == said
    assert [] == public(desk)
    assert "✅ Publier (signé Léa)" in await desk.buttons(case)


async def test_a_press_after_the_customer_edited_is_refused(desk, case):
    old = await desk.card(case)
    desk.clock.advance(minutes=1)
    desk.story.complain("en fait tout marche, pardon", edited_at=desk.clock.now())
    said = await desk.tap_on(old, PUBLISH, LEA)
    await desk.sent()

    assert STALE == said
    assert [] == public(desk)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (TOM, "Votre rôle (stagiaire) est de proposer"),
        (NINA, "Votre rôle (observateur) est de suivre"),
        (STRANGER, "Je ne vous connais pas."),
    ],
)
async def test_only_those_who_may_can_approve(desk, case, person, said):
    before = await desk.card(case)
    read = await desk.tap(case, PUBLISH, person)
    after = await desk.card(case)
    await desk.sent()

    assert said in read
    assert before["text"] == after["text"]
    assert [] == public(desk)


async def test_with_nobody_configured_nobody_may_approve(desk, case):
    card = await desk.card(case)
    desk.office.people = People([])
    said = await desk.tap_on(card, PUBLISH, LEA)
    await desk.sent()

    assert "Je ne vous connais pas." in said
    assert [] == public(desk)


async def test_of_two_claims_the_second_reads_who_was_first(desk):
    case = await desk.complain()
    card = await desk.card(case)
    await desk.tap(case, "Je prends", LEA)
    desk.clock.advance(minutes=4)

    assert "Léa y est depuis 4 min. Rien n’est parti." == await desk.tap_on(
        card, "Je prends", KARIM
    )


async def test_a_claim_can_be_taken_over_and_the_signature_with_it(desk, case):
    old = await desk.card(case)
    await desk.tap(case, "Reprendre à Léa", KARIM)
    draft = await desk.draft(case)
    said = await desk.tap_on(old, PUBLISH, LEA)
    read = await desk.tap(case, PUBLISH, LEA)

    assert draft.endswith("\nKarim, pour Maison Lumen")
    assert "Rien n’est parti." in said
    assert "Karim vient de prendre ce dossier. Rien n’est parti." == read


async def test_undo_takes_it_back_before_anything_left(desk, case):
    await desk.tap(case, PUBLISH, LEA)
    card = await desk.card(case)
    said = await desk.tap(case, UNDO, LEA)
    await desk.sent(seconds=300)
    again = await desk.tap_on(card, UNDO, LEA)

    assert "Envoi annulé. Rien n’est parti." == said
    assert [] == public(desk)
    assert "✅ Publier (signé Léa)" in await desk.buttons(case)
    assert "La validation est déjà retirée : il n’y a plus rien à annuler." == again


async def test_undo_after_it_left_is_refused(desk, case):
    await desk.tap(case, PUBLISH, LEA)
    card = await desk.card(case)
    await desk.sent()

    assert TOO_LATE == await desk.tap_on(card, UNDO, LEA)
    assert 1 == len(public(desk))


async def test_nothing_leaves_while_posting_is_paused(desk, case):
    await desk.tap(case, PUBLISH, LEA)
    await desk.wired.say("/suspendre", user_id=INES, name="Inès")
    await desk.sent(seconds=300)
    paused, shown = public(desk), (await desk.card(case))["text"]
    await desk.wired.say("/reprendre", user_id=INES, name="Inès")
    await desk.sent(seconds=0)

    assert [] == paused
    assert shown.startswith("⏸ Validée ; partira à la reprise des envois")
    assert 1 == len(public(desk))


async def test_no_two_live_replies_in_one_thread_are_the_same(desk):
    """The database refuses it, whatever the desk thinks."""
    text = "Bonjour, je lis votre message et je m'en occupe moi-même. Léa, pour Maison Lumen"
    offered = []
    for number, words in enumerate((text, text.replace("Bonjour", "BONJOUR"))):
        case = await desk.complain(id=f"m{number}", author=f"a{number}", thread_id="post-1")
        await desk.tap(case, "Je prends", LEA)
        await desk.tap(case, "Modifier", LEA)
        await desk.answer(LEA, words)
        offered.append("✅ Publier (signé Léa)" in await desk.buttons(case))
        if number == 0:
            await desk.tap(case, PUBLISH, LEA)
    card = (await desk.card(case))["text"]
    await desk.sent()

    assert [True, False] == offered
    assert "⛔ Ne peut pas partir" in card
    assert [text] == public(desk)


async def test_the_log_of_a_whole_day_verifies(desk, case):
    await desk.tap(case, PUBLISH, LEA)
    await desk.tap(case, UNDO, LEA)
    with desk.office.store.read() as records:
        verdict = records.log.verify()

    assert () == verdict.faults
    assert verdict.entries >= 6


async def test_a_case_put_off_leaves_the_queue_and_comes_back(desk):
    case = await desk.complain()
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "15 min", LEA)
    away = await free(desk)
    desk.clock.advance(minutes=16)
    tick(desk.office)
    back = await free(desk)

    assert "Rien" in away
    assert "nº 1" in back
    assert "🙋 Je prends" in await desk.buttons(case)


async def test_a_case_is_dismissed_with_a_reason_and_can_be_reopened(desk):
    case = await desk.complain()
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Troll", LEA)
    closed = (await desk.card(case))["text"]
    await desk.tap(case, "Rouvrir", KARIM)

    assert "troll" in closed.lower()
    assert "Léa" in closed
    assert "🙋 Je prends" in await desk.buttons(case)


async def test_another_playbook_brings_its_own_draft(desk):
    case = await desk.complain()
    before = await desk.draft(case)
    await desk.tap(case, "Autre fiche", LEA)
    await desk.tap(case, "Livraison en retard", LEA)
    text = (await desk.card(case))["text"]
    after = await desk.draft(case)

    assert "📘 Livraison en retard" in text
    assert before not in ("", after)
    assert after
