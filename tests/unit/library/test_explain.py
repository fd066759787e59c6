"""Every rule has a page, and both languages say the same."""

import re
import string
from pathlib import Path

import pytest

from copilot.library.explain import chapters, explain, rules
from copilot.library.rules import RULES
from copilot.library.sentences import SENTENCES

HEADS = {"en": ("Bad:", "Good:"), "fr": ("À éviter\u00a0:", "Correct\u00a0:")}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("rule", [*rules(), *RULES])
def test_every_rule_has_a_page_with_bad_and_good(rule, language):
    """A sentence says what is wrong; the page says why, and what right looks like."""
    page = explain(rule, language)
    bad, good = HEADS[language]

    assert page.startswith(rule)
    assert page.index(bad) < page.index(good)


def test_the_pages_of_both_languages_show_the_same_cures():
    """A translation that lags behind would teach what is no longer true."""

    def good(rule, language):
        after = explain(rule, language).partition(HEADS[language][1])[2]
        return [line.strip() for line in after.splitlines() if line.startswith("    ")]

    for rule in (*rules(), *RULES):
        assert good(rule, "fr") == good(rule, "en"), rule


def test_an_unknown_rule_has_no_page():
    assert explain("no-such-rule") is None


@pytest.mark.parametrize("code", SENTENCES["en"])
def test_both_languages_say_the_same_values(code):
    def values(language):
        parsed = string.Formatter().parse(SENTENCES[language][code])
        return {name for _, name, _, _ in parsed if name}

    assert values("fr") == values("en")


@pytest.mark.parametrize("code", SENTENCES["fr"])
def test_french_has_its_spaces(code):
    """French puts a no-break space before `;`, `?` and `»`, and after `«`."""
    sentence = SENTENCES["fr"][code]

    assert not any(wrong in sentence for wrong in (" ;", " ?", "« ", " »"))


def test_french_pages_have_their_spaces():
    for rule in (*rules(), *RULES):
        prose = re.sub(r"`[^`]*`|^ {4}.*$", "", explain(rule, "fr"), flags=re.MULTILINE)

        assert not re.search(r" [;:?!»]|« |[^\s\u00a0][!?;»]", prose), rule


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("chapter", chapters())
def test_the_documentation_has_every_page_as_it_is(chapter, language):
    """`docs/rules` is what people read before they have installed anything."""
    folder = Path(__file__).parents[3] / "docs" / "rules"
    written = (folder if language == "en" else folder / language) / f"{chapter}.md"

    assert written.read_text("utf-8") == chapters(language)[chapter]
