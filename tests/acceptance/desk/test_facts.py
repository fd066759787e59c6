"""Facts that change by the hour: `/fait` from the first word to the last reply it touches."""

import pytest

from copilot.app.round import tick
from copilot.app.shelf import Shelf
from copilot.domain.outbox import OutboxStatus
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, ROOT, TOM, library_in
from tests.acceptance.desk.conftest import STRANGER
from tests.acceptance.desk.facts_said import (
    FOR_TWO_HOURS,
    IS_CHANGED,
    IS_OVER,
    NEW,
    OLD,
    REDO,
    RISE,
    SETTLED,
    SOS,
    YES,
    case,
    facts,
    few,
)

__all__ = ["case", "facts", "few"]

PUBLISH = "✅ Publier (signé Léa)"


async def card(desk, case):
    return (await desk.card(case))["text"]


async def test_a_fact_given_in_one_line_is_proposed_whole(facts):
    """On a phone, one message is what people have patience for."""
    proposed = (await facts.propose())["text"]

    assert f"français : « {SOS} »\nanglais : « maison-lumen.example/help-now »" in proposed
    assert "équipe web, jusqu’à 18 h" in proposed
    assert 2 == proposed.count("Dans une réponse : « ")
    assert f"à tout moment : {SOS}. »" in proposed
    assert "⛔" not in proposed
    assert "Inès : un oui suffit" in proposed


async def test_a_value_that_the_charter_refuses_says_so_before_the_yes(facts):
    """Otherwise every reply that states it would be blocked an hour later, and nobody knew why."""
    proposed = await facts.propose(NEW.replace(SOS, "ailleurs.example/sos"))

    assert "⛔ La charte bloquerait cette réponse : lien." in proposed["text"]


async def test_what_is_missing_is_asked_step_by_step(facts):
    await facts.type(LEA, "help_page")
    lang = await facts.answer(LEA, "Le stock revient mardi, jusqu’à bientôt")
    source = await facts.answer(LEA, "idem")
    until = await facts.answer(LEA, "logistique")
    proposed = await facts.answer(LEA, "18 h")

    assert "et en anglais ?" in lang
    assert "qui le dit ?" in source
    assert "jusqu’à quand" in until
    assert (
        "français : « Le stock revient mardi »\nanglais : « Le stock revient mardi »" in proposed
    )
    assert "logistique, jusqu’à 18 h" in proposed


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("bientôt", "Je n’ai pas compris « bientôt »."),
        ("2020-01-01", "« 2020-01-01 », c’est déjà passé."),
        ("2031-01-01", "« 2031-01-01 », c’est loin"),
    ],
)
async def test_an_end_that_is_no_end_is_asked_again(facts, words, trouble):
    """Half understood would be a wrong hour in public."""
    asked = await facts.propose(f"help_page aide, en: help, source : web, jusqu'à {words}")

    assert trouble in asked["text"]
    assert "jusqu’à quand est-ce valable pour help_page ?" in asked["text"]


async def test_nothing_changes_before_a_brand_lead_says_yes(facts, desk, case):
    """A community manager proposes; what is true is not theirs to say."""
    said = await desk.tap_on(await facts.propose(), YES, LEA)

    assert "Votre rôle (community manager) ne permet pas ce geste. Rien n’a changé." == said
    assert IS_CHANGED not in await card(desk, case)
    assert OLD in await facts.other()


async def test_after_the_yes_every_new_draft_says_the_new_value(facts, desk):
    said = await desk.tap_on(await facts.propose(), YES, INES)
    case = await desk.complain(RISE)
    shown = await card(desk, case)

    assert "C’est dit : help_page vaut pour toutes les réponses." == said
    assert SOS in await desk.draft(case)
    assert "⛔" not in shown
    assert "charte ✅" in shown


async def test_an_unsent_draft_with_the_old_value_is_marked_and_redone_in_one_tap(
    facts, desk, case
):
    await desk.tap(case, "Je prends", LEA)
    told = await facts.settle()
    marked, refused = await card(desk, case), await desk.buttons(case)
    await desk.tap(case, REDO, LEA)
    redone = await card(desk, case)

    assert "1 réponse pas encore partie dit autre chose : nº 1." in told
    assert IS_CHANGED in marked
    assert PUBLISH not in refused
    assert SOS in await desk.draft(case)
    assert IS_CHANGED not in redone
    assert PUBLISH in await desk.buttons(case)


