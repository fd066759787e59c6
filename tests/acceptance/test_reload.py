"""A running desk while somebody saves: only good sets come into force, and no press is lost."""

import asyncio
import os
import random

import pytest

from copilot.app import shelf as shelves
from copilot.app.playbooks import Playbooks
from copilot.app.press import press
from copilot.app.shelf import MATCHED, Shelf
from copilot.bootstrap import reload as reloading
from copilot.bootstrap import service as running
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.service import DESK, Service
from copilot.domain.errors import Refused
from copilot.domain.playbook import Playbook
from copilot.domain.playbook_set import digest_of
from copilot.matching.matcher import Matcher
from tests.acceptance.conftest import LEA, library_in
from tests.acceptance.small_brand import write_brand

HUM = "my gadget-{} hums and flickers"
SOAK = int(os.environ.get("COPILOT_SOAK", "1000"))
BREAKS = (
    lambda text: text.replace("title:", "titel:", 1),
    lambda text: text.replace("severity: ", "severity: urgent-", 1),
    lambda text: "{" + text,
    lambda text: text + "\n\x00",
    lambda text: "title: x\n\ttitle: y\n" + text,
    lambda _: "",
)
BROKEN_REPLIES = (
    lambda text: text + "{{ autor.first_name }}",
    lambda text: text + "{% if %}",
    lambda text: "{% block regret %}" + text,
)


def hum(number):
    """One more example, at the end of the playbook."""
    return f"    {HUM.format(number)}\n"


class Writer:
    """Saves good and broken files, as an editor or git does: not always in one piece."""

    def __init__(self, folder, seed):
        self.folder, self.chance = folder, random.Random(seed)  # noqa: S311 - reproducible
        self.playbook = folder / "playbooks" / "broken-on-arrival.yaml"
        self.reply = folder / "replies" / "broken-on-arrival" / "first.fr.j2"
        self.right = {path: path.read_text("utf-8") for path in (self.playbook, self.reply)}
        self.now = dict(self.right)
        self.saves = 0
        self.good = set()
        self.keep_good()

    def keep_good(self):
        """What lies there now is a set that may come into force."""
        files = {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in self.folder.rglob("*.*")
            if path.suffix in (".yaml", ".j2")
        }
        self.good.add(digest_of(files))
        return digest_of(files)

    def save(self):
        """One change of one or both files; every third is broken."""
        self.saves += 1
        if self.chance.random() < 1 / 3:
            self.break_one()
            return
        self.now = dict(self.right)
        for path in self.chance.sample(list(self.right), self.chance.choice((1, 2))):
            if path == self.reply:
                self.now[path] += f"{{# {self.saves} #}}\n"
            else:
                self.now[path] += self.chance.choice((f"# {self.saves}\n", hum(self.saves)))
        # Known before it is on disk: the desk may look in between.
        before = {path: path.read_text("utf-8") for path in self.right}
        self.expect(before)
        self.write()

    def expect(self, before):
        """Each state on the way to the new one that is good by itself."""
        states = [dict(before)]
        for path in self.order():
            states.append({**states[-1], path: self.now[path]})
        others = {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in self.folder.rglob("*.*")
            if path.suffix in (".yaml", ".j2") and path not in self.right
        }
        for state in states:
            if all(text.startswith(self.right[path]) for path, text in state.items()):
                named = {
                    path.relative_to(self.folder).as_posix(): text for path, text in state.items()
                }
                self.good.add(digest_of({**others, **named}))

    def order(self):
        return sorted(self.right)

    def break_one(self):
        path = self.chance.choice(self.order())
        breaks = BREAKS if path == self.playbook else BROKEN_REPLIES
        self.now = {**self.right, path: self.chance.choice(breaks)(self.right[path])}
        if self.now[path].startswith(self.right[path]) and path == self.playbook:
            self.now[path] = BREAKS[0](self.right[path])
        self.write()

    def write(self):
        for path in self.order():
            text = self.now[path]
            if self.chance.random() < 0.3:
                # Cut off where it can only be a fault.
                path.write_text(text[:6], "utf-8")
            if self.chance.random() < 0.5:
                path.write_text(text, "utf-8")
            else:
                beside = path.with_suffix(".swp")
                beside.write_text(text, "utf-8")
                beside.replace(path)


@pytest.fixture
def folder(tmp_path):
    write_brand(tmp_path)
    return tmp_path


@pytest.fixture
def quick(monkeypatch):
    """The service looks all the time, so that it looks at every bad moment."""
    monkeypatch.setattr(reloading, "RELOAD_SECONDS", 0.01)
    monkeypatch.setattr(reloading, "SETTLED_SECONDS", 0.002)
    monkeypatch.setattr(running, "LOOK_SECONDS", 0.05)


