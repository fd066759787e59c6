"""
Telegram's refusals, to the letter.

python-telegram-bot lower-cases what it raises, so these are read as they go over the wire.
"""

import pytest

LONG = "a" * 4097
BUTTON = {"inline_keyboard": [[{"text": "a", "callback_data": "b" * 65}]]}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)

REFUSALS = [
    ("editMessageText", {"message_id": 1, "text": "carte"}, NOT_MODIFIED),
    ("sendMessage", {"text": "a", "reply_markup": BUTTON}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": LONG}, "message is too long"),
    ("editMessageText", {"message_id": 1, "text": LONG}, "message is too long"),
    (
        "sendMessage",
        {"text": "<b>a", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("editMessageText", {"message_id": 9, "text": "a"}, "message to edit not found"),
    (
        "sendMessage",
        {"text": "a", "reply_parameters": {"message_id": 9}},
        "message to be replied not found",
    ),
    ("deleteMessage", {"message_id": 2}, "message can't be deleted"),
    ("sendMessage", {"chat_id": -9, "text": "a"}, "chat not found"),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal[2][:30])
async def test_a_refusal_is_worded_as_telegram_words_it(bot, desk, people, client, refusal):
    """The desk tells refusals apart by their words: there is nothing else to go by."""
    method, parameters, reason = refusal
    await bot.send_message(desk, "carte")
    await people.say("bonjour")
    await people.post("status", status="member")
    if method != "answerCallbackQuery":
        parameters = {"chat_id": desk, **parameters}
    answer = await client.post(f"/bot{bot.token}/{method}", json=parameters)

    assert {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {reason}",
    } == answer.json()
