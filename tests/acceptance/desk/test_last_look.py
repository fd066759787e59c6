"""Stories of a last look that finds news: the reply stays, and the card shows why."""

import pytest

from copilot.app.triage import triage
from copilot.domain.channel import Look, Sight
from copilot.domain.charter import SignedBy
from copilot.domain.complaint import Author, Complaint
from tests.acceptance.conftest import KARIM, LEA

POST = "post-1"


@pytest.fixture(autouse=True)
def _signed_by_the_brand(in_force):
    """Nobody has to sign, so that each yes is one tap."""
    in_force(signature=SignedBy.BRAND)


async def approved(desk):
    """Léa has published, and the time to take it back is over."""
    case = await desk.complain(thread_id=POST)
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    return case


async def look_finds(desk, sight):
    desk.story.channel.seen = sight
    await desk.story.delivery().round()
    triage(desk.office)
    await desk.wired.paint()


def message(desk, text, **more):
    """What the platform shows, by its own words alone."""
    name = desk.story.channel.name
    return Complaint(channel=name, text=text, thread_id=POST, **more)


async def test_the_new_words_found_by_the_last_look_are_on_the_card(desk):
    """Nobody can judge an answer against words that are gone."""
    case = await approved(desk)
    author = Author(id="777", name="Claire M.")
    now = message(desk, "Colis jamais reçu, trois semaines de retard", id="m1", author=author)
    await look_finds(desk, Sight(Look.CHANGED, message=now))
    card = (await desk.card(case))["text"]

    assert "trois semaines de retard" in card
    assert "Validation retirée : le message a changé" in card
    assert "late-delivery" == desk.story.card(case).case.playbook


async def test_what_was_looked_at_once_is_known_and_the_next_yes_counts(desk):
    """The same edit found a second time is nothing new; withdrawn twice, nothing ever leaves."""
    case = await approved(desk)
    author = Author(id="777", name="Claire M.")
    now = message(desk, "Écran fissuré, et la souris aussi", id="m1", author=author)
    await look_finds(desk, Sight(Look.CHANGED, message=now))
    desk.clock.advance(minutes=1)
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    with desk.office.store.read() as records:
        known = records.complaints.get(case.complaint)
    await look_finds(desk, Look.UNCHANGED)

    assert (2, now.text) == (known.version, known.complaint.text)
    assert 1 == len(desk.story.channel.public)


async def test_below_a_message_that_the_last_look_finds_gone_nothing_can_be_published(desk):
    """The button would only send the next yes into the void."""
    case = await approved(desk)
    await look_finds(desk, Look.GONE)
    shown = await desk.buttons(case)

    assert "Validation retirée : le message n’est plus là" in (await desk.card(case))["text"]
    assert [] == [one for one in shown if "Publier" in one]
    assert [] == desk.story.channel.public


@pytest.mark.parametrize("again", [False, True])
async def test_what_the_brand_wrote_there_itself_is_read_on_the_card(desk, again):
    """Whoever adds to it must know what a colleague has said."""
    case = await approved(desk)
    desk.clock.advance(minutes=1)
    said = "Bonjour Claire, je vous appelle ce matin."
    own = message(
        desk, said, id="n1", parent_id="m1", author=Author(id="b"), created_at=desk.clock.now()
    )
    sight = Sight(Look.ANSWERED, natives=(own,))
    await look_finds(desk, sight)

    assert [] == desk.story.channel.public
    assert "je vous appelle ce matin" in (await desk.card(case))["text"]
    if again:
        desk.clock.advance(minutes=1)
        await desk.tap(case, "Publier", KARIM)
        desk.clock.advance(seconds=11)
        await look_finds(desk, sight)
        assert 1 == len(desk.story.channel.public)
