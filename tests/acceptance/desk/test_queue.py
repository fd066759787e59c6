"""Stories of the queue: what is next, whose it is, what went out; and the line that counts it."""

import asyncio

import pytest

from copilot.desk.pinned import Pinned
from copilot.desk.words import load
from copilot.domain.charter import SignedBy
from copilot.domain.playbook import Severity
from tests.acceptance.conftest import INES, KARIM, LEA, NINA
from tests.acceptance.desk.conftest import NAMES, PAUL, STRANGER

LATE = "toujours pas livré, ma commande devait arriver lundi"


def at_desk(desk, person, status="member"):
    """Whoever asks in private belongs to the desk's group."""
    world = desk.wired.running.sandbox.world
    world.meet(person)
    world.chats[desk.wired.chat].members[person] = status


async def ask(desk, person, text, *, private=False, is_member=True):
    """Write a command, and give what the bot says to it."""
    chat = person if private else desk.wired.chat
    if is_member:
        at_desk(desk, person)
    number = await desk.wired.say(text, user_id=person, name=NAMES[person], chat_id=chat)
    await desk.wired.paint()
    said = await desk.wired.messages(chat)
    return [one for one in said if one["from"]["is_bot"] and one["message_id"] > number]


async def tap_in_private(desk, message, label, person):
    """Press a button of a card in a person's own chat with the bot; what they read."""
    data = next(b["data"] for row in message["buttons"] for b in row if label in b["text"])
    queries = desk.wired.running.sandbox.world.queries
    before = len(queries)
    fields = {"message_id": message["message_id"], "data": data, "user_id": person}
    pressed = asyncio.ensure_future(desk.wired.post("press", **fields, chat_id=person))
    while len(queries) == before:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    await desk.wired.listen()
    await desk.wired.paint()
    return (await pressed)["text"].replace("\u00a0", " ").replace("\u202f", " ")


async def chatter(desk, number):
    """The team talks, and the cards scroll away."""
    for place in range(number):
        await desk.wired.say(f"bla {place}")


async def test_next_points_to_the_most_serious_card_that_nobody_holds(desk, in_force):
    """A tap on the answer leads there."""
    first = await desk.complain()
    in_force(signature=SignedBy.BRAND, severity=Severity.CRITICAL)
    second = await desk.complain(id="m2", author="778", name="Marc D.")
    (answer,) = await ask(desk, LEA, "/suivant")

    assert answer["text"].startswith("👆 Le prochain pour vous : nº 2, avant ")
    assert (await desk.card(second))["message_id"] == answer["reply_to"]
    assert first.number == 1


async def test_next_leaves_to_colleagues_what_they_hold(desk):
    """Two people who ask get two cards."""
    case = await desk.complain()
    await desk.complain(id="m2", author="778", name="Marc D.", text=LATE)
    await desk.tap(case, "Je prends", KARIM)
    (lea,) = await ask(desk, LEA, "/next")
    (karim,) = await ask(desk, KARIM, "/Suivant")

    assert "nº 2" in lea["text"]
    assert "nº 1" in karim["text"]


async def test_a_card_that_has_scrolled_away_comes_again_at_the_bottom(desk):
    """The old one says where it went; the new one is the card."""
    case = await desk.complain()
    old = await desk.card(case)
    await chatter(desk, 25)
    (card,) = await ask(desk, LEA, "/suivant")
    mine = await desk.wired.mine()
    answer = await desk.tap(case, "Je prends", LEA)

    assert "Publier" in str(card["buttons"]) or "Je prends" in str(card["buttons"])
    assert "↓ La carte du nº 1 est plus bas. Y aller" == mine[0]["text"]
    assert old["message_id"] == mine[0]["message_id"]
    assert "C’est à vous" in answer


async def test_a_card_that_an_administrator_deleted_comes_again_when_it_is_asked_for(desk):
    """“This one, above”, and nothing above: nobody could answer the customer any more."""
    case = await desk.complain()
    card = await desk.card(case)
    await desk.wired.post("delete", message_id=card["message_id"])
    await ask(desk, LEA, "/suivant")
    anew = await desk.last()

    assert anew["message_id"] > card["message_id"]
    assert "écran fissuré" in anew["text"]
    assert "Je prends" in str(anew["buttons"])


