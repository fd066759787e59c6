"""What a sender may send to `/hooks/<channel>`, and what it is told."""

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook
from starlette.exceptions import HTTPException
from starlette.requests import Request

from copilot.app.ports.web import Health, Taken, Verified
from copilot.channels.webhook import WebhookChannel
from copilot.domain.channel import Mode
from copilot.domain.complaint import Complaint
from copilot.web.app import build_app
from copilot.web.hooks import HookEndpoint

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cywgbm90aGluZyBtb3Jl"


class Desk:
    """Keeps what hooks take, as bootstrap would, and can be told to fail."""

    def __init__(self):
        self.kept = {}
        self.deliveries = set()
        self.fault = None

    async def accept(self, channel, complaints, *, delivery):
        if self.fault:
            raise self.fault
        if (channel, delivery) in self.deliveries:
            return Taken(repeated=True)
        self.deliveries.add((channel, delivery))
        new = [each for each in complaints if (each.channel, each.id) not in self.kept]
        self.kept |= {(each.channel, each.id): each for each in complaints}
        return Taken(new=len(new), known=len(complaints) - len(new))


class AskingHook:
    """A platform that asks whether the address is ours before it sends."""

    def verify(self, headers, body):
        return Verified("always")

    def challenge(self, query):
        return query.get("hub.challenge")

    def decode(self, payload, *, delivery):
        return (Complaint(id=delivery, channel="page", text="a"),)


async def healthy():
    return Health()


async def nothing():
    return []


@asynccontextmanager
async def hooks(desk, *, most_body_bytes=1_048_576):
    nowhere = httpx.MockTransport(lambda _: httpx.Response(404))
    async with httpx.AsyncClient(transport=nowhere) as http:
        shop = WebhookChannel("shop", mode=Mode.READ_ONLY, secret=SECRET, http=http)
        app = build_app(
            hooks={"shop": shop, "page": AskingHook()},
            accept=desk.accept,
            health=healthy,
            measure=nothing,
            most_body_bytes=most_body_bytes,
        )
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
            yield client


@pytest.fixture(name="desk")
def new_desk():
    return Desk()


@pytest.fixture(name="client")
async def new_client(desk):
    async with hooks(desk) as client:
        yield client


def signed(body, *, delivery="d1", age=timedelta(0), secret=SECRET):
    at = datetime.now(UTC) - age
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(delivery, at, body),
    }


async def send(client, payload, **options):
    body = payload if isinstance(payload, str) else json.dumps(payload)
    return await client.post("/hooks/shop", content=body, headers=signed(body, **options))


async def test_a_signed_complaint_is_kept_and_confirmed(client, desk):
    answer = await send(client, {"id": "1", "text": "Écran fissuré"})

    assert (answer.status_code, answer.json()) == (200, {"accepted": 1, "known": 0})
    assert desk.kept["shop", "1"].text == "Écran fissuré"


async def test_the_same_delivery_again_is_confirmed_and_does_nothing(client, desk):
    """A sender repeats when our answer was lost; the customer wrote once."""
    await send(client, {"text": "a"})
    again = await send(client, {"text": "a"})

    assert (again.status_code, again.json()) == (200, {"accepted": 0, "repeated": True})
    assert len(desk.kept) == 1


async def test_a_known_complaint_in_a_new_delivery_is_counted_as_known(client):
    await send(client, {"id": "1", "text": "a"})
    answer = await send(client, [{"id": "1", "text": "a"}, {"text": "b"}], delivery="d2")

    assert answer.json() == {"accepted": 1, "known": 1}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"webhook-id": "d1"},
        signed("{}"),
        signed('{"text": "a"}', age=timedelta(minutes=6)),
        signed('{"text": "a"}', secret="whsec_" + "eA==" * 8),
    ],
)
async def test_an_unproven_delivery_is_401_and_one_log_line(client, desk, caplog, headers):
    """Unsigned, forged, replayed late: nothing is kept, and the operator can see it."""
    with caplog.at_level(logging.WARNING, "copilot.web.hooks"):
        answer = await client.post("/hooks/shop", content='{"text": "a"}', headers=headers)

    assert (answer.status_code, desk.kept) == (401, {})
    assert answer.json() == {"error": "missing, wrong or old signature"}
    assert [each.getMessage().partition(",")[0] for each in caplog.records] == [
        "hook shop: refused with 401"
    ]


@pytest.mark.parametrize(
    ("payload", "status", "reason"),
    [
        ("{", 400, "not JSON: "),
        ("", 400, "not JSON: "),
        ("[" * 50_000, 400, "not usable JSON: "),
        ({"text": ""}, 422, "`text` or `media` is required"),
        ({"txt": "a"}, 422, "`txt` is not a known key; did you mean `text`?"),
        ({"text": "a", "channel": "page"}, 422, "`channel` is `page`"),
        ([{"text": "a"}, {"text": 5}], 422, "`text` must be text"),
        ({"text": "é" * 20_001}, 413, "`text` has 20,001 characters"),
    ],
)
async def test_a_wrong_body_is_refused_with_the_reason(client, desk, payload, status, reason):
    """All of a delivery or nothing; its sender reads what to mend."""
    answer = await send(client, payload)

    assert status == answer.status_code
    assert answer.json()["error"].startswith(reason)
    assert desk.kept == {}


