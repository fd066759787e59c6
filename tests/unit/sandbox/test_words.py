"""Text and entities outside markup."""

import pytest

from copilot.sandbox.refusal import Refusal
from copilot.sandbox.words import Words, check_given, clean, finish, units


def spans(words):
    return [(each["type"], each["offset"], each["length"]) for each in words.entities]


def test_an_emoji_counts_two_units():
    assert 3 == units("é👋")


def test_what_telegram_finds_by_itself_is_found():
    """The desk's commands reach their handlers only through the entity."""
    words = finish(Words("👋 /start@a_bot voir https://x.example/a, @claire_m #nul a@b.example"))

    assert [
        ("bot_command", 3, 12),
        ("url", 21, 19),
        ("mention", 42, 9),
        ("hashtag", 52, 4),
        ("email", 57, 11),
    ] == spans(words)


def test_nothing_is_found_inside_code_or_links():
    entities = ({"type": "code", "offset": 0, "length": 6},)

    assert [("code", 0, 6)] == spans(finish(Words("/start", entities)))


def test_code_holds_no_other_entity():
    entities = (
        {"type": "code", "offset": 0, "length": 4},
        {"type": "bold", "offset": 1, "length": 2},
    )

    assert [("code", 0, 4)] == spans(finish(Words("abcd", entities)))


def test_space_around_a_text_goes_and_entities_move():
    entities = ({"type": "bold", "offset": 2, "length": 4},)

    words = finish(Words("  ab  ", entities))

    assert ("ab", [("bold", 0, 2)]) == (words.text, spans(words))


def test_control_characters_never_arrive():
    assert "a b\nc" == clean("a\x00b\r\nc")


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "shiny", "offset": 0, "length": 1},
        {"type": "bold", "offset": -1, "length": 1},
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "bold", "offset": "0", "length": 3},
    ],
)
def test_an_entity_outside_the_text_is_refused(entity):
    with pytest.raises(Refusal):
        check_given("ab", [entity])
