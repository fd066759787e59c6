"""Stories of what can be said while a colleague is asked: a holding reply."""

from dataclasses import replace

import pytest

from copilot.app.shelf import Shelf
from copilot.domain.charter import SignedBy
from copilot.domain.playbook import Stage
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.conftest import plain
from tests.acceptance.desk.test_more import waits
from tests.acceptance.desk.test_stages import solution

DRAFTED = "💬 En attendant, cette réponse d’attente peut partir."
OWN_WORDS = "Bonjour Claire, je vous lis. Je reviens vers vous ici.\n\nLéa"


@pytest.fixture(autouse=True)
def _signed_by_the_brand(in_force):
    """Nobody has to sign, so that each yes is one tap."""
    in_force(signature=SignedBy.BRAND)


@pytest.fixture
def first_answers_too_long(office, starter):
    """A charter so short that no first answer may leave; a holding reply may."""
    built = office.shelf.in_force
    rules = {**built.playbooks.charter.rules}
    rules["length"] = replace(rules["length"], limits={"default": 300})
    charter = replace(built.playbooks.charter, rules=rules)
    short = replace(built.playbooks, charter=charter, digest="short")
    office.shelf = Shelf(starter)
    office.shelf.put_in_force(replace(built, playbooks=short, drafter=starter.drafter(short)))


@pytest.fixture
def without_holding_replies(office, starter, in_force):
    """A brand that has written none."""
    built = office.shelf.in_force
    kept = frozenset(t for t in built.playbooks.templates if t.stage is not Stage.HOLDING)
    own = replace(built.playbooks, templates=kept, digest="without")
    office.shelf = Shelf(starter)
    office.shelf.put_in_force(replace(built, playbooks=own, drafter=starter.drafter(own)))


async def answered(desk):
    """A first answer is public, and its case is open again."""
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)
    await desk.sent()
    desk.clock.advance(minutes=5)
    await desk.tap(case, "Donner la suite", LEA)
    await desk.tap(case, "Solution", LEA)
    return case


async def replied(desk, case, words="Oui, un échange est possible."):
    """The colleague has answered, and somebody says what."""
    await desk.tap(case, "Réponse reçue", KARIM)
    await desk.answer(KARIM, words)


async def test_while_a_solution_waits_a_holding_reply_is_proposed(desk):
    """What the shop may still contradict is no word to hold somebody with."""
    case = await solution(desk)
    await waits(desk, case)
    card = (await desk.card(case))["text"]

    assert DRAFTED in card
    assert "✍️ réponse d’attente" in card
    assert "il me manque une réponse pour comprendre ce qui s’est passé" in await desk.draft(case)
    assert "⏱ Promet : un retour ici, avant" in card


async def test_after_a_first_answer_a_holding_reply_is_drafted_and_moves_the_promise(desk):
    """Silence after a promise is worse than before it, and one customer is promised one time."""
    case = await answered(desk)
    desk.clock.advance(hours=24)
    await waits(desk, case)
    draft = await desk.draft(case)
    await desk.tap(case, "Publier", LEA)
    await desk.sent()
    record = (await desk.card(case))["text"]

    assert draft.startswith("Claire, je suis toujours sur votre dossier")
    assert 2 == len(desk.story.channel.public)
    assert draft == plain(desk.story.channel.public[-1].text)
    assert "⏳ En attente de : SAV" in record
    assert 1 == record.count("⏱")
    assert "promise_moved" in desk.story.events(case)


async def test_a_case_without_a_draft_gets_one_to_wait_with(desk):
    """Where the first answer waits for a detail, the customer needs none to be told we look."""
    case = await desk.complain()
    await desk.tap(case, "Étape : solution", LEA)
    before = (await desk.card(case))["text"]
    await waits(desk, case)

    assert "Il manque" in before
    assert DRAFTED in (await desk.card(case))["text"]


