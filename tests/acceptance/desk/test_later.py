"""Stories of putting off: the hours that a card offers, over lunch, weekends and holidays."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from copilot.domain.charter import SignedBy
from copilot.domain.hours import DeskHours
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.test_conversations import POST, edited
from tests.acceptance.story import BROKEN

PARIS = ZoneInfo("Europe/Paris")
#: Monday to Friday with a break, Saturday morning.
WEEK = {day: ((time(9), time(12)), (time(14), time(19))) for day in range(5)}
WEEK[5] = ((time(10), time(13)),)
CLOSED = frozenset({date(2026, 12, 25)})
DANGER = "j’en peux plus, je veux mourir, personne ne m’aide"


@pytest.fixture(autouse=True)
def _hours(desk):
    hours = DeskHours(PARIS, WEEK, closed=CLOSED)
    desk.office.desk = replace(desk.office.desk, hours=hours)


def paris(moment):
    """A moment as the clocks of Paris say it."""
    return datetime.fromisoformat(moment).replace(tzinfo=PARIS)


async def choices(desk, at):
    """What « Plus tard » offers at that moment, and the case."""
    length = at - desk.clock.now()
    desk.clock.advance(seconds=length.total_seconds())
    case = await desk.complain()
    await desk.tap(case, "Plus tard", LEA)
    return case, (await desk.buttons(case))[1:]


def back_at(desk, case):
    """When the case comes back, as the clocks of Paris say."""
    with desk.office.store.read() as records:
        until = records.cases.get(case.id).later_until
    return until.astimezone(PARIS)


async def test_tomorrow_is_said_only_of_tomorrow(desk):
    """On Thursday the desk opens on Friday."""
    case, offered = await choices(desk, paris("2026-12-03 10:00"))
    await desk.tap(case, "Demain à l’ouverture", LEA)

    assert ["15 min", "1 heure", "Ce soir", "Demain à l’ouverture"] == offered
    assert paris("2026-12-04 09:00") == back_at(desk, case)


async def test_before_days_off_the_next_opening_is_offered_by_its_day(desk):
    """Christmas eve: nobody thinks that the case comes back on Christmas day."""
    case, offered = await choices(desk, paris("2026-12-24 10:00"))
    said = await desk.tap(case, "À la prochaine ouverture", LEA)

    assert "Demain à l’ouverture" not in offered
    assert "Mis de côté. Retour : samedi 10 h, après l’heure limite (11 h)." == said
    assert paris("2026-12-26 10:00") == back_at(desk, case)


async def test_over_a_change_of_the_clocks_the_opening_is_nine_by_the_clock(desk):
    """Saturday before summer time: 38 hours later by the sun."""
    case, _ = await choices(desk, paris("2027-03-27 18:00"))
    await desk.tap(case, "À la prochaine ouverture", LEA)

    assert paris("2027-03-29 09:00") == back_at(desk, case)


async def test_this_evening_is_before_the_desk_closes(desk):
    """On Saturday the desk closes at one: at six nobody would see it."""
    case, offered = await choices(desk, paris("2026-12-05 10:30"))
    await desk.tap(case, "Ce soir", LEA)

    assert "Ce soir" in offered
    assert paris("2026-12-05 12:00") == back_at(desk, case)


async def test_when_the_evening_is_over_it_is_not_offered(desk):
    _, offered = await choices(desk, paris("2026-12-03 18:30"))

    assert ["15 min", "Demain à l’ouverture"] == offered


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        ("2026-12-03 11:30", ["15 min", "1 heure", "Ce soir", "Demain à l’ouverture"]),
        ("2026-12-03 18:00", ["15 min", "Demain à l’ouverture"]),
        ("2026-12-03 18:45", ["Demain à l’ouverture"]),
        ("2026-12-03 21:00", ["Demain à l’ouverture"]),
        ("2026-12-06 11:00", ["15 min", "1 heure", "Ce soir", "Demain à l’ouverture"]),
    ],
)
async def test_nothing_comes_back_once_the_desk_has_closed(desk, at, offered):
    """Nobody would see it before the next day; after lunch, or on a Sunday at work, they do."""
    assert offered == (await choices(desk, paris(at)))[1]


async def test_what_is_critical_comes_back_at_night_too(desk):
    """Somebody is on call for it."""
    length = paris("2026-12-03 21:00") - desk.clock.now()
    desk.clock.advance(seconds=length.total_seconds())
    case = await desk.complain(DANGER)
    await desk.tap(case, "Plus tard", LEA)

    assert ["15 min", "1 heure", "Demain à l’ouverture"] == (await desk.buttons(case))[1:]


async def test_over_midnight_a_round_the_clock_desk_offers_an_hour(desk):
    """Its day ends on paper only."""
    week = dict.fromkeys(range(7), ((time(0), time.max),))
    desk.office.desk = replace(desk.office.desk, hours=DeskHours(PARIS, week))
    _, offered = await choices(desk, paris("2026-12-03 23:30"))

    assert ["15 min", "1 heure", "Demain à l’ouverture"] == offered


async def test_a_desk_that_never_closes_opens_tomorrow_at_nine(desk):
    """Round the clock: tomorrow is tomorrow, not the day after."""
    week = dict.fromkeys(range(7), ((time(0), time(23, 59)),))
    desk.office.desk = replace(desk.office.desk, hours=DeskHours(PARIS, week))
    case, _ = await choices(desk, paris("2026-12-03 10:00"))
    await desk.tap(case, "Demain à l’ouverture", LEA)

    assert paris("2026-12-04 09:00") == back_at(desk, case)


async def test_a_case_that_somebody_holds_says_when_it_comes_back_too(desk):
    """Otherwise the others wait for whoever has it."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "15 min", LEA)
    lines = (await desk.card(case))["text"].split("\n")

    assert [
        "🔒 Léa s’en occupe jusqu’à 9 h 30",
        "⏰ Plus tard : revient dès 9 h 15",
    ] == lines[:2]


