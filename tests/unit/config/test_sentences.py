"""Every sentence exists in both languages, with the same values, and every rule has a page."""

import re
import string

import pytest

from copilot.config.manual import config_rules, explain_config
from copilot.config.sentences import SENTENCES


def values(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", sorted(SENTENCES["en"]))
def test_both_languages_say_the_same(code):
    """A sentence without its value tells nobody what is meant."""
    assert values(SENTENCES["en"][code]) == values(SENTENCES["fr"][code])


def test_no_language_has_sentences_of_its_own():
    """A code is told in both or in none."""
    assert set(SENTENCES["en"]) == set(SENTENCES["fr"])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("rule", config_rules())
def test_every_rule_has_a_page(rule, language):
    """`copilot check --explain` answers for whatever `copilot check` says."""
    assert explain_config(rule, language).startswith(f"{rule}\n\n")


@pytest.mark.parametrize("rule", config_rules())
def test_both_pages_show_the_same_lines(rule):
    """What is to be written in a file does not depend on who reads the page."""
    shown = [
        re.findall(r"^ {4}.*$", explain_config(rule, language), flags=re.MULTILINE)
        for language in ("en", "fr")
    ]

    assert shown[0] == shown[1]


@pytest.mark.parametrize("rule", config_rules())
def test_french_pages_are_french(rule):
    """Its signs stand apart by a no-break space, and its apostrophes are curved."""
    prose = re.sub(r"`[^`]*`|^ {4}.*$", "", explain_config(rule, "fr"), flags=re.MULTILINE)

    assert not re.search(r" [;:?!»]|« |'|\b(?:Bad|Good):", prose)


@pytest.mark.parametrize("sentence", SENTENCES["fr"].values())
def test_french_signs_stand_apart(sentence):
    """A colon, semicolon or question mark has a no-break space before it in French."""
    assert [] == [one for one in ("’ ", " ;", " ?", "'") if one in sentence.replace("\xa0", "_")]
