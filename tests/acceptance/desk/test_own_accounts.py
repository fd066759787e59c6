"""Stories of a brand that answers on the platform itself, told of it by a webhook."""

import pytest

from copilot.app.triage import triage
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import LEA
from tests.acceptance.desk.test_outage import pushed, shop

WRITTEN = "j'ouvre le carton de mon ordinateur neuf : écran fissuré, merci bravo"
OWN = ("1029384756", "Maison_Lumen")
SAID = "Bonjour Claire, on s’en occupe dès ce matin."


@pytest.fixture(autouse=True)
def _signed_by_the_brand(in_force):
    """Nobody has to sign, so that each yes is one tap."""
    in_force(signature=SignedBy.BRAND)


@pytest.fixture
async def client(desk):
    async with shop(desk, mode=Mode.LIVE, own_authors=OWN) as client:
        yield client


async def arrives(desk, client, name, text, author, **more):
    """The platform pushes one message."""
    desk.clock.advance(minutes=1)
    said = {"id": name, "text": text, "author": author, **more}
    said["created_at"] = desk.clock.now().isoformat()
    assert 200 == await pushed(client, f"delivery-{name}", said)
    triage(desk.office)
    await desk.wired.paint()


async def customer(desk, client, **more):
    """Claire writes; her case."""
    await arrives(desk, client, "m1", WRITTEN, {"id": "777", "name": "Claire M."}, **more)
    with desk.office.store.read() as records:
        stored = records.complaints.find("shop", "m1")
        return records.cases.of_complaint(stored.id)


@pytest.mark.parametrize(
    ("author", "asked", "place"),
    [
        ({"id": "1029384756"}, {}, {"parent_id": "m1"}),
        ({"id": "5", "handle": "@maison_lumen"}, {"thread_id": "post"}, {"thread_id": "post"}),
        ({"handle": "maison_lumen"}, {"thread_id": "post"}, {"parent_id": "m1"}),
    ],
)
async def test_the_brands_own_answer_marks_the_card_and_opens_none(
    desk, client, author, asked, place
):
    """A draft to ourselves, and a customer answered twice, is what nobody wants to see."""
    case = await customer(desk, client, **asked)
    await desk.tap(case, "Publier", LEA)
    before = len(await desk.wired.mine())
    await arrives(desk, client, "n1", SAID, author, **place)
    card = (await desk.card(case))["text"]
    said = [one["text"] for one in (await desk.wired.mine())[before:]]

    assert "🔄 La marque a répondu sur la plateforme, " in card
    assert "on s’en occupe dès ce matin" in card
    assert "Validation retirée" in card
    assert [] == [one for one in said if "nº 2" in one]
    with desk.office.store.read() as records:
        assert 1 == sum(records.cases.counts().values())


async def test_who_only_bears_the_brands_name_is_a_customer(desk, client):
    """Anybody may call themselves Maison Lumen; what they write is not to be missed."""
    case = await customer(desk, client)
    author = {"id": "778", "handle": "maison.lumen", "name": "Maison_Lumen"}
    await arrives(desk, client, "m2", "moi aussi, écran fissuré", author, parent_id="m1")

    assert "🔄" not in (await desk.card(case))["text"]
    with desk.office.store.read() as records:
        assert 2 == sum(records.cases.counts().values())
