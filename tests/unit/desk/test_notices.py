"""The bot's messages that are not cards, in both languages."""

from datetime import UTC, datetime

import pytest
import yaml

from copilot.app.ports.records import Notice
from copilot.desk.markup import MAX_TEXT, units
from copilot.desk.notices import render_notice
from copilot.desk.paste import chat_lines, person_lines
from copilot.desk.words import load
from tests.unit.desk.shown import drawn, parsed

PROBLEM = {
    "path": "playbooks/x.yaml",
    "line": 3,
    "column": 5,
    "message": "`titel` is unknown",
    "rule": "unknown-key",
}
PEOPLE = [{"name": "Inès Roux", "telegram": 33}, {"name": "<Paul>", "telegram": None}]
CASES = {
    "edit_prompt": {
        "number": 7,
        "text": "Bonjour <3,\n\nÀ bientôt",
        "revision": 2,
        "name": "Léa",
        "telegram": 11,
    },
    "withdrawn": {"number": 7, "name": "Léa", "why": "changed"},
    "rejected": {"number": 7, "name": "Léa", "reason": "400: <too> spammy"},
    "posted_late": {"number": 7, "name": "<Léa>", "url": "https://page.example/1"},
    "library_fault": {"problems": [PROBLEM] * 12, "leads": ["Inès"]},
    "library_mended": {"digest": "0123456789abcdef" * 4},
    "tests_fault": {"problems": [PROBLEM], "leads": ["Inès"]},
    "tests_mended": {"digest": "01234567"},
    "approvers_fault": {"problems": [PROBLEM] * 7, "more": 2},
    "approvers_mended": {},
    "facts_in_files": {
        "facts": [
            {
                "name": "delay",
                "was": {"fr": "2 jours", "en": "two days"},
                "now": {"fr": "<3 jours>", "en": "three days"},
                "numbers": [3, 5],
            },
            {"name": "shop", "was": {"en": "Part-Dieu"}, "now": {}, "numbers": [*range(90)]},
        ],
        "more": 2,
    },
    "channel_fault": {"channel": "page", "reason": "the token has expired"},
    "posting_paused": {"name": "Léa"},
    "posting_resumed": {"name": "Léa"},
    "paste_person": {"telegram": 99, "name": '"}] <b>'},
    "paste_person_known": {"telegram": 11, "name": "Léa"},
    "paste_chat": {"chat": -1001, "title": "Équipe", "kind": "supergroup"},
    "wait_prompt": {"number": 7, "name": "Léa", "telegram": 11, "colleague": "shop"},
    "wait_answer_prompt": {
        "number": 7,
        "name": "Léa",
        "telegram": 11,
        "colleague": "legal",
        "question": "peut-on <le> dire ?",
    },
    "wait_chase": {
        "number": 7,
        "name": "Léa",
        "telegram": 11,
        "colleague": "press",
        "question": "peut-on <le> dire ?",
        "asked_at": "2026-11-20T08:40:00+00:00",
        "next_at": "2026-11-23T08:00:00+00:00",
    },
    "escalate_prompt": {"number": 7, "name": "Léa", "telegram": 11, "names": ["Inès", "Paul"]},
    "escalated": {"number": 7, "by": "Léa", "note": "<journaliste>", "people": PEOPLE},
    "escalated_private": {
        "number": 7,
        "by": "",
        "note": "",
        "chat": -1001234567890,
        "message": 5,
    },
    "moderation": {
        "number": 7,
        "people": PEOPLE,
        "channel": "page",
        "url": "https://social.example/1",
        "due_at": "2026-11-20T09:26:00+00:00",
        "seal": "0123456789abcdef",
    },
    "moderation_due": {
        "number": 7,
        "people": PEOPLE,
        "channel": "page",
        "url": None,
        "due_at": "2026-11-20T08:26:00+00:00",
        "seal": "0123456789abcdef",
    },
    "moderation_given": {
        "number": 7,
        "people": PEOPLE,
        "by": "Léa",
        "before": "Karim",
        "channel": "page",
        "due_at": "2026-11-20T09:26:00+00:00",
    },
    "moderation_taken": {
        "number": 7,
        "people": PEOPLE,
        "by": "Léa",
        "before": "Karim",
        "channel": "page",
        "due_at": "2026-11-20T09:26:00+00:00",
    },
    "moderation_off": {
        "number": 7,
        "people": [],
        "by": "Léa",
        "before": "Karim",
        "channel": "page",
        "due_at": "2026-11-20T09:26:00+00:00",
    },
    "insight_prompt": {"number": 7, "name": "Léa", "telegram": 11, "topic": "billing"},
    "handed_over": {
        "number": 7,
        "by": "Léa",
        "people": PEOPLE,
        "until": "2026-11-20T09:10:00+00:00",
    },
    "promise_handed": {
        "number": 7,
        "by": "Léa",
        "people": PEOPLE,
        "due": "2026-11-20T17:00:00+00:00",
    },
    "promise_taken": {"number": 7, "people": PEOPLE, "due": "2026-11-20T17:00:00+00:00"},
    "something_new": {"a": 1},
}
FRENCH = {
    "withdrawn": "⚠️ nº 7 : la réponse validée par Léa n’est pas partie : le message a changé. La carte est à jour : relisez, puis publiez de nouveau.",
    "rejected": "⚠️ nº 7 : la plateforme a refusé pour de bon la réponse validée par Léa. Rien n’a été publié. Le motif qu’elle donne :\n> 400: <too> spammy",
    "library_mended": "📗 Les fiches sont corrigées et en vigueur (0123456789ab).",
    "tests_mended": "📗 Tous les tests des fiches réussissent (01234567).",
    "channel_fault": "*📡 Le canal page ne répond pas comme il faut :*\n> the token has expired",
    "posting_paused": "⏸ Léa a suspendu les envois. Rien ne part avant /reprendre.",
}


