"""The table of the Bot API, and the checker that reads it."""

import os

import pytest

from tests.contract.telegram_spec import make_table
from tests.contract.telegram_spec.held import Ledger, check_answer, check_request


@pytest.mark.skipif(
    "COPILOT_SPECS" not in os.environ,
    reason="COPILOT_SPECS names no folder with the official descriptions",
)
def test_the_table_says_what_the_official_description_says():
    """A stale table would let our idea of Telegram drift from Telegram."""
    made = make_table.as_text(make_table.make_table(os.environ["COPILOT_SPECS"]))

    assert made == make_table.TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"chat_id": 1, "text": "a", "colour": "red"}, "unknown ['colour']"),
        ({"chat_id": 1}, "missing ['text']"),
        ({"chat_id": 1, "text": "a", "message_thread_id": "abc"}, "no Integer"),
        ({"chat_id": 1, "text": "a", "disable_notification": "maybe"}, "no Boolean"),
        ({"chat_id": 1, "text": "a", "entities": '[{"type": "bold"}]'}, "missing"),
        ({"chat_id": 1, "text": "a", "reply_markup": "[]"}, "not an object"),
        (
            {"chat_id": 1, "text": "a", "reply_markup": '{"inline_keyboard": [[{"data": "x"}]]}'},
            "unknown ['data']",
        ),
    ],
)
def test_a_request_outside_the_description_is_caught(parameters, wrong):
    with pytest.raises(AssertionError) as caught:
        check_request("sendMessage", parameters)

    assert wrong in str(caught.value)


def test_a_request_as_forms_carry_it_is_accepted():
    """Forms carry numbers as text and nested values as JSON text."""
    check_request(
        "sendMessage",
        {"chat_id": "-1001", "text": "a", "reply_parameters": '{"message_id": 3}'},
    )
    check_request("sendPhoto", {"chat_id": "@desk"}, files=("photo",))


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, {"ok": True, "result": {"id": "1", "is_bot": True, "first_name": "b"}}),
        (200, {"ok": True, "result": {"id": 1, "is_bot": True}}),
        (200, {"ok": True, "result": {"id": 1, "is_bot": 1, "first_name": "b"}}),
        (200, {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "b", "age": 4}}),
        (200, {"result": True}),
        (400, {"ok": False, "error_code": 401, "description": "x"}),
        (400, {"ok": False, "error_code": 400, "description": "x", "parameters": {"after": 1}}),
    ],
)
def test_an_answer_outside_the_description_is_caught(status, answer):
    with pytest.raises(AssertionError):
        check_answer("getMe", status, answer)


def test_a_method_that_is_not_in_the_table_is_named():
    with pytest.raises(AssertionError, match=r"make_table\.METHODS"):
        check_request("sendDice", {})


def test_a_ledger_keeps_what_is_wrong_until_the_end_of_the_test():
    """Raising inside the server would only be a 500 that nobody reads."""

    class Exchange:
        method, parameters, files = "sendMessage", {"chat_id": 1}, ()
        status, answer = 200, {"ok": True, "result": True}

    ledger = Ledger()
    ledger(Exchange())

    with pytest.raises(AssertionError, match="missing"):
        ledger.assert_held()
