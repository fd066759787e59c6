"""Stories of the day: it is opened and closed with one message each, and never twice."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from copilot.app.round import tick
from copilot.domain.charter import Objectives, SignedBy
from copilot.domain.playbook import Duration, Unit
from tests.acceptance.conftest import INES, LEA
from tests.acceptance.desk.test_more import passes


async def at_evening(desk):
    """19:00: the desk closes."""
    await passes(desk, hours=10)


async def test_the_day_opens_and_closes_once_whatever_restarts(desk):
    """Nothing when nothing happened: one short line."""
    desk.clock.advance(days=1)
    for _ in range(3):
        tick(desk.office)
    await passes(desk, minutes=1)
    for _ in range(24 * 6):
        desk.clock.advance(minutes=10)
        tick(desk.office)
    await desk.wired.paint()
    said = [one["text"] for one in await desk.wired.mine() if one["text"][0] in "☀🌙"]

    assert [
        "☀️ Le desk ouvre. Rien n’attend, rien n’est promis pour aujourd’hui.",
        "🌙 Le desk ferme. Rien n’attend, rien n’est promis pour demain.",
        "☀️ Le desk ouvre. Rien n’attend, rien n’est promis pour aujourd’hui.",
    ] == said


async def test_a_process_that_starts_in_the_afternoon_does_not_open_the_day(desk):
    """Good morning at four o’clock would only be noise."""
    desk.clock.advance(days=1, hours=7)
    await passes(desk, minutes=1)

    assert "Le desk ouvre" not in await desk.said()


async def test_on_a_closed_day_nothing_is_said(desk):
    """No desk, no message."""
    hours = desk.office.desk.hours
    today = desk.clock.now().date()
    closed = replace(hours, closed=frozenset({today}))
    desk.office.desk = replace(desk.office.desk, hours=closed)
    await at_evening(desk)

    assert "Le desk" not in await desk.said()


async def test_a_desk_of_the_night_opens_in_the_evening_and_closes_at_its_end(desk):
    """Its hours are written in two; at midnight nobody is told good night, nor good morning."""
    hours = desk.office.desk.hours
    night = dict.fromkeys(range(7), ((time(0), time(2)), (time(19), time.max)))
    desk.office.desk = replace(desk.office.desk, hours=replace(hours, week=night))
    told = []
    for length in (15, 1, 1, 1, 15, 1, 5, 1, 1, 7):  # from nine: 0, 1, 2, 3, 18, 19, 0, 1, 2, 9
        before = len(await texts(desk))
        await passes(desk, hours=length)
        hour = desk.clock.now().astimezone(hours.zone).hour
        told += [(hour, one[0]) for one in (await texts(desk))[before:]]

    # The first day was opened in the morning, when it was another desk's.
    assert [(2, "🌙"), (19, "☀"), (2, "🌙")] == told


async def test_what_comes_in_after_midnight_is_counted_by_the_night_that_it_came_in(desk):
    """Once: not tomorrow again."""
    hours = desk.office.desk.hours
    night = dict.fromkeys(range(7), ((time(0), time(2)), (time(19), time.max)))
    desk.office.desk = replace(desk.office.desk, hours=replace(hours, week=night))
    await passes(desk, hours=16)
    await desk.complain()
    await passes(desk, hours=1)
    first = (await texts(desk))[-1]
    await passes(desk, hours=24)
    second = (await texts(desk))[-1]

    assert "🌙" == first[0]
    assert "📊 Aujourd’hui : réponse donnée : 0 sur 1" in first
    assert "🌙" == second[0]
    assert "📊 Aujourd’hui" not in second


async def test_a_night_is_told_what_it_has_to_keep_by_its_end(desk, in_force):
    """“Nothing is promised for today”, and at six in the morning one was broken."""
    in_force(signature=SignedBy.BRAND)
    hours = desk.office.desk.hours
    night = dict.fromkeys(range(7), ((time(0), time(6)), (time(22), time.max)))
    desk.office.desk = replace(desk.office.desk, hours=replace(hours, week=night))
    await passes(desk, hours=14)
    await desk.tap(await desk.complain(), "Publier", LEA)
    await desk.sent()
    await passes(desk, hours=31)
    before = (await desk.last())["text"]
    await passes(desk, hours=16)
    told = (await desk.last())["text"]

    assert before.startswith("🌙 Le desk ferme.")
    assert "🤝 Promis : nº 1 avant demain 6 h (Léa)" in before
    assert told.startswith("☀️ Le desk ouvre.")
    assert "🤝 Promis : nº 1 avant demain 6 h (Léa)" in told


@pytest.mark.parametrize(("days", "said"), [(1, "1 jour ouvré"), (2, "2 jours ouvrés")])
async def test_an_objective_in_working_days_is_said_as_people_say_it(desk, in_force, days, said):
    in_force(signature=SignedBy.BRAND)
    built = desk.office.shelf.in_force
    aims = Objectives(first_answer=Duration(days, Unit.WORKING_DAY))
    charter = replace(built.playbooks.charter, objectives=aims)
    changed = replace(built, playbooks=replace(built.playbooks, charter=charter))
    desk.office.shelf.put_in_force(changed)
    await desk.tap(await desk.complain(), "Publier", LEA)
    desk.clock.advance(seconds=30)
    await desk.story.delivery().round()
    await passes(desk, hours=9, minutes=59, seconds=40)
    evening = next(one for one in (await texts(desk)) if one.startswith("🌙"))

    assert f"dont 1 en moins de {said}" in evening


async def test_a_deleted_message_that_nobody_answered_counts_against_nobody(desk, in_force):
    """“0 of 1” would measure the customer’s change of mind."""
    in_force(signature=SignedBy.BRAND)
    case = desk.story.complain()
    desk.clock.advance(minutes=5)
    desk.story.complain(deleted_at=desk.clock.now())
    await passes(desk, hours=10)
    evening = next(one for one in (await texts(desk)) if one.startswith("🌙"))

    assert "open" == desk.story.status(case)
    assert "0 sur 1" not in evening


async def test_a_pause_that_nobody_thinks_of_is_said_every_day(desk, in_force):
    """Approved replies wait behind it, and no clock runs for them any more."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)
    await desk.wired.say("/suspendre", user_id=INES, name="Inès")
    await passes(desk, hours=10)
    evening = next(one for one in (await texts(desk)) if one.startswith("🌙"))

    assert (
        "⏸ Envois suspendus par Inès, dimanche 22 nov. 9 h · 1 réponse validée attend"
        " · /reprendre les fait repartir"
    ) in evening


