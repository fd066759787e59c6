"""Stories of what the team sees elsewhere: forwarded to the bot in private, it becomes a case."""

from dataclasses import replace

import pytest

from copilot.app.forward import take_forwarded
from tests.acceptance.conftest import KARIM, LEA
from tests.acceptance.desk.conftest import NAMES, STRANGER
from tests.acceptance.desk.test_queue import at_desk
from tests.acceptance.story import BROKEN

FROM = {
    "type": "user",
    "date": 1_795_000_000,
    "sender_user": {"id": 900, "is_bot": False, "first_name": "Claire", "last_name": "M."},
}
HIDDEN = {"type": "hidden_user", "date": 1_795_000_000, "sender_user_name": "Claire M."}
CHANNEL = {
    "type": "channel",
    "date": 1_795_000_000,
    "message_id": 12,
    "chat": {"id": -1007, "type": "channel", "title": "Bons plans", "username": "bonsplans"},
}


async def forward(desk, person, text=BROKEN, *, origin=FROM, **more):
    """Forward a message to the bot in private; what it answers."""
    at_desk(desk, person)
    number = await desk.wired.say(
        text, user_id=person, name=NAMES[person], chat_id=person, forward_origin=origin, **more
    )
    await desk.wired.paint()
    said = await desk.wired.messages(person)
    return [one["text"] for one in said if one["message_id"] > number]


def cases(desk):
    with desk.office.store.read() as records:
        return records.cases.list()


async def test_a_forwarded_message_is_a_case_and_the_forwarder_learns_its_number(desk):
    """With its author and hour, and a draft; the card says that nothing leaves from here."""
    said = await forward(desk, LEA)
    (case,) = cases(desk)
    card = await desk.card(case)

    assert ["C’est le dossier nº 1. Sa carte est sur le desk."] == said
    assert "Transféré · nº 1 · Claire M." in card["text"]
    assert "👁 Transféré au desk : rien ne part d’ici." in card["text"]
    assert "écran fissuré" in card["text"]
    assert "✍️" in card["text"]
    assert "Publier" not in str(card["buttons"])
    assert "forwarded" in desk.story.events(case)


@pytest.mark.parametrize("origin", [FROM, HIDDEN, CHANNEL])
async def test_the_same_message_forwarded_twice_is_one_case(desk, origin):
    """Two colleagues saw the same thing."""
    await forward(desk, LEA, origin=origin)
    said = await forward(desk, KARIM, origin=origin)

    assert ["C’est déjà le dossier nº 1."] == said
    assert 1 == len(cases(desk))


async def test_a_post_of_a_public_channel_is_linked(desk):
    """One tap leads to where the answer is to be pasted."""
    await forward(desk, LEA, origin=CHANNEL)
    (case,) = cases(desk)
    card = await desk.card(case)
    links = [one["url"] for one in card["entities"] if one["type"] == "text_link"]

    assert "https://t.me/bonsplans/12" in links


