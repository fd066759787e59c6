"""Stories of a reply that may or may not be public, while posting is suspended."""

from copilot.domain.charter import SignedBy
from tests.acceptance.conftest import INES, LEA
from tests.acceptance.desk.test_approvals import in_doubt
from tests.acceptance.desk.test_pause import PAUSED
from tests.acceptance.desk.test_queue import ask


async def test_who_is_asked_whether_to_send_again_reads_that_nothing_leaves(desk, in_force):
    """One press there is a yes, and whoever gives it waits for a reply that stays."""
    in_force(signature=SignedBy.BRAND, approvals=1)
    case = await in_doubt(desk, LEA)
    await ask(desk, INES, "/suspendre")
    during = await desk.card(case)
    said = await desk.tap(case, "la renvoyer", LEA)
    await ask(desk, INES, "/reprendre")
    desk.clock.advance(seconds=60)
    await desk.story.delivery().round()

    assert "❓ Envoi incertain" in during["text"]
    assert PAUSED in during["text"]
    assert "Validée, mais les envois sont suspendus : elle partira à la reprise." == said
    assert 1 == len(desk.story.channel.public)


async def test_a_card_in_doubt_no_longer_says_it_once_posting_goes_on(desk, in_force):
    in_force(signature=SignedBy.BRAND, approvals=1)
    case = await in_doubt(desk, LEA)
    await ask(desk, INES, "/suspendre")
    await desk.card(case)
    await ask(desk, INES, "/reprendre")

    assert PAUSED not in (await desk.card(case))["text"]
