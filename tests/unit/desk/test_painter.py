"""The painter against a strict Telegram over HTTP: nothing lost, nothing twice, nothing in vain."""

from dataclasses import replace

from copilot.app import notify
from copilot.desk.chats import Chats
from copilot.domain.complaint import Media
from tests.unit.desk.conftest import KARIM, LEA


async def test_a_card_is_sent_once_and_edited_in_place(wired):
    """The desk does not scroll away: one complaint is one message."""
    case = wired.story.complain()
    await wired.paint()
    sent = await wired.mine()
    wired.story.press(case, "claim", LEA)
    await wired.paint()
    edited = await wired.mine()

    assert [sent[0]["message_id"]] == [one["message_id"] for one in edited]
    assert "🔒" not in sent[0]["text"]
    assert edited[0]["text"].startswith("🔒 Léa s’en occupe jusqu’à")


async def test_the_card_is_what_telegram_takes(wired):
    """Hostile words and all, the strict server shows the complaint."""
    wired.story.complain("écran cassé <3 {{ 7*7 }} </b> & @everyone /pause", name="<i>Bob</i>")
    await wired.paint()
    (card,) = await wired.mine()

    assert "écran cassé <3 {{ 7*7 }} </b> & @everyone /pause" in card["text"]
    assert "<i>Bob</i>" in card["text"]


async def test_an_unchanged_card_costs_nothing(wired, ledger):
    """A touch that changes nothing on the card makes no call."""
    case = wired.story.complain()
    await wired.paint()
    before = ledger.exchanges
    with wired.office.store.write() as records:
        records.cards.touch(case.id)
    await wired.paint()

    assert before == ledger.exchanges
    assert wired.card(case).version == wired.card(case).shown_version


async def test_the_most_urgent_is_drawn_first(wired):
    """Whoever pressed waits for no backlog."""
    cases = [wired.story.complain(f"écran cassé {n}", id=f"m{n}", author=f"{n}") for n in range(3)]
    with wired.office.store.write() as records:
        records.cards.touch(cases[2].id, urgency=0)
    await wired.painter.step()

    assert [None, None, 1] == [wired.card(case).message for case in cases]


async def test_a_notice_without_words_holds_up_no_card(wired, caplog):
    """It stands first for ever; behind it would wait every customer."""
    with wired.office.store.write() as records:
        notify.tell(wired.office, records, "wait_chase", {"asked_at": "yesterday"}, urgency=0)
    case = wired.story.complain()
    await wired.paint()
    said, _ = await wired.mine()

    assert "wait_chase" in said["text"]
    assert wired.card(case).message is not None
    assert "cannot be put into words" in caplog.text


async def test_a_card_deleted_in_the_chat_is_sent_anew(wired):
    """Somebody tidied up; the case still needs an answer."""
    case = wired.story.complain()
    await wired.paint()
    first = wired.card(case).message
    wired.running.sandbox.world.chats[wired.chat].messages[first].is_deleted = True
    wired.story.press(case, "claim", LEA)
    await wired.paint()
    (card,) = await wired.mine()

    assert first != wired.card(case).message == card["message_id"]


async def test_not_modified_is_success(wired):
    """The database forgot, Telegram did not: no loop, no second card."""
    case = wired.story.complain()
    await wired.paint()
    card = wired.card(case)
    with wired.office.store.write() as records:
        records.cards.shown(
            case.id, version=0, digest="other", chat=card.chat, message=card.message
        )
    await wired.paint()

    assert wired.card(case).version == wired.card(case).shown_version
    assert 1 == len(await wired.mine())


async def test_a_lost_answer_may_leave_two_cards_and_both_work(wired):
    """At worst one card too many, never one too few; the twin then points to the current one."""
    case = wired.story.complain()
    await wired.order(method="sendMessage", kind="drop_after")
    assert not await wired.painter.step()
    await wired.paint()
    twin, card = await wired.mine()
    answer = await wired.press(twin, "Je prends")
    await wired.paint()
    twin, card = await wired.mine()

    assert "C’est à vous" in answer["text"]
    assert "🔒 Léa" in card["text"]
    assert twin["text"].startswith(f"↓ La carte du nº {case.number} est plus bas.")
    assert [] == twin["buttons"]


