"""Reply markup that python-telegram-bot would not build."""

import pytest

from copilot.sandbox.keyboard import read_markup
from copilot.sandbox.parameters import Parameters
from copilot.sandbox.refusal import Refusal


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ({"inline": []}, "object expected as reply markup"),
        ({"force_reply": True, "input_field_placeholder": "a" * 65}, "placeholder is too long"),
        ({"inline_keyboard": {}}, "must be an Array"),
        ({"inline_keyboard": [{}]}, "must be an Array"),
        ({"inline_keyboard": [["a"]]}, "must be a String"),
        ({"inline_keyboard": [[{"text": "", "callback_data": "a"}]]}, "must be non-empty"),
    ],
)
def test_markup_of_another_shape_is_refused(markup, reason):
    with pytest.raises(Refusal, match=reason):
        read_markup(Parameters({"reply_markup": markup}))


@pytest.mark.parametrize("markup", [{"inline_keyboard": []}, {"inline_keyboard": [[]]}, {}])
def test_a_keyboard_without_buttons_is_none(markup):
    assert read_markup(Parameters({"reply_markup": markup})) is None
