"""Words: typeset, counted and natural, and none missing for a code."""

import re

import pytest

from copilot.desk.words import LANGUAGES, load
from copilot.domain.case import CaseStatus
from copilot.domain.match import Band
from copilot.domain.person import Role
from copilot.domain.personal_data import DataKind
from copilot.domain.playbook import Severity, Stage

FR = load("fr")

NOTICES = [
    "edit_prompt",
    "withdrawn",
    "rejected",
    "library_fault",
    "library_mended",
    "channel_fault",
    "posting_paused",
    "posting_resumed",
    "paste_person",
    "paste_chat",
    "config_fault",
    "config_mended",
    "restart_needed",
    "tests_fault",
    "tests_mended",
    "approvers_fault",
    "approvers_mended",
    "facts_in_files",
    "people_changed",
    "facts",
    "fact_proposed",
    "fact_in_force",
    "fact_ended",
    "wait_prompt",
    "wait_answer_prompt",
    "wait_chase",
    "escalate_prompt",
    "escalated",
    "escalated_private",
    "moderation",
    "moderation_due",
    "moderation_given",
    "moderation_off",
    "moderation_taken",
    "insight_prompt",
    "handed_over",
    "promise_handed",
    "promise_taken",
]
RULES = [
    "banned",
    "length",
    "links",
    "personal_data",
    "parts",
    "promises",
    "promotion",
    "greeting",
    "exclamation",
    "capitals",
    "emoji",
    "voice",
    "typography",
    "first_person",
    "responsibility",
    "expired_fact",
    "fact_changed",
    "similarity",
    "placeholder",
]
REASONS = ["nothing_to_add", "spam", "troll", "community", "duplicate", "legal", "private"]
WHY = [
    "changed",
    "gone",
    "answered",
    "expired_fact",
    "fact_changed",
    "same_text",
    "not_live",
    "not_allowed",
]


def sentences(words):
    """Every sentence as a person gets it; what gettext keeps for itself is left out."""
    return [text for key, text in words.catalogue._catalog.items() if key]


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("notice", NOTICES),
        ("rule", RULES),
        ("rule_name", RULES),
        ("reason", REASONS),
        ("why", WHY),
        ("role", Role),
        ("status", CaseStatus),
        ("severity", Severity),
        ("stage", Stage),
        ("band", Band),
        ("mask", DataKind),
        ("data_kind", DataKind),
        ("button.later_choice", ["15m", "1h", "evening", "tomorrow", "opening"]),
    ],
)
def test_every_code_has_its_words(group, codes, words):
    """No code of ours is ever read by a person."""
    assert [] == [code for code in codes if not words.has(f"{group}.{code}")]


def test_french_keeps_its_signs_with_their_words():
    """A line that begins with a question mark is not French."""
    everything = sentences(FR)

    assert [] == [text for text in everything if re.search(r" [;:!?»](?!\d)|« ", text)]
    assert [] == [text for text in everything if "'" in text]
    assert "9\u00a0h\u00a005" == FR.say("time.clock", hour=9, minute="05")


def test_the_words_of_the_product_are_kept():
    """One word per thing: never `plainte`, and never a percentage."""
    french = " ".join(sentences(FR)).lower()

    assert not re.search(r"plainte|approuv|draft|template|%", french)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", ["0 réponse", "1 réponse", "2 réponses", "1\u202f200 réponses"]),
        ("en", ["0 replies", "1 reply", "2 replies", "1,200 replies"]),
    ],
)
def test_counts_are_said_rightly(lang, said):
    """French has one reply for none, English has several."""
    assert said == [load(lang).count("who.replies", number) for number in (0, 1, 2, 1200)]


@pytest.mark.parametrize("key", ["queue.open", "queue.nothing", "queue.nowhere"])
def test_a_key_is_never_shown_to_a_person(key, words):
    """Gettext shows the key where it has nothing: here that is a fault, and told as one."""
    with pytest.raises(KeyError):
        words.say(key) if key != "queue.nothing" else words.count(key, 2)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", ["1er", "2e", "11e", "21e"]), ("en", ["1st", "2nd", "11th", "21st"])],
)
def test_ordinals(lang, said):
    """The second contact, the eleventh."""
    assert said == [load(lang).ordinal(number) for number in (1, 2, 11, 21)]


def test_an_unknown_language_is_refused_by_name():
    """A typo in the configuration is told, not guessed."""
    with pytest.raises(ValueError, match="'de'"):
        load("de")


def test_a_sentence_missing_a_value_falls_to_the_next():
    """Findings come from files of several ages: what they don't tell is not shown as a hole."""
    assert "«\u00a0x\u00a0»\u00a0: lien non permis" == FR.pick(
        "rule.links", "rule.links_plain", words="x"
    )


def test_desk_languages_are_those_of_the_catalogues():
    """Each language that can be configured can be spoken."""
    assert ["fr", "en"] == [load(lang).lang for lang in LANGUAGES]
