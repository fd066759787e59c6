"""`/fait` and `/fiches` at the desk, through real HTTP: what is asked, shown and pressed."""

from dataclasses import replace
from datetime import date

import pytest

from copilot.app.ports.records import Notice
from copilot.app.shelf import Shelf
from copilot.desk.notices import render_notice
from copilot.desk.words import load
from copilot.domain.fact_change import with_facts
from copilot.domain.person import People, Person, Role
from copilot.domain.playbook import Fact
from copilot.library.tree import FileLibrary
from tests.fakes.clock import FrozenClock
from tests.unit.desk.conftest import CHARTER, FIRST, KARIM, NINA, PLAYBOOK, STRANGER

INES = 33
FACTS = """\
stock_relance:
  value: {fr: vendredi, en: Friday}
  source: Logistique
repair_delay:
  value: {fr: 2 jours ouvrés, en: two working days}
  source: SAV
  until: 2027-01-31
"""
WHOLE = "/fait stock_relance mardi, en: Tuesday, source : logistique, jusqu'à 18h"


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """One playbook, whose reply states a fact that changes by the hour."""
    folder = tmp_path_factory.mktemp("facts")
    (folder / "playbooks").mkdir()
    (folder / "playbooks" / "broken.yaml").write_text(PLAYBOOK, "utf-8")
    (folder / "playbooks" / "charter.yaml").write_text(CHARTER, "utf-8")
    (folder / "playbooks" / "facts.yaml").write_text(FACTS, "utf-8")
    (folder / "replies" / "broken").mkdir(parents=True)
    for lang, words in (("fr", "Le stock revient"), ("en", "Stock is back on")):
        text = FIRST.replace(
            "Je regarde ET {{ complaint.lang }} {{ number }}.",
            f"{words} {{{{ facts.stock_relance }}}} (délai : {{{{ facts.repair_delay }}}}).",
        )
        (folder / "replies" / "broken" / f"first.{lang}.j2").write_text(text, "utf-8")
    library = FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=("fr", "en"),
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 22),
    )
    loaded = library.load()
    assert loaded.playbook_set is not None, [str(problem) for problem in loaded.problems]
    shelf = Shelf(library)
    shelf.put_in_force(shelf.build(loaded.playbook_set))
    return shelf


@pytest.fixture
def office(office):
    lead = Person("Inès Roux", INES, Role.BRAND_LEAD)
    office.people = People([*office.people, lead])
    return office


async def said(wired, text, **more):
    """Write to the desk; the bot's last message."""
    await wired.say(text, **more)
    await wired.paint()
    return (await wired.mine())[-1]


