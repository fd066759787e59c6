import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.matching.span import whole

FAMILY = "👩\u200d👩\u200d👧"
WAVE = "👋🏽"
HEART = "❤\ufe0f"
FRANCE = "🇫🇷"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ACCENTED = "e\u0301"
ZALGO = "a\u0300\u0323\u0330"


@pytest.mark.parametrize(
    "sign", [FAMILY, WAVE, HEART, FRANCE, ENGLAND, ACCENTED, ZALGO, "1\ufe0f\u20e3", "नि"]
)
def test_what_people_see_as_one_character_is_never_cut(sign):
    """Half a flag or an accent alone is what a card would show."""
    text = f"oui {sign} non"

    inside = range(4, 4 + len(sign))
    spans = {whole(text, at, at + 1) for at in inside}

    assert {(4, 4 + len(sign))} == spans


def test_neighbouring_flags_stay_apart():
    """Four signs in a row are two flags: the second begins at the third sign."""
    text = "🇫🇷🇧🇪"

    assert ((0, 2), (2, 4), (0, 4)) == (whole(text, 0, 1), whole(text, 3, 4), whole(text, 1, 3))


def test_a_span_between_characters_stays_as_it_is():
    """Astral letters count as one character each, as everything in Python does."""
    text = "𝕔𝕒𝕤𝕤é 😡😡"

    assert (0, 5) == whole(text, 0, 5)
    assert (6, 7) == whole(text, 6, 7)


@given(st.text(st.characters(exclude_categories=()), min_size=1), st.data())
def test_widening_twice_is_widening_once(text, data):
    """Spans stay inside the text, hold what was given, and settle at once."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    low, high = whole(text, start, end)

    assert 0 <= low <= start < end <= high <= len(text)
    assert (low, high) == whole(text, low, high)
