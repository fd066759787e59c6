"""What is approved stands on every platform letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.domain.postable import postable
from copilot.sandbox.words import clean


@pytest.mark.parametrize(
    ("typed", "posted"),
    [
        ("tabulation\tici", "tabulation ici"),
        ("fin\r\nde ligne\rancienne", "fin\nde ligne\nancienne"),
        ("un paragraphe\u2029suivant", "un paragraphe\nsuivant"),
        ("e\u0301te\u0301", "été"),
        ("sens \u202einverse", "sens inverse"),
        ("cloche\x07", "cloche"),
        ("une espace fine\u202f: rien à changer", "une espace fine\u202f: rien à changer"),
        ("👩‍👩‍👧‍👦 שלום", "👩‍👩‍👧‍👦 שלום"),
    ],
)
def test_what_a_platform_would_change_is_changed_before(typed, posted):
    """Afterwards nobody could see what they approve."""
    assert posted == postable(typed)


@given(st.text())
def test_once_is_enough(text):
    """An edit of an edit changes nothing by itself."""
    assert postable(text) == postable(postable(text))


@given(st.text().filter(lambda text: not {"\u030a", "\u0333", "\u033f"} & set(text)))
def test_telegram_changes_nothing_more(text):
    """But for three marks that it takes from any letter."""
    kept = postable(text)

    assert kept == clean(kept)
