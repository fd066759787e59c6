"""Presses done together: each stands for itself, and nobody is answered before the commit."""

import asyncio
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from copilot.app import press
from copilot.desk.connect import bot_key
from copilot.domain.errors import StoreError
from tests.unit.desk.conftest import KARIM, LEA, NINA


async def complained(wired, count):
    """Cases on the desk, each with its card."""
    cases = [wired.story.complain(id=f"m{n}", author=f"a{n}") for n in range(count)]
    await wired.paint()
    return cases


async def all_press(wired, presses, *, first=lambda: None):
    """Everybody presses before the desk looks, and after *first*; what each reads."""
    pressed = [(who, place_of(wired, case, action)) for case, action, who in presses]
    first()
    queries = wired.running.sandbox.world.queries
    before = len(queries)
    asked = [
        asyncio.ensure_future(wired.post("press", user_id=who, name="x", **place))
        for who, place in pressed
    ]
    while len(queries) < before + len(presses):  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    await wired.listen()
    return [one["text"].replace("\u00a0", " ") for one in await asyncio.gather(*asked)]


def place_of(wired, case, action):
    card = wired.card(case)
    token = wired.story.token(case, action)
    return {"message_id": card.message, "data": f"{action}:1:{token}"}


def rows(wired, question):
    with wired.office.store._reader.connect() as connection:
        return list(connection.execute(sa.text(question)).scalars())


def holders(wired, cases):
    with wired.office.store.read() as records:
        return [records.cases.get(case.id).claimed_by for case in cases]


def commits(wired):
    """Counts transactions that wrote."""
    counted = []
    return counted, lambda: sa.event.listen(wired.office.store._writer, "commit", counted.append)


async def test_presses_that_wait_are_one_transaction(wired):
    """Each of its own cost fifty people a second."""
    known, *cases = await complained(wired, 4)
    # Of whom Telegram must be asked first, one at a time is done.
    await all_press(wired, [(known, "claim", LEA)])
    counted, count = commits(wired)
    said = await all_press(wired, [(case, "claim", LEA) for case in cases], first=count)

    assert [LEA] * 3 == holders(wired, cases)
    assert all("C’est à vous" in one for one in said)
    # Keeping the updates, doing what they ask for, and settling them once all is said.
    assert 3 == len(counted)


async def test_a_press_that_fails_leaves_those_beside_it(wired, monkeypatch, caplog):
    """One poisoned press must not undo a colleague's, nor keep them waiting."""
    cases = await complained(wired, 3)
    poisoned, claim = cases[1].id, press.USE_CASES["claim"]

    def fails(office, records, button, person):
        outcome = claim(office, records, button, person)
        if button.case == poisoned:
            raise LookupError("poisoned")
        return outcome

    monkeypatch.setattr(press, "USE_CASES", {**press.USE_CASES, "claim": fails})
    said = await all_press(wired, [(case, "claim", LEA) for case in cases])

    assert [LEA, None, LEA] == holders(wired, cases)
    assert [True, False, True] == ["C’est à vous" in one for one in said]
    assert said[1]
    assert ["LookupError: poisoned"] == rows(
        wired, "select fault from updates where fault is not null"
    )
    assert [] == rows(wired, "select update_id from updates where handled_at is null")
    assert "poisoned" in caplog.text


async def test_of_two_presses_on_one_card_the_second_is_refused(wired):
    """Together they are still one after the other."""
    (case,) = await complained(wired, 1)
    first, second, third = await all_press(
        wired, [(case, "claim", LEA), (case, "claim", KARIM), (case, "claim", NINA)]
    )

    assert [LEA] == holders(wired, [case])
    assert "C’est à vous" in first
    assert "Léa" in second
    assert "Léa" not in third
    assert third


async def test_a_refused_press_has_the_card_drawn_afresh(wired):
    """The refusal changes nothing, but what it asks for is kept with the others."""
    (case,) = await complained(wired, 1)
    await all_press(wired, [(case, "claim", LEA)])
    old = place_of(wired, case, "claim")
    await wired.paint()
    before = wired.card(case).version
    with wired.office.store.write() as records:
        records.cases.release(case.id, by=LEA)
        records.cases.claim(
            case.id, by=NINA, until=wired.story.clock.now().replace(year=2030), now=case.opened_at
        )
    await wired.press_data({"message_id": old["message_id"]}, old["data"], KARIM)

    assert before < wired.card(case).version


@pytest.mark.parametrize("fault", [StoreError("no room"), OSError("gone")])
async def test_nobody_is_answered_before_the_commit(wired, monkeypatch, fault):
    """What was not kept is not said to be done: then each is tried alone."""
    cases = await complained(wired, 3)
    store, written = wired.office.store, []
    real = type(store).write

    @contextmanager
    def once(self):
        with real(self) as records:
            yield records
            written.append(len(wired.handlers.speaker._running))
            # The first is the keeping of the updates.
            if len(written) == 2:
                raise fault

    said = await all_press(
        wired,
        [(case, "claim", LEA) for case in cases],
        first=lambda: monkeypatch.setattr(type(store), "write", once),
    )

    assert [0, 0] == written[:2]
    assert [LEA] * 3 == holders(wired, cases)
    assert all("C’est à vous" in one for one in said)
    assert [] == stored(wired)
    assert [] == rows(wired, "select fault from updates where fault is not null")


def stored(wired):
    with wired.office.store.read() as records:
        return records.chat.unhandled(bot=bot_key(wired.wire.bot))
