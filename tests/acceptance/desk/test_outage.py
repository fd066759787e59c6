"""A story of an hour without Telegram: customers are heard, and nothing is lost or late twice."""

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
from standardwebhooks import Webhook

from copilot.app.round import tick
from copilot.app.triage import triage
from copilot.bootstrap.doorway import Doorway
from copilot.channels.webhook import WebhookChannel
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy
from copilot.web.app import build_app
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.desk.test_danger import CRY, starts
from tests.acceptance.desk.test_membership import pressed
from tests.acceptance.desk.test_more import private

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cywgbm90aGluZyBtb3Jl"
#: From the least urgent to the most.
WRITTEN = [
    ("low", "bravo à toute l'équipe du magasin, accueil parfait et conseils au top, merci !"),
    ("medium", "toujours pas reçu mon colis, commandé il y a trois semaines, aucune nouvelle"),
    ("high", "j'ouvre le carton de mon ordinateur neuf : écran fissuré, merci bravo"),
]


@asynccontextmanager
async def shop(desk, *, mode=Mode.READ_ONLY, **more):
    """The way in for the shop's messages, over HTTP."""
    nowhere = httpx.MockTransport(lambda _: httpx.Response(404))
    async with httpx.AsyncClient(transport=nowhere) as http:
        channel = WebhookChannel("shop", mode=mode, secret=SECRET, http=http, **more)
        desk.office.channels = {**desk.office.channels, "shop": channel}
        doorway = Doorway(
            desk.office,
            desk.wired.clerk,
            taken=lambda: None,
            telegram_health=lambda: desk.wired.health.value,
        )
        app = build_app(
            hooks={"shop": channel},
            accept=doorway.accept,
            health=doorway.health,
            measure=doorway.measure,
        )
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
            yield client


@pytest.fixture
async def client(desk):
    async with shop(desk) as client:
        yield client


async def customer_writes(client, name, text):
    message = {"id": name, "text": text, "author": {"id": name, "name": "Claire"}}
    return await pushed(client, name, message)


async def pushed(client, name, message):
    """One signed delivery; the status that answers it."""
    body = json.dumps(message)
    at = datetime.now(UTC)
    headers = {
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(name, at, body),
    }
    return (await client.post("/hooks/shop", content=body, headers=headers)).status_code


async def outage(desk):
    """Nothing gets through to Telegram any more."""
    await desk.wired.order(method="*", kind="drop_before", times=100_000)


async def over(desk, *, minutes):
    """Time passes for everybody, then Telegram is there again."""
    desk.clock.advance(minutes=minutes)
    await desk.wired.client.post("/sandbox/advance", json={"seconds": minutes * 60})
    desk.wired.now += minutes * 60
    desk.wired.running.sandbox.faults.waiting.clear()


async def test_an_hour_without_telegram(desk, client):
    """The shop goes on writing, colleagues go on pressing; afterwards everything is there."""
    before = await desk.complain()
    card = await desk.card(before)
    await outage(desk)
    late = await pressed(desk, card, "Je prends", LEA)
    later = await pressed(desk, card, "Je prends", KARIM)
    statuses = [await customer_writes(client, name, text) for name, text in WRITTEN]
    triage(desk.office)
    for _ in range(4):
        await desk.wired.painter.step()
    ready = await client.get("/readyz")
    await over(desk, minutes=60)
    await desk.wired.listen()
    await desk.wired.paint()
    read = [(await late)["text"], (await later)["text"]]
    mine = await desk.wired.mine()
    order = [one["text"] for one in mine if one["message_id"] > card["message_id"]]
    places = [
        next(at for at, text in enumerate(order) if said[:20] in text) for _, said in WRITTEN
    ]

    assert [200, 200, 200] == statuses
    assert (200, True) == (ready.status_code, ready.json()["ready"])
    assert "Telegram cannot be reached" in ready.json()["telegram"]
    assert places == sorted(places, reverse=True), "the most urgent comes first"
    assert ["", ""] == read, "Telegram takes no answer after an hour"
    assert "Léa" in (await desk.card(before))["text"]
    assert ["claimed"] == [one for one in desk.story.events(before) if one == "claimed"]
    assert desk.wired.health.value is None


async def test_a_press_made_in_a_short_outage_is_answered(desk):
    """What Telegram still waits for is said."""
    case = await desk.complain()
    card = await desk.card(case)
    await outage(desk)
    late = await pressed(desk, card, "Je prends", LEA)
    await over(desk, minutes=0)
    await desk.wired.listen()

    assert "C’est à vous" in (await late)["text"]


async def test_after_the_outage_what_is_stale_is_refused_and_not_done(desk):
    """A press on words that a colleague changed meanwhile is no yes."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    card = await desk.card(case)
    await desk.tap(case, "Variante", LEA)
    await outage(desk)
    late = await pressed(desk, card, "Publier", LEA)
    await over(desk, minutes=10)
    await desk.wired.listen()
    await late
    await desk.wired.paint()

    assert "open" == desk.story.status(case)
    assert "Publier" in str((await desk.card(case))["buttons"])


async def test_after_an_outage_nobody_is_called_for_what_is_over(desk, in_force):
    """Ten calls in a row, or a reminder of what was answered, teach people not to listen."""
    in_force(signature=SignedBy.BRAND)
    await starts(desk, INES, "Inès")
    await desk.complain(CRY, id="m8", author="8")
    late = await desk.complain()
    await outage(desk)
    for _ in range(20):
        desk.clock.advance(minutes=3)
        tick(desk.office)
    await over(desk, minutes=0)
    await desk.wired.paint()
    calls = [one for one in await private(desk, INES) if "en danger" in one]

    everyone = [one for one in await desk.wired.mine() if "et personne n’a répondu" in one["text"]]

    assert 1 == len(calls), "nobody is there yet: of all that waited the last call is made"
    assert 1 == len(everyone)
    assert "attendue avant" not in await desk.said()
    assert 1 == (await desk.said()).count(f"nº {late.number} : la réponse était attendue")


async def test_who_is_still_to_be_called_when_a_colleague_answers_sleeps_on(desk):
    """Between the call and its leaving somebody pressed: it stays where it is."""
    await starts(desk, INES, "Inès")
    case = await desk.complain(CRY)
    card = await desk.card(case)
    desk.clock.advance(seconds=2)
    tick(desk.office)
    await desk.wired.press(card, "J’y suis", KARIM)
    await desk.wired.paint()

    assert not [one for one in await private(desk, INES) if "en danger" in one]
    assert "🙋 nº 1 : Karim y est." in await private(desk, INES)
