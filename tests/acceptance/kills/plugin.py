"""
Tells every story again, with the desk's process killed on the way.

    pytest -p tests.acceptance.kills.plugin --kills sample:1 tests/acceptance/desk

Each story is told undisturbed first, which says how many commands it has. Then the process dies
before some command, before every one, or within one (at a commit, at a request); the story's own
assertions must hold and the chats must read the same at the end.
"""

import random
from dataclasses import dataclass, field

import pytest
from _pytest.runner import runtestprotocol

from tests.acceptance.kills.chat import differences
from tests.acceptance.kills.machine import RESUMED, Machine, Run
from tests.acceptance.kills.nursery import Nursery
from tests.acceptance.kills.stand_in import Stage


def pytest_addoption(parser):
    group = parser.getgroup("kills")
    group.addoption("--kills", default="sample:1", help="all:SEED or sample:SEED")
    group.addoption("--stories", type=int, default=None, help="so many of them, drawn by the seed")
    group.addoption("--kill-only", default="", help="retell with these deaths, as 3 or 3.2")


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


@dataclass
class Counts:
    """The figures."""

    told: int = 0
    untouched: dict = field(default_factory=dict)  #: stories that cannot be killed, and why
    commands: int = 0
    boundaries: int = 0
    tellings: int = 0
    kills: int = 0
    within: int = 0
    different: list = field(default_factory=list)


class Tellings:
    """Runs each story several times."""

    def __init__(self, config):
        how, _, seed = config.getoption("--kills").partition(":")
        self.is_all, self.seed = how == "all", int(seed or 1)
        self.only = config.getoption("--kill-only")
        self.config, self.counts = config, Counts()
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

    def pytest_runtest_protocol(self, item, nextitem):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = self._story(item)
        item.session._setupstate.teardown_exact(nextitem)
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _story(self, item):
        first, reports = self._tell(item, {})
        why_not = _why_not(reports, first)
        if why_not is not None:
            self.counts.untouched[item.nodeid] = why_not
        if why_not is not None or any(one.failed for one in reports):
            return reports
        self.counts.told += 1
        self.counts.commands += len(first.commands)
        blames = [self._again(item, first, deaths) for deaths in self._plans(item, first)]
        return _blamed(reports, [one for one in blames if one])

    def _again(self, item, first, deaths):
        """Tell it again with these deaths; what reads otherwise."""
        again, reports = self._tell(item, deaths)
        self.counts.tellings += 1
        self.counts.kills += again.killed
        self.counts.within += sum(1 for moment in deaths.values() if moment)
        wrong = differences(first.seen, again.seen)
        failed = [str(one.longrepr) for one in reports if one.failed]
        if not wrong and not failed:
            return None
        where = _said(deaths, first)
        self.counts.different.append(f"{item.nodeid} {where}")
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
        self.counts.boundaries += len(boundaries)
        within = [
            (number, moment)
            for number, (name, moments) in enumerate(first.commands)
            if name in RESUMED
            for moment in _moments(moments)
        ]
        everywhere = dict.fromkeys(boundaries, 0)
        if self.is_all:
            each = [{number: 0} for number in boundaries]
            per_command = {}
            for number, moment in within:
                per_command.setdefault(number, []).append(moment)
            inside = [{number: draw.choice(moments)} for number, moments in per_command.items()]
            return [everywhere, *each, *inside]
        inside = [dict([draw.choice(within)])] if within else []
        return [everywhere, *inside]

    def say(self, text):
        """At once: a whole soak takes long."""
        self.config.pluginmanager.getplugin("terminalreporter").write_line(text)

    def pytest_terminal_summary(self, terminalreporter):
        counts, line = self.counts, terminalreporter.write_line
        line("")
        line(
            f"kills: {counts.told} stories of {counts.commands} commands, "
            f"{counts.boundaries} boundaries; told again {counts.tellings} times, "
            f"{counts.kills} kills, {counts.within} of them within a command; "
            f"{len(counts.different)} read otherwise"
        )
        for name, why in counts.untouched.items():
            line(f"not killed: {name}: {why}")
        for name in counts.different:
            line(f"otherwise: {name}")


def _boundaries(commands):
    """Before every command but the first; a command that did nothing has one boundary, not two."""
    return [number for number in range(1, len(commands)) if number == 1 or commands[number - 1][1]]


def _moments(moments):
    """
    Where a process may die within a command and nothing be seen of it.

    Not between a message's arrival in the chat and the commit that remembers it: Telegram knows
    no key that would make a second try the same message, so it stands there twice. That both
    work is told by a story of its own.
    """
    found, is_sent = [], False
    for number, moment in enumerate(moments, start=1):
        is_sent = is_sent or moment.startswith("answer of send")
        if not is_sent:
            found.append(number)
        is_sent = is_sent and moment != "committed"
    return found


def _why_not(reports, run):
    """Why a story has no kills: it reaches into the process, or nothing of it is in one."""
    for report in reports:
        if report.skipped:
            return report.longrepr[2]
    return None if run.commands else "no step goes through the desk's process"


def _said(deaths, first):
    """Where it died, for a person; with `--kill-only` it is told again."""
    if len(deaths) > 1:
        return "[killed before every command]"
    ((number, moment),) = deaths.items()
    name, moments = first.commands[number]
    if not moment:
        return f"[--kill-only {number}: killed before command {number}, {name}]"
    return f"[--kill-only {number}.{moment}: killed in {name} {number}, {moments[moment - 1]}]"


def _blamed(reports, blames):
    if blames:
        call = next(one for one in reports if one.when == "call")
        call.outcome, call.longrepr = "failed", "\n\n".join(blames)
    return reports
