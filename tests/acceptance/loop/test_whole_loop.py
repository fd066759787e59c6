"""
From `copilot import` to the receiver's count, through three kills, as processes.

With `COPILOT_MESSAGES` naming a file of complaints (JSON Lines), those go in instead of ours.
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.acceptance.loop.machine import SECRET, Machine, until
from tests.acceptance.loop.messages import messages
from tests.fakes.receiver import Receiver

EDITED = (
    "Bonjour, je lis votre message et je prends votre dossier moi-même. Léa, pour Maison Lumen"
)


def feed(folder, count):
    """The messages as a file of the channel `shop`, and how many they are."""
    given = os.environ.get("COPILOT_MESSAGES")
    lines = (
        [json.loads(line) for line in Path(given).read_text(encoding="utf-8").splitlines()]
        if given
        else messages(count)
    )
    path = folder / "complaints.jsonl"
    whole = (json.dumps({**one, "channel": "shop"}, ensure_ascii=False) for one in lines)
    path.write_text("\n".join(whole), encoding="utf-8")
    return path, len(lines)


class Day:
    """What a CM does in this story, and what must be public at its end."""

    def __init__(self, machine, receiver, *, dedupes):
        self.machine, self.receiver, self.dedupes = machine, receiver, dedupes
        self.words = {}
        self.prompted = 0

    def approve(self, number, *, edited=None):
        """Claim, edit when asked to, approve; remember the very words."""
        machine = self.machine
        machine.press(number, "claim")
        if edited:
            self._edit(number, edited)
        machine.press(number, "approve")
        self.words[number] = until(
            lambda: machine.approved_text(number), what=f"approval of {number}"
        )

    def _edit(self, number, text):
        self.machine.press(number, "edit")
        prompt = self.machine.prompt(after=self.prompted)
        self.prompted = prompt["message_id"]
        self.machine.write(text, reply_to=prompt["message_id"])
        until(lambda: text in self.machine.card(number)["text"], what=f"the edit of {number}")

    def settled(self, number):
        """Wait until a reply is public, answering the desk's question if it is asked."""

        def done():
            status = self.machine.status(number)
            if status == "uncertain":
                self._answer(number)
            return status == "answered"

        until(done, seconds=90, what=f"the posting of {number}")

    def _answer(self, number):
        """What a person does who has looked: it is there, or send it again."""
        public = self.words[number] in self.receiver.texts()
        self.machine.press(number, "posted" if public else "resend")


def draftable(machine, wanted):
    """Numbers of cases with a draft that nothing blocks, each in a thread of its own."""
    drafted = [number for number, case in machine.cases().items() if case["revision"]]
    cards = machine.cards()
    found = [number for number in drafted if "⛔" not in cards[number]["text"]]
    assert len(found) >= wanted, f"only {len(found)} cases have a draft"
    return found[:wanted]


def go_through_a_day(tmp_path, *, dedupes, count, approvals):
    with (
        Receiver(SECRET, dedupes=dedupes) as receiver,
        Machine(tmp_path, receiver, dedupes=dedupes) as machine,
    ):
        day = Day(machine, receiver, dedupes=dedupes)
        service = machine.run()
        path, total = feed(tmp_path, count)
        status, _, err = machine.command("import", str(path), "--channel", "shop")
        assert status == 0, err
        _every_one_is_somewhere(machine, total)

        first, second, third, *rest = draftable(machine, approvals)
        service = _killed_between_approval_and_claim(machine, day, service, first, dedupes)
        service = _killed_between_claim_and_request(machine, day, service, second)
        service = _killed_between_storing_and_answer(machine, day, service, third)
        for place, number in enumerate(rest):
            text = EDITED.replace("dossier", f"dossier ({number})") if place < 2 else None
            day.approve(number, edited=text)
        for number in day.words:
            day.settled(number)

        assert Counter(receiver.texts()) == Counter(day.words.values())
        assert receiver.refused == 0
        status, out, err = machine.command("audit", "verify")
        assert status == 0, out + err
        _report(machine, receiver, total)


def _every_one_is_somewhere(machine, total):
    """Every message has a card in the chat or is set aside; nothing is neither."""

    def counted():
        status, out, _ = machine.command("cases", "--state", "set_aside", "--json")
        aside = json.loads(out) if status == 0 else []
        cards = machine.cards()
        carded = [number for number in machine.cases() if number in cards]
        return (carded, aside) if len(carded) + len(aside) == total else None

    _, aside = until(counted, seconds=240, what="a card for every message")
    assert {one["reason"] for one in aside} <= {"duplicate"}


def _killed_between_approval_and_claim(machine, day, service, number, dedupes):
    """The undo time is long, so that the kill falls in it."""
    machine.kill(service)
    machine.configure(dedupes=dedupes, undo=8)
    service = machine.run()
    day.approve(number)
    machine.kill(service)
    assert day.receiver.requests == {}
    machine.configure(dedupes=dedupes, undo=0)
    service = machine.run()
    day.settled(number)
    return service


def _killed_between_claim_and_request(machine, day, service, number):
    machine.kill(service)
    before = sum(day.receiver.requests.values())
    service = machine.run(module="tests.acceptance.loop.dying_run")
    day.approve(number)
    service.wait(60)
    assert sum(day.receiver.requests.values()) == before
    service = machine.run()
    day.settled(number)
    return service


def _killed_between_storing_and_answer(machine, day, service, number):
    day.receiver.then("hold_after")
    day.approve(number)
    assert day.receiver.held.wait(60), "the request never came"
    machine.kill(service)
    day.receiver.release()
    service = machine.run()
    day.settled(number)
    return service


def _report(machine, receiver, total):
    """Figures for who reads them: `-s` shows them."""
    bands = Counter(case["band"] for case in machine.cases().values())
    print(f"\n{total} messages, bands {dict(bands)}")  # noqa: T201
    print(f"{len(receiver.posts)} posts, {sum(receiver.requests.values())} requests")  # noqa: T201


@pytest.mark.parametrize("dedupes", [True, False])
def test_a_day_with_three_kills_posts_exactly_what_was_approved(tmp_path, dedupes):
    """Guarantees 1, 2, 3 and 7 at once; the soak takes the whole number."""
    go_through_a_day(tmp_path, dedupes=dedupes, count=24, approvals=7)


@pytest.mark.soak
@pytest.mark.parametrize("dedupes", [True, False])
def test_a_whole_pile_on_with_three_kills(tmp_path, dedupes):
    """The full size: 280 messages, 25 approvals."""
    go_through_a_day(tmp_path, dedupes=dedupes, count=280, approvals=25)