async def test_with_nothing_free_next_says_so(desk):
    """An empty answer would look like a fault."""
    (empty,) = await ask(desk, LEA, "/suivant")
    case = await desk.complain()
    await desk.tap(case, "Je prends", KARIM)
    (taken,) = await ask(desk, LEA, "/suivant")

    assert "Rien ne vous attend. Tout le monde a sa réponse." == empty["text"]
    assert "Rien de libre pour vous" in taken["text"]


async def test_in_private_next_shows_the_card_and_its_buttons_work(desk, in_force):
    """A train, one thumb, no group chat: published from there, taken back from there."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    (card,) = await ask(desk, LEA, "/suivant", private=True)
    published = await tap_in_private(desk, card, "Publier", LEA)
    after = (await desk.wired.messages(LEA))[-1]
    at_desk = await desk.card(case)
    undone = await tap_in_private(desk, after, "Annuler", LEA)

    assert "Validée. Part dans 10 s" in published
    assert after["text"] == at_desk["text"]
    assert after["text"].startswith("📤 Part à")
    assert "Envoi annulé. Rien n’est parti." == undone
    assert "open" == desk.story.status(case)


async def test_what_is_asked_of_a_person_in_private_is_asked_there(desk):
    """The prompt, the answer and the new draft: all in one chat, and on the desk's card too."""
    case = await desk.complain()
    (card,) = await ask(desk, LEA, "/suivant", private=True)
    await tap_in_private(desk, card, "Modifier", LEA)
    prompt = (await desk.wired.messages(LEA))[-1]
    words = "Bonjour Claire, je suis désolée : je m’en occupe. Léa"
    await desk.wired.say(words, user_id=LEA, chat_id=LEA, reply_to=prompt["message_id"])
    await desk.wired.paint()
    here = next(
        one for one in await desk.wired.messages(LEA) if one["message_id"] == card["message_id"]
    )

    assert "nº 1" in prompt["text"]
    assert words == desk.story.draft(case).text
    assert words in here["text"]
    assert words in (await desk.card(case))["text"]


async def test_a_reply_to_a_card_in_private_is_a_note_for_the_team(desk):
    """Wherever a card is answered, it is the team that reads it."""
    case = await desk.complain()
    (card,) = await ask(desk, LEA, "/suivant", private=True)
    await desk.wired.say("lourd, lui", user_id=LEA, chat_id=LEA, reply_to=card["message_id"])
    await desk.wired.paint()

    assert "📝 Léa : lourd, lui" in (await desk.card(case))["text"]


async def test_asked_twice_in_private_the_older_card_says_that_there_is_a_newer(desk):
    """Two cards of one case in one chat would be read as two cases."""
    await desk.complain()
    (first,) = await ask(desk, LEA, "/suivant", private=True)
    await ask(desk, LEA, "/suivant", private=True)
    said = await desk.wired.messages(LEA)
    older = next(one for one in said if one["message_id"] == first["message_id"])

    assert "↓ La carte du nº 1 est plus bas." == older["text"]
    assert "Je prends" in str(said[-1]["buttons"])


async def test_mine_lists_what_i_hold(desk):
    """And nothing of what others hold."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    (lea,) = await ask(desk, LEA, "/moi")
    (karim,) = await ask(desk, KARIM, "/mine", private=True)

    assert lea["text"].startswith("🔒 1 dossier chez vous\n🟠 Élevé · nº 1 · Claire M. · avant ")
    assert (
        "Rien chez vous : ni validation à donner, ni dossier, ni promesse à tenir."
        == karim["text"]
    )


async def test_a_case_is_found_by_its_number_with_its_history(desk):
    """Who did what, in the order it happened, on one screen."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    (answer,) = await ask(desk, NINA, "/dossier nº 1")
    (none,) = await ask(desk, LEA, "/case 77")
    (which,) = await ask(desk, LEA, "/dossier")

    assert "nº 1 · Claire M." in answer["text"]
    assert "9 h · arrivé sur le desk" in answer["text"]
    assert "9 h · Léa : prend le dossier" in answer["text"]
    assert (await desk.card(case))["message_id"] == answer["reply_to"]
    assert "Il n’y a pas de dossier nº 77." == none["text"]
    assert "Quel dossier ? Donnez son numéro : /dossier 1042" == which["text"]


