"""Stories of time: reminded before and at the deadline, alerted after it, and never again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from copilot.app.round import tick
from copilot.domain.channel import Mode
from copilot.domain.charter import SignedBy
from copilot.domain.person import People
from copilot.domain.playbook import Duration, Escalation, Severity, Unit
from tests.acceptance.conftest import INES, KARIM, LEA
from tests.acceptance.desk.test_conversations import POST, brand_writes, deleted, edited
from tests.acceptance.desk.test_danger import on_call, starts
from tests.acceptance.desk.test_more import passes, private, waits
from tests.acceptance.story import BROKEN

SOON = "première réponse attendue avant"
OVER = "la réponse était attendue pour"


async def a_day(desk, *, minutes=5, hours=10):
    """The service looks again and again for that long."""
    for _ in range(hours * 60 // minutes):
        desk.clock.advance(minutes=minutes)
        tick(desk.office)
    await desk.wired.paint()


async def test_one_reminder_before_and_one_at_the_deadline_never_more(desk):
    """At a quarter of the time left, then when it is over; whatever restarts."""
    case = await desk.complain()
    await passes(desk, minutes=44)
    early = await desk.said()
    await passes(desk, minutes=1)
    reminded = (await desk.last())["text"]
    await passes(desk, minutes=15)
    late = (await desk.last())["text"]
    await a_day(desk)
    said = await desk.said()

    assert SOON not in early
    assert "⏰ nº 1 : première réponse attendue avant 10 h." == reminded
    assert "⏰ nº 1 : la réponse était attendue pour 10 h, elle n’est pas partie." == late
    assert (1, 1) == (said.count(SOON), said.count(OVER))
    assert "open" == desk.story.status(case)


async def test_whoever_has_the_case_is_reminded_by_name(desk):
    """The others need not look up."""
    case = await desk.complain()
    await passes(desk, minutes=40)
    await desk.tap(case, "Je prends", KARIM)
    await passes(desk, minutes=6)

    assert (await desk.last())["text"].endswith("Karim, c’est chez vous.")


@pytest.mark.parametrize("how", ["later", "waiting", "dismissed"])
async def test_what_somebody_has_seen_to_reminds_nobody(desk, how):
    """Put off, waiting for a colleague, or closed."""
    case = await desk.complain()
    if how == "later":
        await desk.choose(case, "Plus tard", "Demain à l’ouverture", person=LEA)
    elif how == "waiting":
        await waits(desk, case)
    else:
        await desk.choose(case, "Classer", "Troll", person=LEA)
    await a_day(desk, hours=5)

    assert SOON not in await desk.said()
    assert OVER not in await desk.said()


async def test_reminders_wait_for_the_desk_to_open(desk):
    """18:30, an hour to answer: due at 9:30 tomorrow, and nobody is woken before nine."""
    desk.clock.advance(hours=9, minutes=30)
    await desk.complain()
    await a_day(desk, hours=14)
    night = await desk.said()
    for _ in range(11):
        await passes(desk, minutes=5)

    assert SOON not in night
    assert 1 == (await desk.said()).count(SOON)


async def test_the_playbook_says_whom_to_alert_after_the_deadline(desk, in_force):
    """Half an hour late: the brand lead is called by name, once, and it is on the card."""
    after = Duration(30, Unit.MINUTE)
    in_force(escalate=Escalation("brand_lead", after))
    case = await desk.complain()
    await passes(desk, minutes=89)
    early = await desk.said()
    await passes(desk, minutes=1)
    await a_day(desk)
    said = await desk.said()

    assert "toujours sans réponse" not in early
    assert 1 == said.count("⬆️ Inès : le nº 1 est toujours sans réponse.")
    assert "⬆️ Alerte à Inès, 10 h 30" in (await desk.card(case))["text"]


async def test_without_a_word_in_the_playbook_nobody_is_alerted(desk, in_force):
    """The default is none."""
    in_force(escalate=None)
    await desk.complain()
    await a_day(desk)

    assert "toujours sans réponse" not in await desk.said()


async def test_many_at_once_are_told_in_one_message(desk, in_force):
    """Two hundred angry comments must not become four hundred reminders."""
    in_force(escalate=Escalation("brand_lead", Duration(30, Unit.MINUTE)))
    for number in range(14):
        desk.story.complain(id=f"m{number}", author=str(number))
    await passes(desk, minutes=46)
    await passes(desk, minutes=15)
    await passes(desk, minutes=30)
    said = [one["text"] for one in await desk.wired.mine() if one["text"][0] in "⏰⬆"]

    assert 3 == len(said)
    assert said[0].startswith("⏰ 14 réponses attendues bientôt : nº 1, nº 2")
    assert said[0].endswith("nº 12 et 2 autres.")
    assert said[1].startswith("⏰ 14 réponses en retard")
    assert said[2].endswith("Inès, c’est chez vous.")


async def test_at_night_what_is_critical_reaches_whoever_is_on_call(desk, in_force):
    """In private, once; in the desk by name where the bot was never opened."""
    in_force(severity=Severity.CRITICAL)
    desk.office.people = People(
        replace(one, on_call=one.telegram in (KARIM, INES)) for one in desk.office.people
    )
    await starts(desk, KARIM, "Karim")
    desk.clock.advance(hours=14)
    await desk.complain()
    await passes(desk, minutes=1)
    await passes(desk, minutes=1)
    mine = [one for one in await private(desk, KARIM) if "Hors horaires" in one]
    said = await desk.said()

    assert 1 == len(mine)
    assert mine[0].startswith("🔴 Hors horaires, nº 1, critique : première réponse attendue avant")
    assert 1 == said.count("🔴 Inès : hors horaires, nº 1, critique.")


async def test_who_is_called_hours_late_reads_for_when_it_was(desk, in_force):
    """At eleven at night “by quarter past nine” would be tomorrow’s."""
    in_force(severity=Severity.CRITICAL)
    desk.office.people = People(
        replace(one, on_call=one.telegram == KARIM) for one in desk.office.people
    )
    await starts(desk, KARIM, "Karim")
    await desk.complain()
    await passes(desk, hours=14)
    mine = [one for one in await private(desk, KARIM) if "Hors horaires" in one]

    assert "première réponse était attendue pour 9 h" in mine[0]


async def test_by_day_the_desk_itself_answers(desk, in_force):
    """Nobody is called in private while the desk is open."""
    in_force(severity=Severity.CRITICAL)
    await starts(desk, INES, "Inès")
    await desk.complain()
    await passes(desk, minutes=1)

    assert not [one for one in await private(desk, INES) if "Hors horaires" in one]


def test_these_stories_begin_on_a_sunday_at_nine(clock):
    """What the times above are counted from; the desk of the stories is open on Sundays."""
    assert datetime(2026, 11, 22, 8, tzinfo=UTC) == clock.now()


@pytest.mark.parametrize("how", ["deleted", "native"])
async def test_nobody_is_reminded_of_what_can_or_need_not_be_answered(desk, how, in_force):
    """The customer thought better of it, or a colleague was faster on the platform."""
    in_force(escalate=Escalation("brand_lead", Duration(30, Unit.MINUTE)))
    await desk.complain(thread_id=POST)
    await (deleted(desk) if how == "deleted" else brand_writes(desk))
    await a_day(desk, hours=5)
    said = await desk.said()

    assert SOON not in said
    assert OVER not in said
    assert "⬆️" not in said


async def test_a_card_that_only_reads_tells_how_late_it_is_too(desk):
    """Nobody is reminded of it; but “one hour left” ten hours later would be a lie."""
    desk.story.channel.mode = Mode.READ_ONLY
    case = await desk.complain()
    early = (await desk.card(case))["text"].splitlines()[0]
    await a_day(desk, hours=9)
    late = (await desk.card(case))["text"].splitlines()[0]

    assert "reste 1 h" in early
    assert "en retard" in late
    assert SOON not in await desk.said()


async def test_many_alerts_at_once_reach_the_lead_in_private_as_well(desk, in_force):
    """The desk is where it burns; the lead may be anywhere."""
    in_force(escalate=Escalation("brand_lead", Duration(30, Unit.MINUTE)))
    await starts(desk, INES, "Inès")
    for number in range(5):
        desk.story.complain(id=f"m{number}", author=f"a{number}", thread_id=f"t{number}")
    await a_day(desk, hours=5)
    told = [one for one in await private(desk, INES) if "⬆️" in one]
    desk_told = next(one["text"] for one in await desk.wired.mine() if "⬆️" in one["text"])

    assert 1 == len(told)
    assert told[0].startswith("⬆️ 5 dossiers toujours sans réponse : nº 1, nº 2")
    assert "nº 5. Inès, c’est chez vous." in desk_told


async def test_what_comes_back_on_another_night_reaches_whoever_is_on_call_again(desk, in_force):
    """Woken and answered on Sunday; on Monday night the customer says worse."""
    in_force(severity=Severity.CRITICAL, signature=SignedBy.BRAND)
    on_call(desk, KARIM)
    await starts(desk, KARIM, "Karim")
    desk.clock.advance(hours=14)
    case = await desk.complain(BROKEN, thread_id=POST)
    await passes(desk, minutes=1)
    await desk.tap(case, "Publier", LEA)
    await desk.sent(60)
    desk.clock.advance(days=1)
    await edited(desk, f"{BROKEN}, et personne ne m'a appelée depuis : honteux, je porte plainte")
    await passes(desk, minutes=1)
    await passes(desk, minutes=1)
    mine = [one for one in await private(desk, KARIM) if "Hors horaires" in one]

    assert "open" == desk.story.status(case)
    assert 2 == len(mine)
    assert "attendue avant 23 h 19" in mine[1]
