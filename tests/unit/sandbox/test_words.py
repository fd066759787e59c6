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
    assert "a b\nc d" == clean("a\x00b\r\nc\td")


def test_what_turns_the_writing_or_draws_through_it_is_taken_out():
    """Line ends of other systems, overrides, and marks that make vertical lines."""
    assert "abc" == clean("a\u2028\u202eb\u030a\u0333c\u033f")


@pytest.mark.parametrize(
    ("offset", "length", "reason"),
    [
        (1, 1, "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (0, 1, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte"),
        (2, 2, "entity beginning at UTF-16 offset 2 ends in a middle of a UTF-16 symbol at byte"),
    ],
)
def test_an_entity_that_cuts_a_character_in_two_is_refused(offset, length, reason):
    """Whoever counts characters instead of units is told here, not by Telegram."""
    with pytest.raises(Refusal, match=reason):
        check_given("👉 👉", [{"type": "bold", "offset": offset, "length": length}])


def test_an_entity_around_a_whole_emoji_is_fine():
    check_given("👉 👉", [{"type": "bold", "offset": 3, "length": 2}])


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
