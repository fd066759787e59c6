"""What goes wrong while the desk works: files, people, strangers, Telegram."""

import httpx
import pytest

from tests.acceptance.bad_input.office import GROUP
from tests.acceptance.cli.conftest import LATE
from tests.acceptance.loop.machine import SECRET, until

UNKNOWN = "Je ne vous connais pas."


def test_a_broken_playbook_is_told_once_and_the_last_good_ones_go_on(running):
    """Guarantee 5: with its place, to the person who can mend it; mending is told, too."""
    before = running.newest()
    path = running.folder / "playbooks/late-delivery.yaml"
    path.write_text(LATE.replace("severity", "severty"), encoding="utf-8")
    told = running.told("Il y a une erreur dans les fiches", after=before)
    running.push({"id": "meanwhile", "text": "toujours pas reçu mon colis, pendant la panne"})
    number = running.number_of("pendant la panne")
    path.write_text(LATE, encoding="utf-8")
    running.told("Les fiches sont corrigées", after=before)
    faults = [one for one in running.written(after=before) if "une erreur" in one["text"]]

    assert "Inès Roux" in told
    assert "playbooks/late-delivery.yaml:2:1" in told
    assert "`severity` ?" in told
    assert 1 == len(faults)
    assert "Livraison en retard" in running.card(number)["text"]


def test_a_broken_configuration_is_told_with_its_place_and_shown_by_a_command(running):
    """The same for copilot.yaml: what was in force stays, and whoever asks sees why."""
    whole = running.config.read_text("utf-8")
    before = running.newest()
    broken = whole.replace("role: brand_lead", "role: brand_laed")
    running.config.write_text(broken, encoding="utf-8")
    told = running.told("Il y a une erreur dans copilot.yaml", after=before)
    running.control("message", chat_id=running.chat, user_id=11, text="/fiches")
    shown = running.told("fiches en vigueur", after=before)
    running.config.write_text(whole.replace("{default: 0s", "{default: 1s"), encoding="utf-8")
    running.told("copilot.yaml est corrigé", after=before)
    restart = running.told("prochain démarrage", after=before)
    running.config.write_text(whole, encoding="utf-8")

    assert "copilot.yaml:8:" in told
    assert "Inès Roux" in told
    assert "`brand_lead` ?" in told.replace("\u202f", " ")
    assert "copilot.yaml:8:" in shown
    assert "desk.undo" in restart


def test_a_fact_is_changed_at_the_desk_and_said_in_the_next_reply(running):
    """From one message on a phone to what customers read, through a brand lead's press."""
    before = running.newest()
    words = "/fait delay trois jours, en: three days, source : SAV, pendant 2 h"
    running.control("message", chat_id=running.chat, user_id=11, text=words)
    running.told("propose de changer", after=before)
    proposed = next(one for one in running.written(after=before) if one["buttons"])
    data = proposed["buttons"][0][0]["data"]
    pressed = {"chat_id": running.chat, "message_id": proposed["message_id"], "data": data}
    refused = running.control("press", **pressed, user_id=11)
    running.control("press", **pressed, user_id=33)
    running.told("delay:\n  value:", after=before)
    running.push({"id": "fact", "text": "toujours pas reçu mon colis, quel délai ?"})
    number = running.number_of("quel délai")

    assert "Votre rôle" in refused["text"].replace("\u00a0", " ")
    assert "trois jours" in running.card(number)["text"]


def test_emptied_people_refuse_everyone_until_somebody_is_back(running):
    """Guarantee 4: nobody configured means nobody may approve, press or pause."""
    whole = running.config.read_text("utf-8")
    running.push({"id": "emptied", "text": "toujours pas reçu mon colis, personne au desk"})
    number = running.number_of("personne au desk")
    start, end = whole.index("people:"), whole.index("channels:")
    running.config.write_text(f"{whole[:start]}people: []\n{whole[end:]}", encoding="utf-8")
    until(lambda: "everyone is refused" in running.log_text(), what="the list read again")
    refused = running.press(number, "approve")
    before = running.newest()
    running.control("message", chat_id=running.chat, user_id=11, text="/pause")
    running.told(UNKNOWN, after=before)
    running.config.write_text("people: [", encoding="utf-8")
    until(lambda: "cannot be read; nothing has changed" in running.log_text(), what="the fault")
    still_refused = running.press(number, "approve")
    running.config.write_text(whole, encoding="utf-8")
    until(lambda: "people: 2 may work" in running.log_text(), what="the people's return")
    running.press(number, "approve")
    running.settle(number)

    assert [True, True] == [one["text"].startswith(UNKNOWN) for one in (refused, still_refused)]
    assert 1 == running.receiver.texts().count(running.approved_text(number))


