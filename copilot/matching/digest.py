"""What an index depends on, as one short text: when it is another, the index must be made anew."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from copilot.domain.playbook import Playbook


@cache
def method() -> str:
    """The digest of the matcher itself: its tables, and how it reads and learns."""
    seal = hashlib.sha256()
    inside = files("copilot.matching")
    for folder in (inside, inside / "tables"):
        for each in sorted(folder.iterdir(), key=lambda one: one.name):
            if each.name.endswith((".py", ".tsv", ".txt")):
                text = each.read_bytes()
                seal.update(f"{each.name}\0{len(text)}\0".encode() + text)
    return seal.hexdigest()


def digest_of(playbooks: Iterable[Playbook]) -> str:
    """The digest of all that the matcher learns from in *playbooks*, and of the matcher."""
    said = {
        each.id: [
            {lang: sorted(texts) for lang, texts in sorted(phrases.items())}
            for phrases in (each.examples, each.not_examples)
        ]
        for each in playbooks
    }
    text = json.dumps(said, sort_keys=True).encode()
    return hashlib.sha256(method().encode() + text).hexdigest()