@pytest.mark.parametrize(
    "typed", ["/dossier 1 2", "/case no. 1, before 2 pm", "/dossier 1 (2e contact)"]
)
async def test_of_two_numbers_the_first_is_the_case(desk, typed):
    """Run together they were the number of somebody else’s."""
    for place in range(12):
        desk.story.complain(id=f"x{place}", author=f"a{place}", name=f"Client {place + 1}")
    await desk.wired.paint()
    (answer,) = await ask(desk, LEA, typed)

    assert "nº 1 · Client 1 · " in answer["text"]


@pytest.mark.parametrize("text", ["claire", "ÉCRAN fissure", "recu casse", "/chercher"])
async def test_search_finds_by_customer_by_word_and_by_playbook(desk, text):
    """Typed in a hurry: without accents, in any case."""
    await desk.complain()
    await desk.complain(id="m2", author="778", name="Marc D.", text=LATE)
    asked = text if text.startswith("/") else f"/chercher {text}"
    (answer,) = await ask(desk, LEA, asked)

    if asked == "/chercher":
        assert "Chercher quoi ?" in answer["text"]
    else:
        assert answer["text"].startswith("1 dossier pour")
        assert "nº 1 · Claire M." in answer["text"]
        assert "Marc" not in answer["text"]


async def test_a_long_list_says_how_many_more(desk):
    """A list that is cut off in silence would be taken for the whole."""
    for place in range(13):
        desk.story.complain(f"écran cassé {place}", id=f"x{place}", author=f"a{place}")
    await desk.wired.paint()
    (answer,) = await ask(desk, LEA, "/search écran")

    assert answer["text"].startswith("13 dossiers pour « écran »")
    assert answer["text"].endswith("… et 3 autres. Ajoutez un mot pour préciser.")


async def test_a_hostile_search_and_name_stay_text(desk):
    """What people and customers type can't change the answer's markup."""
    await desk.complain(name="<3 </b> @lea_m", text="<b>écran</b> cassé & /suspendre")
    (answer,) = await ask(desk, LEA, "/chercher <b>ecran</b>")

    assert "« <b>ecran</b> »" in answer["text"]
    assert "<3 </b> @lea_m" in answer["text"]
    assert "mention" not in [one["type"] for one in answer["entities"]]
    assert "bot_command" not in [one["type"] for one in answer["entities"]]


async def test_posted_lists_what_went_out_today_by_whom(desk, in_force):
    """The question of every evening."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    (before,) = await ask(desk, LEA, "/publiees")
    await desk.tap(case, "Publier", LEA)
    desk.clock.advance(seconds=11)
    await desk.story.delivery().round()
    (today,) = await ask(desk, LEA, "/publiées")
    desk.clock.advance(seconds=24 * 3600)
    (tomorrow,) = await ask(desk, LEA, "/posted")

    assert "Rien n’a été publié aujourd’hui." == before["text"] == tomorrow["text"]
    assert today["text"].startswith(
        "📤 1 réponse publiée aujourd’hui\n9 h · nº 1 · Claire M. · par"
    )
    assert "Léa" in today["text"]


async def test_people_says_who_is_who_and_who_holds_how_much(desk):
    """Whom to ask, and who has room."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", KARIM)
    (answer,) = await ask(desk, LEA, "/équipe")
    lines = answer["text"].splitlines()

    assert "Léa Martin (vous) · community manager" == lines[0]
    assert "Karim Haddad · community manager · 1 dossier en main" in lines
    assert "Inès Roux · responsable de marque" in lines


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/suivnat", "Vouliez-vous dire /suivant ?"),
        ("/serach écran", "Vouliez-vous dire /search ?"),
        ("/zzz@copilot_sandbox_bot", "Je ne connais pas /zzz. /aide montre tout"),
    ],
)
async def test_an_unknown_command_is_answered_with_the_nearest(desk, typed, said):
    """Thumbs slip."""
    (answer,) = await ask(desk, LEA, typed)

    assert said in answer["text"]


@pytest.mark.parametrize("typed", ["/zzz", "/suivant@another_bot", "/suivnat@another_bot"])
async def test_what_is_for_another_bot_is_not_answered(desk, typed):
    """Groups hold several."""
    assert [] == await ask(desk, LEA, typed)


async def test_every_command_works_addressed_to_the_bot_by_name(desk):
    """As Telegram writes it when one taps the menu in a group."""
    await desk.complain()

    for name in ("suivant", "file", "moi", "publiees", "equipe", "aide", "fiches"):
        assert await ask(desk, LEA, f"/{name}@copilot_sandbox_bot"), name


