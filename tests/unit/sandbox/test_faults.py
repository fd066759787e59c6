"""Answers lost before or after the work."""

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter


def texts(chat):
    return [message["text"] for message in chat["messages"]]


async def test_an_answer_lost_after_the_work_leaves_the_message_there(bot, desk, people):
    """This is the case in which sending again posts twice."""
    await people.order(method="sendMessage", kind="drop_after")
    with pytest.raises(NetworkError) as lost:
        await bot.send_message(desk, "a")

    assert not isinstance(lost.value, BadRequest)
    assert "httpx." in str(lost.value), "the connection was not cut"
    assert ["a"] == texts(await people.look())


async def test_a_request_lost_before_the_work_leaves_nothing(bot, desk, people):
    await people.order(method="sendMessage", kind="drop_before")
    with pytest.raises(NetworkError):
        await bot.send_message(desk, "a")

    assert [] == texts(await people.look())


async def test_a_fault_ends_after_its_times(bot, desk, people):
    await people.order(method="*", kind="http_500", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(desk, "a")
    await bot.send_message(desk, "b")

    assert ["b"] == texts(await people.look())


async def test_a_slow_answer_comes_after_the_work(bot, desk, people):
    await people.order(method="sendMessage", kind="slow", seconds=0.05)

    assert await bot.send_message(desk, "a")


async def test_any_refusal_can_be_ordered(bot, desk, people):
    await people.order(
        method="sendMessage",
        kind="refuse",
        code=429,
        description="Too Many Requests: retry after 7",
        parameters={"retry_after": 7},
    )
    with pytest.raises(RetryAfter):
        await bot.send_message(desk, "a")

    assert [] == texts(await people.look())


@pytest.mark.parametrize("fault", [{"kind": "flood"}, {"kind": "slow", "colour": 1}, {}])
async def test_a_fault_that_does_not_exist_cannot_be_ordered(client, fault):
    answer = await client.post("/sandbox/fault", json={"method": "getMe", **fault})

    assert 400 == answer.status_code


async def test_a_fault_waits_for_its_method(bot, desk, people):
    await people.order(method="sendPhoto", kind="http_500")

    assert await bot.send_message(desk, "a")
