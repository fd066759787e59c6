"""What only the webhook channel promises: signatures both ways, and how answers are read."""

import json
import socket
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from standardwebhooks import Webhook

from copilot.app.ports.web import Unverified, Verified
from copilot.channels.signing_secret import secret_fault
from copilot.channels.webhook import WebhookChannel
from copilot.channels.webhook_answer import read_answer
from copilot.domain.channel import Mode, Posted, Recovery
from copilot.domain.complaint import Author
from copilot.domain.errors import ComplaintError, DeliveryUnknown, NotDelivered, UsageError
from tests.contract.channels.places import SECRET, asking_webhook, reply_to, webhook

BODY = '{"text": "Écran fissuré"}'


@pytest.fixture(name="place")
async def webhook_place():
    async with webhook() as place:
        yield place


def signed(body=BODY, *, secret=SECRET, delivery="d1", age=timedelta(0)):
    at = datetime.now(UTC) - age
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(delivery, at, body),
    }


async def test_a_signed_delivery_is_known_by_its_id(place):
    assert place.channel.verify(signed(), BODY.encode()) == Verified("d1")


async def test_one_right_signature_among_several_is_enough(place):
    """While a secret is changed, senders sign with the old and the new one."""
    headers = signed()
    right = headers["webhook-signature"]
    headers["webhook-signature"] = f"v1a,xyz nonsense v1,AAAA v1,é {right}"

    assert place.channel.verify(headers, BODY.encode()) == Verified("d1")


@pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
async def test_a_missing_header_is_unsigned(place, missing):
    headers = signed() | {missing: ""}

    assert place.channel.verify(headers, BODY.encode()) == Unverified("unsigned")


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        (signed, BODY.replace("fissuré", "fissure"), "no matching signature found"),
        (lambda: signed() | {"webhook-id": "d2"}, BODY, "no matching signature found"),
        (lambda: signed(age=timedelta(minutes=6)), BODY, "message timestamp too old"),
        (lambda: signed(age=timedelta(minutes=-6)), BODY, "message timestamp too new"),
        (lambda: signed() | {"webhook-timestamp": "hier"}, BODY, "invalid signature headers"),
        (lambda: signed() | {"webhook-timestamp": "nan"}, BODY, "invalid signature headers"),
        (lambda: signed() | {"webhook-signature": "v1"}, BODY, "unreadable signature"),
        (lambda: signed() | {"webhook-signature": "v1,é"}, BODY, "unreadable signature"),
        (lambda: signed(delivery="d" * 257), BODY, "webhook-id too long"),
        (
            lambda: signed(secret="whsec_" + "b3RoZXIgc2VjcmV0IHRoYXQgaXMgbG9uZyBlbm91Z2g="),
            BODY,
            None,
        ),
    ],
)
async def test_whatever_is_not_rightly_signed_is_unverified(place, headers, body, reason):
    """Wrong words, another id, an old or future time, nonsense: never an exception."""
    # Signed only now: a long run would be too late for a time taken when tests are collected.
    answer = place.channel.verify(headers(), body.encode())

    assert isinstance(answer, Unverified)
    assert reason in (None, answer.reason)


async def test_a_signature_beyond_the_eighth_is_not_looked_at(place):
    """Each one costs a digest of the whole body."""
    headers = signed()
    right = headers["webhook-signature"]
    headers["webhook-signature"] = "v1,AAAA " * 8 + right

    assert isinstance(place.channel.verify(headers, BODY.encode()), Unverified)


async def test_a_body_that_is_not_text_is_unverified(place):
    assert isinstance(place.channel.verify(signed(), b"\xff\xfe"), Unverified)


async def test_one_complaint_a_list_or_a_named_list_are_taken(place):
    """Some senders batch; in one delivery equal words are two customers."""
    one = {"id": "1", "text": "a", "author": {"id": 7}}
    decode = place.channel.decode

    assert [each.author for each in decode(one, delivery="d1")] == [Author("7")]
    assert decode([one], delivery="d1") == decode({"complaints": [one]}, delivery="d1")
    equal = decode([{"text": "a"}, {"text": "a"}], delivery="d1")
    assert len({each.id for each in equal}) == 2
    assert decode([], delivery="d1") == ()


@pytest.mark.parametrize(
    "payload",
    [
        {"complaints": {}},
        {"complaints": [], "txt": 1},
        {"text": "a", "channel": "page"},
        [{"text": "a"}, {"text": ""}],
        "text",
    ],
)
async def test_one_wrong_complaint_refuses_the_delivery(place, payload):
    """All or nothing: the sender repeats whole deliveries."""
    with pytest.raises(ComplaintError):
        place.channel.decode(payload, delivery="d1")


async def test_a_delivery_sent_again_makes_the_same_ids(place):
    """Even if its id was forgotten meanwhile, nothing is new."""
    first, again = (place.channel.decode({"text": "a"}, delivery="d1") for _ in range(2))
    other = place.channel.decode({"text": "a"}, delivery="d2")

    assert first == again
    assert first[0].id != other[0].id


async def test_a_reply_leaves_as_the_contract_says(place):
    """The receiver verified the signature and the three keys; the rest is read here."""
    posted = await place.channel.post(reply_to(place))

    assert json.loads(place.receiver.bodies[0]) == {
        "reply_id": "approval-1",
        "complaint_id": "c1",
        "thread_id": "c1",
        "text": "Bonjour Claire, je reprends tout. Léa",
        "lang": "fr",
        "approved_by": "Léa Martin",
    }
    assert (posted.id, posted.url) == ("post-1", f"{place.receiver.url}/1")