@pytest.mark.parametrize(
    "typed",
    ["/suivant", "/moi", "/dossier 1", "/chercher claire", "/publiees", "/equipe", "/zzz", "allô"],
)
async def test_a_stranger_learns_nothing_in_private(desk, typed):
    """Anybody can write to a bot."""
    await desk.complain()
    (answer,) = await ask(desk, STRANGER, typed, private=True)

    assert "Je ne vous connais pas" in answer["text"]
    assert "Claire" not in answer["text"]


async def test_whoever_left_the_desk_learns_nothing_in_private(desk):
    """A former colleague still has the chat with the bot."""
    await desk.complain()
    at_desk(desk, LEA, "left")
    (answer,) = await ask(desk, LEA, "/suivant", private=True, is_member=False)

    assert "Vous n’êtes plus dans le desk" in answer["text"]


@pytest.mark.parametrize(("person", "name"), [(INES, "Inès"), (PAUL, "Paul")])
async def test_posting_is_paused_from_a_private_chat_and_everybody_sees_it(desk, person, name):
    """The emergency brake is wherever an approver is, a lawyer too; a restart changes nothing."""
    case = await desk.complain()
    (told,) = await ask(desk, person, "/suspendre", private=True)

    assert told["text"]
    assert f"⏸ {name} a suspendu les envois." in (await desk.last())["text"]
    assert desk.story.card(case).paused


async def test_while_posting_is_paused_every_card_says_so(desk):
    """On the screen itself, and until it goes on: open ones, those put off, those on their way."""
    first, second, third = [
        await desk.complain(id=f"m{number}", author=str(number)) for number in range(3)
    ]
    await desk.choose(second, "Plus tard", "1 heure", person=LEA)
    await desk.tap(third, "Classer", LEA)
    await desk.tap(third, "Troll", LEA)
    await ask(desk, LEA, "/suspendre")
    paused = [(await desk.card(case))["text"] for case in (first, second, third)]
    await ask(desk, LEA, "/reprendre")
    resumed = [(await desk.card(case))["text"] for case in (first, second, third)]

    assert [True, True, False] == ["⏸ Envois suspendus" in text for text in paused]
    assert [False] * 3 == ["⏸" in text for text in resumed]


async def test_a_fact_is_changed_at_the_desk_only(desk):
    """The others must see what is said in their name."""
    (answer,) = await ask(desk, LEA, "/fait", private=True)

    assert "Cette commande se fait sur le desk" in answer["text"]


async def test_the_menu_is_set_for_the_desk_and_for_private_chats(desk):
    """And not for the customers in the brand's own groups."""
    await ask(desk, LEA, "/aide")
    (bot,) = desk.wired.running.sandbox.world.bots.values()
    menus = {
        scope: [one["command"] for one in commands] for scope, commands in bot.commands.items()
    }

    # In each language, and the desk's own for all others.
    assert {f"chat:{desk.wired.chat}", "all_private_chats"} == {
        scope.partition("/")[0] for scope in menus
    }
    assert [
        "suivant",
        "moi",
        "file",
        "dossier",
        "chercher",
        "publiees",
        "fait",
        "fiches",
    ] == menus[f"chat:{desk.wired.chat}"][:8]
    assert "fait" not in menus["all_private_chats"]


# The pinned line


def line_of(desk):
    """The worker of the line, as after a restart."""
    wired = desk.wired
    return Pinned(
        office=wired.office,
        clerk=wired.clerk,
        wire=wired.wire,
        words=load(wired.office.desk.language),
    )


async def pinned(desk):
    """What is pinned at the desk: number and text."""
    chat = desk.wired.running.sandbox.world.chats[desk.wired.chat]
    said = {one["message_id"]: one["text"] for one in await desk.wired.messages()}
    return [(number, said.get(number)) for number in chat.pinned]


async def test_the_pinned_line_counts_what_waits(desk):
    """What one sees on opening the chat, without scrolling."""
    case = await desk.complain()
    await desk.complain(id="m2", author="778", name="Marc D.", text=LATE)
    await desk.tap(case, "Je prends", LEA)
    await line_of(desk).step()
    ((_, text),) = await pinned(desk)

    assert text == (
        "📌 2 à traiter · 🔒 1 en main\nle plus ancien : reçu 9 h\nLe prochain : /suivant"
    )


