"""The messages that the methods are compared on, as written and with slips of the finger."""

import hashlib
import random
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("messages.tsv")
#: What stands in the place of a playbook when no playbook is right.
NONE = "none"
SEED = 20261122
#: One slip for so many characters.
EVERY = 10
#: The key to the right of each, on a French keyboard.
_BESIDE = dict(zip("azertyuiopqsdfghjklmwxcvbn", "zertyuioplsdfghjklmùxcvbn,", strict=True))


class Message(NamedTuple):
    """One message and the playbooks that are right for it: none, one or several."""

    lang: str
    playbooks: tuple[str, ...]
    text: str


def read(path: Path = FILE) -> list[Message]:
    """Read every message of *path*."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Message(lang, () if right == NONE else tuple(right.split(",")), text)
        for lang, right, text in rows
        if not lang.startswith("# ")
    ]


def digest(path: Path = FILE) -> str:
    """Name the exact words of *path*, so that figures can say what they were measured on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def mistyped(messages: list[Message]) -> list[str]:
    """Every text with one slip for every ten characters, the same ones each time."""
    return [_slip(each.text, random.Random(f"{SEED} {at}")) for at, each in enumerate(messages)]  # noqa: S311 - slips, not secrets


def _slip(text: str, chance: random.Random) -> str:
    """Let the finger land beside the key, skip it, press it twice, or swap two."""
    letters = list(text)
    for _ in range(max(1, len(text) // EVERY)):
        at = chance.randrange(len(letters))
        kind = chance.choice(("beside", "skipped", "twice", "swapped"))
        if kind == "beside":
            letters[at] = _BESIDE.get(letters[at].lower(), letters[at])
        elif kind == "skipped" and len(letters) > EVERY // 2:
            del letters[at]
        elif kind == "twice":
            letters.insert(at, letters[at])
        elif at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
