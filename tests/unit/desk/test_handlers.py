"""What people press and write, through real HTTP: every press answered, every word in its place."""

import asyncio

from copilot.desk import speaking
from tests.unit.desk.conftest import KARIM, LEA, NINA, STRANGER


async def opened(wired, **more):
    """A complaint whose card is on the desk."""
    case = wired.story.complain(**more)
    await wired.paint()
    return case, (await wired.mine())[-1]


async def test_a_press_does_its_work_and_is_answered(wired):
    """Claimed, told so, and the card shows it."""
    case, card = await opened(wired)
    answer = await wired.press(card, "Je prends")
    await wired.paint()
    (card,) = await wired.mine()

    assert "C’est à vous jusqu’à 9 h 30." == answer["text"]
    assert card["text"].startswith("🔒 Léa s’en occupe")
    assert ["🙋 Reprendre à Léa"] == [key["text"] for key in card["buttons"][3]]
    assert LEA == wired.story.card(case).case.claimed_by


async def test_a_strangers_press_is_answered_and_changes_nothing(wired):
    """Whoever got into the chat presses nothing."""
    case, card = await opened(wired)
    answer = await wired.press(card, "Publier", person=STRANGER)

    assert "Je ne vous connais pas" in answer["text"]
    assert answer["show_alert"]
    assert "open" == wired.story.status(case)


async def test_an_observers_press_is_refused_with_the_reason(wired):
    """A role is checked at every press."""
    case, card = await opened(wired)
    answer = await wired.press(card, "Publier", person=NINA)

    assert "Votre rôle (observateur)" in answer["text"]
    assert "open" == wired.story.status(case)


async def test_publishing_is_one_tap_and_can_be_undone(wired):
    """Approved as shown; a few seconds to take it back."""
    _case, card = await opened(wired)
    answer = await wired.press(card, "Publier")
    await wired.paint()
    (leaving,) = await wired.mine()
    undone = await wired.press(leaving, "Annuler l’envoi")
    await wired.paint()
    (again,) = await wired.mine()

    assert "Validée. Part dans 10 s" in answer["text"]
    assert leaving["text"].startswith("📤 Part à 9:00:10")
    assert "Envoi annulé. Rien n’est parti." == undone["text"]
    assert "Publier" in again["buttons"][0][0]["text"]


async def test_the_loser_of_a_race_is_told_who_won(wired):
    """Nothing was sent twice, and the second person knows why."""
    _case, card = await opened(wired)
    await wired.press(card, "Je prends")
    answer = await wired.press(card, "Publier", person=KARIM)

    assert "Léa vient de prendre ce dossier. Rien n’est parti." == answer["text"]


async def test_a_stale_press_is_refused_and_the_card_drawn_afresh(wired):
    """Nobody approves words they have not read."""
    case, card = await opened(wired)
    wired.story.press(case, "variant", KARIM)
    answer = await wired.press(card, "Publier")
    await wired.paint()
    (fresh,) = await wired.mine()

    assert "La carte a changé entre-temps" in answer["text"]
    assert wired.story.draft(case).text in fresh["text"]


async def test_unknown_callback_data_is_a_card_too_old(wired):
    """Cards stay in chats for ever, and clients may send anything."""
    _, card = await opened(wired)
    layout = card["buttons"][0][0]["data"].replace(":1:", ":0:")
    wired.running.sandbox.world.chats[wired.chat].messages[card["message_id"]].markup[
        "inline_keyboard"
    ][0][0]["callback_data"] = layout
    answer = await wired.press_data(card, layout)

    assert "Cette carte est trop ancienne." in answer["text"]


async def test_a_menu_takes_the_place_of_the_buttons_and_back_restores_them(wired):
    """Choosing a reason is two taps on one message."""
    _case, card = await opened(wired)
    await wired.press(card, "Classer")
    (menu,) = await wired.mine()
    await wired.press(menu, "Retour")
    await wired.paint()
    (back,) = await wired.mine()

    assert ["Rien à ajouter", "Spam", "Troll"] == [row[0]["text"] for row in menu["buttons"][1:4]]
    assert card["buttons"] == back["buttons"]
    assert card["text"] == menu["text"] == back["text"]


