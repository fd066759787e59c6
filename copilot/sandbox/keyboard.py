"""Reply markup: inline buttons and prompts, checked as Telegram checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.sandbox.markup import is_link
from copilot.sandbox.refusal import bad_request

if TYPE_CHECKING:
    from copilot.sandbox.parameters import Parameters
    from copilot.sandbox.words import Json

DATA_MOST = 64
BUTTONS_MOST = 100
PLACEHOLDER_MOST = 64
_ACTIONS = (
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat "
    "switch_inline_query_chosen_chat copy_text callback_game pay"
)
ACTIONS = frozenset(_ACTIONS.split())
OTHERS = frozenset({"force_reply", "keyboard", "remove_keyboard"})


def read_markup(parameters: Parameters) -> Json | None:
    """
    Read `reply_markup`: an inline keyboard, a prompt, or nothing.

    Raises:
        Refusal: a button is one that Telegram would not show.
    """
    markup = parameters.mapping("reply_markup", called="reply keyboard markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if not OTHERS & markup.keys():
        raise bad_request("object expected as reply markup")
    if len(str(markup.get("input_field_placeholder") or "")) > PLACEHOLDER_MOST:
        raise bad_request("reply markup placeholder is too long")
    return markup


def is_inline(markup: Json | None) -> bool:
    """Say whether *markup* is buttons under the message itself."""
    return markup is not None and "inline_keyboard" in markup


def holds(markup: Json | None, data: str) -> bool:
    """Say whether a button of *markup* carries *data*."""
    rows = (markup or {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)


def _inline(rows: object) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be an Array')
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in checked) > BUTTONS_MOST:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(button: object) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a String')
    if not button["text"]:
        raise bad_request("inline keyboard button text must be non-empty")
    actions = ACTIONS & button.keys()
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("inline keyboard button must have exactly one action")
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not 0 < size <= DATA_MOST:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not is_link(str(button["url"])):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )
    return button
