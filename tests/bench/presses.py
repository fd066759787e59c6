"""
What a press costs, and how long many people at once wait for theirs to be answered.

Counts and CPU come from one press at a time, without a network: they hold on a busy machine too.
Waits come from `copilot run` as an operator starts it, with the embedded Bot API and the people in
another process: cards are made without limits and pressed under Telegram's, at once and one after
another; and a webhook's way to its card. Of those who press at once, half press the same few cards:
each card must have one winner, whom everybody else is told, and one reply on the channel.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import time as clock_time
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from copilot.app.office import Office
from copilot.app.press import press
from copilot.app.project import view
from copilot.app.shelf import Shelf
from copilot.domain.charter import SignedBy
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.settings import Brand, DeskSettings
from copilot.store.clock import SystemClock
from copilot.store.ids import SystemIds
from copilot.store.sql_store import open_store
from tests.acceptance.conftest import ROOT, library_in
from tests.acceptance.loop.messages import messages
from tests.acceptance.story import Story
from tests.bench.desk_process import FIRST_PERSON, SECRET, Desk
from tests.fakes.channel import ScriptedChannel

#: Cards that half of the people press.
SAME = 5
#: What a crowd presses, and how the one answer begins that says it is theirs.
WAVES = {"claim": "C’est à vous", "approve": "Validée"}
#: How long replies may be on their way to the channel.
POSTED_SECONDS = 60


def say(line, *, end="\n"):
    """One line of figures."""
    sys.stdout.write(f"{line}{end}")


def office_in(folder, people, channel):
    """A desk on a real database, with the starter playbooks and a brand that signs."""
    clock = SystemClock()
    library = library_in(ROOT, clock)
    read = library.load().playbook_set
    shelf = Shelf(library)
    signed = replace(read, charter=replace(read.charter, signature=SignedBy.BRAND))
    shelf.put_in_force(shelf.build(signed))
    week = dict.fromkeys(range(7), ((clock_time(0), clock_time(23, 59)),))
    team = [
        Person(f"Personne {number}", FIRST_PERSON + number, Role.COMMUNITY_MANAGER, "Nous")
        for number in range(people)
    ]
    return Office(
        store=open_store("sqlite:///copilot.db", folder=folder),
        clock=clock,
        ids=SystemIds(clock),
        brand=Brand("Maison Lumen", ("fr", "en"), "Europe/Paris"),
        desk=DeskSettings(
            language="fr", chat=-1001, hours=DeskHours(ZoneInfo("Europe/Paris"), week)
        ),
        people=People(team),
        shelf=shelf,
        channels={channel.name: channel},
    )


def count_one(office, story, *, times):
    """Statements and CPU of one press and one drawing; medians over *times*."""
    statements, milliseconds = {}, {}
    asked = Counter()
    for engine in (office.store._writer, office.store._reader):
        sa.event.listen(engine, "before_cursor_execute", lambda *_: asked.update(["all"]))

    def counted(name, work):
        asked.clear()
        begun = time.thread_time()
        result = work()
        milliseconds.setdefault(name, []).append(1000 * (time.thread_time() - begun))
        statements.setdefault(name, []).append(asked["all"])
        return result

    for number in range(times):
        case = story.complain(id=f"count-{number}", author=f"count-{number}")
        drawn = counted("first card", lambda case=case: view(office, case.id))
        for action in ("claim", "approve"):
            token = next(one.token for one in drawn.buttons if one.action == action)
            counted(
                f"press {action}",
                lambda action=action, token=token: press(
                    office, action=action, token=token, person=FIRST_PERSON
                ),
            )
            drawn = counted(f"card after {action}", lambda case=case: view(office, case.id))
    for name, spent in milliseconds.items():
        said = median(statements[name])
        say(f"{name:20} {said:4.0f} statements {median(spent):7.2f} ms of CPU")


def targets(cards, people):
    """Who presses which: the first half the same few, everybody else one of their own."""
    few = cards[:SAME]
    return [few[n % SAME] if n < people // 2 else cards[SAME + n] for n in range(people)]


def waited(name, seconds):
    """One line about waits."""
    waits = sorted(1000 * one for one in seconds)
    most = waits[min(len(waits) - 1, int(0.99 * len(waits)))]
    say(f"{name:30} median {median(waits):5.0f} ms, p99 {most:5.0f}, longest {waits[-1]:5.0f}")


def cards_of(desk, texts):
    """The cards with these words that nobody has, each with the mark it is known by."""
    found = {}
    marks = [text.split()[-1] for text in texts]
    for card in desk.ask("cards"):
        for mark in marks:
            if mark in card["text"] and button(card, "claim"):
                found[mark] = card | {"mark": mark}
    return list(found.values())


def button(card, action):
    """The data of a button on a card, or nothing."""
    return next((one for one in card["data"] if one.startswith(f"{action}:")), None)


def presses_on(cards, *, action, people):
    """One press on each card, by one person after another."""
    return [
        {
            "message_id": card["message_id"],
            "user_id": FIRST_PERSON + number % people,
            "data": button(card, action),
        }
        for number, card in enumerate(cards)
        if button(card, action)
    ]


def in_processes(folder, *, people, cards):
    """Waits as the other side of the Bot API sees them; whether each card had one winner."""
    texts = [f"{one['text']} n{number}n" for number, one in enumerate(messages(cards + 70))]
    with Desk(folder, people=people) as desk:
        say(f"idle: {desk.memory_mb():.0f} MB")
        waits = desk.ask("hook", url=desk.url, secret=SECRET, texts=texts[:30], every=0.3)
        waited("webhook to sendMessage", waits)
        desk.ask("hook", url=desk.url, secret=SECRET, texts=texts[30:], every=0)
        placed = cards_of(desk, texts[30:])
        desk.ask("limits", named="telegram")
        desk.ask("platform", calm=True)
        free, is_right, published = placed[40:], True, []
        for action in WAVES:
            wanted = targets([one for one in free if button(one, action)], people)
            is_right &= at_once(desk, wanted, action)
            published = [one["mark"] for one in wanted]
            free = [one for one in free if one not in wanted]
        wait_for_posts(desk, set(published))
        desk.ask("limits", named="off")
        desk.ask("platform", calm=False)
        waited("one press after another", one_by_one(desk, placed[:40]))
        is_right &= one_post_each(desk, set(published))
        is_calm = "Traceback" not in desk.log()
    say("no exception in the log" if is_calm else "EXCEPTIONS in the log")
    return 0 if is_calm and is_right else 1


def at_once(desk, wanted, action):
    """Everybody presses their card at the same moment; whether each has one winner, well known."""
    spent = desk.cpu_seconds()
    presses = presses_on(wanted, action=action, people=len(wanted))
    answers = desk.ask("press", presses=presses)
    spent = 1000 * (desk.cpu_seconds() - spent)
    waited(f"{len(wanted)} at once: {action}", [wait for wait, _ in answers])
    say(f"{spent / len(wanted):.1f} ms of CPU in the service for each of them")
    winners, late = {}, []
    for number, (card, (_, text)) in enumerate(zip(wanted, answers, strict=True)):
        said = text.replace("\u00a0", " ")
        if said.startswith(WAVES[action]):
            winners.setdefault(card["mark"], []).append(f"Personne {number} ")
        else:
            late.append((card["mark"], said))
    right = [one for one in winners.values() if len(one) == 1]
    told = [mark for mark, said in late if any(one in said for one in winners.get(mark, ()))]
    pressed = {one["mark"] for one in wanted}
    say(f"{len(right)} of {len(pressed)} cards have one winner", end=", ")
    say(f"{len(told)} of the {len(late)} who came late are told who")
    return len(right) == len(pressed) and len(told) == len(late)


def wait_for_posts(desk, marks):
    """Till the channel has a reply for each of *marks*, or long enough."""
    end = time.monotonic() + POSTED_SECONDS
    while not marks <= set(desk.ask("posts")) and time.monotonic() < end:
        time.sleep(0.1)


def one_post_each(desk, marks):
    """Whether the channel was asked once, and only once, for a reply to each of *marks*."""
    asked = Counter(desk.ask("posts"))
    right = [mark for mark in marks if asked[mark] == 1]
    say(f"{len(right)} of {len(marks)} cards have one reply on the channel")
    return len(right) == len(marks)


def one_by_one(desk, cards):
    """Five presses a second, while the platform hangs, fails and dawdles over what is approved."""
    every, people = 0.2, 5
    claims = presses_on(cards, action="claim", people=people)
    waits = desk.ask("press", presses=claims, every=every)
    known = {one["message_id"]: one for one in desk.ask("cards")}
    now = [known[one["message_id"]] for one in cards]
    yes = presses_on(now, action="approve", people=people)
    say(f"{len(claims)} claims, {len(yes)} approvals")
    return [wait for wait, _ in [*waits, *desk.ask("press", presses=yes, every=every)]]


def main():
    """Print the figures; 1 when a card had not exactly one winner, and one reply."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--cards", type=int, default=200)
    parser.add_argument("--times", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        channel = ScriptedChannel()
        office = office_in(Path(folder), asked.people, channel)
        story = Story(office, office.clock, channel)
        count_one(office, story, times=asked.times)
        office.store.close()
    with tempfile.TemporaryDirectory() as folder:
        return in_processes(Path(folder), people=asked.people, cards=asked.cards)


if __name__ == "__main__":
    sys.exit(main())