async def test_a_case_is_dismissed_with_a_reason_and_reopened(wired):
    """It ends as a line that says who closed it and why."""
    case, card = await opened(wired)
    await wired.press(card, "Classer")
    (menu,) = await wired.mine()
    await wired.press(menu, "Spam")
    await wired.paint()
    (closed,) = await wired.mine()
    await wired.press(closed, "Rouvrir")

    assert closed["text"].startswith("🗂 nº 1 Claire M. · classé sans réponse 9 h par Léa · spam")
    assert "open" == wired.story.status(case)


async def test_another_playbook_is_chosen_by_its_title(wired):
    """A wrong guess costs two taps."""
    _case, card = await opened(wired)
    await wired.press(card, "Autre fiche")
    (menu,) = await wired.mine()
    answer = await wired.press(menu, "Livraison en retard")
    await wired.paint()
    (card,) = await wired.mine()

    assert "Fiche : Livraison en retard." == answer["text"]
    assert "Livraison en retard, choisie par l’équipe" in card["text"]


async def test_an_edit_is_a_reply_to_the_prompt_by_the_person_asked(wired):
    """The new words stand on the card, letter for letter; a colleague's reply is not taken."""
    case, card = await opened(wired)
    await wired.press(card, "Modifier")
    await wired.paint()
    prompt = (await wired.mine())[-1]
    await wired.say("Pas mes mots", reply_to=prompt["message_id"], user_id=KARIM)
    refused = (await wired.mine())[-1]
    await wired.say("Bonjour  Claire,\n\nje regarde.", reply_to=prompt["message_id"])
    answered = (await wired.mine())[-1]
    await wired.paint()
    card = (await wired.mine())[0]

    assert "La question s’adressait à Léa" in refused["text"]
    assert "Bonjour  Claire,\n\nje regarde." == wired.story.draft(case).text
    assert "Bonjour  Claire,\n\nje regarde." in card["text"]
    assert "enregistrée" in answered["text"]


async def test_a_prompt_answered_without_words_says_so(wired):
    """A picture is no reply."""
    _, card = await opened(wired)
    await wired.press(card, "Modifier")
    await wired.paint()
    prompt = (await wired.mine())[-1]
    await wired.say("", photo="https://x.example/1.jpg", reply_to=prompt["message_id"])

    assert "Ce message ne contient pas de texte" in (await wired.mine())[-1]["text"]


async def test_a_reply_to_a_card_is_a_note(wired):
    """The team talks by swiping; it is never a draft and never public."""
    case, card = await opened(wired)
    before = wired.story.draft(case).text
    await wired.say("il est lourd, lui", reply_to=card["message_id"])
    await wired.paint()
    (card,) = await wired.mine()

    assert "📝 Léa : il est lourd, lui" in card["text"]
    assert before == wired.story.draft(case).text


async def test_posting_is_paused_and_resumed_in_both_languages(wired):
    """The emergency brake is one word away."""
    await wired.say("/suspendre")
    await wired.say("/pause")
    await wired.paint()
    await wired.say("/resume")
    await wired.paint()
    said = [one["text"] for one in await wired.mine()]

    assert [
        "⏸ Les envois étaient déjà suspendus par Léa.",
        "⏸ Léa a suspendu les envois. Rien ne part avant /reprendre.",
        "▶️ Léa a relancé les envois.",
    ] == said


async def test_the_queue_counts_what_waits_and_leads_to_the_next(wired):
    """Card 3 of 40 has scrolled away."""
    _case, card = await opened(wired)
    await wired.say("/file")
    answer = (await wired.mine())[-1]

    assert "1 dossier à traiter\nLe prochain : nº 1, avant 10 h" == answer["text"]
    assert answer["entities"][-1]["url"].endswith(f"/{card['message_id']}")


