"""
Tells every story again, with the desk's process killed on the way.

    pytest -p tests.acceptance.kills.plugin --kills sample:1 tests/acceptance/desk

Each story is told undisturbed first, which says how many commands it has. Then the process dies
within a command (at a commit, at a request) or before one; the story's own assertions must hold;
the chats, and what is public, must read the same at the end.

`sample` kills before every command, in one telling, and once within one; `most` before every one
and within every one, in two tellings; `between` besides before each alone; `all` within each alone,
too.

Two things may be seen of a kill, and are told by stories of their own: a message to the desk whose
sender died before it was remembered stands there twice (Telegram knows no key), and where a channel
knows none a person is asked what became of a reply. Here the copy that nobody remembers is left out
when chats are read, and channels know the key of a reply that was on its way.
"""

import random
import time
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.acceptance.kills.chat import differences
from tests.acceptance.kills.machine import RESUMED, Machine, Run
from tests.acceptance.kills.nursery import Nursery
from tests.acceptance.kills.stand_in import Stage
from tests.acceptance.kills.told import Figures, Told


def pytest_addoption(parser):
    group = parser.getgroup("kills")
    group.addoption(
        "--kills", default="sample:1", help="sample, most, between or all, with a seed"
    )
    group.addoption("--stories", type=int, default=None, help="so many of them, drawn by the seed")
    group.addoption("--share", default="1/1", help="the second of three: 2/3")
    group.addoption("--kill-only", default="", help="retell with these deaths, as 3 or 3.2")
    group.addoption("--kills-told", default=None, help="a file: go on where it stopped")


def pytest_configure(config):
    config.pluginmanager.register(Tellings(config), "tellings")


@pytest.fixture(scope="session", autouse=True)
def _nursery(request, starter, shelf):
    tellings = request.config.pluginmanager.getplugin("tellings")
    # In the processes themselves no story is told.
    tellings.nursery = nursery = Nursery(
        starter, shelf, leave=lambda: setattr(tellings, "run", None)
    )
    yield
    nursery.close()


