"""Stories of times on cards: what stood there yesterday must not be read as of today."""

import pytest

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import LEA
from tests.acceptance.desk.test_conversations import posted
from tests.acceptance.desk.test_forwarded import forward
from tests.acceptance.desk.test_more import passes
from tests.acceptance.desk.test_queue import LATE


@pytest.fixture(autouse=True)
def _brand_signs(in_force):
    in_force(signature=SignedBy.BRAND)


def first_line(card):
    return card["text"].split("\n")[0]


async def test_tomorrow_is_no_longer_tomorrow_in_the_morning(desk):
    """Whoever opens the desk on Monday reads Monday’s deadline as today’s."""
    await passes(desk, hours=9)
    case = await desk.complain(LATE)
    evening = first_line(await on_screen(desk, case))
    await passes(desk, hours=14, minutes=30)

    assert evening.endswith("avant demain 12 h")
    assert first_line(await on_screen(desk, case)).endswith("avant 12 h (reste 3 h 30)")


async def on_screen(desk, case):
    """The card as it stands in the chat, nobody having touched it."""
    shown = desk.wired.card(case)
    return next(one for one in await desk.wired.mine() if one["message_id"] == shown.message)


async def test_a_card_says_that_it_is_late_when_it_is_and_since_when(desk):
    """Without a length that would stand still; the next day it says of which day it was."""
    case = await desk.complain()
    await passes(desk, minutes=45)
    soon = first_line(await on_screen(desk, case))
    await passes(desk, minutes=15)
    late = first_line(await on_screen(desk, case))
    await passes(desk, days=1)

    assert soon.endswith("avant 10 h (reste 15 min)")
    assert late.endswith("en retard : c’était pour 10 h")
    assert first_line(await on_screen(desk, case)).endswith("c’était pour hier 10 h")


async def test_a_line_of_record_says_no_yesterday(desk):
    """It is read in a month: an alert of the eighth stands there as of the eighth."""
    case = await desk.complain(LATE)
    await passes(desk, hours=4)
    await passes(desk, hours=4)
    await passes(desk, hours=16)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Rien à ajouter", LEA)
    record = (await desk.card(case))["text"]

    assert "⬆️ Alerte à Inès, 17 h" in record
    assert "hier" not in record


async def test_on_a_monday_morning_last_week_is_called_so(desk):
    """The figures are of the week that is over; on its first evening a week is one day."""
    await passes(desk, days=6)
    await answers(desk, "m1")
    await passes(desk, days=1)
    await answers(desk, "m2")
    await passes(desk, days=1)
    morning = (await desk.last())["text"]
    await answers(desk, "m3")
    await passes(desk, hours=10)
    evening = (await desk.last())["text"]

    assert "📊 Hier : réponse donnée : 1 sur 1" in morning
    assert "📊 La semaine dernière : réponses données : 2 sur 2" in morning
    assert "📊 Aujourd’hui : réponse donnée : 1 sur 1" in evening
    assert "Cette semaine" not in morning + evening


async def test_what_cannot_be_answered_from_here_counts_against_nobody(desk):
    """Seen elsewhere and forwarded: the answer is given there, where nobody counts it."""
    await answers(desk, "m1")
    await forward(desk, LEA)
    await passes(desk, hours=10)

    assert "réponse donnée : 1 sur 1" in (await desk.last())["text"]


async def answers(desk, id):
    """A customer writes, and is answered."""
    case = await desk.complain(LATE, id=id, author=id)
    await desk.tap(case, "Publier", LEA)
    await posted(desk)
