"""Everybody presses at the same moment; how long it takes is tests/bench/presses.py's to say."""

import asyncio
import logging

import pytest

from copilot.domain.person import People, Person, Role
from copilot.sandbox.limits import Limits

FIRST = 1000
#: Cards that half of the people press.
SAME = 5
#: Seconds that a person's telephone waits.
PATIENCE = 60


async def crowd(desk, *, people, cards):
    """Half of the people press the same few cards, each of the others one of their own."""
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
    fields = [place_of(desk, case, shown) for case in pressed]
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
    return pressed, [one.result() for one in asked]


def place_of(desk, case, shown):
    """The card of *case* and what its button « Je prends » holds."""
    number = desk.wired.card(case).message
    (card,) = [one for one in shown if one["message_id"] == number]
    keys = [key for row in card["buttons"] for key in row]
    return {
        "message_id": number,
        "data": next(key["data"] for key in keys if "Je prends" in key["text"]),
    }


async def one_winner_each(desk, caplog, *, people, cards):
    with caplog.at_level(logging.WARNING):
        pressed, answers = await crowd(desk, people=people, cards=cards)
    with desk.office.store.read() as records:
        claims = [one for one in records.log.entries() if one.event == "claimed"]
        holders = {case.id: records.cases.get(case.id).claimed_by for case in pressed}

    assert all(one["answered"] and one["text"] for one in answers)
    late = [n for n, one in enumerate(answers) if "C’est à vous" not in one["text"]]
    assert all(f"Personne {holders[pressed[n].id] - FIRST} " in answers[n]["text"] for n in late)
    won = [n for n, one in enumerate(answers) if "C’est à vous" in one["text"]]
    assert sorted(holders) == sorted(pressed[n].id for n in won)
    assert holders == {pressed[n].id: FIRST + n for n in won}
    assert sorted(holders) == sorted(one.case for one in claims)
    assert [] == [one for one in caplog.records if one.exc_info]


async def test_of_a_crowd_exactly_one_gets_each_card(desk, caplog):
    """No double answers, and nobody's button spins for ever."""
    await one_winner_each(desk, caplog, people=16, cards=24)


@pytest.mark.soak
async def test_of_fifty_people_on_two_hundred_cards_exactly_one_gets_each(desk, caplog):
    """The full size."""
    await one_winner_each(desk, caplog, people=50, cards=200)