def said(code, words, **values):
    notice = Notice(
        id="n", chat=-1, code=code, values=values or CASES[code], created_at=datetime.now(UTC)
    )
    return render_notice(notice, words)


@pytest.mark.parametrize("code", CASES)
def test_each_notice_is_a_message_telegram_takes(code, words):
    """Whatever stands in its values."""
    text = parsed(said(code, words).text).text

    assert 0 < units(text) <= MAX_TEXT


@pytest.mark.parametrize("code", FRENCH)
def test_what_a_notice_says(code, fr):
    """Short, what happened, what to do."""
    assert FRENCH[code] == drawn(said(code, fr).text).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_prompt_carries_the_text_to_copy_and_asks_one_person(fr):
    """The words letter for letter in one block; the answer box is for the person named."""
    prompt = said("edit_prompt", fr)
    words = parsed(prompt.text)

    assert "Bonjour <3,\n\nÀ bientôt" in words.text
    assert {"pre", "text_link"} <= {entity["type"] for entity in words.entities}
    assert "La réponse au nº 7" == prompt.placeholder


def test_a_text_too_long_to_copy_is_left_to_the_card(fr):
    """A prompt that Telegram refuses would leave the person waiting."""
    prompt = said("edit_prompt", fr, **{**CASES["edit_prompt"], "text": "mot " * 1500})

    assert units(parsed(prompt.text).text) < 500


def test_faults_are_told_with_their_place_and_the_rest_counted(fr):
    """To whoever can mend them."""
    text = parsed(said("library_fault", fr).text).text

    assert "Pour Inès" in text
    assert 8 == text.count("playbooks/x.yaml:3:5")
    assert "… et 4 autres" in text


def test_faults_that_the_notice_does_not_carry_are_counted_too(fr):
    """Twenty faults shown as five would look like five."""
    text = parsed(said("library_fault", fr, problems=[PROBLEM] * 5, more=15).text).text

    assert "… et 15 autres" in text


@pytest.mark.parametrize(
    "name", ['Bob", role: brand_lead} #', "<3", "{{ 7*7 }}", "", "O'Neil: [x]", "\\"]
)
def test_pasted_lines_mean_what_they_show(name):
    """A stranger's name can't make himself a brand lead."""
    entry = yaml.safe_load(person_lines({"telegram": 99, "name": name}))["people"][0]

    assert {"name": name or "?", "telegram": 99, "role": "community_manager"} == entry


def test_a_chats_lines_are_yaml():
    """Copied as they are, they configure the desk or a channel."""
    desk, channel = chat_lines({"chat": -1001, "title": "Équipe: [réseaux]"})

    assert {
        "desk": {"telegram": {"token": "${TELEGRAM_BOT_TOKEN}", "chat": -1001}}
    } == yaml.safe_load(desk)
    assert -1001 == yaml.safe_load(channel)["channels"][0]["chat"]
    assert load("fr")
