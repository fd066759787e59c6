"""Stories of the hand-over: whoever comes next reads first what would hurt if nobody knew it."""

import pytest

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.conftest import STRANGER
from tests.acceptance.desk.test_conversations import posted
from tests.acceptance.desk.test_danger import HERE, cries
from tests.acceptance.desk.test_more import more, passes, waits
from tests.acceptance.desk.test_queue import LATE, ask


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


async def passation(desk):
    return (await ask(desk, LEA, "/passation"))[0]["text"].split("\n")


async def test_someone_in_danger_stands_first_with_who_is_there(desk):
    """Above every figure: it is the one thing that cannot wait for the second line."""
    case = await cries(desk)
    alone = await passation(desk)
    await desk.tap(case, HERE, KARIM)

    assert "🆘 Quelqu’un est peut-être en danger : nº 1 (personne n’y est)" == alone[1]
    assert (
        "🆘 Quelqu’un est peut-être en danger : nº 1 (Karim y est)" == (await passation(desk))[1]
    )


async def test_a_question_that_outlives_the_first_answer_is_handed_over(desk):
    """The customer has a word, and waits for the rest: the case is closed, the question isn't."""
    case = await desk.complain(LATE)
    await waits(desk, case)
    await desk.tap(case, "Publier", KARIM)
    await posted(desk)

    assert "⏳ En attente : nº 1 (SAV, relance 11 h)" in await passation(desk)


async def test_unlawful_content_is_handed_over_with_its_clock(desk):
    """A brand answers for what it leaves: the next shift must not learn of it from a judge."""
    case = await desk.complain(LATE)
    await more(desk, case, "À modérer")
    await desk.tap(case, "Karim", LEA)
    early = await passation(desk)
    await passes(desk, minutes=61)

    assert "🚩 À modérer sur la plateforme : nº 1 (Karim, avant 10 h)" in early
    late = "🚩 À modérer sur la plateforme : nº 1 (Karim, en retard : c’était pour 10 h)"
    assert late in await passation(desk)


async def test_the_day_it_burns_the_hand_over_stays_short(desk):
    """Sixty cases in one hand would be more than a message holds."""
    for number in range(14):
        case = await desk.complain(
            LATE, id=f"m{number}", author=f"a{number}", thread_id=f"t{number}"
        )
        await desk.tap(case, "Je prends", KARIM)
    held = next(one for one in await passation(desk) if one.startswith("🔒"))

    assert held.endswith("nº 12 (Karim Haddad) … et 2 autres.")


@pytest.mark.parametrize("typed", ["2", "nº 2", "no 2", "#2", "N° 2"])
async def test_a_number_typed_into_the_search_finds_its_case(desk, typed):
    """It is what a colleague says aloud across the room."""
    for number in (1, 2, 3):
        await desk.complain(LATE, id=f"m{number}", author=f"a{number}", thread_id=f"t{number}")
    (found,) = await ask(desk, LEA, f"/chercher {typed}")

    assert "nº 2" in found["text"]
    assert "nº 1" not in found["text"].replace(typed, "")


async def test_a_stranger_who_asks_for_help_learns_whom_to_ask(desk):
    """How cards work is of no use to who sees none."""
    said = await ask(desk, STRANGER, "/aide", private=True, is_member=False)

    assert ["Je ne vous connais pas."] == [one["text"][:23] for one in said]