def test_a_message_in_the_brands_group_is_answered_there_as_a_reply(running):
    """Complaint, card, approval, answer: all through one bot."""
    words = "mon écran est arrivé cassé, dit <b>le</b> groupe"
    asked = running.control("message", chat_id=GROUP, user_id=777, text=words)
    number = running.number_of(words)
    running.press(number, "approve")
    running.settle(number)
    answers = running.written(GROUP, after=asked["message_id"])

    assert [(asked["message_id"], running.approved_text(number))] == [
        (one["reply_to"], one["text"]) for one in answers
    ]


def test_a_lost_answer_in_the_group_is_asked_of_a_person_and_sent_once(running):
    """Guarantee 2: Telegram cannot be asked, so nobody but a person may repeat."""
    words = "mon écran est arrivé cassé, et la réponse se perd"
    asked = running.control("message", chat_id=GROUP, user_id=778, text=words)
    number = running.number_of(words)
    running.control("fault", method="sendMessage", kind="drop_after")
    running.press(number, "approve")
    running.settle(number, "uncertain")
    running.press(number, "posted")
    running.settle(number)

    assert 1 == len(running.written(GROUP, after=asked["message_id"]))


def test_errors_of_telegram_delay_cards_and_lose_none(running):
    """A gateway's page of HTML, a lost request: the card comes later, the log stays readable."""
    for fault in ("http_500", "drop_before"):
        running.control("fault", method="sendMessage", kind=fault)
    running.push({"id": "faults", "text": "toujours pas reçu mon colis, Telegram tousse"})

    assert running.number_of("Telegram tousse")
    assert "Traceback" not in running.log_text()


def test_strangers_and_new_groups_get_the_lines_to_paste(running):
    """Whatever they are called, the lines are YAML that configures just that."""
    name = '<b>&{{x}} "q" : #'
    running.control("message", chat_id=555, user_id=555, name=name, text="/start")
    running.control("chats", id=-100_555, title="Une 'autre': <équipe> #", type="group")
    running.control("kick", chat_id=-100_555)
    running.control("join", chat_id=-100_555)

    assert "telegram: 555, role: community_manager" in running.told("people:", chat=555)
    assert "chat: -100555" in running.told("chat:", chat=-100_555)


def test_posting_stops_and_starts_again_by_command(running):
    """What was approved meanwhile waits, and goes when posting is resumed."""
    before = running.newest()
    running.control("message", chat_id=running.chat, user_id=11, text="/pause")
    running.told("a suspendu les envois", after=before)
    running.push({"id": "paused", "text": "toujours pas reçu mon colis, en pause"})
    number = running.number_of("en pause")
    running.press(number, "approve")
    posted = len(running.receiver.texts())
    running.control("message", chat_id=running.chat, user_id=11, text="/reprendre")
    running.told("a relancé les envois", after=before)
    if running.status(number) == "open":
        running.press(number, "approve")
    running.settle(number)

    assert posted + 1 == len(running.receiver.texts())


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/hooks/nope", 404),
        ("POST", "/hooks/groupe", 404),
        ("GET", "/hooks/shop", 405),
        ("PUT", "/hooks/shop", 405),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/metrics", 200),
    ],
)
def test_every_address_answers_for_itself(running, method, path, status):
    assert status == httpx.request(method, running.url + path).status_code


def test_no_secret_was_logged(running):
    """After all that went wrong here: logs are sent around."""
    log = running.log_text()
    secrets = (running.token, running.token.partition(":")[2], SECRET, SECRET[6:])

    assert [] == [one for one in secrets if one in log]