async def test_an_approved_reply_with_the_old_value_does_not_leave(facts, desk, case):
    """Guarantee 1: what the approval rested on is looked at again."""
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Publier", LEA)
    await facts.settle()
    await desk.sent(seconds=60)
    with desk.office.store.read() as records:
        status = records.outbox.of_case(case.id)[-1].status

    assert [] == desk.story.channel.tries
    assert OutboxStatus.WITHDRAWN is status
    assert "nº 1 : la réponse validée par Léa n’est pas partie" in await desk.said()
    assert "🔄 Refaire" in await desk.buttons(case)


async def test_at_its_end_to_the_second_the_value_is_blocked(facts, desk):
    """By a press, too: no card says it to the second."""
    await facts.settle(FOR_TWO_HOURS)
    case = await desk.complain(RISE)
    desk.clock.advance(hours=1, minutes=59, seconds=59)
    await desk.tap(case, "Je prends", LEA)
    before, old = await card(desk, case), await desk.card(case)
    desk.clock.advance(seconds=1)
    said = await desk.tap_on(old, "Publier", LEA)
    await desk.sent()

    assert "⛔" not in before
    assert "Ne peut pas partir : fait périmé. Corrigez le texte (✏️)." == said
    assert [] == desk.story.channel.public
    assert IS_OVER in await card(desk, case)
    assert OLD in await facts.other()


async def test_when_its_time_comes_the_desk_is_told_and_the_draft_is_redone(facts, desk):
    await facts.settle(FOR_TWO_HOURS)
    case = await desk.complain(RISE)
    desk.clock.advance(hours=2)
    tick(desk.office)
    tick(desk.office)
    await desk.wired.paint()
    told = [one["text"] for one in await desk.wired.mine() if "c’est fini" in one["text"]]
    await desk.tap(case, REDO, LEA)

    assert 1 == len(told)
    assert f"🕐 help_page : c’est fini, « {SOS} » ne se dit plus." in told[0]
    assert f"De nouveau :\nfrançais : « {OLD} »" in told[0]
    assert "nº 1. 🔄" in told[0]
    assert OLD in await desk.draft(case)


async def test_a_brand_lead_ends_it_early(facts, desk):
    await facts.settle()
    case = await desk.complain(RISE)
    await facts.type(LEA)
    listed = await desk.last()
    refused = await desk.tap_on(listed, "Ne plus dire", LEA)
    said = await desk.tap_on(listed, "Ne plus dire", INES)

    assert "🕐 changé par Inès" in listed["text"]
    assert "Votre rôle (community manager) ne permet pas ce geste." in refused
    assert "help_page : fin enregistrée." == said
    assert IS_OVER in await card(desk, case)
    assert OLD in await facts.other()


async def test_a_second_yes_takes_the_place_of_the_first(facts, desk):
    await facts.settle()
    case = await desk.complain(RISE)
    await facts.settle(NEW.replace(SOS, "maison-lumen.example/secours"))

    assert IS_CHANGED in await card(desk, case)
    assert "maison-lumen.example/secours" in await facts.other()


async def test_the_same_value_for_longer_blocks_nothing(facts, desk):
    await facts.settle(FOR_TWO_HOURS)
    case = await desk.complain(RISE)
    await facts.settle(NEW.replace("jusqu'à 18h", "pendant 5 h"))
    desk.clock.advance(hours=3)
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Publier", LEA)
    await desk.sent()

    assert [True] == [SOS in one.text for one in desk.story.channel.public]


async def test_a_proposal_pressed_twice_or_after_its_end_does_nothing(facts, desk):
    proposed = await facts.propose()
    await desk.tap_on(proposed, YES, INES)
    late = await facts.propose(FOR_TWO_HOURS)
    desk.clock.advance(hours=3)

    assert SETTLED == await desk.tap_on(proposed, YES, INES)
    assert "Son heure est passée : proposez-le de nouveau avec /fait. Rien n’a changé." == (
        await desk.tap_on(late, YES, INES)
    )


async def test_a_correction_is_a_new_proposal(facts, desk):
    """A press on the old message would approve words that are not on it."""
    proposed = await facts.propose()
    await desk.tap_on(proposed, "Corriger", LEA)
    again = await facts.answer(LEA, "source : support")

    assert f"français : « {SOS} »\nanglais : « maison-lumen.example/help-now »\nsupport" in again
    assert SETTLED == await desk.tap_on(proposed, YES, INES)


