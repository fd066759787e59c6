"""Facts as the team talks of them: what somebody types after `/fait`, and what the bot says to it."""

import shutil

import pytest

from copilot.app.shelf import Shelf
from tests.acceptance.conftest import INES, LEA, ROOT, library_in
from tests.acceptance.desk.test_queue import ask
from tests.fakes.clock import FrozenClock

KEPT = ("price-rise", "praise", "late-delivery")

RISE = "l'abonnement augmente encore, vos prix explosent, c'est du vol"
NEW = "help_page maison-lumen.example/sos, en: maison-lumen.example/help-now, source : équipe web, jusqu'à 18h"
FOR_TWO_HOURS = NEW.replace("jusqu'à 18h", "pendant 2 h")
OLD = "maison-lumen.example/aide"
SOS = "maison-lumen.example/sos"

YES, REDO = "Oui, c’est vrai", "Refaire"
IS_CHANGED = "mais help_page vaut maintenant"
IS_OVER = "le fait « help_page » n’est plus valable"
SETTLED = "C’est déjà décidé. Rien n’a changé."


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Few playbooks, whose every first answer states the facts that change here."""
    folder = tmp_path_factory.mktemp("brand")
    for kind in ("playbooks", "replies"):
        (folder / kind).mkdir()
    for name in KEPT:
        shutil.copytree(ROOT / "replies" / name, folder / "replies" / name)
    shutil.copytree(ROOT / "replies" / "shared", folder / "replies" / "shared")
    for file in (folder / "replies" / "price-rise").glob("first-2.*"):
        file.unlink()
    for name in ("charter", "facts", *KEPT):
        text = (ROOT / "playbooks" / f"{name}.yaml").read_text("utf-8")
        path = folder / "playbooks" / f"{name}.yaml"
        path.write_text(text.partition("\ntests:")[0] + "\n", "utf-8")
    library = library_in(folder, FrozenClock())
    loaded = library.load()
    assert loaded.playbook_set is not None, [str(problem) for problem in loaded.problems]
    shelf = Shelf(library)
    shelf.put_in_force(shelf.build(loaded.playbook_set))
    return shelf


@pytest.fixture
def facts(desk, few):
    """The desk of a brand of few playbooks."""
    desk.office.shelf = few
    return Facts(desk)


@pytest.fixture
async def case(facts):
    """One whose reply states the old value, not sent yet."""
    case = await facts.desk.complain(RISE)
    assert OLD in await facts.desk.draft(case)
    return case


class Facts:
    """What people at the desk do with facts, and what they see of it."""

    def __init__(self, desk):
        self.desk = desk

    async def type(self, person, text=""):
        """Somebody writes `/fait` and *text*; the bot's messages to it."""
        return await ask(self.desk, person, f"/fait {text}".strip())

    async def propose(self, text=NEW, *, person=LEA):
        """The message with the proposal."""
        await self.type(person, text)
        return await self.desk.last()

    async def settle(self, text=NEW):
        """A fact changed by its whole way; what the desk reads."""
        await self.desk.tap_on(await self.propose(text), YES, INES)
        return (await self.desk.last())["text"]

    async def answer(self, person, text):
        """Reply to the question just asked; what the bot says to that."""
        await self.desk.answer(person, text)
        return (await self.desk.last())["text"]

    async def other(self, text=RISE):
        """The reply proposed to another customer, now."""
        return await self.desk.draft(await self.desk.complain(text, id="m2", author="8"))