async def test_a_screenshot_is_shown_above_its_card(desk):
    """Its words are in the picture: a person reads and chooses."""
    said = await forward(desk, LEA, "", origin=None, photo="https://x.example/1.jpg")
    (case,) = cases(desk)
    await desk.card(case)
    photos = [one for one in await desk.wired.mine() if one.get("photo")]

    assert ["C’est le dossier nº 1. Sa carte est sur le desk."] == said
    assert 1 == len(photos)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("video", "🎬 nº 1 · vidéo"),
        ("animation", "🎬 nº 1 · vidéo"),
        ("audio", "🔊 nº 1 · son"),
        ("voice", "🔊 nº 1 · son"),
        ("document", "📎 nº 1 · pièce jointe"),
    ],
)
async def test_what_was_forwarded_can_be_opened_above_its_card(desk, kind, said):
    """Once, at the desk and in private, even after the message itself was deleted."""
    at_desk(desk, LEA)
    said_by = {"user_id": LEA, "name": "Léa", "chat_id": LEA}
    number = await desk.wired.say("", **said_by, forward_origin=FROM, attached=kind)
    await desk.wired.post("delete", chat_id=LEA, message_id=number)
    await desk.wired.paint()
    (case,) = cases(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Spam", LEA)
    await desk.tap(case, "Rouvrir", LEA)
    above = [one for one in await desk.wired.mine() if one["attached"]]

    assert [(kind, said)] == [(one["attached"], one["text"]) for one in above]
    assert (await desk.card(case))["message_id"] > above[0]["message_id"]


async def test_in_private_too_it_can_be_opened(desk):
    """« suivant » on the way home shows what the desk shows."""
    await forward(desk, LEA, "", attached="voice")
    at_desk(desk, KARIM)
    number = await desk.wired.say("/suivant", user_id=KARIM, name="Karim", chat_id=KARIM)
    await desk.wired.paint()
    sent = [one for one in await desk.wired.messages(KARIM) if one["message_id"] > number]

    assert ["voice"] == [one["attached"] for one in sent if one["attached"]]


async def test_a_file_that_telegram_holds_no_more_hides_no_card(desk):
    """Or that another bot was given: the card comes all the same."""
    await desk.wired.order(
        method="sendVideo", kind="refuse", description="Bad Request: wrong file identifier"
    )
    await forward(desk, LEA, "", attached="video")
    (case,) = cases(desk)

    assert "🎬 1 vidéo" in (await desk.card(case))["text"]


async def album(desk, *pictures, text="", origin=FROM):
    """Forward several pictures at once: each is a message of its own, the first with the words."""
    said = []
    for place, picture in enumerate(pictures):
        url, words = f"https://x.example/{picture}.jpg", "" if place else text
        more = {"photo": url, "media_group_id": "album-1"}
        said += await forward(desk, LEA, words, origin=origin, **more)
    return said


@pytest.mark.parametrize("origin", [FROM, HIDDEN, CHANNEL, None])
async def test_screenshots_forwarded_together_are_one_case(desk, origin):
    """Somebody photographed a long thread in three parts."""
    said = await album(desk, 1, 2, 3, text=BROKEN, origin=origin)
    (case,) = cases(desk)
    card = await desk.card(case)
    above = [one for one in await desk.wired.mine() if one.get("photo")]

    assert ["C’est le dossier nº 1. Sa carte est sur le desk."] == said
    assert "📷 3 photos" in card["text"]
    assert "écran fissuré" in card["text"]
    assert ["📷 nº 1 · photo 3 sur 3"] == [one["text"] for one in above[-1:]]
    assert card["message_id"] > above[-1]["message_id"]


async def test_the_same_part_handled_twice_is_shown_once(desk):
    """A process may end between the case and the note that the update was handled."""
    await album(desk, 1, 2)
    (case,) = cases(desk)
    with desk.office.store.read() as records:
        stored = records.complaints.get(case.complaint).complaint
    take_forwarded(desk.office, stored, person=LEA, is_part=True)
    parts = (replace(stored, media=(one,)) for one in stored.media)
    for part in parts:
        take_forwarded(desk.office, part, person=LEA, is_part=True)

    assert "📷 2 photos" in (await desk.card(case))["text"]


async def test_a_forwarded_message_that_looks_like_a_command_is_no_command(desk):
    """A customer's text is data."""
    await forward(desk, LEA, "/suspendre vos pubs, écran cassé à l'ouverture")
    (case,) = cases(desk)

    assert not desk.story.card(case).paused


async def test_a_strangers_forward_makes_no_case(desk):
    """Anybody can write to a bot."""
    (said,) = await forward(desk, STRANGER)

    assert "Je ne vous connais pas" in said
    assert [] == list(cases(desk))


async def test_plain_words_in_private_are_answered_with_what_can_be_done(desk):
    """Nothing is swallowed in silence."""
    (said,) = await forward(desk, LEA, "bonjour ?", origin=None)

    assert said.startswith("Ici, transférez-moi le message d’un client")
    assert [] == list(cases(desk))


FILE = {"file_id": "F1", "file_unique_id": "U1"}
SENT = {
    "voice": FILE | {"duration": 3},
    "video": FILE | {"duration": 3, "width": 9, "height": 16},
    "sticker": FILE
    | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
}


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("forwarded", [False, True])
async def test_nothing_sent_in_private_is_met_with_silence(desk, kind, forwarded):
    """Whoever gets no answer believes that it was taken; what can be, is."""
    at_desk(desk, LEA)
    await desk.wired.say("bonjour", user_id=LEA, name="Léa", chat_id=LEA)
    person = {"id": LEA, "is_bot": False, "first_name": "Léa"}
    message = {
        "message_id": 90,
        "date": 1_795_000_000,
        "chat": {"id": LEA, "type": "private", "first_name": "Léa"},
        "from": person,
        kind: SENT[kind],
    }
    origin = {"forward_origin": HIDDEN} if forwarded else {}
    await desk.wired.feed.keep([{"update_id": 990_001, "message": message | origin}])
    await desk.wired.listen()
    said = (await desk.wired.messages(LEA))[-1]["text"]
    expected = {
        (False, "voice"): "Ici, transférez-moi",
        (False, "video"): "Ici, transférez-moi",
        (False, "sticker"): "Ici, transférez-moi",
        (True, "sticker"): "Je n’y vois ni texte ni image",
    }

    assert said.startswith(expected.get((forwarded, kind), "C’est le dossier nº 1."))
