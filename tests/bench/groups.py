"""
How well and how fast near-duplicates are grouped, on messages of our own: `python -m tests.bench.groups`.

1,100 messages with mechanical copies give the pairwise F1, 10,000 the time.
"""

import sys
import time
from collections import Counter

from copilot.matching.groups import Groups
from tests.bench import copying

SEEDS = 5


def grouped(messages, **options):
    """The group of each message when all have come, and the seconds of CPU it took."""
    groups = Groups(**options)
    became = {}
    found = []
    begun = time.process_time()
    for number, message in enumerate(messages):
        group = groups.add(str(number), message.text)
        became.update(dict.fromkeys(group.absorbed, group.id))
        found.append(group.id)
    spent = time.process_time() - begun
    return [_last(name, became) for name in found], spent


def _last(name, became):
    while name in became:
        name = became[name]
    return name


def pairs(found, truth):
    """Precision, recall and F1 over all pairs of messages, in percent."""
    right = _pairs(zip(found, truth, strict=True))
    precision, recall = right / max(1, _pairs(found)), right / max(1, _pairs(truth))
    return tuple(
        100 * each for each in (precision, recall, 2 * precision * recall / (precision + recall))
    )


def _pairs(names):
    return sum(count * (count - 1) // 2 for count in Counter(names).values())


def measured(sources, count, most, seeds=SEEDS):
    """The mean over *seeds* of precision, recall, F1 and seconds."""
    rows = []
    for seed in range(seeds):
        messages = copying.stream(sources, count, seed, most)
        found, spent = grouped(messages)
        rows.append((*pairs(found, [message.truth for message in messages]), spent))
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def main():
    """Print the figures."""
    own = copying.bases()
    hard = [*own, *copying.twins()]
    many = [*hard, *copying.recombined(1_000, 1)]
    rows = [
        ("1,100, one change a copy", own, 1_100, 1, SEEDS),
        ("1,100, up to two changes", own, 1_100, 2, SEEDS),
        ("1,100, up to three changes", own, 1_100, 3, SEEDS),
        ("the same, and twins that differ in a word", hard, 1_100, 3, SEEDS),
        ("10,000, up to two changes", many, 10_000, 2, 1),
    ]
    say = sys.stdout.write
    say(f"{'messages':44}{'precision':>10}{'recall':>8}{'F1':>8}{'seconds':>9}\n")
    for title, sources, count, most, seeds in rows:
        precision, recall, both, spent = measured(sources, count, most, seeds)
        say(f"{title:44}{precision:10.2f}{recall:8.2f}{both:8.2f}{spent:9.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
