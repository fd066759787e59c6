"""Two `copilot run` on one PostgreSQL: one has the desk, the other takes over when it dies."""

import json
import re
from collections import Counter

import httpx
import pytest

from copilot.store.sql_store import open_store
from tests.acceptance.bad_input.office import FILES
from tests.acceptance.loop.machine import NUMBER, ROOT, SECRET, Machine, until
from tests.contract.store.conftest import postgresql
from tests.fakes.receiver import Receiver

__all__ = ["postgresql"]

#: Seconds in which the other process has taken over; a busy machine starts nothing meanwhile.
TAKEN_OVER = 40
MENDED = "Les fiches sont corrigées"
CONFLICT = "another program reads this bot's updates"


class Pair(Machine):
    """A machine whose processes share one PostgreSQL."""

    def __init__(self, folder, receiver, url):
        self.database = url
        super().__init__(folder, receiver, dedupes=False)

    def configure(self, *, dedupes, undo):
        """Write copilot.yaml, and a small library that may be broken."""
        super().configure(dedupes=dedupes, undo=undo)
        path = self.folder / "copilot.yaml"
        text = path.read_text(encoding="utf-8").replace("sqlite:///copilot.db", self.database)
        path.write_text(text.replace(f"{ROOT}/", ""), encoding="utf-8")
        for name, content in FILES.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")

    def look(self, question):
        """Ask the database itself."""
        store = open_store(self.database)
        try:
            with store.read() as records:
                return question(records)
        finally:
            store.close()

    def complain(self, count, *, about):
        """Bring in *count* different messages."""
        path = self.folder / f"{about}.jsonl"
        lines = (
            {"id": f"{about}-{number}", "text": f"colis {about} {number} toujours pas livré"}
            for number in range(count)
        )
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        status, _, err = self.command("import", str(path), "--channel", "shop")
        assert status == 0, err

    def shown(self, about):
        """How often each message of *about* is on a card."""
        wanted = re.compile(rf"colis {about} (\d+) toujours")
        found = (wanted.search(one["text"]) for one in self.messages() if one["buttons"])
        return Counter(int(one[1]) for one in found if one)

    def all_shown(self, count, *, about):
        """Wait until *count* messages are on cards; how often each is."""
        until(lambda: len(self.shown(about)) == count, what=f"{count} cards of {about}")
        return self.shown(about)

    def claimed(self, number):
        """Press « Je prends » and wait for the card to say so."""
        self.press(number, "claim")
        until(
            lambda: "Léa" in self.card(number)["text"].partition("\n")[0],
            seconds=TAKEN_OVER,
            what=f"the claim of {number}",
        )

    def log_text(self):
        """Everything that any process wrote to stderr."""
        return (self.folder / "run.log").read_text("utf-8", "replace")

    def telling(self, words):
        """The bot's messages that say *words*."""
        return [one for one in self.messages() if words in one["text"]]

    def seats(self):
        """How often a process sat down at the desk."""
        return self.log_text().count("this process has the desk")

    def ready(self, number):
        """What the process that began to listen as the so-manyeth says of itself."""
        # Each says it twice.
        urls = [*dict.fromkeys(re.findall(r"listening on (http://\S+:\d+)", self.log_text()))]
        answer = httpx.get(f"{urls[number]}/readyz", timeout=10)
        return answer.status_code, answer.json()["desk"]

    def stands_by(self):
        """How often a process found the desk taken."""
        return self.log_text().count("another process has the desk")


@pytest.fixture
def pair(tmp_path, postgresql):
    with (
        postgresql.database() as name,
        Receiver(SECRET, dedupes=False) as receiver,
        Pair(tmp_path, receiver, postgresql.url(name)) as machine,
    ):
        machine.first = machine.run()
        until(lambda: machine.seats() == 1, what="the first process at the desk")
        machine.second = machine.run()
        until(lambda: machine.stands_by() == 1, what="the second process standing by")
        yield machine


def test_two_processes_draw_each_card_once(pair):
    """Two cards of one message would have two colleagues answer it."""
    pair.complain(30, about="perdu")
    shown = pair.all_shown(30, about="perdu")
    pair.claimed(min(pair.cards()))
    numbers = [NUMBER.search(one["text"])[1] for one in pair.messages() if one["buttons"]]

    assert Counter(dict.fromkeys(range(30), 1)) == shown
    assert len(numbers) == len(set(numbers))
    assert CONFLICT not in pair.log_text()


def test_when_the_process_at_the_desk_is_killed_the_other_goes_on(pair):
    """A server dies in the middle of a bad buzz; the cards and the presses go on within seconds."""
    pair.complain(40, about="casse")
    until(lambda: len(pair.shown("casse")) >= 5, what="the first cards")
    before = [pair.ready(number) for number in range(2)]
    pair.kill(pair.first)
    shown = pair.all_shown(40, about="casse")
    pair.claimed(min(pair.cards()))

    # Telegram may have taken one message whose answer the dead process no longer read.
    assert 41 >= sum(shown.values())
    assert 2 == pair.seats()
    # Whoever stands by takes complaints in: a balancer must not leave it out.
    assert [(200, "here"), (200, "standing by")] == before
    assert (200, "here") == pair.ready(1)


def test_when_the_process_that_stands_by_is_killed_nothing_happens(pair):
    """And the desk's process, asked to stop, hands over to one that started later."""
    pair.kill(pair.second)
    pair.complain(3, about="vide")
    assert {0: 1, 1: 1, 2: 1} == pair.all_shown(3, about="vide")
    pair.run()
    until(lambda: pair.stands_by() == 2, what="the third process standing by")
    pair.first.terminate()
    pair.first.wait(15)
    pair.complain(3, about="tardif")
    shown = pair.all_shown(3, about="tardif")
    pair.claimed(max(pair.cards()))

    assert {0: 1, 1: 1, 2: 1} == shown
    assert CONFLICT not in pair.log_text()


def test_a_fault_that_both_processes_read_is_told_once(pair):
    """Both read the playbooks; two messages about one fault look like two faults."""
    path = pair.folder / "playbooks" / "late-delivery.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("inform", "sorry"), encoding="utf-8")
    until(lambda: pair.telling("late-delivery.yaml"), what="the fault at the desk")
    path.write_text(sound + "owner: Inès Roux\n", encoding="utf-8")
    until(lambda: pair.telling(MENDED), what="that it is mended")
    pair.complain(1, about="suivant")
    pair.all_shown(1, about="suivant")

    assert (1, 1) == (len(pair.telling("late-delivery.yaml")), len(pair.telling(MENDED)))
