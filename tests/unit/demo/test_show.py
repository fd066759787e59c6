"""What the page is told of the incident as it plays."""

import asyncio

import pytest

from copilot.bootstrap.demo_brand import CHANNEL, NAME, PEOPLE, configure, setting
from copilot.bootstrap.demo_show import Performance
from copilot.domain.channel import Reply
from copilot.domain.person import Role
from copilot.sandbox.story import read_story

URL = "http://127.0.0.1:8000/"


class Desk:
    """A way in that remembers what came."""

    def __init__(self):
        self.came = []

    async def accept(self, channel, complaints, *, delivery):
        self.came += [(channel, each.id, delivery) for each in complaints]


@pytest.fixture
def told():
    return []


@pytest.fixture
def performance(told):
    show = Performance(brand=NAME, setting=setting(chat=-1), speed=1e9)
    show.tell = told.append
    return show


async def play_to(performance, desk):
    opening = asyncio.get_running_loop().create_future()
    opening.set_result(desk.accept)
    await performance.play(opening)


async def test_all_messages_come_to_page_and_desk(performance):
    """The one that is delivered twice comes twice to the desk, under two deliveries."""
    performance.begin(page_url=URL)
    desk = Desk()
    await play_to(performance, desk)
    messages = read_story(channel=CHANNEL, page_url=URL).messages

    assert messages == len(performance.thread()["messages"])
    assert messages + 1 == len(desk.came)
    assert messages + 1 == len({delivery for _, _, delivery in desk.came})
    assert 2 == [case for _, case, _ in desk.came].count("c04")


async def test_progress_counts_what_was_written(performance):
    performance.begin(page_url=URL)
    before = performance.progress()
    await play_to(performance, Desk())
    after = performance.progress()

    assert (0, False) == (before["shown"], before["ready"])
    assert (after["of"], True) == (after["shown"], after["ready"])


async def test_first_message_is_public_before_the_desk_is_ready(performance):
    """The page lives while the playbooks are still being read."""
    performance.begin(page_url=URL)
    shown = asyncio.Event()
    performance.tell = lambda _: shown.set()
    playing = asyncio.create_task(performance.play(asyncio.get_running_loop().create_future()))
    await shown.wait()
    playing.cancel()

    assert ["c01"] == [each["id"] for each in performance.thread()["messages"]]
    assert performance.progress()["ready"] is False


async def test_story_waits_after_the_first_message_until_somebody_acts(told):
    """A newcomer reads the first card in peace; a press, and the next messages come."""
    show = Performance(brand=NAME, setting=setting(chat=-1), speed=50)
    holding = asyncio.Event()
    show.tell = lambda _: holding.set() if show.progress()["holding"] else None
    show.begin(page_url=URL)
    playing = asyncio.create_task(play_to(show, Desk()))
    await holding.wait()
    held = show.progress()["shown"]
    gone_on = asyncio.Event()
    show.tell = lambda _: gone_on.set() if not show.progress()["holding"] else None
    show.stir()
    await gone_on.wait()
    playing.cancel()

    assert 1 == held
    assert show.progress()["holding"] is False


async def test_claire_thanks_for_an_answer(performance):
    """What customers write later goes by what the brand has done."""
    channel = performance.begin(page_url=URL)

    async def answer(_, complaints, *, delivery):
        if delivery == "demo-0":
            channel.answer_natively(complaints[0].id, "Bonjour Claire.", author="Léa")

    opening = asyncio.get_running_loop().create_future()
    opening.set_result(answer)
    await performance.play(opening)
    texts = {each["id"]: each["text"] for each in performance.thread()["messages"]}

    assert "Merci de m’avoir répondu" in texts["c15"]


async def test_pages_are_told_of_every_change(performance, told):
    performance.begin(page_url=URL)
    told.clear()
    await play_to(performance, Desk())

    assert {"thread", "story"} == set(told)


def test_before_it_begins_there_is_an_empty_page(performance):
    """A browser may be faster than we are."""
    assert {"post": None, "messages": []} == performance.thread()


async def test_the_brand_answers_in_its_own_name(performance):
    """Who approved is the desk's business; who signs is in the text."""
    channel = performance.begin(page_url=URL)
    await play_to(performance, Desk())
    reply = Reply(
        id="a1",
        channel=CHANNEL,
        complaint_id="c01",
        thread_id="ad-black-friday",
        text="Bonjour Claire.",
        lang="fr",
        approved_by="Léa Martin",
    )
    await channel.post(reply)
    answer = performance.thread()["messages"][-1]

    assert ("Maison Lumen", "Bonjour Claire.", "c01", True) == (
        answer["author"],
        answer["text"],
        answer["parent_id"],
        answer["ours"],
    )


async def test_picture_of_a_deleted_message_is_gone(performance):
    """What a customer takes back is shown no more."""
    channel = performance.begin(page_url=URL)
    await play_to(performance, Desk())
    channel.remove("c01")

    assert [] == performance.thread()["messages"][0]["media"]


async def test_beginning_again_empties_the_page(performance):
    performance.begin(page_url=URL)
    await play_to(performance, Desk())
    performance.replay()
    assert performance.again.is_set()
    performance.begin(page_url=URL)

    assert [] == performance.thread()["messages"]
    assert not performance.again.is_set()


def test_replaying_ends_a_pause(performance):
    """Or the new showing would stand still."""
    performance.set_pace(paused=True, speed=2)
    performance.replay()

    assert (False, 2) == (performance.progress()["paused"], performance.progress()["speed"])


def test_brand_is_configured_in_its_folder(tmp_path):
    """Nothing is written outside it."""
    config = configure(tmp_path, chat=-1, token="1:x", api_url=URL)

    assert f"sqlite:///{tmp_path}/copilot.db" == config.database
    assert tmp_path == config.folder


def test_in_english_the_brand_answers_in_english_first(tmp_path):
    """Its desk speaks it, and its playbooks are those that were written for it."""
    config = configure(
        tmp_path, chat=-1, token="1:x", api_url=URL, language="en", library=tmp_path / "library"
    )

    assert ("en", ("en", "fr")) == (config.desk.language, config.brand.languages)
    assert tmp_path / "library" / "playbooks" == config.playbooks
    assert "en" == setting(chat=-1, language="en")["language"]


def test_page_may_be_every_person_of_the_desk():
    """One of them only watches, so that a refusal can be seen."""
    people = setting(chat=-1)["people"]

    assert [each.telegram for each in PEOPLE] == [each["id"] for each in people]
    assert Role.OBSERVER.value in [each["role"] for each in people]
