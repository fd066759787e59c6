"""Tokens, methods, limits, and chats that a bot is no longer in."""

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from tests.unit.sandbox.conftest import open_bot


async def test_an_unknown_token_is_unauthorized(running, client):
    answer = await client.get("/bot1:wrong/getMe")

    assert (401, "Unauthorized") == (answer.status_code, answer.json()["description"])
    with pytest.raises(InvalidToken):
        async with open_bot(running, "1:wrong"):
            pass


async def test_an_unknown_method_is_not_found(client, running, ledger):
    answer = await client.get(f"/bot{running.bot_token}/sendDice")
    ledger.problems.clear()

    assert (404, "Not Found: method not found") == (
        answer.status_code,
        answer.json()["description"],
    )


async def test_a_method_may_be_written_in_any_case(client, running):
    answer = await client.post(f"/bot{running.bot_token}/GETME")

    assert answer.json()["ok"]


async def test_an_address_outside_the_bot_api_is_not_found(client):
    assert 404 == (await client.get("/elsewhere")).status_code


async def test_json_form_and_query_are_all_read(client, running, desk):
    path = f"/bot{running.bot_token}/sendMessage"
    fields = {"chat_id": desk, "text": "a"}
    answers = [
        await client.post(path, json=fields),
        await client.post(path, data=fields),
        await client.get(path, params=fields),
    ]

    assert [True] * 3 == [answer.json()["ok"] for answer in answers]


async def test_a_request_without_chat_or_message_says_what_is_missing(
    client, running, desk, ledger
):
    base = f"/bot{running.bot_token}/"
    answers = [
        await client.post(f"{base}sendMessage", json={"text": "a"}),
        await client.post(f"{base}editMessageText", json={"chat_id": desk, "text": "a"}),
        await client.post(f"{base}sendPhoto", json={"chat_id": desk}),
    ]
    ledger.problems.clear()

    assert [
        "Bad Request: chat_id is empty",
        "Bad Request: message identifier is not specified",
        "Bad Request: there is no photo in the request",
    ] == [answer.json()["description"] for answer in answers]


class TestLimits:
    @pytest.fixture
    def limits(self):
        return "telegram"

    async def test_a_second_message_within_the_second_must_wait(self, bot, desk, people):
        await bot.send_message(desk, "a")
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(desk, "b")
        await people.advance(1)
        await bot.send_message(desk, "b")

        assert 1 == refused.value.retry_after.total_seconds()

    async def test_a_group_takes_twenty_a_minute_edits_included(self, bot, desk, people):
        sent = await bot.send_message(desk, "0")
        for number in range(1, 20):
            await people.advance(1)
            await bot.edit_message_text(str(number), desk, sent.message_id)
        await people.advance(1)
        with pytest.raises(RetryAfter):
            await bot.send_message(desk, "a")
        await people.advance(60)

        assert await bot.send_message(desk, "a")

    async def test_answers_and_polls_are_free(self, bot, desk, people):
        sent = await bot.send_message(desk, "a")
        for _ in range(5):
            await people.press(sent.message_id, "x")
        updates = await bot.get_updates()

        assert [True] * 5 == [await each.callback_query.answer() for each in updates]

    async def test_what_is_refused_for_another_reason_costs_nothing(self, bot, desk):
        with pytest.raises(BadRequest):
            await bot.send_message(desk, "<b>", parse_mode="HTML")

        assert await bot.send_message(desk, "a")


async def test_a_bot_thrown_out_is_told(bot, desk, people):
    await bot.get_updates()
    await people.post("kick")
    (update,) = await bot.get_updates()

    assert "kicked" == update.my_chat_member.new_chat_member.status
    with pytest.raises(Forbidden, match="Forbidden: bot was kicked from the supergroup chat"):
        await bot.send_message(desk, "a")


async def test_a_bot_thrown_out_hears_nothing_more(bot, people):
    await people.post("kick")
    await people.say("entre nous")

    assert [None] == [update.message for update in await bot.get_updates()]


async def test_a_person_can_block_a_bot_and_write_to_it_again(bot, people):
    await people.say("/start", chat_id=11)
    await people.post("kick", chat_id=11)

    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(11, "a")
    await people.say("/start", chat_id=11)
    assert await bot.send_message(11, "a")


async def test_a_bot_that_left_is_no_member(bot, desk, people):
    await people.post("status", status="left")

    with pytest.raises(Forbidden, match="not a member of the supergroup chat"):
        await bot.get_chat(desk)


async def test_a_group_that_became_a_supergroup_says_where_it_went(bot, people):
    group = (await people.post("chats", type="group", title="G"))["chat_id"]
    new = (await people.post("migrate", chat_id=group))["chat_id"]
    updates = await bot.get_updates()

    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(group, "a")
    assert new == refused.value.new_chat_id
    assert (new, group) == (
        updates[0].message.migrate_to_chat_id,
        updates[1].message.migrate_from_chat_id,
    )
    assert "supergroup" == (await bot.send_message(new, "a")).chat.type


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Origin": "http://evil.example:{port}"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/sandbox/chats", "/bot{token}/getMe"])
async def test_another_site_gets_nowhere(client, running, headers, path):
    """A page elsewhere that guesses the port must not press, nor read the desk."""
    headers = {name: value.format(port=running.port) for name, value in headers.items()}
    answer = await client.get(path.format(token=running.bot_token), headers=headers)

    assert 403 == answer.status_code


async def test_localhost_is_this_machine_too(client, running):
    answer = await client.get("/sandbox/chats", headers={"Host": f"localhost:{running.port}"})

    assert 200 == answer.status_code


@pytest.mark.parametrize("headers", [{}, {"X-Sandbox-Token": "wrong"}, {"X-Sandbox-Token": ""}])
async def test_the_control_side_needs_its_token(running, headers):
    async with httpx.AsyncClient(base_url=running.url, verify=False) as stranger:  # noqa: S501 - plain HTTP; certificates load slowly
        answers = [
            await stranger.post("/sandbox/press", json={}, headers=headers),
            await stranger.get("/sandbox/chats?token=" + running.token, headers=headers),
        ]

    assert [403, 403] == [answer.status_code for answer in answers]
