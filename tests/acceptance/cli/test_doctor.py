"""`copilot doctor` against the embedded Bot API: what works, and what to do about what doesn't."""

import asyncio

import httpx
import pytest

from copilot.cli.examination import examine
from copilot.cli.findings import SPOKEN
from copilot.config.read import load
from copilot.sandbox.server import Sandbox, serve
from tests.acceptance.cli.conftest import CONFIG

LEA = 11111111


@pytest.fixture
async def running():
    async with serve(Sandbox()) as served:
        yield served


@pytest.fixture
def config(desk, running):
    """A desk on the embedded Bot API, with its group as the public one, too."""

    def configure(*, token=None, chat=None, text=CONFIG):
        desk_chat = running.chat_id if chat is None else chat
        path = desk / "copilot.yaml"
        path.write_text(
            "\n".join(one for one in text.splitlines() if "groupe" not in one).replace(
                "chat: -1001234567890", f'chat: {desk_chat}, api_url: "{running.url}"'
            ),
            "utf-8",
        )
        secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        return load(
            path,
            environ={"TELEGRAM_BOT_TOKEN": token or running.bot_token, "SHOP_SECRET": secret},
            may_be_without_people=True,
        )

    return configure


async def join(running, person):
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{running.url}/sandbox/join",
            headers={"X-Sandbox-Token": running.token},
            json={"chat_id": running.chat_id, "user_id": person, "name": "Léa"},
        )
    answer.raise_for_status()


def told(findings):
    return {one.what: (one.ok, one.todo) for one in findings}


async def test_all_that_works_is_ticked(config, running):
    await join(running, LEA)

    findings = await examine(config())

    assert [] == [one for one in findings if not one.ok]
    assert {"playbooks", "database", "bot", "clock", "desk", "bot's rights", "Léa Martin",
            "channel shop", "updates"} == {one.what for one in findings}  # fmt: skip


async def test_a_wrong_token_says_where_to_get_it(config):
    found = told(await examine(config(token="123456789:" + "A" * 35)))

    assert (
        False,
        "take the token again from @BotFather (/mybots, API Token) and set the variable",
    ) == found["bot"]


async def test_a_chat_that_does_not_exist_says_how_to_get_its_number(config):
    found = told(await examine(config(chat=-1009999999999)))

    assert (
        False,
        (
            "add the bot to the desk's group; while `copilot run` works it answers with "
            "the line to paste"
        ),
    ) == found["desk"]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_group_with_topics_is_pointed_out_where_none_is_named(config, running, language):
    """Everything works, and the cards come where nobody of the team looks."""
    running.sandbox.world.chats[running.chat_id].is_forum = True
    (found,) = [one for one in await examine(config(), SPOKEN[language]) if one.what == "desk"]
    named = config(text=CONFIG.replace("chat: -1001234567890", "topic: 42, chat: -1001234567890"))
    (fine,) = [one for one in await examine(named, SPOKEN[language]) if one.what == "desk"]

    assert (True, True) == (found.ok, "desk.telegram.topic" in found.todo)
    assert (True, "") == (fine.ok, fine.todo)


async def test_a_topic_of_a_group_that_has_none_is_a_fault(config):
    """Telegram would refuse every card."""
    named = config(text=CONFIG.replace("chat: -1001234567890", "topic: 42, chat: -1001234567890"))
    ok, todo = told(await examine(named))["desk"]

    assert not ok
    assert todo.startswith("the group has no topics")


async def test_a_person_outside_the_group_is_named(config):
    found = told(await examine(config()))

    assert (
        False,
        "correct the number: whoever writes /start to the bot gets it",
    ) == found["Léa Martin"]


async def test_a_telegram_that_does_not_answer_shows_no_token(config):
    text = CONFIG.replace("chat: -1001234567890", 'chat: -1001, api_url: "http://127.0.0.1:9"')
    findings = await examine(config(text=text))

    assert (False, "see whether this machine reaches http://127.0.0.1:9") == told(findings)["bot"]
    assert "AA" not in str(findings)


async def test_a_webhook_that_leads_nowhere_says_what_telegram_met(config, running):
    """A desk that hears nothing looks like a quiet day."""
    text = CONFIG.replace("chat: -1001234567890", "chat: -1001234567890, webhook: true")
    text = text.replace(
        'listen: "127.0.0.1:8080"', 'listen: "127.0.0.1:8080", public_url: "http://127.0.0.1:9"'
    )
    (bot,) = running.sandbox.world.bots.values()
    before = told(await examine(config(text=text)))["updates"]
    async with httpx.AsyncClient() as http:
        asked = {"url": "http://127.0.0.1:9/telegram/1"}
        await http.post(f"{running.url}/bot{running.bot_token}/setWebhook", json=asked)
        await join(running, LEA)
        while not bot.push.last_error:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0)
    after = told(await examine(config(text=text)))["updates"]

    assert (True, "") == before
    assert (False, "let server.public_url lead to where `copilot run` listens") == after


async def test_nobody_and_too_few_are_faults(config, desk):
    book = desk / "playbooks/late-delivery.yaml"
    book.write_text(book.read_text("utf-8") + "approvals: 2\n", "utf-8")

    findings = told(await examine(config()))

    assert (False, "run: copilot check") == findings["playbooks"]


async def test_one_who_could_never_publish_their_own_critical_words_is_a_fault(config, desk):
    """Otherwise the first person in danger tells, whom nobody at the desk can answer."""
    book = desk / "playbooks/late-delivery.yaml"
    book.write_text(book.read_text("utf-8").replace("medium", "critical"), "utf-8")
    trainee = "  - {name: Tom Petit, telegram: 22222222, role: trainee}\nchannels:"
    alone = await examine(config(text=CONFIG.replace("channels:", trainee)))
    second = trainee.replace("trainee", "community_manager")
    findings = told(await examine(config(text=CONFIG.replace("channels:", second))))

    (found,) = [one for one in alone if one.what == "people"]
    assert (False, "run: copilot check") == (found.ok, found.todo)
    assert "nobody approves their own words alone" in found.found
    assert (True, "") == told(alone)["playbooks"]
    assert "people" not in findings


async def test_a_french_desk_is_told_in_french(config):
    """What is wrong, and what to do, in the words of whoever must do it."""
    findings = told(await examine(config(chat=-1009999999999), SPOKEN["fr"]))

    assert (
        False,
        (
            "ajoutez le bot au groupe du desk\u00a0; pendant que `copilot run` tourne, il répond "
            "avec la ligne à recopier"
        ),
    ) == findings["desk"]
    assert "canal shop" in findings
