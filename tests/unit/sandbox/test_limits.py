"""Telegram's rate limits."""

import pytest

from copilot.sandbox.limits import Limits
from copilot.sandbox.refusal import Refusal

GROUP, PERSON = -5, 5


def spend(limits, chat_id, now, **more):
    """Spend once and give the wait that was asked for, 0 when there was none."""
    try:
        limits.spend(1, chat_id, now=now, **more)
    except Refusal as refused:
        return refused.parameters["retry_after"]
    return 0


def test_one_chat_takes_one_message_a_second():
    limits = Limits.named("telegram")

    assert [0, 1, 0] == [spend(limits, PERSON, now) for now in (0.0, 0.5, 1.0)]


def test_a_group_takes_twenty_messages_a_minute():
    limits = Limits.named("telegram")

    waits = [spend(limits, GROUP, now * 2.0) for now in range(21)]

    assert [*[0] * 20, 20] == waits


def test_a_bot_sends_thirty_messages_a_second_in_all():
    limits = Limits.named("telegram")

    assert [*[0] * 30, 1] == [spend(limits, chat_id, 0.0) for chat_id in range(1, 32)]


def test_a_refused_message_counts_for_nothing():
    """Otherwise a bot that retries too early would never get out again."""
    limits = Limits.named("telegram")
    for _ in range(50):
        spend(limits, PERSON, 0.0)

    assert 0 == spend(limits, PERSON, 1.0)


def test_an_album_counts_each_of_its_pictures():
    limits = Limits.named("x5")

    assert [0, 1] == [spend(limits, PERSON, 0.0, messages=5), spend(limits, PERSON, 0.5)]


def test_a_factor_multiplies_every_limit():
    limits = Limits.named("x50")

    assert [*[0] * 50, 1] == [spend(limits, GROUP, 0.0) for _ in range(51)]


def test_limits_can_be_off():
    limits = Limits.named("off")

    assert {0} == {spend(limits, GROUP, 0.0) for _ in range(1000)}


@pytest.mark.parametrize("name", ["", "x", "x0", "50", "Telegram", "x-1"])
def test_an_unknown_name_is_refused(name):
    with pytest.raises(ValueError, match="say telegram, off"):
        Limits.named(name)
