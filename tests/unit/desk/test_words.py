"""The catalogues: complete in both languages, with the same placeholders, typeset, natural."""

import re
from string import Formatter

import pytest

from copilot.desk.words import LANGUAGES, load
from copilot.domain.case import CaseStatus
from copilot.domain.match import Band
from copilot.domain.person import Role
from copilot.domain.personal_data import DataKind
from copilot.domain.playbook import Severity, Stage

FR, EN = load("fr"), load("en")

REFUSED = [
    "stranger",
    "not_allowed",
    "gone",
    "stale",
    "claimed",
    "claim_first",
    "blocked",
    "read_only",
    "already_sent",
    "already_approved",
    "same_text",
    "no_draft",
    "closed",
    "no_variant",
    "undo_too_late",
    "deleted",
    "expired_fact",
    "too_late",
    "too_long",
    "no_template",
    "template_failed",
    "ask_needed",
    "not_asked",
    "empty",
    "not_yours",
    "unknown_fact",
    "unknown_facts",
    "fact_past",
    "fact_settled",
]
OUTCOMES = [
    "approved",
    "approved_paused",
    "needs_more",
    "prompted",
    "claimed",
    "variant",
    "playbook",
    "put_off",
    "dismissed",
    "reopened",
    "undone",
    "marked_posted",
    "marked_absent",
    "resent",
    "menu",
    "back",
    "noted",
    "revised",
    "paused",
    "resumed",
    "was_paused",
    "was_running",
    "redrafted",
    "facts",
    "fact_proposed",
    "fact_accepted",
    "fact_dropped",
    "fact_ended",
]
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
    "people_changed",
    "facts",
    "fact_proposed",
    "fact_in_force",
    "fact_ended",
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


def forms(entry):
    return entry if isinstance(entry, tuple) else (entry,)


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_catalogues_have_the_same_keys():
    """A key missing in one language would be a crash in front of a person."""
    assert set(FR.entries) == set(EN.entries)


@pytest.mark.parametrize("key", sorted(FR.entries))
def test_each_sentence_has_the_same_placeholders_in_both(key):
    """A value that one language forgets is a fact that its readers miss."""
    fr, en = forms(FR.entries[key]), forms(EN.entries[key])

    assert len(fr) == len(en)
    assert [placeholders(one) for one in fr] == [placeholders(one) for one in en]


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("refused", REFUSED),
        ("outcome", OUTCOMES),
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
        ("button.later_choice", ["15m", "1h", "evening", "tomorrow"]),
    ],
)
def test_every_code_has_its_words(group, codes, words):
    """No code of ours is ever read by a person."""
    assert [] == [code for code in codes if not words.has(f"{group}.{code}")]


def test_french_keeps_its_signs_with_their_words():
    """A line that begins with a question mark is not French."""
    everything = [text for entry in FR.entries.values() for text in forms(entry)]

    assert [] == [text for text in everything if re.search(r" [;:!?»](?!\d)|« ", text)]
    assert [] == [text for text in everything if "'" in text]
    assert "9\u00a0h 05" == FR.say("time.clock", hour=9, minute="05")


def test_the_words_of_the_product_are_kept():
    """One word per thing: never `plainte`, and never a percentage."""
    french = " ".join(text for entry in FR.entries.values() for text in forms(entry)).lower()

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
