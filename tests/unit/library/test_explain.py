"""Every rule has a page, and both languages say the same."""

import string
from pathlib import Path

import pytest

from copilot.library.explain import chapters, explain, rules
from copilot.library.rules import RULES
from copilot.library.sentences import SENTENCES


@pytest.mark.parametrize("rule", [*rules(), *RULES])
def test_every_rule_has_a_page_with_bad_and_good(rule):
    """A sentence says what is wrong; the page says why, and what right looks like."""
    page = explain(rule)

    assert page.startswith(rule)
    assert page.index("Bad:") < page.index("Good:")


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


@pytest.mark.parametrize("chapter", chapters())
def test_the_documentation_has_every_page_as_it_is(chapter):
    """`docs/rules` is what people read before they have installed anything."""
    written = Path(__file__).parents[3] / "docs" / "rules" / f"{chapter}.md"

    assert written.read_text("utf-8") == chapters()[chapter]