async def test_a_new_value_in_one_language_asks_the_other_anew(facts, desk):
    """What the other said was about the old value."""
    await desk.tap_on(await facts.propose(), "Corriger", LEA)
    asked = await facts.answer(LEA, "maison-lumen.example/secours")

    assert "et en anglais ?" in asked


async def test_who_may(facts):
    """Everyone reads; trainees propose; strangers and observers change nothing."""
    (listed,) = await facts.type(NINA)
    (proposed,) = await facts.type(TOM, NEW)
    (observer,) = await facts.type(NINA, NEW)
    (stranger,) = await facts.type(STRANGER)
    await facts.type(LEA, "help_page")
    not_asked = await facts.answer(KARIM, "aide")

    assert "Ce que disent les réponses en ce moment" in listed["text"]
    assert "Tom propose de changer help_page" in proposed["text"]
    assert "Votre rôle (observateur) est de suivre" in observer["text"]
    assert "Je ne vous connais pas." in stranger["text"]
    assert "La question s’adressait à Léa" in not_asked


async def test_a_misspelt_name_gets_the_nearest(facts):
    (said,) = await facts.type(LEA, "help_pgae aide")

    assert (
        "Je ne connais pas de fait « help_pgae ». Vouliez-vous dire « help_page » ?"
        in (said["text"])
    )


async def test_it_is_on_record_with_who_and_what(facts, desk):
    await facts.settle()
    with desk.office.store.read() as records:
        entries = {entry.event: entry.words for entry in records.log.entries()}

    assert (LEA, INES) == (entries["fact_proposed"]["by"], entries["fact_changed"]["by"])
    assert OLD == entries["fact_changed"]["before"]["fr"]
    assert SOS == entries["fact_changed"]["value"]["fr"]


async def test_a_fact_of_one_playbook_is_changed_there(facts):
    told = await facts.settle(
        "cancel_terms en un clic, en: in one click, source : juridique, jusqu'à demain"
    )

    assert "en un clic" in await facts.other()
    assert "playbooks/price-rise.yaml" in told


async def test_an_edit_that_types_the_new_value_is_held_to_its_end(facts, desk, case):
    """The reviewer sees words, not templates: they are as much the fact as a template's."""
    await desk.tap(case, "Je prends", LEA)
    await facts.settle(FOR_TWO_HOURS)
    old = await desk.draft(case)
    await desk.tap(case, "Corriger", LEA)
    await desk.answer(LEA, old.replace(OLD, SOS))
    before = await card(desk, case)
    desk.clock.advance(hours=2)
    tick(desk.office)

    assert IS_CHANGED not in before
    assert IS_OVER in await card(desk, case)


async def test_it_lives_through_a_restart_and_a_reload(facts, desk, few):
    """The database holds it, not the process or the set."""
    await facts.settle()
    desk.office.shelf = Shelf(library_in(ROOT, desk.clock))
    desk.office.shelf.put_in_force(few.build(few.in_force.playbooks))

    assert SOS in await facts.other()


async def test_a_prompt_goes_cold(facts, desk):
    await facts.type(LEA, "help_page")
    desk.clock.advance(hours=5)
    said = await facts.answer(LEA, "aide, en: help, source: web, jusqu'à demain")

    assert "Cette question a expiré" in said


async def test_the_longest_value_is_a_short_one(facts):
    (said,) = await facts.type(LEA, f"help_page {'a' * 301}")

    assert "Trop long" in said["text"]


async def test_facts_are_listed_with_the_changed_one_first(facts):
    await facts.settle()
    (listed,) = await facts.type(NINA)
    text = listed["text"]

    assert 0 < text.index("help_page") < text.index("shop_hours")
    assert "cancel_terms" in text


async def test_a_fact_says_what_it_is_about(desk):
    """“Two working days” for what? The files say it, and so do the card and the list."""
    broken = await desk.complain()
    shown = await card(desk, broken)
    await desk.wired.say("/fait", user_id=LEA, name="Léa")
    listed = (await desk.last())["text"]

    about = "Réparation : « deux jours ouvrés »"
    assert f"ℹ️ {about} (SAV, jusqu’au 31 janv.)" in shown
    assert about in listed
