"""Stories of one person who writes several times: nobody answers them without knowing the rest."""

import pytest

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.test_conversations import POST, answered, deleted, edited, posted
from tests.acceptance.desk.test_danger import CRY
from tests.acceptance.story import BROKEN

BESIDE = "👥 De la même personne : "


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


async def test_who_answers_twice_in_a_second_gets_two_cards_that_know_of_each_other(desk):
    """Two colleagues would promise the same customer two different things."""
    first = await answered(desk)
    below = {"thread_id": POST, "parent_id": "post-1"}
    one = await desk.complain("Et c’est quand, la réponse ?", id="r1", **below)
    other = await desk.complain("Et mon argent ?", id="r2", **below)

    assert f"{BESIDE}nº 3" in (await desk.card(one))["text"]
    assert f"{BESIDE}nº 2" in (await desk.card(other))["text"]
    assert "↩️ Suite du nº 1" in (await desk.card(other))["text"]
    assert BESIDE not in (await desk.card(first))["text"]


async def test_somebody_else_and_last_week_stand_beside_nothing(desk):
    """Only what a colleague may be answering at this moment."""
    old = await desk.complain(BROKEN, id="m1", thread_id="t1")
    desk.clock.advance(days=7)
    new = await desk.complain("toujours pas livré, mon colis", id="m2", thread_id="t2")
    await desk.complain(BROKEN, id="m3", author="778", name="Paul", thread_id="t2")

    assert BESIDE not in (await desk.card(new))["text"]
    assert BESIDE not in (await desk.card(old))["text"]


async def test_what_was_edited_before_our_answer_is_not_said_to_have_changed_since(desk):
    """The line of record is read in a year: what we answered was the message as it stands."""
    case = await desk.complain(BROKEN, thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await edited(desk, f"{BROKEN} et j’exige un remboursement de 899 €")
    await desk.tap(case, "Refaire", LEA)
    await desk.tap(case, "Publier", KARIM)
    await posted(desk)
    record = (await desk.card(case))["text"]

    assert "✅ nº 1 Claire M. · publiée" in record
    assert "Depuis" not in record


async def test_of_a_message_that_is_gone_nobody_is_told_to_publish_again(desk):
    """What cannot be done is not asked for."""
    case = await desk.complain(BROKEN, thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    await deleted(desk)
    told = (await desk.last())["text"]

    assert told.endswith(
        "le message n’est plus là. Il n’y a plus rien à publier : classez le dossier (🗂)."
    )


@pytest.mark.parametrize(("reason", "cards"), [("Troll", 1), ("Rien à ajouter", 2)])
async def test_who_writes_the_same_again_after_our_silence_is_heard(desk, reason, cards):
    """What was noise is noise; whoever was left without a word repeats it for us."""
    case = await desk.complain(BROKEN, id="m1", thread_id=POST)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, reason, LEA)
    desk.clock.advance(hours=1)
    again = await desk.complain(BROKEN, id="m2", thread_id=POST)

    assert cards == (1 if again is None else again.number)


async def test_a_cry_is_heard_again_whatever_it_was_taken_for(desk):
    """The second time it is no joke, or it never was one."""
    case = await desk.complain(CRY, id="m1", thread_id=POST)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Troll", LEA)
    again = await desk.complain(CRY, id="m2", thread_id=POST)

    assert "3114" in (await desk.card(again))["text"]


async def test_below_a_message_that_is_gone_nothing_is_offered_to_be_written(desk):
    """A reply that can stand nowhere costs a colleague ten minutes."""
    case = await desk.complain(BROKEN, thread_id=POST)
    await deleted(desk)

    assert ["🙋 Je prends", "📘 Autre fiche", "⏰ Plus tard", "🗂 Classer", "⋯"] == (
        await desk.buttons(case)
    )


AGAIN = "personne ne m’a répondu, mon ordinateur est arrivé avec l’écran cassé, je le redis"


async def test_once_the_first_message_is_answered_the_second_is_no_first_contact(desk):
    """« Bonjour Claire » twice in an hour, and the same question: nobody has read her."""
    first = await desk.complain(BROKEN, id="m1", thread_id=POST)
    desk.clock.advance(minutes=5)
    second = await desk.complain(AGAIN, id="m2", thread_id=POST)
    before = await desk.card(second)
    await desk.tap(first, "Publier", LEA)
    await posted(desk)
    after = await desk.card(second)
    await desk.tap(second, "Refaire", LEA)
    redone = await desk.card(second)

    assert f"{BESIDE}nº 1" in before["text"]
    assert "\nBonjour Claire" in before["text"]
    assert "↩️ Suite du nº 1" in after["text"]
    assert "🔄" in after["text"]
    assert BESIDE not in after["text"]
    assert not desk.story.draft(second).text.startswith("Bonjour")
    assert "🔄" not in redone["text"]


async def test_what_was_written_before_is_not_made_to_go_on_from_a_later_answer(desk):
    """The later message was answered first: the earlier one goes on from nothing."""
    first = await desk.complain(BROKEN, id="m1", thread_id=POST)
    desk.clock.advance(minutes=5)
    second = await desk.complain(AGAIN, id="m2", thread_id=POST)
    await desk.tap(second, "Publier", LEA)
    await posted(desk)

    assert "↩️ Suite" not in (await desk.card(first))["text"]