async def saved_under(story, playbooks, writer, *, times):
    """Save *times* times while people press; what was in force, and how presses ended."""
    office, seen, ends = story.office, [], []
    case = story.complain()
    async with WriterThread() as clerk:
        service = Service(office=office, playbooks=playbooks, clerk=clerk, parts=(DESK,))
        task = asyncio.create_task(service.run())
        pressing = asyncio.create_task(presses(story, clerk, case, ends, service.stop))
        for number in range(times):
            if number % 10 == 9:
                await settled(office, writer, number)
            await asyncio.to_thread(writer.save)
            # Mostly while the last one is being read, sometimes after it has come into force.
            await asyncio.sleep(writer.chance.choice((0, 0.01, 0.03, 0.1, 0.3)))
            seen.append(office.shelf.in_force.playbooks.digest)
        await settled(office, writer, times)
        seen.append(office.shelf.in_force.playbooks.digest)
        service.ask_to_stop()
        await asyncio.gather(task, pressing)
    return case, seen, ends


async def settled(office, writer, number):
    """A good save after which nobody saves for a while is in force soon."""
    await asyncio.to_thread(finish, writer, number)
    async with asyncio.timeout(60):
        while not is_in_force(office, writer):  # noqa: ASYNC110 - a thread's
            await asyncio.sleep(0.01)
    # Its own example is what it is found by: no earlier matcher could name it.
    last = HUM.format(f"last-{number}")
    first = office.shelf.in_force.matcher.match(last, "en").candidates[0]
    assert ("broken-on-arrival", last) == (first.playbook, first.because[0].example)


def is_in_force(office, writer):
    now = office.shelf.in_force
    return now.playbooks.digest == writer.last and now.is_learned


def finish(writer, number):
    """Save both files, good and like never before."""
    ends = {writer.playbook: hum(f"last-{number}"), writer.reply: "\n" * (2 + number)}
    writer.now = {path: f"{text}{ends[path]}" for path, text in writer.right.items()}
    writer.expect({path: path.read_text("utf-8") for path in writer.right})
    writer.write()
    writer.last = writer.keep_good()


async def presses(story, clerk, case, ends, stop):
    """Claim and ask for variants for as long as the service runs."""
    office = story.office
    while not stop.is_set():
        for action in ("claim", "variant", "variant"):
            token = await clerk(lambda action=action: story.token(case, action))
            try:
                done = await clerk(
                    lambda token=token, action=action: press(
                        office, action=action, token=token, person=LEA
                    )
                )
                ends.append(done.code)
            except Refused as refused:
                ends.append(f"refused {refused.code}")
        await asyncio.sleep(0.005)


def check(story, folder, clock, *, times, seed):
    library = library_in(folder, clock)
    story.office.shelf = Shelf(library)
    playbooks = Playbooks(story.office, library)
    writer = Writer(folder, seed)
    playbooks.start()
    case, seen, ends = asyncio.run(saved_under(story, playbooks, writer, times=times))
    events = story.events(case)

    with story.office.store.read() as records:
        drafted = {draft.set_digest for draft in records.drafts.list(case.id)}

    assert drafted | set(seen) <= writer.good
    assert writer.last == seen[-1]
    assert len(set(seen)) > 2
    assert ends
    assert [] == [end for end in ends if end.startswith("refused")]
    assert events.count("variant") == ends.count("variant")


@pytest.fixture(params=["small", "large"])
def size(request, monkeypatch):
    """A large set comes into force before it is learned."""
    monkeypatch.setattr(shelves, "AT_ONCE", 0 if request.param == "large" else 300)


@pytest.mark.usefixtures("quick", "size")
def test_only_good_sets_come_into_force_and_no_press_is_lost(story, folder, clock):
    """A seeded sample of the test below."""
    check(story, folder, clock, times=18, seed=4)


@pytest.mark.soak
@pytest.mark.usefixtures("quick", "size")
@pytest.mark.parametrize("seed", range(2))
def test_the_same_a_thousand_times(story, folder, clock, seed):
    """Every moment of a reload is hit by a save sooner or later."""
    check(story, folder, clock, times=max(1, SOAK // 4), seed=seed)


class Watched:
    """A playbook that refuses to show what matching must not look at."""

    def __init__(self, playbook):
        self.playbook = playbook

    def __getattr__(self, name):
        assert name in (*MATCHED, "id"), f"the matcher looks at `{name}`: add it to MATCHED"
        return getattr(self.playbook, name)


def test_the_matcher_looks_at_nothing_that_a_kept_one_would_miss(starter_set):
    """A matcher is kept over a reload when nothing that it looks at has changed."""
    built = Matcher.build([Watched(one) for one in starter_set.playbooks.values()])

    assert "broken-on-arrival" == built.match("mon écran est arrivé cassé", "fr").playbook
    assert set(MATCHED) <= set(Playbook.__dataclass_fields__)


def test_a_changed_reply_keeps_what_was_learned_and_a_changed_phrase_does_not(
    story, folder, clock
):
    library = library_in(folder, clock)
    office = story.office
    office.shelf = Shelf(library)
    playbooks = Playbooks(office, library)
    playbooks.start()
    learned = office.shelf.in_force.matcher
    writer = Writer(folder, 1)
    writer.reply.write_text(writer.right[writer.reply] + "\n", "utf-8")
    kept = (playbooks.look() or playbooks.look()).built.matcher
    text = writer.right[writer.playbook].replace("écran", "moniteur")
    writer.playbook.write_text(text, "utf-8")
    playbooks.look()

    assert learned is kept
    assert learned is not playbooks.look().built.matcher
