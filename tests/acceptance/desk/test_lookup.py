"""Stories of cases looked up on a desk that has had more of them than are searched."""

import pytest

from copilot.app import lookup
from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import LEA
from tests.acceptance.desk.test_day import publish
from tests.acceptance.desk.test_queue import ask

NEWEST = 2


@pytest.fixture(autouse=True)
def _few_are_searched(monkeypatch, in_force):
    monkeypatch.setattr(lookup, "SEARCHED", NEWEST)
    in_force(signature=SignedBy.BRAND)


async def newer(desk):
    for number in range(NEWEST):
        await desk.complain(id=f"n{number}", author=f"n{number}", name=f"Client {number}")


async def search(desk, text):
    (answer,) = await ask(desk, LEA, f"/chercher {text}")
    return answer["text"].replace("\u00a0", " ")


async def test_who_finds_nothing_is_told_what_was_not_looked_through(desk):
    """“Nothing” would send a customer away who wrote in spring."""
    await publish(desk, await desk.complain(name="Aurélie V."))
    await newer(desk)
    said = await search(desk, "aurélie")

    assert said.startswith("Rien pour « aurélie »")
    assert (
        "Cherché dans les dossiers en cours et les 2 plus récents seulement. "
        "Plus ancien : /dossier et son numéro." in said
    )


async def test_what_waits_is_found_however_old_it_is(desk):
    """A case put off for weeks is still ours to answer."""
    await desk.complain(name="Aurélie V.")
    await newer(desk)
    said = await search(desk, "aurélie")

    assert said.startswith("1 dossier pour « aurélie »")
    assert "2 plus récents seulement" in said


@pytest.mark.parametrize("text", ["1", "nº 1", "99999999999999999999"])
async def test_a_number_finds_its_case_however_old_it_is(desk, text):
    await publish(desk, await desk.complain(name="Aurélie V."))
    await newer(desk)

    assert ("Aurélie V." in await search(desk, text)) == ("9" not in text)


async def test_where_all_was_looked_through_nothing_is_added(desk):
    await newer(desk)

    assert "Cherché dans" not in await search(desk, "aurélie")
