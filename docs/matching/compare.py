"""
Compare the matcher with its alternatives, side by side in one go, on messages of our own.

    pip install -e '.[compare]'
    python -m docs.matching.compare            measures, and rewrites figures, chart and table
    python -m docs.matching.compare --print    measures, and only prints the table
    python -m docs.matching.compare --draw     measures nothing, draws chart and table again
    python -m docs.matching.compare --check    says whether chart and table belong to the figures

Every method runs in a process of its own, one message at a time, on one thread.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from copilot.cli.reading import read_playbooks
from copilot.cli.setting import Setting
from copilot.domain.playbook import Playbook
from docs.matching import chart, messages, table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIGURES, CHART, PAGE = HERE / "figures.json", HERE / "figures.svg", HERE.parent / "matching.md"
FOLDS = 5
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
PACKAGES = ("rapidfuzz", "numpy", "scikit-learn")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, check, or be one of the processes that measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="measure nothing")
    parser.add_argument("--draw", action="store_true", help="draw the figures there are")
    parser.add_argument("--print", action="store_true", help="write no file")
    parser.add_argument("--method", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.method:
        _say(json.dumps(_answered(args.method)))
        return 0
    if args.check:
        found = faults()
        _say("\n".join(found) or "chart and table belong to the figures")
        return 1 if found else 0
    figures = _kept() if args.draw else _measured()
    _say(table.draw(figures))
    if not args.print:
        _write(figures)
    return 0


def faults() -> list[str]:
    """What of the chart, the table and the messages does not belong to the figures."""
    figures = _kept()
    checks = {
        f"{messages.FILE.name}: not the messages that were measured": (
            figures["messages"]["digest"] == messages.digest()
        ),
        f"{CHART.name}: not drawn from {FIGURES.name}": (
            CHART.read_text(encoding="utf-8") == chart.draw(figures)
        ),
        f"{PAGE.name}: its table is not that of {FIGURES.name}": (
            table.between(PAGE.read_text(encoding="utf-8")) == table.draw(figures)
        ),
    }
    return [fault for fault, holds in checks.items() if not holds]


def library() -> list[Playbook]:
    """Read the starter library."""
    setting = Setting(ROOT / "playbooks", ROOT / "replies", None)
    return list(read_playbooks(setting).values())


def _kept() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


def _write(figures: dict[str, Any]) -> None:
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    FIGURES.write_text(f"{text}\n", encoding="utf-8")
    CHART.write_text(chart.draw(figures), encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(table.put(page, table.draw(figures)), encoding="utf-8")


def _measured() -> dict[str, Any]:
    from docs.matching import measures  # noqa: PLC0415 - `--check` needs no numpy
    from docs.matching.methods import METHODS, phrases  # noqa: PLC0415 - the same

    said, playbooks = messages.read(), library()
    given = {key: _asked(key) for key in METHODS}
    methods = {
        key: {
            "name": METHODS[key].name,
            **measures.accuracy(said, one),
            **measures.refusal(said, one),
            **{name: one[name] for name in ("per_second", "ready_seconds", "memory_mb")},
        }
        for key, one in given.items()
    }
    others = (key for key in methods if not key.startswith(table.OURS))
    rival = max(others, key=lambda key: float(methods[key]["top1"]))
    points, low, high = measures.lead(said, given[table.OURS], given[rival])
    return {
        "messages": {
            "digest": messages.digest(),
            "belonging": sum(bool(each.playbooks) for each in said),
            "none": sum(not each.playbooks for each in said),
            **{lang: sum(each.lang == lang for each in said) for lang in ("fr", "en")},
        },
        "library": {
            "playbooks": len(playbooks),
            "phrases": len(phrases(playbooks)),
            "memory_mb": given[table.OURS]["library_mb"],
        },
        "made_with": _made_with(),
        "methods": methods,
        "bands": measures.bands(said, given[table.OURS]),
        "ahead": {"of": rival, "points": points, "low": low, "high": high},
    }


def _asked(key: str) -> dict[str, Any]:
    """Run one method in its own process; its memory is then its own."""
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, "-m", "docs.matching.compare", "--method", key],
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _answered(key: str) -> dict[str, Any]:
    """Everything that one method answers, and what it takes; times are of the processor."""
    from docs.matching.methods import METHODS  # noqa: PLC0415 - `--check` needs no numpy

    learn, playbooks, said = METHODS[key].learn, library(), messages.read()
    library_mb, start = _peak_mb(), time.process_time()
    answer = learn(playbooks)
    ready = time.process_time()
    answers = [answer(each.text) for each in said]
    mistyped = [answer(text) for text in messages.mistyped(said)]
    done = time.process_time()
    memory_mb = _peak_mb()
    return {
        "ranked": [each.ranked for each in answers],
        "scores": [each.score for each in answers],
        "is_none": [each.is_none for each in answers],
        "mistyped": [each.ranked for each in mistyped],
        "ready_seconds": round(ready - start, 2),
        "per_second": round((len(answers) + len(mistyped)) / (done - ready)),
        "library_mb": library_mb,
        "memory_mb": memory_mb,
        "held_out": _held_out(key, playbooks),
    }


def _held_out(key: str, playbooks: Sequence[Playbook]) -> list[float]:
    """The best score of each example, from what was learned without it and its fifth."""
    from docs.matching.methods import METHODS, phrases  # noqa: PLC0415 - `--check` needs no numpy

    scores: list[float] = []
    for fold in range(FOLDS):
        answer = METHODS[key].learn([_part(each, fold, left_out=False) for each in playbooks])
        out = phrases([_part(each, fold, left_out=True) for each in playbooks])
        scores += [answer(text).score for _, text in out]
    return scores


def _part(playbook: Playbook, fold: int, *, left_out: bool) -> Playbook:
    examples = {
        lang: tuple(text for at, text in enumerate(texts) if (at % FOLDS == fold) is left_out)
        for lang, texts in playbook.examples.items()
    }
    return replace(playbook, examples=examples)


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _made_with() -> dict[str, str]:
    git = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    ours = version("reply-copilot")
    made = {"Reply Copilot": f"{ours} ({commit.stdout.strip()})" if commit.stdout else ours}
    made["Python"] = platform.python_version()
    for name in PACKAGES:
        try:
            made[name] = version(name)
        except PackageNotFoundError:
            continue
    return made


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
