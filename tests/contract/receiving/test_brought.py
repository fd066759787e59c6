"""A webhook that others may call, too, and that may be taken away."""

import asyncio

import pytest

from copilot.bootstrap.desk import brought_to
from copilot.desk.webhook import PART, Webhook, secret_of
from tests.unit.desk.conftest import LEA
from tests.unit.desk.test_feed import quick

UPDATE = {
    "update_id": 5,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 3, "type": "private"}, "text": "a"},
}


def secret(way):
    return {"X-Telegram-Bot-Api-Secret-Token": secret_of(way.wired.running.bot_token)}


def kept(way):
    with way.wired.office.store.read() as records:
        key = way.wired.running.bot_token.partition(":")[0]
        return len(records.chat.unhandled(bot=key))


def looked_after(way, url=None):
    return Webhook(bot=way.wired.wire.bot, url=url or way.url, health=way.wired.health)


@pytest.mark.parametrize("given", [{}, {"X-Telegram-Bot-Api-Secret-Token": "é"}, "almost"])
async def test_without_the_secret_nothing_is_taken(brought, http, caplog, given):
    """Whoever finds the address could press for the team."""
    headers = given
    if given == "almost":
        headers = {name: value[:-1] for name, value in secret(brought).items()}
    sent = {name: value.encode() for name, value in headers.items()}
    answer = await http.post(brought.url, json=UPDATE, headers=sent)

    assert 401 == answer.status_code
    assert 0 == kept(brought)
    assert 1 == caplog.text.count("refused with 401")
    assert secret_of(brought.wired.running.bot_token) not in caplog.text


async def test_with_the_secret_it_is_kept_and_the_answer_is_empty(brought, http):
    """A method named in the answer would be carried out."""
    answer = await http.post(brought.url, json=UPDATE, headers=secret(brought))

    assert (200, b"") == (answer.status_code, answer.content)
    assert 1 == kept(brought)


@pytest.mark.parametrize("body", [b"", b"[1]", b'{"update_id": "5"}', b'{"update_id": true}'])
async def test_what_is_no_update_is_refused(brought, http, body):
    answer = await http.post(brought.url, content=body, headers=secret(brought))

    assert 400 == answer.status_code
    assert 0 == kept(brought)


async def test_the_address_is_only_posted_to(brought, http):
    assert 405 == (await http.get(brought.url)).status_code


async def test_where_only_the_way_in_listens_updates_are_kept_for_the_desk(brought):
    """`copilot run --only intake` has no desk; the process that has one handles them."""
    token = brought.wired.running.bot_token
    alone = brought_to(brought.wired.office, brought.wired.clerk, token)
    await alone.keep(UPDATE)
    await alone.keep(UPDATE)

    assert 1 == kept(brought)


async def test_a_webhook_that_was_taken_away_is_set_again_and_told(brought):
    """Another program with the same token polls: presses vanish there."""
    webhook = looked_after(brought)
    await webhook.set()
    await webhook.look()
    before = brought.wired.health.value
    await brought.wired.wire.bot.delete_webhook()
    await webhook.look()
    told = brought.wired.health.value
    await webhook.look()

    assert before is None
    assert f"{PART}: another program reads this bot's updates" in told
    assert brought.wired.health.value is None


async def test_an_address_that_leads_nowhere_is_told_with_what_telegram_met(brought):
    """The operator reads it on /readyz, and not in a desk that stays silent."""
    webhook = looked_after(brought, brought.url + "0")
    await webhook.set()
    await brought.wired.post("message", user_id=LEA, name="Léa", text="/file")
    (bot,) = brought.wired.running.sandbox.world.bots.values()
    while not bot.push.last_error:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    await webhook.look()
    told = brought.wired.health.value
    right = looked_after(brought)
    await right.set()
    await brought.handle()
    await right.look()

    assert "Telegram does not get through to http://127.0.0.1:" in told
    assert "(Wrong response from the webhook: 404 Not Found)" in told
    assert "server.public_url must lead to where this service listens" in told
    assert brought.wired.health.value is None
    assert "Rien à traiter" in (await brought.wired.mine())[-1]["text"]


async def test_a_refused_address_is_told_and_tried_again(brought, monkeypatch, caplog):
    """A name that is not known yet may be tomorrow."""
    monkeypatch.setattr(asyncio, "sleep", quick(asyncio.sleep))
    said = "Bad Request: bad webhook: Failed to resolve host: Name or service not known"
    await brought.wired.order(method="setWebhook", kind="refuse", description=said)
    webhook, stop = looked_after(brought), asyncio.Event()
    webhook._pause = 0.01
    holding = asyncio.ensure_future(webhook.hold(stop))
    (bot,) = brought.wired.running.sandbox.world.bots.values()
    while bot.push is None:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    stop.set()
    await holding

    assert "Telegram refuses the webhook" in caplog.text
    assert "correct server.public_url" in caplog.text
