"""Everybody presses at the same moment; how long it takes is tests/bench/presses.py's to say."""

import asyncio
import logging
from collections import Counter

import pytest

from copilot.domain.charter import SignedBy
from copilot.domain.person import People, Person, Role
from copilot.sandbox.limits import Limits

FIRST = 1000
#: Cards that half of the people press.
SAME = 5
#: Seconds that a person's telephone waits.
PATIENCE = 60
#: More than it takes till all cards are drawn again.
MINUTES = 5


async def crowd(desk, label, *, people, cards):
    """Half of the people press *label* on the same few cards, the others on one of their own."""
    office, wired = desk.office, desk.wired
    office.people = People(
        [
            Person(f"Personne {n}", FIRST + n, Role.COMMUNITY_MANAGER, f"P{n}")
            for n in range(people)
        ]
    )
    cases = [desk.story.complain(id=f"m{n}", author=f"a{n}") for n in range(cards)]
    await wired.paint()
    wired.running.sandbox.world.limits = Limits.named("telegram")
    pressed = [cases[n % SAME] if n < people // 2 else cases[SAME + n] for n in range(people)]
    shown = await wired.mine()
    fields = [place_of(desk, case, shown, label) for case in pressed]
    # How long a busy machine takes is not what is told here.
    wired.client.timeout = PATIENCE
    asked = [
        asyncio.ensure_future(
            wired.post("press", user_id=FIRST + n, name="x", wait=PATIENCE, **place)
        )
        for n, place in enumerate(fields)
    ]
    while any(not one.done() for one in asked):
        await wired.listen()
    await at_rest(desk)
    return [case.id for case in pressed], [one.result() for one in asked]


async def at_rest(desk):
    """Till every card shows what became of it, however few changes a minute has room for."""
    desk.wired.running.sandbox.world.limits = Limits.named("off")
    for _ in range(MINUTES):
        desk.wired.now += 60
        await desk.wired.paint()


def place_of(desk, case, shown, label):
    """The card of *case* and what its button *label* holds."""
    number = desk.wired.card(case).message
    (card,) = [one for one in shown if one["message_id"] == number]
    keys = [key for row in card["buttons"] for key in row]
    return {
        "message_id": number,
        "data": next(key["data"] for key in keys if label in key["text"]),
    }


def winner_of_each(pressed, answers, said):
    """Who was answered *said*, by case; everybody else has read that person's name."""
    assert all(one["answered"] and one["text"] for one in answers)
    won = [n for n, one in enumerate(answers) if one["text"].startswith(said)]
    assert dict.fromkeys(pressed, 1) == Counter(pressed[n] for n in won)
    winners = {pressed[n]: n for n in won}
    late = set(range(len(answers))) - set(won)
    assert all(f"Personne {winners[pressed[n]]} " in answers[n]["text"] for n in late)
    return {case: FIRST + n for case, n in winners.items()}


def logged(desk, event):
    """The cases with *event* on record, as often as it stands there."""
    with desk.office.store.read() as records:
        return Counter(one.case for one in records.log.entries() if one.event == event)


async def one_claim_each(desk, caplog, *, people, cards):
    with caplog.at_level(logging.WARNING):
        pressed, answers = await crowd(desk, "Je prends", people=people, cards=cards)
    with desk.office.store.read() as records:
        holders = {case: records.cases.get(case).claimed_by for case in pressed}

    assert holders == winner_of_each(pressed, answers, "C’est à vous")
    assert dict.fromkeys(pressed, 1) == logged(desk, "claimed")
    assert [] == [one for one in caplog.records if one.exc_info]


async def one_reply_each(desk, caplog, *, people, cards):
    with caplog.at_level(logging.WARNING):
        pressed, answers = await crowd(desk, "Publier", people=people, cards=cards)
        desk.clock.advance(seconds=11)
        for _ in range(people):
            await desk.story.delivery().round()
        await at_rest(desk)
    # Whose reply leaves first, of those who pressed at the same moment, is no part of the story.
    desk.story.channel.public.sort(key=lambda one: one.complaint_id)
    with desk.office.store.read() as records:
        known = {one: records.cases.get(one).complaint for one in pressed}
        names = {records.complaints.get(one).complaint.id for one in known.values()}
        yeses = {case: [one.person for one in records.approvals.list(case)] for case in pressed}
    winners = winner_of_each(pressed, answers, "Validée")

    assert {case: [person] for case, person in winners.items()} == yeses
    assert dict.fromkeys(pressed, 1) == logged(desk, "approved")
    assert dict.fromkeys(names, 1) == Counter(
        one.complaint_id for one in desk.story.channel.public
    )
    assert [] == [one for one in caplog.records if one.exc_info]


@pytest.fixture
def _unsigned(in_force):
    """The brand signs, so that everybody may approve what nobody has claimed."""
    in_force(signature=SignedBy.BRAND)


async def test_of_a_crowd_exactly_one_gets_each_card(desk, caplog):
    """No double answers, and nobody's button spins for ever."""
    await one_claim_each(desk, caplog, people=16, cards=24)


@pytest.mark.usefixtures("_unsigned")
async def test_of_a_crowd_that_publishes_one_reply_leaves_for_each_card(desk, caplog):
    """The customer reads one answer, and whoever was late reads whose it is."""
    await one_reply_each(desk, caplog, people=16, cards=24)


@pytest.mark.soak
async def test_of_fifty_people_on_two_hundred_cards_exactly_one_gets_each(desk, caplog):
    """The full size."""
    await one_claim_each(desk, caplog, people=50, cards=200)


@pytest.mark.soak
@pytest.mark.usefixtures("_unsigned")
async def test_of_fifty_people_that_publish_on_two_hundred_cards_one_reply_each_leaves(
    desk, caplog
):
    """The full size."""
    await one_reply_each(desk, caplog, people=50, cards=200)