class Tellings:
    """Runs each story several times."""

    def __init__(self, config):
        how, _, seed = config.getoption("--kills").partition(":")
        self.how, self.seed = how, int(seed or 1)
        self.only = config.getoption("--kill-only")
        file = config.getoption("--kills-told")
        self.told = Told(file and Path(file), config.getoption("--kills"))
        self.config = config
        self.run, self.machine, self.nursery = None, None, None
        self.stage = Stage(self.machine_for)

    def machine_for(self, office):
        """The machine of *office*; nothing outside of a story."""
        if self.run is None:
            return None
        if self.machine is None or self.machine.office is not office:
            self.machine = Machine(self.nursery, office, self.run)
        return self.machine

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        self.stage.set()
        count = self.config.getoption("--stories")
        if count is not None:
            draw = random.Random(self.seed)  # noqa: S311 - a sample to be drawn again
            told = [one for one in items if {"desk", "story"} & {*one.fixturenames}]
            items[:] = draw.sample(told, min(count, len(told)))
        which, _, of = self.config.getoption("--share").partition("/")
        ours = [
            one for one in items[int(which) - 1 :: int(of)] if one.nodeid not in self.told.kept
        ]
        self.config.hook.pytest_deselected(items=[one for one in items if one not in ours])
        items[:] = ours

    def pytest_runtest_protocol(self, item, nextitem):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = self._story(item)
        item.session._setupstate.teardown_exact(nextitem)
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _story(self, item):
        began = time.monotonic()
        first, reports = self._tell(item, {})
        figures, why_not = Figures(commands=len(first.commands)), _why_not(item, reports, first)
        if why_not is not None:
            self.told.story(item.nodeid, figures, why_not=why_not)
        if why_not is not None or any(one.failed for one in reports):
            return reports
        figures.boundaries = len(_boundaries(first.commands))
        blames = [self._again(item, first, deaths, figures) for deaths in self._plans(item, first)]
        self.told.story(item.nodeid, figures)
        _call(reports).how_often = f"{figures.kills} kills, {time.monotonic() - began:.0f} s"
        return _blamed(reports, [one for one in blames if one])

    def _again(self, item, first, deaths, figures):
        """Tell it again with these deaths; what reads otherwise."""
        known = self.told.before(item.nodeid, deaths)
        if known is not None:
            figures.add(known)
            return None
        again, reports = self._tell(item, deaths)
        telling = Figures(tellings=1, kills=again.killed, within=again.within)
        wrong = differences(first.seen, again.seen)
        failed = [str(one.longrepr) for one in reports if one.failed]
        if not wrong and not failed:
            self.told.telling(item.nodeid, deaths, telling)
            figures.add(telling)
            return None
        where = _said(deaths, first)
        telling.different.append(f"{item.nodeid} {where}")
        figures.add(telling)
        blame = "\n".join([where, *wrong, *failed])
        self.say(f"\n{item.nodeid} reads otherwise {blame}")
        return blame

    def _tell(self, item, deaths):
        self.run, self.machine = Run(deaths=dict(deaths)), None
        item._initrequest()
        try:
            # All but the story itself stays: the playbooks are read once.
            reports = runtestprotocol(item, log=False, nextitem=item.parent)
        finally:
            if self.machine is not None:
                self.machine.end()
            run, self.run = self.run, None
        return run, reports

    def _plans(self, item, first):
        """Where to kill: everywhere one by one, or a draw; and all the way in one telling."""
        if self.only:
            command, _, moment = self.only.partition(".")
            return [{int(command): int(moment or 0)}]
        draw = random.Random(f"{self.seed} {item.nodeid}")  # noqa: S311 - to be drawn again
        boundaries = _boundaries(first.commands)
        within = [
            (number, moment)
            for number, (name, moments) in enumerate(first.commands)
            if name in RESUMED
            for moment in _moments(moments)
        ]
        # Who dies at each of some counted tries gets nowhere: between those it dies alone.
        names = [name for name, _ in first.commands]
        lasting = [n for n in boundaries if names[n - 1 : n + 1] != ["step", "step"]]
        everywhere = [dict.fromkeys(lasting, 0)] if lasting else []
        if self.how == "sample":
            return [*everywhere, dict([draw.choice(within)])] if within else everywhere
        per_command = {}
        for number, moment in within:
            per_command.setdefault(number, []).append(moment)
        inside = {number: draw.choice(moments) for number, moments in per_command.items()}
        plans = [*everywhere, inside] if inside else everywhere
        if self.how in {"between", "all"}:
            plans += [{number: 0} for number in boundaries]
        if self.how == "all":
            plans += [{number: moment} for number, moment in inside.items()]
        # What is told first need not be told once more: of one command, everywhere is there.
        return [plan for number, plan in enumerate(plans) if plan not in plans[:number]]

    def say(self, text):
        """At once: a whole soak takes long."""
        self.config.pluginmanager.getplugin("terminalreporter").write_line(text)

    def pytest_sessionfinish(self, session, exitstatus):
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.told.kept:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_report_teststatus(self, report):
        """Each story's line says how often it was killed: a whole soak takes long."""
        if report.passed and hasattr(report, "how_often"):
            return "passed", ".", f"PASSED ({report.how_often})"
        return None

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.write_line("")
        for line in self.told.summary():
            terminalreporter.write_line(line)


def _boundaries(commands):
    """Before every command but the first; a command that did nothing has one boundary, not two."""
    return [number for number in range(1, len(commands)) if number == 1 or commands[number - 1][1]]


def _moments(moments):
    """
    Where a process may die within a command and nothing be seen of it.

    Anywhere, but where a channel fails besides: that a person is asked then is told elsewhere.
    """
    if any(one.endswith("failed") for one in moments):
        return []
    return [number for number, _ in enumerate(moments, start=1)]


def _why_not(item, reports, run):
    """Why a story has no kills: it reaches into the process, is of one, or nothing of it is in one."""
    for mark in item.iter_markers("one_process"):
        return mark.args[0]
    for report in reports:
        if report.skipped:
            return report.longrepr[2]
    return None if run.commands else "no step goes through the desk's process"


def _said(deaths, first):
    """Where it died, for a person; with `--kill-only` it is told again."""
    if len(deaths) > 1:
        return f"[killed {'within' if any(deaths.values()) else 'before'} every command]"
    ((number, moment),) = deaths.items()
    name, moments = first.commands[number]
    if not moment:
        return f"[--kill-only {number}: killed before command {number}, {name}]"
    return f"[--kill-only {number}.{moment}: killed in {name} {number}, {moments[moment - 1]}]"


def _call(reports):
    return next(one for one in reports if one.when == "call")


def _blamed(reports, blames):
    if blames:
        call = _call(reports)
        call.outcome, call.longrepr = "failed", "\n\n".join(blames)
    return reports
