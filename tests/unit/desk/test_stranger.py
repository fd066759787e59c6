"""What strangers wrote, made fit to stand among our labels."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.desk.markup import units
from copilot.desk.stranger import isolate, shorten, tame, tame_line, whole

FAMILY = "👨‍👩‍👧‍👦"


@given(st.text(st.characters(codec=None)))
def test_nothing_tamed_can_reorder_or_break(text):
    """Property: no control of direction, no control character, no half of a character."""
    tamed = tame(text)

    assert not set(tamed) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\r")
    assert not [one for one in tamed if unicodedata.category(one) in {"Cc", "Cs"} and one != "\n"]
    assert tame(tamed) == tamed


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_fits(text, limit):
    """Property: never longer than asked, and untouched when it fits."""
    short = shorten(text, limit)

    assert units(short) <= max(limit, min(units(text), limit))
    if units(text) <= limit:
        assert text == short


@pytest.mark.parametrize(
    "cluster", [FAMILY, "🇫🇷", "👍🏽", "é", "🏴\U000e0067\U000e0062\U000e007f", "❤️"]
)
def test_a_cut_never_falls_inside_what_looks_like_one_sign(cluster):
    """Half a family is another message."""
    for limit in range(1, 60):
        text = cluster * 12
        kept = text[: whole(text, limit)]
        if units(cluster) <= limit:
            assert kept == cluster * (len(kept) // len(cluster))


def test_a_cut_prefers_the_end_of_a_word():
    """Les mots restent entiers."""
    assert "toujours rien…" == shorten("toujours rien reçu", 17)


def test_piled_up_marks_are_thinned():
    """A name that climbs over three lines hides the line above it."""
    assert "Z" + "\u0301" * 4 == tame("Z" + "\u0301" * 300)


def test_only_what_runs_right_to_left_is_isolated():
    """The isolating signs are there when they are needed, and only then."""
    assert "Claire" == isolate("Claire")
    assert "\u2068שלום\u2069" == isolate("שלום")


@pytest.mark.parametrize(
    "nothing", ["", "   ", "\u200b\u200d", "\u3164", "\u2800\u2800", None, "\u202e"]
)
def test_what_shows_nothing_is_nothing(nothing):
    """Then the desk says « sans nom »."""
    assert "" == tame_line(nothing, 40)


def test_signs_that_turn_the_line_round_are_taken_out():
    """`moc.elpmaxe` shown as `example.com`, and our own label with it."""
    assert "abcd" == tame("a\u202eb\u2066c\u2069d")
