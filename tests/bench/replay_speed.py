"""Prints how long `replay` takes: python -m tests.bench.replay_speed [--complaints N]."""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.generated import write_library

ROOT = Path(__file__).parents[2]
GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
PLAYBOOKS = 9  #: of twelve examples each in two languages: 216 phrases


def write_complaints(folder, many):
    """Half as customers type, half like the examples; no two the same."""
    chance = random.Random(4)  # noqa: S311 - reproducible, no secret
    rows = (ROOT / "docs/matching/messages.tsv").read_text("utf-8").splitlines()
    said = [row.split("\t")[2] for row in rows if not row.startswith("#")]
    texts = [path.read_text("utf-8") for path in sorted((folder / "playbooks").glob("*.yaml"))]
    like = [line.strip() for text in texts for line in text.split("\n") if line[:4] == "    "]
    with (folder / "in.jsonl").open("w", encoding="utf-8") as file:
        for number in range(many):
            words = chance.choice(like if number % 2 else said).split()
            words.pop(chance.randrange(len(words)))
            text = f"{' '.join(words)} {number}"
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")


def write_repository(folder):
    """A committed library, and one example moved since."""
    write_library(folder, playbooks=PLAYBOOKS, variants=1)
    for words in (("init", "-q"), ("add", "playbooks"), ("commit", "-q", "-m", "first")):
        subprocess.run([*GIT, *words], cwd=folder, check=True)
    first, second, *_ = sorted((folder / "playbooks").glob("matter-*.yaml"))
    lines = first.read_text("utf-8").split("\n")
    at = lines.index("  fr: |") + 1
    moved = lines.pop(at)
    first.write_text("\n".join(lines), "utf-8")
    second.write_text(
        second.read_text("utf-8").replace("  fr: |\n", f"  fr: |\n{moved}\n", 1), "utf-8"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complaints", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_repository(folder)
        write_complaints(folder, args.complaints)
        command = [sys.executable, "-m", "copilot", "replay", "--file", "in.jsonl"]
        command += ["--playbooks", "playbooks", "--replies", "replies", "--json"]
        before = os.times()
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
        after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    counts = json.loads(done.stdout)["counts"]
    sys.stdout.write(
        f"{args.complaints} complaints, {PLAYBOOKS * 24} phrases, both sides: "
        f"cpu {cpu:.2f} s, wall {after.elapsed - before.elapsed:.2f} s; {counts}\n"
    )


if __name__ == "__main__":
    main()