async def test_the_list_has_each_fact_with_its_value_source_end_and_button(wired):
    """All that a colleague on a phone needs, without a file."""
    listed = await said(wired, "/fait")

    assert "« vendredi »\nLogistique\nstock_relance" in listed["text"]
    assert "« 2 jours ouvrés »\nSAV, jusqu’au 31 janv.\nrepair_delay" in listed["text"]
    # Keys are for those who write the files: a button says what replies say.
    assert [["✏️ vendredi"], ["✏️ 2 jours ouvrés"]] == [
        [button["text"] for button in row] for row in listed["buttons"]
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_facts_that_say_the_same_are_told_apart_by_their_keys(lang):
    """Two buttons that read alike are one too many to guess between."""
    told = [
        {"name": name, "playbook": "", "value": {"fr": "2 jours", "en": "2 days"}, "source": "SAV"}
        | {"buttons": [{"action": "ask", "token": name}]}
        for name in ("repair_delay", "refund_delay")
    ]
    notice = Notice(
        id="n", chat=-1, code="facts", values={"facts": told}, created_at=FrozenClock().now()
    )
    days = {"fr": "2 jours", "en": "2 days"}[lang]

    assert [f"✏️ {days} (repair_delay)", f"✏️ {days} (refund_delay)"] == [
        row[0].label for row in render_notice(notice, load(lang)).keyboard
    ]


async def test_one_message_is_enough_for_a_proposal(wired):
    proposed = await said(wired, WHOLE)

    assert "Léa propose de changer stock_relance :" in proposed["text"]
    assert (
        "français : « mardi »\nanglais : « Tuesday »\nlogistique, jusqu’à 18 h" in proposed["text"]
    )
    assert "Au lieu de :\nfrançais : « vendredi »" in proposed["text"]
    assert (
        "Dans une réponse : « Le stock revient mardi (délai : 2 jours ouvrés)." in proposed["text"]
    )
    assert "Inès : un oui suffit" in proposed["text"]
    assert "oui, c’est vrai" in proposed["buttons"][0][0]["text"].lower()


async def test_a_button_asks_and_each_missing_part_is_asked_for(wired):
    listed = await said(wired, "/fait")
    read = await wired.press(listed, "vendredi")
    await wired.paint()
    prompt = (await wired.mine())[-1]
    asked = [prompt["text"]]
    for words in ("mardi", "idem", "logistique", "bientôt", "demain midi"):
        prompt = await said(wired, words, reply_to=prompt["message_id"])
        asked.append(prompt["text"])

    assert "À vous : répondez à la question" in read["text"]
    assert "que dire maintenant pour stock_relance ?" in asked[0]
    assert "et en anglais ? En français, stock_relance devient :\nmardi" in asked[1]
    assert "qui le dit ?" in asked[2]
    assert "jusqu’à quand est-ce valable pour stock_relance ?" in asked[3]
    assert "Je n’ai pas compris « bientôt »." in asked[4]
    assert "logistique, jusqu’à demain 12 h" in asked[5]


async def test_a_leads_press_makes_it_valid_and_shows_the_lines_for_the_file(wired):
    case = wired.story.complain()
    await wired.paint()
    proposed = await said(wired, WHOLE)
    refused = await wired.press(proposed, "Oui, c’est vrai", person=KARIM)
    accepted = await wired.press(proposed, "Oui, c’est vrai", person=INES)
    await wired.paint()
    shown = await wired.mine()
    told = next(one for one in shown if "validé par Inès" in one["text"])
    card = next(one for one in shown if "Produit reçu cassé" in one["text"] and one["buttons"])
    done = next(one for one in shown if one["message_id"] == proposed["message_id"])

    assert "Votre rôle (community manager)" in refused["text"]
    assert "C’est dit : stock_relance vaut pour toutes les réponses." == accepted["text"]
    assert [] == done["buttons"]
    assert f"1 réponse pas encore partie dit autre chose : nº {case.number}" in told["text"]
    assert (
        'stock_relance:\n  value:\n    fr: "mardi"\n    en: "Tuesday"\n'
        '  source: "logistique"\n  since: 2026-11-22\n  until: 2026-11-22' in told["text"]
    )
    assert (
        "le texte dit « vendredi », mais stock_relance vaut maintenant « mardi »" in card["text"]
    )
    assert "🔄 Refaire" in [button["text"] for row in card["buttons"] for button in row]


async def test_one_tap_on_the_card_redoes_the_reply(wired):
    wired.story.complain()
    await wired.paint()
    proposed = await said(wired, WHOLE)
    await wired.press(proposed, "Oui, c’est vrai", person=INES)
    await wired.paint()
    card = next(one for one in await wired.mine() if "Refaire" in str(one["buttons"]))
    read = await wired.press(card, "Refaire")
    await wired.paint()
    again = next(o for o in await wired.mine() if o["message_id"] == card["message_id"])

    assert "v2 : la réponse dit ce qui est vrai maintenant." == read["text"]
    assert "Le stock revient mardi" in again["text"]
    assert "🕐 « mardi » (logistique, jusqu’à 18 h)" in again["text"]
    assert "Refaire" not in str(again["buttons"])


async def test_a_lead_ends_it_from_the_list(wired):
    proposed = await said(wired, WHOLE)
    await wired.press(proposed, "Oui, c’est vrai", person=INES)
    await wired.paint()
    listed = await said(wired, "/fait")
    await wired.press(listed, "Ne plus dire : mardi", person=INES)
    await wired.paint()
    ended = (await wired.mine())[-1]

    assert "🕐 changé par Inès" in listed["text"]
    assert "stock_relance : Inès y a mis fin, « mardi » ne se dit plus." in ended["text"]
    assert "De nouveau :\nfrançais : « vendredi »" in ended["text"]


async def test_what_cannot_be_is_said(wired):
    """A misspelt name, an observer, a stranger."""
    wrong = await said(wired, "/fait stok_relance mardi")
    observer = await said(wired, WHOLE, user_id=NINA)
    stranger = await said(wired, "/fait", user_id=STRANGER)

    assert "Vouliez-vous dire « stock_relance » ?" in wrong["text"]
    assert "Votre rôle (observateur)" in observer["text"]
    assert "Je ne vous connais pas" in stranger["text"]


async def test_the_playbooks_in_force_are_shown_to_the_whole_team(wired):
    shown = await said(wired, "/fiches", user_id=NINA)
    refused = await said(wired, "/fiches", user_id=STRANGER)

    assert shown["text"].startswith("📘 1 fiche en vigueur")
    assert "✅ Aucune erreur dans les fichiers." in shown["text"]
    assert "Je ne vous connais pas" in refused["text"]


async def test_the_english_commands_do_the_same(wired):
    assert "stock_relance" in (await said(wired, "/fact"))["text"]
    assert "1 fiche en vigueur" in (await said(wired, "/playbooks"))["text"]


def test_an_overridden_fact_is_a_fact_without_days(library):
    """Its end is a moment, not a day."""
    playbook = next(iter(library.in_force.playbooks.playbooks.values()))
    own = replace(playbook, facts={"x": Fact("x", {"fr": "1"}, "SAV")})

    assert own == with_facts(own, {})
