"""
Whatever a customer types, every colleague can read the card: over HTTP from webhook to desk.

`pytest -m soak tests/acceptance/loop/test_hostile.py -s` takes a thousand; `COPILOT_SEED` names
another draw.
"""

import json
import os
import re
import sys
import time
import unicodedata

import pytest

from tests.acceptance.bad_input.office import Office
from tests.acceptance.loop.hostile import KINDS, hostile
from tests.acceptance.loop.machine import SECRET, until
from tests.fakes.receiver import Receiver

SEED = int(os.environ.get("COPILOT_SEED", "1"))
BATCH = 20
MOST_UNITS = 4096
BRAND = "MAISON LUMEN"
NAMELESS = "sans nom"
#: Seconds for each message; a long one is several.
EACH = 6
BIDI_OPEN, BIDI_CLOSE = "\u2066\u2067\u2068\u202a\u202b\u202d\u202e", "\u2069\u202c"
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe0e\ufe0f\U000e0100")
#: What the log must not hold: an exception, or that Telegram would not take something.
TROUBLE = re.compile(r"ERROR|WARNING|Traceback|refuse")
STRONG = {"R", "AL"}


def units(text):
    return len(text.encode("utf-16-le")) // 2


def is_visible(text):
    return any(
        one not in BLANK and unicodedata.category(one) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}
        for one in text
    )


def letters(text):
    """What can be compared of a text, whatever was taken out of it."""
    return [one for one in unicodedata.normalize("NFC", text) if one.isalnum() and one.isascii()]


def is_within(part, whole):
    """Whether the letters of *part* come in *whole*, in their order."""
    rest = iter(whole)
    return all(one in rest for one in part)


def turned(line):
    """What of *line* could turn our own words around: right to left, and not held in."""
    depth, found = 0, []
    for one in line:
        if one in BIDI_OPEN:
            found += [one] if one in BIDI_OPEN[3:] else []
            depth += 1
        elif one in BIDI_CLOSE:
            depth -= 1
            found += [one] if depth < 0 else []
        elif depth == 0 and unicodedata.bidirectional(one) in STRONG:
            found.append(one)
    return found + ["open"] * max(depth, 0)


def faults(message):
    """What is wrong with a message of the bot's, whoever reads it."""
    text, found = message["text"], []
    coded = text.encode("utf-16-le")
    if not 0 < units(text) <= MOST_UNITS:
        found.append(f"{units(text)} units")
    for entity in message["entities"]:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if not 0 <= start < end <= units(text):
            found.append(f"entity outside: {entity}")
        try:
            coded[2 * start : 2 * end].decode("utf-16-le")
        except UnicodeDecodeError:
            found.append(f"entity through a character: {entity}")
        if entity["type"] in {"mention", "bot_command"}:
            found.append(f"works: {entity}")
    if "\n\n\n" in text:
        found.append("two empty lines together")
    for line in text.split("\n"):
        if line and not is_visible(line):
            found.append(f"a line with nothing to see: {line!r}")
        if set(BIDI_OPEN[3:]) & set(line) or any(one == "open" for one in turned(line)):
            found.append(f"writing direction leaks: {line!r}")
    return found


def quoted(message):
    """What stands in the quotes of a message, and what stands outside of them."""
    coded = message["text"].encode("utf-16-le")
    inside, outside, place = "", "", 0
    for entity in sorted(message["entities"], key=lambda one: one["offset"]):
        if "blockquote" in entity["type"]:
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            outside += coded[place:start].decode("utf-16-le")
            inside += coded[start:end].decode("utf-16-le") + "\n"
            place = end
    return inside, outside + coded[place:].decode("utf-16-le")


def read(one, card, above):
    """What a colleague cannot read of *one*."""
    found = [fault for message in (card, *above) for fault in faults(message)]
    inside, outside = quoted(card)
    head = outside.split("\n")
    if not any(BRAND in line for line in head[:3]):
        found.append("no brand")
    if not any(row for row in card["buttons"]):
        found.append("no buttons")
    if any(units(key.get("data") or "") > 64 for row in card["buttons"] for key in row):
        found.append("too much in a button")
    turning = [line for line in head if turned(line)]
    if turning:
        found.append(f"our own words are turned round: {turning!r}")
    said = "\n".join(head[:4])
    if not is_within(letters(one.name[:25])[:8], letters(said)) and NAMELESS not in said:
        found.append("no author")
    everything = inside + "".join(message["text"] for message in above)
    if not is_visible(inside):
        found.append("nothing to read")
    words = (one.first, one.last)
    found += [f"{word} is nowhere" for word in words if word and word not in everything]
    if not any(entity["type"] == "bold" for entity in card["entities"]):
        found.append("markup was refused")
    return found


class Flood:
    """Sends hostile messages and reads what became of each."""

    def __init__(self, office):
        self.office = office

    def send(self, messages):
        """Push them all; each must be taken in."""
        for start in range(0, len(messages), BATCH):
            batch = messages[start : start + BATCH]
            body = b"[" + b",".join(json.dumps(one.complaint).encode() for one in batch) + b"]"
            answer = self.office.push(body=body)
            assert (200, len(batch)) == (answer.status_code, answer.json()["accepted"])

    def places(self):
        """Where the card of each message stands, with what stands above; None without a card."""

        def ask(records):
            found = {}
            for case in records.cases.list():
                card = records.cards.get(case.id)
                name = records.complaints.get(case.complaint).complaint.id
                shown = card is not None and card.message and card.version == card.shown_version
                found[name] = (card.message, card.above) if shown else None
            return found

        return self.office.look(ask)

    def wrong(self, messages):
        """Everything that is wrong with any of them, once all are drawn."""
        drawn = {}

        def all_drawn():
            drawn.update(self.places())
            return all(drawn.get(one.complaint["id"]) for one in messages)

        until(all_drawn, seconds=60 + EACH * len(messages), what="a card for each")
        chat = {one["message_id"]: one for one in self.office.messages()}
        wrong = {}
        for one in messages:
            card, above = drawn[one.complaint["id"]]
            found = read(one, chat[card], [chat[number] for number in above])
            if found:
                wrong[f"{one.complaint['id']} ({one.kind})"] = found
        return wrong


@pytest.fixture
def flood(tmp_path):
    with (
        Receiver(SECRET, dedupes=False) as receiver,
        Office(tmp_path, receiver, limits="x50") as office,
    ):
        office.start()
        yield Flood(office)


def carded(flood, count):
    messages = hostile(SEED, count)
    began = time.monotonic()
    flood.send(messages)
    wrong = flood.wrong(messages)
    seconds, chat = time.monotonic() - began, len(flood.office.messages())
    sys.stdout.write(
        f"\n{count} hostile messages of {len(KINDS)} kinds, seed {SEED}: {len(wrong)} not readable, "
        f"{chat} messages in the chat, {seconds:.0f} s\n"
    )
    troubles = [line for line in flood.office.log_text().splitlines() if TROUBLE.search(line)]

    assert {} == wrong
    assert [] == troubles


def test_a_sample_of_hostile_messages_is_readable(flood):
    """None lost, none refused: what is nobody's fault must not hide what somebody needs."""
    carded(flood, 56)


@pytest.mark.soak
def test_a_thousand_hostile_messages_are_readable(flood):
    """All of it."""
    carded(flood, int(os.environ.get("COPILOT_SOAK", "1000")))
