"""What every channel promises (`copilot/app/ports/channel.py`), held on every channel."""

import pytest

from copilot.channels.kinds import kinds
from copilot.domain.channel import Absent, Look, Mode, Posted, Recovery, Unknowable
from copilot.domain.errors import DeliveryUnknown, NotDelivered
from tests.contract.channels.places import PLACES, reply_to

TRICKY = [
    "Bonjour Claire, je reprends tout. Léa",
    "<b>pas du gras</b> &amp; *pas* _non_ `plus` [ni](lien) {{ 7*7 }} {% raw %}",
    "Un « guillemet », une espace fine\u202f: une apostrophe ’, un tiret — et deux\n\nlignes",
    "👩‍👩‍👧‍👦 🇫🇷 e\u0301 שלום مرحبا 你好 𝔘",
    'Guillemets "droits", barre \\ oblique, \\n pas une ligne',
    "@claire https://maison-lumen.example/suivi?id=1&x=%C3%A9 #sav /start",
]


@pytest.fixture(params=PLACES, name="place")
async def each_place(request):
    async with PLACES[request.param]() as place:
        yield place


def test_every_kind_is_held_to_the_promises():
    """A kind that is added without a place here would promise nothing."""
    assert {name.split()[0] for name in PLACES} == set(kinds())


@pytest.mark.parametrize("text", TRICKY)
async def test_exactly_the_approved_text_is_public(place, text):
    """An approval is for these letters: no markup, no escaping, no signature added."""
    posted = await place.channel.post(reply_to(place, text))

    assert place.public() == [text]
    assert posted.id


async def test_a_text_at_the_limit_is_public_whole(place):
    """What `measure` and `limit` allow, the platform takes."""
    text = "é" * place.channel.limit

    await place.channel.post(reply_to(place, text))

    assert place.channel.measure(text) == place.channel.limit
    assert place.public() == [text]


async def test_a_lost_answer_is_unknown(place):
    """It is public: to call it not delivered would post it twice."""
    place.lose_answer()

    with pytest.raises(DeliveryUnknown):
        await place.channel.post(reply_to(place))
    assert len(place.public()) == 1


async def test_a_lost_request_is_unknown_too(place):
    """It is not public, but no sender can tell this from a lost answer."""
    place.lose_request()

    with pytest.raises(DeliveryUnknown):
        await place.channel.post(reply_to(place))
    assert place.public() == []


async def test_a_refusal_is_final_and_nothing_is_public(place):
    """The approver is told why; trying again would be refused again."""
    place.refuse()

    with pytest.raises(NotDelivered) as caught:
        await place.channel.post(reply_to(place))
    assert caught.value.final
    assert caught.value.reason
    assert place.public() == []


async def test_a_request_to_wait_says_how_long(place):
    """It goes back to the queue for that long, and then is taken."""
    place.ask_to_wait()

    with pytest.raises(NotDelivered) as caught:
        await place.channel.post(reply_to(place))
    assert not caught.value.final
    assert caught.value.retry_after_seconds in (1.0, 7.0)
    assert place.public() == []

    await place.channel.post(reply_to(place))
    assert len(place.public()) == 1


async def test_repeating_a_lost_answer_leaves_one_post(place):
    """Only where a channel says REPEAT may the product do this by itself."""
    if place.channel.recovery is not Recovery.REPEAT:
        return
    place.lose_answer()
    with pytest.raises(DeliveryUnknown):
        await place.channel.post(reply_to(place))

    again = await place.channel.post(reply_to(place))
    third = await place.channel.post(reply_to(place))

    assert len(place.public()) == 1
    assert again == third


async def test_looking_up_tells_public_from_absent(place):
    """Only where a channel says LOOK is it asked; elsewhere it must not guess."""
    before = await place.channel.look_up(reply_to(place))
    place.lose_answer()
    with pytest.raises(DeliveryUnknown):
        await place.channel.post(reply_to(place))
    after = await place.channel.look_up(reply_to(place))

    if place.channel.recovery is Recovery.LOOK:
        assert before == Absent()
        assert isinstance(after, Posted)
    else:
        assert (before, after) == (Unknowable(), Unknowable())
    assert len(place.public()) == 1


async def test_looking_publishes_nothing(place):
    """The last look is made before every post."""
    assert (await place.channel.look(place.complaint)).found in {Look.UNCHANGED, Look.BLIND}
    assert place.public() == []


async def test_two_approvals_with_the_same_words_are_two_posts(place):
    """The key is the approval, not the text: *send again* is a new approval."""
    await place.channel.post(reply_to(place, id="approval-1"))
    await place.channel.post(reply_to(place, id="approval-2"))

    assert len(place.public()) == 2


async def test_a_working_channel_has_nothing_to_mend(place):
    """`doctor` stays silent, and checking publishes nothing."""
    assert await place.channel.check() is None
    assert place.public() == []


@pytest.mark.parametrize("name", PLACES)
async def test_a_read_only_channel_posts_nothing(name):
    """The mode is a promise to whoever set it; delivery should not even ask."""
    async with PLACES[name](Mode.READ_ONLY) as place:
        with pytest.raises(NotDelivered) as caught:
            await place.channel.post(reply_to(place))
        assert caught.value.final
        assert place.public() == []
