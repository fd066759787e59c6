"""`copilot check`: every fault of configuration, playbooks, replies, facts and charter at once."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from copilot.cli.channel_limits import facts_of
from copilot.cli.file_lines import Lines
from copilot.cli.formats import FORMATS, page_of
from copilot.cli.scope import Scope, language_of, scope_of
from copilot.cli.setting import add_library
from copilot.cli.shown import Paint, text, wants_colour
from copilot.config.approvers import check_people
from copilot.config.manual import config_rules
from copilot.domain.errors import UsageError
from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library.check import check
from copilot.library.explain import rules
from copilot.library.playbooks import TAKEN
from copilot.library.report import nearest, order
from copilot.library.rules import RULES
from copilot.library.second_process import SecondProcess
from copilot.library.tree import FileLibrary

EXAMPLE = """\
example:
  copilot check
  copilot check --strict --no-env --format github playbooks
  copilot check --explain phrase-comment
"""
_STARTER = {
    "en": "no copilot.yaml was found here: what was checked is the starter library; "
    "name a configuration with -c FILE, or write one with: copilot init DIR",
    "fr": "aucun copilot.yaml ici\u00a0: c’est la bibliothèque fournie qui a été vérifiée\u00a0; "
    "désignez une configuration avec -c FILE, ou créez-en une\u00a0: copilot init DIR",
}


_NO_RULE = {
    ("en", True): "there is no rule `{rule}`; did you mean `{meant}`?",
    ("en", False): "there is no rule `{rule}`; known: {known}",
    ("fr", True): "il n’y a pas de règle `{rule}`\u00a0; vouliez-vous dire `{meant}`\u00a0?",
    ("fr", False): "il n’y a pas de règle `{rule}`\u00a0; règles connues\u00a0: {known}",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "path", nargs="*", metavar="PATH", help="tell only what is wrong in these files or folders"
    )
    parser.add_argument(
        "--format", choices=("text", *FORMATS), default="text", help="how to tell it (text)"
    )
    parser.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help="the same as --format json",
    )
    parser.add_argument("--strict", action="store_true", help="let warnings fail, too")
    parser.add_argument(
        "--no-env", action="store_true", help="don't look environment variables up"
    )
    parser.add_argument("--explain", metavar="RULE", help="print the page of one rule")
    add_library(parser)


def run(args: argparse.Namespace) -> int:
    """Print every problem; 1 when there are errors."""
    if args.explain is not None:
        return _explain(args)
    # thousands of syntax trees come and go; the process ends before they could fill the memory
    gc.set_threshold(100_000, 50, 100)
    scope = scope_of(args)
    if scope.is_starter:
        print(_STARTER[scope.language], file=sys.stderr)
    problems = [one for one in find_problems(scope) if scope.tells(one)]
    said = _said(problems, scope, args.format)
    if said:
        print(said)
    return 1 if any(_fails(one, strict=args.strict) for one in problems) else 0


def _said(problems: Sequence[Problem], scope: Scope, form: str) -> str:
    playbooks = _count(scope)
    if form != "text":
        return FORMATS[form](problems, playbooks=playbooks, language=scope.language)
    # a line of the configuration may hold a secret
    secret = scope.config_path
    lines = Lines(hidden=(secret.as_posix(),) if secret else ())
    paint = Paint(is_on=wants_colour(sys.stdout, os.environ))
    return text(problems, playbooks=playbooks, language=scope.language, line=lines, paint=paint)


def find_problems(scope: Scope) -> tuple[Problem, ...]:
    """Look at everything in *scope*."""
    config = scope.config
    checked = check(
        library_of(scope),
        more=(lambda accepted: check_people(config, accepted)) if config else None,
        more_rules=config_rules(),
        beside=SecondProcess.start,
    )
    return tuple(sorted({*scope.problems, *checked.problems}, key=order))


def library_of(scope: Scope) -> FileLibrary:
    """The files of *scope*, as its brand reads them."""
    brand = scope.config.brand if scope.config else None
    timezone = brand.timezone if brand else "Europe/Paris"
    return FileLibrary(
        scope.playbooks,
        scope.replies,
        languages=brand.languages if brand else ("fr", "en"),
        brand=brand.name if brand else "Maison Lumen",
        timezone=timezone,
        today=partial(_today, timezone),
        channels=[facts_of(one) for one in scope.config.channels] if scope.config else (),
        problem_language=scope.language,
    )


def _today(timezone: str) -> date:
    return datetime.now(UTC).astimezone(ZoneInfo(timezone)).date()


def _explain(args: argparse.Namespace) -> int:
    language = language_of(args)
    page = page_of(args.explain, language)
    if page is None:
        known = (*rules(), *config_rules())
        meant = nearest(args.explain, (*known, *RULES))
        values = {"rule": args.explain, "meant": meant, "known": ", ".join(sorted(known))}
        raise UsageError(_NO_RULE[language, meant is not None].format_map(values))
    print(page, end="")
    return 0


def _count(scope: Scope) -> int:
    files = scope.playbooks.rglob("*.yaml") if scope.playbooks.is_dir() else ()
    return sum(one.stem not in TAKEN and not one.name.startswith(".") for one in files)


def _fails(problem: Problem, *, strict: bool) -> bool:
    if problem.severity is ProblemSeverity.ERROR:
        return True
    return strict and problem.severity is ProblemSeverity.WARNING