async def test_the_evening_says_what_waits_and_how_it_went(desk, in_force):
    """Measured against the charter, in plain words; the next morning says the same of yesterday."""
    in_force(signature=SignedBy.BRAND)
    built = desk.office.shelf.in_force
    aims = Objectives(first_answer=Duration(1, Unit.HOUR), answered=95)
    charter = replace(built.playbooks.charter, objectives=aims)
    desk.office.shelf.put_in_force(
        replace(built, playbooks=replace(built.playbooks, charter=charter))
    )
    case = await desk.complain()
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=30)
    await desk.story.delivery().round()
    await desk.complain("toujours pas livré, honteux", id="m2", author="778", name="Marc D.")
    await passes(desk, hours=9, minutes=59, seconds=40)
    evening = next(one for one in (await texts(desk)) if one.startswith("🌙"))
    desk.clock.advance(hours=14)
    await passes(desk, seconds=1)
    morning = next(one for one in reversed(await texts(desk)) if one.startswith("☀"))

    assert "📬 1 dossier à traiter : 1 " in evening
    assert "Le plus ancien : nº 2, reçu 9 h." in evening
    assert (
        "📊 Aujourd’hui : réponses données : 1 sur 2 (objectif : 2) ; dont 1 en moins de 1 h"
        in evening
    )
    assert "📊 Cette semaine : réponses données : 1 sur 2" in evening
    assert "📊 Hier : réponses données : 1 sur 2" in morning
    assert desk.clock.now() - desk.story.card(case).case.opened_at > timedelta(hours=23)


@pytest.mark.parametrize("again", ["open", "answered"])
async def test_a_first_answer_stays_in_time_whatever_follows(desk, in_force, again):
    """Whoever comes back with the solution in the afternoon has not answered late."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    await publish(desk, case)
    desk.clock.advance(hours=5)
    await desk.tap(case, "Rouvrir", LEA)
    if again == "answered":
        await publish(desk, case)
    await passes(desk, hours=4, minutes=59, seconds=30)
    evening = next(one for one in (await texts(desk)) if one.startswith("🌙"))

    assert again == desk.story.status(case)
    assert "📊 Aujourd’hui : réponse donnée : 1 sur 1" in evening
    assert "dont 1 en moins de 1 h" in evening


async def publish(desk, case):
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=30)
    await desk.story.delivery().round()


async def texts(desk):
    return [one["text"] for one in await desk.wired.mine()]


async def test_a_hand_over_says_what_the_next_shift_must_know(desk):
    """Who has what, what is awaited, and the traps; each case is a link to its card."""
    first = await desk.complain()
    second = await desk.complain(id="m2", author="778", name="Marc D.")
    third = await desk.complain(id="m3", author="779", name="Zoé P.")
    await desk.tap(first, "Je prends", LEA)
    await desk.choose(second, "Plus tard", "Demain à l’ouverture", person=LEA)
    await desk.wired.say("/suspendre", user_id=LEA)
    await desk.wired.say("/passation", user_id=LEA)
    said = await desk.last()

    assert said["text"].startswith("↪️ Passation\n📬 2 dossiers à traiter : 2 élevés.")
    assert f"▶️ À prendre, dans l’ordre : nº {third.number}" in said["text"]
    assert "🔒 En main : nº 1 (Léa)" in said["text"]
    assert "⏳ En attente : nº 2 (jusqu’à demain 9 h)" in said["text"]
    assert "⏸ Envois suspendus par Léa" in said["text"]
    assert 3 == sum(one["type"] == "text_link" for one in said["entities"])


async def test_an_empty_desk_is_handed_over_in_one_line(desk):
    """In either language’s command."""
    await desk.wired.say("/handover", user_id=LEA)

    assert (
        "↪️ Passation : rien n’attend, rien n’est promis, aucun piège."
        == (await desk.last())["text"]
    )
