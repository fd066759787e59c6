"""What the page is served with, and to whom."""

import re
from importlib.resources import files

import httpx
import pytest

from copilot.sandbox.page import Site

URL = "http://127.0.0.1:8000"


class FakeShow:
    """A show that is told what to do, and remembers it."""

    def __init__(self):
        self.told = []

    def setting(self):
        return {"desk": "Desk"}

    def thread(self):
        return {"post": None, "messages": []}

    def progress(self):
        return {"shown": 3}

    def set_pace(self, *, paused, speed):
        self.told.append((paused, speed))

    def stir(self):
        self.told.append("stir")

    def replay(self):
        self.told.append("replay")


@pytest.fixture
def show():
    return FakeShow()


@pytest.fixture
def site(show):
    return Site(show, limits="off")


@pytest.fixture
async def anyone(site):
    """A browser without the token."""
    transport = httpx.ASGITransport(app=site.sandbox.app)
    async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
        yield client


@pytest.fixture
async def page(anyone, site):
    """The page itself, which holds the token."""
    anyone.headers["X-Sandbox-Token"] = site.sandbox.token
    return anyone


async def test_page_holds_the_token(anyone, site):
    """With it the page presses buttons; another site cannot read it."""
    answer = await anyone.get("/")

    assert f'content="{site.sandbox.token}"' in answer.text


async def test_page_lets_nothing_in_from_elsewhere(anyone):
    """No outside fonts, scripts or requests, and text never becomes markup."""
    policy = (await anyone.get("/")).headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


async def test_page_is_refused_under_another_name(anyone):
    """A name that somebody else's DNS points here would let their script read the token."""
    answer = await anyone.get("/", headers={"Host": "evil.example:8000"})

    assert 403 == answer.status_code


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("app.js", "text/javascript; charset=utf-8"),
        ("desk.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("broken-screen.jpg", "image/jpeg"),
    ],
)
async def test_own_files_are_served_as_what_they_are(anyone, name, kind):
    """Browsers refuse a module that isn't called one."""
    answer = await anyone.get(f"/page/{name}")

    assert (200, kind) == (answer.status_code, answer.headers["Content-Type"])


@pytest.mark.parametrize("name", ["site.py", "..%2Fsite.py", "nothing.js"])
async def test_nothing_else_is_served(anyone, name):
    """A path leads nowhere but to the page's own files."""
    answer = await anyone.get(f"/page/{name}")

    assert 404 == answer.status_code


@pytest.mark.parametrize("path", ["setting", "thread", "story"])
async def test_state_needs_the_token(anyone, path):
    """The control side is for the page alone."""
    answer = await anyone.get(f"/sandbox/{path}")

    assert 403 == answer.status_code


async def test_note_on_the_desk_stirs_the_story(page, site, show):
    """It waits for its reader's first gesture, whichever that is."""
    note = {"chat_id": site.sandbox.chat_id, "user_id": 1, "name": "Léa", "text": "je regarde"}
    answer = await page.post("/sandbox/message", json=note)

    assert (200, ["stir"]) == (answer.status_code, show.told)


def test_what_the_demo_does_itself_stirs_nothing(site, show):
    """Nor does a look at the page."""
    site.empty_desk("Desk", {1: "Léa Martin"})
    site.tell("thread")

    assert [] == show.told


async def test_setting_lists_the_commands_of_the_bot(page, site):
    """The menu beside the composer shows them, as Telegram does."""
    bot = next(iter(site.sandbox.world.bots.values()))
    menu = [{"command": "file", "description": "Ce qui attend"}]
    bot.commands = {f"chat:{site.sandbox.chat_id}": menu}
    answer = await page.get("/sandbox/setting")

    assert {"desk": "Desk", "commands": menu} == answer.json()


async def test_pace_is_passed_on(page, show):
    """And answered with how things stand."""
    answer = await page.post("/sandbox/story", json={"paused": True, "speed": 2})

    assert [(True, 2)] == show.told
    assert {"shown": 3} == answer.json()


async def test_replay_is_passed_on(page, show):
    await page.post("/sandbox/story", json={"replay": True})

    assert ["replay"] == show.told


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"paused": "yes", "speed": 1},
        {"paused": False},
        {"paused": False, "speed": True},
        {"paused": False, "speed": 0},
        {"paused": False, "speed": 1001},
        {"replay": 1},
    ],
)
async def test_other_wishes_are_refused(page, show, wish):
    """A page of an older version must not set an endless pace."""
    answer = await page.post("/sandbox/story", json=wish)

    assert (400, []) == (answer.status_code, show.told)


async def test_open_pages_are_told(site):
    heard = []
    site.sandbox.world.listeners.append(heard.append)
    site.tell("thread")

    assert ["thread"] == [event["kind"] for event in heard]


def own_files(*suffixes):
    folder = files("copilot.sandbox.page") / "static"
    named = (each for each in folder.iterdir() if each.name.endswith(suffixes))
    return {each.name: each.read_text("utf-8") for each in named}


def test_page_names_no_other_host():
    """Nothing is fetched from anywhere, not even by a careless edit."""
    text = "".join(own_files(".js", ".css", ".html", ".svg").values())
    hosts = set(re.findall(r"https?://([a-z0-9.-]+)", text))

    assert {"www.w3.org"} == hosts  # the name of SVG, never fetched


def test_scripts_never_make_markup_of_text():
    """What a customer wrote enters the page as text only."""
    text = "".join(own_files(".js").values())

    assert [] == re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def words_of(language):
    source = own_files(".js")["words.js"]
    block = re.search(rf"const {language} = {{(.*?)\n}};", source, re.DOTALL)[1]
    return dict(re.findall(r'^  (\w+): "(.*)",$', block, re.MULTILINE))


def test_page_speaks_both_languages_whole():
    """A word that is missing shows its key to a newcomer."""
    assert words_of("FR").keys() == words_of("EN").keys()


def test_both_languages_fill_in_the_same_values():
    def slots(text):
        return set(re.findall(r"{(\w+)}", text))

    french, english = words_of("FR"), words_of("EN")

    assert {key: slots(text) for key, text in french.items()} == {
        key: slots(text) for key, text in english.items()
    }


def test_every_word_the_page_uses_is_there():
    used = set()
    for text in own_files(".js", ".html").values():
        used |= set(re.findall(r'(?<![\w.])word\("(\w+)"', text))
        used |= set(re.findall(r'data-(?:word|label)="(\w+)"', text))

    assert set() == used - words_of("FR").keys()


def test_page_has_no_word_that_it_does_not_use():
    """Dead words are translated for nothing."""
    text = "".join(own_files(".js", ".html").values())
    named = (name for name in words_of("FR") if not name.startswith("role_"))

    assert [] == [name for name in named if f'"{name}"' not in text]


def test_french_is_typeset():
    """Straight apostrophes and quotes give a hurried page away."""
    assert [] == [text for text in words_of("FR").values() if "'" in text]