async def test_every_try_sends_the_same_bytes(place):
    """A receiver may compare what comes with a known key."""
    place.lose_answer()
    with pytest.raises(DeliveryUnknown):
        await place.channel.post(reply_to(place))
    await place.channel.post(reply_to(place))

    first, second = place.receiver.bodies
    assert first == second
    assert place.receiver.requests == {"approval-1": 2}
    assert len(place.public()) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 422, 451, 307, 308])
async def test_a_refusal_will_not_change_by_waiting(place, status):
    place.receiver.then(str(status))

    with pytest.raises(NotDelivered) as caught:
        await place.channel.post(reply_to(place))
    assert caught.value.final
    assert str(status) in caught.value.reason


@pytest.mark.parametrize(
    ("order", "wait"),
    [
        ("408", None),
        ("425:0", 0.0),
        ("429:30", 30.0),
        ("429:-5", 0.0),
        ("429:bientôt", None),
        ("429:nan", None),
        ("429:1e99", 86_400.0),
        ("429:Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
async def test_a_busy_receiver_is_asked_again_later(place, order, wait):
    place.receiver.then(order)

    with pytest.raises(NotDelivered) as caught:
        await place.channel.post(reply_to(place))
    assert (caught.value.final, caught.value.retry_after_seconds) == (False, wait)


@pytest.mark.parametrize(
    "order",
    [
        "500",
        "502",
        "503:30",
        "504",
        "409",
        "301",
        "303",
        "202",
        "stored:202",
        "stored:500",
        "garbage",
        "huge",
        "nothing",
        "drop_after",
        "drop_before",
        "hold_after",
    ],
)
async def test_an_answer_that_settles_nothing_is_unknown(place, order):
    """A proxy says 503 when the receiver died after storing; 202 is accepted, not published."""
    place.receiver.then(order)

    with pytest.raises(DeliveryUnknown):
        await place.channel.post(reply_to(place))


@pytest.mark.parametrize(
    ("answer", "posted"),
    [
        ({"id": "7", "url": "https://shop.example/7"}, Posted("7", "https://shop.example/7")),
        ({"id": 7}, Posted("7")),
        ({"id": "7", "url": ""}, Posted("7")),
        ({"id": "", "url": "https://shop.example/7"}, None),
        ({"id": True}, None),
        ([], None),
    ],
)
def test_a_success_counts_only_with_the_replys_id(answer, posted):
    """Without it nobody can find the reply again, nor be sure that it is one."""
    body = json.dumps(answer).encode()
    if posted is None:
        with pytest.raises(DeliveryUnknown, match="without the reply's id"):
            read_answer(201, {}, body)
    else:
        assert posted == read_answer(201, {}, body)


async def test_a_redirect_is_not_followed(place):
    """Words approved for one receiver must not travel to another."""
    place.receiver.then("307")
    with pytest.raises(NotDelivered, match="moved"):
        await place.channel.post(reply_to(place))

    assert place.receiver.requests.total() == 1


async def test_a_receiver_that_is_not_there_got_nothing():
    """Nobody listens: no byte left, so the queue may try again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        async with httpx.AsyncClient() as http:
            channel = WebhookChannel(
                "shop", mode=Mode.LIVE, secret=SECRET, reply_url=url, http=http
            )
            async with asking_webhook() as place:
                with pytest.raises(NotDelivered) as caught:
                    await channel.post(reply_to(place))
            assert not caught.value.final
            assert "is the receiver running?" in await channel.check()


async def test_a_name_that_does_not_resolve_got_nothing():
    def unresolved(request):
        raise httpx.ConnectError("name or service not known", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(unresolved)) as http:
        channel = WebhookChannel(
            "shop", mode=Mode.LIVE, secret=SECRET, reply_url="https://nowhere.example", http=http
        )
        async with webhook() as place:
            with pytest.raises(NotDelivered, match="name or service not known"):
                await channel.post(reply_to(place))


async def test_recovery_is_the_operators_word():
    """Repeating at a receiver that does not deduplicate would post twice."""
    async with webhook() as sure, asking_webhook() as unsure:
        assert sure.channel.recovery is Recovery.REPEAT
        assert unsure.channel.recovery is Recovery.ASK


async def test_a_gone_receiver_is_told_by_the_check():
    async with httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _: httpx.Response(410))
    ) as http:
        channel = WebhookChannel(
            "shop", mode=Mode.LIVE, secret=SECRET, reply_url="https://gone.example", http=http
        )
        assert "gone for good" in await channel.check()
        unset = WebhookChannel("shop", mode=Mode.LIVE, secret=SECRET, http=http)
        assert "no `reply_url`" in await unset.check()


@pytest.mark.parametrize(
    ("secret", "fault"),
    [
        (SECRET, None),
        (SECRET.removeprefix("whsec_"), None),
        ("whsec_", "0 bytes"),
        ("whsec_c2hvcnQ=", "5 bytes"),
        ("mot de passe", "not base64"),
        ("clé", "not base64"),
    ],
)
def test_a_weak_secret_is_a_fault_that_does_not_show_it(secret, fault):
    """The sentence goes into a terminal and a log."""
    said = secret_fault(secret)

    assert (said is None) == (fault is None)
    assert fault is None or (fault in said and secret not in said.split("whsec_$")[0])


async def test_a_channel_with_an_unusable_secret_is_refused():
    async with httpx.AsyncClient() as http:
        with pytest.raises(UsageError, match="channel `shop`: the secret"):
            WebhookChannel("shop", mode=Mode.LIVE, secret="é", http=http)