async def test_twenty_thousand_characters_are_taken(client, desk):
    assert (await send(client, {"id": "1", "text": "😀" * 20_000})).status_code == 200
    assert len(desk.kept["shop", "1"].text) == 20_000


async def test_a_body_too_large_is_stopped_while_it_comes(desk):
    """A sender without Content-Length must not fill the memory."""
    sent = []

    async def endless():
        while True:
            sent.append(1)
            yield b" " * 1000

    async with hooks(desk, most_body_bytes=10_000) as client:
        exact = await client.post("/hooks/shop", content=b" " * 10_000)
        over = await client.post("/hooks/shop", content=b" " * 10_001)
        stopped = await client.post("/hooks/shop", content=endless())

    assert [exact.status_code, over.status_code, stopped.status_code] == [401, 413, 413]
    assert len(sent) < 20


async def test_a_body_that_breaks_off_or_never_comes_keeps_nothing(desk, monkeypatch):
    """A phone in a tunnel and a slow attack end the same: no hanging request, nothing kept."""
    monkeypatch.setattr("copilot.web.body.BODY_SECONDS", 0.01)
    endpoint = HookEndpoint({"shop": AskingHook()}, desk.accept)
    scope = {"type": "http", "method": "POST", "path_params": {"channel": "shop"}, "headers": []}

    async def breaks_off():
        return {"type": "http.disconnect"}

    async def never_comes():
        await asyncio.Event().wait()

    said = []
    for receive in (breaks_off, never_comes):
        with pytest.raises(HTTPException) as caught:
            await endpoint.answer(Request(scope, receive))
        said.append(caught.value.status_code)

    assert (said, desk.kept) == ([400, 408], {})


async def test_a_database_in_trouble_makes_the_sender_come_again(client, desk, caplog):
    """No accepted complaint is lost: what is not kept is not confirmed."""
    desk.fault = RuntimeError("INSERT … 'les mots du client'")
    refused = await send(client, {"id": "1", "text": "a"})
    desk.fault = None
    taken = await send(client, {"id": "1", "text": "a"})

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert taken.json() == {"accepted": 1, "known": 0}
    assert "client" not in caplog.text


async def test_the_answer_waits_for_the_commit(desk):
    """A 200 before it would lose the complaint at a crash."""
    committed = asyncio.Event()
    accept = desk.accept

    async def slowly(channel, complaints, *, delivery):
        await committed.wait()
        return await accept(channel, complaints, delivery=delivery)

    desk.accept = slowly
    async with hooks(desk) as client:
        answer = asyncio.create_task(send(client, {"text": "a"}))
        for _ in range(50):
            await asyncio.sleep(0)
        assert not answer.done()
        committed.set()
        assert (await answer).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/hooks/inconnu", 404),
        ("GET", "/hooks/inconnu", 404),
        ("POST", "/hooks/", 404),
        ("PUT", "/hooks/shop", 405),
        ("DELETE", "/hooks/shop", 405),
        ("GET", "/hooks/shop", 405),
        ("POST", "/healthz", 405),
        ("GET", "/", 404),
    ],
)
async def test_a_wrong_address_or_method_is_said_as_json(client, method, path, status):
    answer = await client.request(method, path)

    assert status == answer.status_code
    assert answer.json()["error"]
    assert (status == 405) == ("allow" in answer.headers)


async def test_a_platforms_question_is_answered(client):
    """Some platforms ask whether the address is ours, and want their words back."""
    answer = await client.get("/hooks/page", params={"hub.challenge": "<b>42</b>"})

    assert (answer.status_code, answer.text) == (200, "<b>42</b>")
    assert answer.headers["content-type"].startswith("text/plain")


bodies = st.binary(max_size=200) | st.text().map(str.encode) | st.just(b'{"text": "\\ud800"}')
words = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)


@settings(max_examples=60, deadline=None)
@given(body=bodies, headers=st.dictionaries(st.sampled_from(list(signed(""))), words))
def test_random_bytes_never_break_the_hook(body, headers):
    """A stranger can send anything; unsigned it is always 401."""
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    assert asyncio.run(posted(body, raw)).status_code == 401


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=60, deadline=None)
@given(body=json_values.map(json.dumps) | st.text(st.characters(exclude_categories=["Cs"])))
def test_a_sender_with_the_secret_cannot_break_it_either(body):
    """Signed nonsense is refused or taken, never a fault of ours."""
    answer = asyncio.run(posted(body.encode(), signed(body)))

    assert answer.status_code in {200, 400, 413, 422}


async def posted(body, headers):
    async with hooks(Desk()) as client:
        return await client.post("/hooks/shop", content=body, headers=headers)