async def test_help_says_that_a_reply_to_a_card_is_a_note(wired):
    """What everybody gets wrong the first day."""
    await wired.say("/aide")

    assert (
        "laisser une note à l’équipe. Elle n’est jamais publiée."
        in (await wired.mine())[-1]["text"]
    )


async def test_a_broken_press_is_answered_too(wired):
    """Even our own fault must not leave a button spinning."""
    _, card = await opened(wired)
    wired.office.people = None
    answer = await wired.press(card, "Je prends")

    assert "Une erreur est survenue. Rien n’est parti" in answer["text"]


async def test_a_reply_to_a_colleague_is_nobodys_business(wired):
    """People talk; the bot listens only to replies to itself."""
    said = await wired.say("tu as vu ?")
    await wired.say("oui", reply_to=said)

    assert [] == await wired.mine()


async def test_a_strangers_note_is_refused(wired):
    """Nothing that a stranger writes stands on a card."""
    case, card = await opened(wired)
    await wired.say("moi aussi", reply_to=card["message_id"], user_id=STRANGER)
    await wired.paint()
    everything = await wired.mine()

    assert "Je ne vous connais pas" in everything[-1]["text"]
    assert () == wired.story.card(case).notes


async def test_a_menu_that_telegram_holds_back_is_shown_all_the_same(wired, monkeypatch):
    """Whoever pressed waits a second, not for ever."""
    waited = []
    sleep = asyncio.sleep

    async def slept(seconds):
        waited.append(seconds)
        wired.now += seconds
        await sleep(0)

    _, card = await opened(wired)
    refusal = {"kind": "refuse", "code": 429, "description": "Too Many Requests: retry after 3"}
    await wired.order(method="editMessageReplyMarkup", parameters={"retry_after": 3}, **refusal)
    monkeypatch.setattr(speaking.asyncio, "sleep", slept)
    await wired.press(card, "Classer")
    (menu,) = await wired.mine()

    assert 3.0 in waited
    assert "Rien à ajouter" == menu["buttons"][1][0]["text"]


async def test_a_menu_on_a_card_deleted_meanwhile_breaks_nothing(wired):
    """The press is answered; the card comes anew when it is drawn."""
    _, card = await opened(wired)
    await wired.order(
        method="editMessageReplyMarkup",
        kind="refuse",
        description="Bad Request: message to edit not found",
    )
    await wired.press(card, "Classer")

    assert [card["message_id"]] == [one["message_id"] for one in await wired.mine()]


async def test_an_end_does_not_wait_for_what_cannot_be_said(wired, monkeypatch):
    """A graceful stop lasts a moment, whatever Telegram asks."""
    monkeypatch.setattr(speaking, "CLOSING_SECONDS", 0.01)
    never = asyncio.Event()
    wired.handlers.speaker.soon(never.wait())
    await wired.handlers.speaker.close()

    assert set() == wired.handlers.speaker._running


async def test_what_breaks_while_it_is_said_is_in_the_log(wired, caplog):
    """Nobody waits for it, so nobody else could tell of it."""

    async def broken():
        raise KeyError("a word that is missing")

    wired.handlers.speaker.soon(broken())
    await wired.handlers.speaker.begun()

    assert "a word that is missing" in caplog.text


async def test_the_bot_is_not_ready_while_telegram_cannot_be_asked(wired):
    """Updates wait in the database; the token is never told."""
    await wired.order(method="getMe", kind="refuse", code=401, description="Unauthorized")
    assert not await wired.desk.is_ready()
    token = wired.health.value
    await wired.order(method="getMe", kind="http_500")
    assert not await wired.desk.is_ready()
    network = wired.health.value
    assert await wired.desk.is_ready()

    assert "bot: Telegram does not know the bot's token" == token
    assert "Telegram cannot be reached" in network
    assert None is wired.health.value