async def test_a_case_put_off_says_until_when_and_little_more(desk):
    """Whoever reads past it must not publish what a colleague has put aside."""
    case = await desk.complain()
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "1 heure", LEA)
    card = await desk.card(case)

    assert card["text"].startswith("⏰ Plus tard : revient dès 10 h\n")
    assert "j'ouvre le carton" in card["text"]
    assert "✍️" not in card["text"]
    assert ["▶️ Reprendre maintenant", "⏰ Une autre heure", "🗂 Classer", "⋯"] == (
        await desk.buttons(case)
    )


async def test_on_a_case_put_off_nobody_is_sent_to_a_button_that_is_not_there(desk):
    """The reply that has grown old is hidden, and so is what makes it anew."""
    case = await desk.complain(BROKEN, thread_id=POST)
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "1 heure", LEA)
    await edited(desk, f"{BROKEN}, et le vendeur est odieux")
    aside = (await desk.card(case))["text"]
    await desk.tap(case, "Reprendre maintenant", KARIM)

    assert "✏️ Son auteur l’a modifié" in aside
    assert "Refaire" not in aside
    assert "appuyez sur « Refaire »" in (await desk.card(case))["text"]
    assert "🔄 Refaire" in await desk.buttons(case)


async def test_a_case_put_off_is_taken_up_before_its_time_in_one_tap(desk):
    case = await desk.complain()
    before = await desk.card(case)
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "1 heure", LEA)
    aside = await desk.card(case)
    said = await desk.tap(case, "Reprendre maintenant", KARIM)
    after = await desk.card(case)
    late = await desk.tap_on(aside, "Reprendre maintenant", LEA)

    assert "De retour parmi les dossiers à traiter." == said
    assert (before["text"], before["message_id"]) == (after["text"], after["message_id"])
    assert "open" == desk.story.status(case)
    assert "La carte a changé entre-temps" in late


async def test_whom_a_second_yes_is_asked_of_sees_what_is_asked(desk, in_force):
    """Putting it off takes nobody's yes back."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = await desk.complain()
    await desk.tap(case, "Publier", KARIM)
    await desk.tap(case, "Plus tard", LEA)
    await desk.tap(case, "1 heure", LEA)

    assert any("Publier" in one for one in await desk.buttons(case))
    assert "✍️" in (await desk.card(case))["text"]