async def test_the_line_is_edited_in_place_over_restarts(desk):
    """One line per desk, whatever runs or dies."""
    case = await desk.complain()
    await line_of(desk).step()
    ((first, _),) = await pinned(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Spam", LEA)
    await line_of(desk).step()
    ((second, text),) = await pinned(desk)

    assert first == second
    assert "📌 Rien à traiter" == text


async def test_a_line_that_says_so_already_is_left_alone(desk, ledger):
    """Every edit counts against Telegram's limit."""
    await desk.complain()
    line = line_of(desk)
    await line.step()
    written = desk.wired.wire.pace.kept()
    desk.clock.advance(seconds=20)
    await line.step()

    assert written == desk.wired.wire.pace.kept()


async def test_a_deleted_line_comes_back(desk):
    """Somebody tidies up; the count must not be gone for good."""
    await desk.complain()
    await line_of(desk).step()
    ((first, _),) = await pinned(desk)
    await desk.wired.post("delete", message_id=first)
    await desk.complain(id="m2", author="778", name="Marc D.", text=LATE)
    await line_of(desk).step()
    ((second, text),) = await pinned(desk)

    assert second > first
    assert text.startswith("📌 2 à traiter")


async def test_an_unpinned_line_is_pinned_again(desk):
    """Telegram tells no bot, so it is looked up."""
    await desk.complain()
    await line_of(desk).step()
    before = await pinned(desk)
    desk.wired.running.sandbox.world.chats[desk.wired.chat].pinned.clear()
    desk.clock.advance(seconds=301)
    await line_of(desk).step()

    assert before == await pinned(desk)


async def test_the_process_that_has_the_desk_next_goes_on_with_the_same_line(desk):
    """Two would pin two."""
    await desk.complain()
    await line_of(desk).step()
    ((first, _),) = await pinned(desk)
    await desk.complain(id="m2", author="778", name="Marc D.", text=LATE)
    await line_of(desk).step()
    ((second, text),) = await pinned(desk)

    assert first == second
    assert text.startswith("📌 2 à traiter")


async def test_without_the_right_to_pin_the_desk_is_told_once(desk):
    """Everything else works; whoever can mend it knows."""
    await desk.complain()
    chat = desk.wired.running.sandbox.world.chats[desk.wired.chat]
    (bot,) = desk.wired.running.sandbox.world.bots.values()
    chat.rights[bot.bot_id] = {"can_pin_messages": False}
    await line_of(desk).step()
    desk.clock.advance(seconds=301)
    await line_of(desk).step()
    await desk.wired.paint()
    said = [one["text"] for one in await desk.wired.mine()]

    assert 1 == sum("Je ne peux pas épingler" in one for one in said)
    assert 1 == sum(one.startswith("📌 1 à traiter") for one in said)


async def test_lists_name_people_reasons_and_playbooks(desk, in_force):
    """A number says nothing to who reads it an hour later."""
    in_force(signature=SignedBy.BRAND, approvals=2)
    case = await desk.complain()
    spam = await desk.complain(id="m2", author="778", name="Marc D.", text=LATE)
    await desk.choose(spam, "Classer", "Spam", person=LEA)
    await desk.tap(case, "Publier", LEA)
    await desk.tap(case, "Publier", KARIM)
    desk.clock.advance(seconds=21)
    await desk.story.delivery().round()
    (posted,) = await ask(desk, LEA, "/publiees")
    (mine,) = await ask(desk, KARIM, "/moi")
    (closed,) = await ask(desk, LEA, f"/dossier {spam.number}")
    (playbooks,) = await ask(desk, LEA, "/fiches")

    assert "nº 1 · Claire M. · par Léa, Karim" in posted["text"]
    assert "nº 1 · Claire M. · " in mine["text"]
    assert "Léa : classe sans réponse (spam)" in closed["text"]
    assert "🔴 Quelqu’un est en danger" in playbooks["text"]
    assert "🟠 Produit reçu cassé" in playbooks["text"]


async def test_what_is_late_is_never_said_to_be_due_before_yesterday(desk):
    """Three days on, “before yesterday” reads as the day before yesterday."""
    await desk.complain()
    desk.clock.advance(days=1)
    (mine,) = await ask(desk, LEA, "/suivant")
    (queue,) = await ask(desk, LEA, "/file")

    assert "👆 Le prochain pour vous : nº 1, en retard : c’était pour hier 10 h." in mine["text"]
    assert "Le prochain : nº 1, en retard : c’était pour hier 10 h" in queue["text"]
