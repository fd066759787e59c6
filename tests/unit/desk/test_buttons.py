"""Buttons: what they say, where they stand, and that no two meanings share a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.app.view import ButtonView
from copilot.desk.buttons import (
    MAX_DATA_BYTES,
    Pressed,
    card_keyboard,
    decode,
    encode,
    menu_keyboard,
)
from tests.fakes.desk_app import fresh, offered


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20),
    st.from_regex(r"[A-Za-z0-9_-]{16}", fullmatch=True),
)
def test_what_is_encoded_is_decoded(action, token):
    """Property: the round trip, within Telegram's sixty-four bytes."""
    data = encode(ButtonView(action=action, token=token))

    assert Pressed(action, token) == decode(data)
    assert len(data.encode()) <= MAX_DATA_BYTES


@pytest.mark.parametrize(
    "data",
    [
        "",
        "approve",
        "approve:0:abc",
        "approve:2:abc",
        "approve:1:",
        "a:1:b c",
        "approve:1:abc:d",
        "é:1:a",
        "approve:1:abc\n",
    ],
)
def test_anything_else_is_nobodys(data):
    """Clients may send what was never shown."""
    assert None is decode(data)


def test_publish_stands_alone(fr):
    """Away from the thumb's way."""
    keyboard = card_keyboard(fresh(), fr, signer="Léa")

    assert ["✅ Publier (signé Léa)"] == [key.label for key in keyboard[0]]


def test_what_is_not_offered_is_not_shown(fr):
    """The app decides, the desk lays out."""
    keyboard = card_keyboard(fresh(buttons=offered("undo")), fr, signer=None)

    assert [["undo:1:tok_undo"]] == [[key.data for key in row] for row in keyboard]


def test_a_menu_has_words_for_each_choice_and_a_way_back(words):
    """Data from the brand is shortened, ours comes from the catalogue; the way back stands first."""
    choices = (
        ButtonView(action="pick", token="a", value="playbook:x", label="Un titre " * 20),
        ButtonView(action="pick", token="b", value="dismiss:spam"),
        ButtonView(action="pick", token="c", value="later:1h"),
        ButtonView(action="pick", token="d", value="playbook:none"),
        ButtonView(action="back", token="e"),
    )
    keyboard = menu_keyboard(choices, "playbook", words)

    assert [1] * 5 == [len(row) for row in keyboard]
    assert all(0 < len(key.label) <= 48 for row in keyboard for key in row)
    assert "back:1:e" == keyboard[0][0].data


def test_times_stand_two_in_a_row(fr):
    """Four short choices need two rows."""
    choices = offered(menu=("later:15m", "later:1h", "later:evening", "later:tomorrow"))
    keyboard = menu_keyboard(choices, "later", fr)

    assert [["15 min", "1 heure"], ["Ce soir", "Demain à l’ouverture"]] == [
        [key.label.replace("\u00a0", " ") for key in row] for row in keyboard
    ]
