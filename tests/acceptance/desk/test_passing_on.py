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

    assert held.endswith("nº 12 (Karim) … et 2 autres.")


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


async def promises(desk, number):
    """So many replies are public, each with a promise for Tuesday evening."""
    for place in range(number):
        more_of = {"id": f"p{place}", "author": f"a{place}", "thread_id": f"t{place}"}
        await desk.tap(await desk.complain(**more_of), "Publier", LEA)
        await posted(desk)


async def test_a_promise_for_the_day_after_tomorrow_is_handed_over_and_none_is_kept_silent(desk):
    """“Nothing is promised” may be said only when nothing is."""
    await promises(desk, 10)
    said = await passation(desk)
    promised = next(one for one in said if one.startswith("🤝"))

    assert "nº 1 avant mardi 19 h (Léa)" in promised
    assert promised.endswith("nº 8 avant mardi 19 h (Léa) … et 2 autres.")


async def test_a_promise_that_is_late_says_so_and_for_when_it_was(desk):
    """“By the day before yesterday” is no deadline."""
    await promises(desk, 1)
    await passes(desk, days=3)
    said = await passation(desk)
    record = (await desk.card(desk.story.complain(id="p0", author="a0", thread_id="t0")))["text"]

    assert "🤝 Promis : nº 1, promis pour hier 19 h, pas tenu (Léa)" in said
    assert "⏰ retour dû mardi 24 nov. 19 h, pas tenu, Léa" in record


async def test_the_cases_after_the_first_twelve_are_handed_over_too(desk):
    """Two were free, and appeared nowhere, because the twelve before them were taken."""
    for number in range(14):
        case = await desk.complain(
            LATE, id=f"m{number}", author=f"a{number}", thread_id=f"t{number}"
        )
        if number < 12:
            await desk.tap(case, "Je prends", KARIM)
    said = await passation(desk)

    assert "▶️ À prendre, dans l’ordre : nº 13 · nº 14" in said


async def test_a_case_that_lacks_a_second_yes_is_handed_over(desk, in_force):
    """Whoever comes next may be the one who can give it."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)

    assert "☑️ Il manque une validation : nº 1" in await passation(desk)