async def test_markup_that_telegram_cannot_parse_is_sent_without(wired):
    """A fault of ours in the markup must not hide a complaint."""
    wired.story.complain()
    await wired.order(
        method="sendMessage", kind="refuse", description="Bad Request: can't parse entities: oops"
    )
    await wired.paint()
    (card,) = await wired.mine()

    assert "écran fissuré" in card["text"]
    assert "<b>" not in card["text"]


async def test_a_card_that_telegram_refuses_leaves_a_line_and_blocks_nobody(wired):
    """One poisoned card must not stop the desk, nor its complaint vanish."""
    first = wired.story.complain()
    wired.story.complain("écran cassé aussi", id="m2", author="8")
    await wired.order(
        method="sendMessage", kind="refuse", description="Bad Request: no reason given"
    )
    await wired.paint()
    line, second = await wired.mine()

    assert f"nº {first.number} · cette carte n’a pas pu être dessinée" in line["text"]
    assert "écran cassé aussi" in second["text"]
    assert wired.card(first).version > wired.card(first).shown_version


async def test_a_full_minute_is_waited_for_and_learned(wired):
    """After the first refusal new cards leave room for the edits that people ask for."""
    cases = [
        wired.story.complain(f"écran cassé {number}", id=f"m{number}", author=f"{number}")
        for number in range(12)
    ]
    for _ in range(8):
        await wired.painter.step()
    await wired.order(
        method="sendMessage",
        kind="refuse",
        code=429,
        description="Too Many Requests: retry after 40",
        parameters={"retry_after": 40},
    )
    refused = await wired.painter.step()
    during = await wired.painter.step()
    wired.now += 41
    new_card = await wired.painter.step()
    wired.story.press(cases[0], "claim", LEA)
    edit = await wired.painter.step()

    assert [False, False, False, True] == [refused, during, new_card, edit]
    assert 8.0 == wired.wire.pace.capacity

    wired.now += 20
    await wired.paint()

    assert 6 == sum("🔒" not in one["text"] for one in (await wired.mine())[8:]) + 2


async def test_a_kicked_bot_keeps_everything_and_says_so(wired):
    """The desk is back as soon as the bot is."""
    wired.story.complain()
    await wired.order(
        method="sendMessage",
        kind="refuse",
        code=403,
        description="Forbidden: bot was kicked from the supergroup chat",
    )
    assert not await wired.painter.step()
    said = wired.health.value
    await wired.paint()

    assert "the bot may not write to the desk" in said
    assert wired.health.value is None
    assert 1 == len(await wired.mine())


async def test_a_group_that_became_a_supergroup_is_followed(wired):
    """The desk goes on in the new chat, after a restart too."""
    group = (await wired.post("chats", type="group", title="Desk"))["chat_id"]
    wired.office.desk = replace(wired.office.desk, chat=group)
    wired.chat = group
    new = (await wired.post("migrate"))["chat_id"]
    case = wired.story.complain()
    await wired.paint()
    after_restart = Chats(wired.office, wired.clerk)
    await after_restart.load(wired.chat)

    assert new == wired.card(case).chat
    assert new == after_restart.now(wired.chat)
    assert after_restart.is_desk(new)


async def test_a_card_of_the_old_group_never_overwrites_another(wired):
    """Numbers begin anew in the supergroup: the same one may be another card there."""
    group = (await wired.post("chats", type="group", title="Desk"))["chat_id"]
    wired.office.desk = replace(wired.office.desk, chat=group)
    wired.chat = group
    first = wired.story.complain()
    await wired.paint()
    wired.chat = (await wired.post("migrate"))["chat_id"]
    second = wired.story.complain("écran cassé aussi", id="m2", author="8")
    await wired.paint()
    wired.story.press(first, "claim", LEA)
    await wired.paint()
    cards = {one["message_id"]: one["text"] for one in await wired.mine() if one["text"]}

    assert "écran cassé aussi" in cards[wired.card(second).message]
    assert cards[wired.card(first).message].startswith("🔒 Léa")
    assert {wired.chat} == {wired.card(first).chat, wired.card(second).chat}