@pytest.mark.usefixtures("first_answers_too_long")
async def test_a_first_answer_that_the_charter_blocks_is_no_word_to_wait_with(desk):
    """The customer would hear nothing until somebody had mended it."""
    case = await desk.complain()
    before = (await desk.card(case))["text"]
    await waits(desk, case)
    draft = await desk.draft(case)
    await desk.tap(case, "Publier", LEA)
    await desk.sent()

    assert "⛔" in before
    assert "il me manque une réponse pour comprendre" in draft
    assert draft == plain(desk.story.channel.public[-1].text)


async def test_words_that_a_person_wrote_stay(desk):
    """Nobody's half-written work is lost because a colleague was asked something."""
    case = await desk.complain()
    await desk.tap(case, "Modifier", LEA)
    await desk.answer(LEA, OWN_WORDS)
    await waits(desk, case)

    assert OWN_WORDS == await desk.draft(case)


async def test_words_that_a_person_wrote_after_the_first_answer_stay(desk):
    """They say where things stand better than a template can."""
    case = await answered(desk)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Claire, je vous relis demain.\n\nLéa")
    before = await desk.draft(case)
    await waits(desk, case)

    assert before == await desk.draft(case)
    assert "je vous relis demain" in before


async def test_a_first_answer_that_can_leave_is_holding_enough(desk):
    """It says that we look into it: another draft would be a tap more for the same."""
    case = await desk.complain()
    first = await desk.draft(case)
    await waits(desk, case)

    assert first == await desk.draft(case)
    assert (
        "💬 En attendant, la réponse proposée peut déjà partir." in (await desk.card(case))["text"]
    )


async def test_a_holding_reply_nobody_sent_gives_way_to_what_it_stood_in_for(desk):
    """The colleague has answered: now the solution is what there is to say."""
    case = await solution(desk)
    before = await desk.draft(case)
    await waits(desk, case)
    await replied(desk, case)

    assert before == await desk.draft(case)
    assert "✍️ solution" in (await desk.card(case))["text"]


async def test_a_holding_reply_in_place_of_no_draft_gives_way_to_none(desk):
    """What is missing for the solution is asked for again."""
    case = await desk.complain()
    await desk.tap(case, "Étape : solution", LEA)
    await waits(desk, case)
    await replied(desk, case)

    assert "Il manque" in (await desk.card(case))["text"]


async def test_once_it_is_public_the_solution_comes_next(desk):
    """The case comes back with the colleague's answer and the draft that goes with it."""
    case = await answered(desk)
    await waits(desk, case)
    await desk.tap(case, "Publier", LEA)
    await desk.sent()
    await replied(desk, case)
    card = (await desk.card(case))["text"]

    assert "open" == desk.story.status(case)
    assert "💬 Réponse reçue (SAV) : « Oui, un échange est possible. »" in card
    assert DRAFTED not in card
    assert "Il manque : Quel magasin ou entrepôt ?" in card


@pytest.mark.usefixtures("without_holding_replies")
async def test_a_brand_without_holding_replies_is_shown_the_first_answer(desk):
    """It answers nothing that the colleague could contradict, and is one tap away."""
    case = await solution(desk)
    await waits(desk, case)
    card = (await desk.card(case))["text"]
    await desk.tap(case, "Étape : 1re réponse", LEA)
    after = (await desk.card(case))["text"]

    assert "💬 En attendant, une 1re réponse peut déjà partir : ⏭." in card
    assert "💬 En attendant, la réponse proposée peut déjà partir." in after
    assert "✍️ 1re réponse" in after


@pytest.mark.usefixtures("without_holding_replies")
async def test_a_brand_without_holding_replies_is_asked_for_words_after_the_first(desk):
    """Silence after a promise is worse than before it."""
    case = await answered(desk)
    await waits(desk, case)

    assert (
        "💬 Si l’attente dure, dites où vous en êtes, avec vos mots : ✏️."
        in (await desk.card(case))["text"]
    )
