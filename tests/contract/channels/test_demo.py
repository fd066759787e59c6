"""What only the demo's page promises: what the last look finds there."""

from dataclasses import replace

import pytest

from copilot.domain.channel import Look, Unknowable
from copilot.domain.errors import NotDelivered
from tests.contract.channels.places import DemoPlace, reply_to


@pytest.fixture(name="place")
def demo_place():
    return DemoPlace()


async def test_an_edited_message_looks_changed(place):
    """The approval rested on other words."""
    place.channel.publish(replace(place.complaint, text="Écran fissuré, et la souris aussi"))
    seen = await place.channel.look(place.complaint)

    assert (Look.CHANGED, "Écran fissuré, et la souris aussi") == (seen.found, seen.message.text)
    assert place.channel.thread()[0].edited


async def test_a_removed_message_is_gone_and_takes_no_reply(place):
    place.channel.remove("c1")

    assert (await place.channel.look(place.complaint)).found is Look.GONE
    with pytest.raises(NotDelivered, match="gone"):
        await place.channel.post(reply_to(place))


async def test_a_colleagues_answer_on_the_page_is_seen(place):
    """Never answer twice what a colleague has answered."""
    place.channel.answer_natively("c1", "Bonjour, on regarde.", author="Karim")
    seen = await place.channel.look(place.complaint)

    assert Look.ANSWERED is seen.found
    assert ["Bonjour, on regarde."] == [one.text for one in seen.natives]


async def test_our_own_first_answer_does_not_stop_the_second(place):
    """A promise kept is a second reply to the same message."""
    await place.channel.post(reply_to(place))

    assert (await place.channel.look(place.complaint)).found is Look.UNCHANGED


async def test_a_blind_page_says_so(place):
    place.channel.faults.blind = True

    assert (await place.channel.look(place.complaint)).found is Look.BLIND
    assert await place.channel.look_up(reply_to(place)) == Unknowable()


async def test_every_change_is_told(place):
    """The page redraws itself on it."""
    changes = []
    place.channel.on_change = lambda: changes.append(len(place.channel.thread()))
    place.channel.like("c1", 63)
    await place.channel.post(reply_to(place))
    place.channel.remove("c1")

    assert changes == [1, 2, 2]
    assert [(each.likes, each.gone) for each in place.channel.thread()] == [(63, True), (0, False)]
