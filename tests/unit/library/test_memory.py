"""A reload costs what has changed, and says what a first reading would say."""

from datetime import date

import pytest

from copilot.library import checks
from copilot.library.memory import Memory
from copilot.library.place import Place
from copilot.library.report import Report
from copilot.library.tree import FileLibrary
from tests.unit.library.conftest import GOOD

PATH = "replies/late/first.fr.j2"


def test_what_was_told_is_told_again_without_the_work():
    memory, done = Memory(), []

    def work(report):
        done.append(1)
        report.hint(Place("a"), "empty-file")
        return 7

    told = []
    for _ in range(2):
        report = Report()
        value = memory.recall(("a",), report, lambda one=report: work(one))
        memory.forget()
        told.append((value, report.problems))

    assert told[0] == told[1]
    assert done == [1]


def test_what_is_not_asked_for_is_forgotten():
    memory, done = Memory(), []
    memory.recall(("a",), Report(), lambda: done.append(1))
    memory.forget()
    memory.forget()
    memory.recall(("a",), Report(), lambda: done.append(2))

    assert done == [1, 2]


def library(folder, *, today=lambda: date(2026, 11, 20)):
    return FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=["fr"],
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=today,
    )


def write(folder, **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


FACTS = "delay: {value: {fr: 2 jours}, source: SAV, until: 2026-11-25}\n"
STATES = GOOD[PATH].replace("Je vous", "Sous {{ facts.delay }}, je vous")


@pytest.mark.parametrize(
    "change",
    [
        {PATH: GOOD[PATH] + "Votre satisfaction est notre priorité."},
        {PATH: GOOD[PATH] + "{{ facts.delay }}"},
        {PATH: "{% if %}"},
        {"playbooks/late.yaml": GOOD["playbooks/late.yaml"].replace("promise:", "x:")},
        {"playbooks/late.yaml": GOOD["playbooks/late.yaml"].replace("apologise", "inform")},
        {"playbooks/charter.yaml": "voice: {fr: tu}\n"},
        {"playbooks/charter.yaml": "rules: {length: {default: 20}}\n"},
        {"playbooks/facts.yaml": FACTS, PATH: STATES},
        {"replies/late/first-2.fr.j2": '{% include "late/first.fr.j2" %} 100 €'},
        {"replies/late/first-2.fr.j2": '{% include "shared/gone.j2" %}'},
    ],
)
def test_a_reload_says_what_a_first_reading_says(tmp_path, change):
    """Whatever changes, and back again: nothing that is remembered may be out of date."""
    write(tmp_path, **GOOD)
    reloaded = library(tmp_path)
    before = reloaded.load()
    write(tmp_path, **change)

    assert reloaded.load() == library(tmp_path).load()
    for name in change:
        (tmp_path / name).unlink()
    write(tmp_path, **{name: text for name, text in GOOD.items() if name in change})
    assert reloaded.load() == before


def test_a_fact_expires_in_what_is_remembered(tmp_path):
    """A desk that reads nothing new for a week still hears of the day that passes."""
    days = [date(2026, 11, 1), date(2026, 11, 20), date(2026, 11, 26)]
    write(tmp_path, **GOOD, **{"playbooks/facts.yaml": FACTS})
    mine = library(tmp_path, today=lambda: days[0])

    rules = []
    while days:
        told = {one.rule for one in mine.load().problems}
        rules.append(told & {"fact-expires", "fact-expired"})
        days.pop(0)

    assert rules == [set(), {"fact-expires"}, {"fact-expired"}]


def test_every_check_is_found_by_itself():
    """Adding one takes one file: no list of them is kept anywhere."""
    found = {name: check.__module__ for name, check in checks.CHECKS.items()}

    assert "near_example" in found
    assert found["near_example"] == "copilot.library.checks.near_example"
    assert list(found).index("templates") < list(found).index("renderings")