async def test_photos_stand_above_the_card(wired):
    """The broken screen is seen before the reply is read."""
    wired.story.complain(media=(Media("photo", "https://x.example/1.jpg"),))
    await wired.paint()
    photo, card = await wired.mine()

    assert photo["photo"]["url"] == "https://x.example/1.jpg"
    assert "📷 1 photo" in card["text"]


async def test_a_photo_that_telegram_cannot_fetch_breaks_nothing(wired):
    """Its link stays on the card."""
    wired.story.complain(media=(Media("photo", "https://x.example/1.jpg"),))
    await wired.order(
        method="sendPhoto",
        kind="refuse",
        description="Bad Request: failed to get HTTP URL content",
    )
    await wired.paint()
    (card,) = await wired.mine()

    assert "https://x.example/1.jpg" in [e.get("url") for e in card["entities"]]


async def test_what_stands_above_is_not_sent_again_when_the_card_is_held_back(wired):
    """A refused card must not repeat its photos at every try."""
    wired.story.complain(media=(Media("photo", "https://x.example/1.jpg"),))
    await wired.order(method="sendMessage", kind="http_500", times=3)
    for _ in range(4):
        await wired.painter.step()

    assert [True, False] == [bool(one["photo"]) for one in await wired.mine()]


async def test_a_draft_that_grew_too_long_is_shown_whole_above_a_new_card(wired):
    """It can only be approved below its whole text; the old card leads there."""
    case = wired.story.complain()
    await wired.paint()
    wired.story.press(case, "edit", LEA)
    await wired.paint()
    prompt = (await wired.mine())[-1]
    text = "Bonjour. " + "Nous regardons cela de près. " * 160
    await wired.say(text.strip()[:4000], reply_to=prompt["message_id"])
    await wired.paint()
    everything = await wired.mine()
    texts = [one["text"] for one in everything]

    assert texts[0].startswith(f"↓ La carte du nº {case.number} est plus bas.")
    assert wired.card(case).message == everything[-1]["message_id"]
    assert any("réponse proposée" in one and text.strip()[:3000] in one for one in texts)


async def test_a_prompt_asks_one_person_and_knows_its_message(wired):
    """Only a reply to it, by that person, is an edit."""
    case = wired.story.complain()
    await wired.paint()
    wired.story.press(case, "edit", LEA)
    await wired.paint()
    prompt = (await wired.mine())[-1]

    assert {"placeholder": f"La réponse au nº {case.number}", "selective": True} == prompt[
        "force_reply"
    ]
    assert wired.story.draft(case).text in prompt["text"]
    with wired.office.store.read() as records:
        assert LEA == records.chat.prompt(wired.chat, prompt["message_id"]).person


async def test_a_notice_for_a_blocked_stranger_does_not_stop_the_desk(wired):
    """Somebody said /start and then blocked the bot."""
    await wired.say("/start", chat_id=777, user_id=777)
    await wired.order(
        method="sendMessage",
        kind="refuse",
        code=403,
        description="Forbidden: bot was blocked by the user",
    )
    wired.story.complain()
    await wired.paint()

    assert 1 == len(await wired.mine())
    assert wired.health.value is None


async def test_an_hour_without_telegram_loses_nothing(wired):
    """Everything is drawn once, as it is then."""
    case = wired.story.complain()
    await wired.order(method="*", kind="http_500", times=5)
    for _ in range(5):
        await wired.painter.step()
    said = wired.health.value
    wired.story.press(case, "claim", KARIM)
    await wired.paint()
    (card,) = await wired.mine()

    assert "Telegram cannot be reached" in said
    assert "🔒 Karim" in card["text"]
    assert [0.5, 1.0, 2.0, 4.0, 8.0] == wired.bell.waits[:5]
