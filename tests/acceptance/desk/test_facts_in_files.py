"""Facts and the brand's files: what changes there while replies wait, and lines to paste there."""

import pytest

from copilot.app.playbooks import Playbooks
from copilot.app.shelf import Shelf
from copilot.library.facts import FACTS, named
from copilot.library.nodes import compose
from copilot.library.report import Report
from copilot.library.shape import Reading
from copilot.library.source import Source
from tests.acceptance.conftest import LEA, library_in
from tests.acceptance.desk.facts_said import (
    IS_CHANGED,
    IS_OVER,
    NEW,
    OLD,
    REDO,
    RISE,
    SOS,
    case,
    facts,
    few,
)

__all__ = ["case", "facts", "few"]

SECOURS = "maison-lumen.example/secours"
TOLD = "Des faits ont changé dans les fiches"


class Files:
    """The brand's files under the desk, saved by somebody."""

    def __init__(self, office, folder, clock):
        self.folder, self.office = folder, office
        library = library_in(folder, clock)
        office.shelf = Shelf(library)
        self.playbooks = Playbooks(office, library)
        self.playbooks.start()

    def save(self, old=OLD, new=SECOURS):
        path = self.folder / "playbooks" / "facts.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        self.playbooks.adopt(self.playbooks.look() or self.playbooks.look())


@pytest.fixture
def files(facts, few, tmp_path, clock):
    for name, text in few.in_force.playbooks.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Files(facts.desk.office, tmp_path, clock)


async def card(desk, case):
    return (await desk.card(case))["text"]


async def test_a_changed_file_marks_open_replies_that_state_the_old_value(desk, case, files):
    """As `/fait` does: whoever approved it would state what is not true any more."""
    await desk.tap(case, "Je prends", LEA)
    files.save()
    shown = await card(desk, case)
    told = await desk.said()

    assert TOLD in told
    assert f"help_page : « {OLD} » devient « {SECOURS} » (nº 1)" in told
    assert f"le texte dit « {OLD} », {IS_CHANGED} « {SECOURS} »" in shown
    assert [] == [label for label in await desk.buttons(case) if "Publier" in label]


async def test_one_tap_redoes_it(desk, case, files):
    files.save()
    await desk.tap(case, REDO, LEA)

    assert SECOURS in await desk.draft(case)
    assert IS_CHANGED not in await card(desk, case)


async def test_an_approved_reply_comes_back_when_the_file_changes_in_the_undo_time(
    desk, case, files
):
    """Immediately before posting, what the approval rested on is looked at again."""
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Publier", LEA)
    files.save()
    await desk.sent(seconds=60)

    assert [] == desk.story.channel.public
    assert "nº 1 : la réponse validée par Léa n’est pas partie" in await desk.said()
    assert "🔄 Refaire" in await desk.buttons(case)


async def test_a_changed_file_that_no_open_reply_states_is_not_told(desk, files):
    """`/fiches` has the version; who saved the file knows."""
    files.save()
    await desk.wired.paint()

    assert [] == await desk.wired.mine()


async def test_what_the_desk_says_goes_before_a_changed_file(desk, facts, files):
    """Until its end; then the file's value counts."""
    await facts.settle()
    case = await desk.complain(RISE)
    files.save()
    shown = await card(desk, case)

    assert SOS in await desk.draft(case)
    assert TOLD not in await desk.said()
    assert "⛔" not in shown


async def test_a_fact_that_a_file_ends_may_not_be_stated(desk, case, files):
    """Whatever the draft's own set said of its end."""
    files.save("help_page:\n", "help_page:\n  until: 2026-11-02\n")
    shown = await card(desk, case)

    assert f"help_page : « {OLD} » n’est plus valable (nº 1)" in await desk.said()
    assert IS_OVER in shown


async def test_the_lines_for_the_file_are_that_fact(facts):
    """They are pasted as they are: YAML that means exactly this."""
    told = await facts.settle(NEW.replace(SOS, 'aide : #1 "x" {y}'))
    _, _, lines = told.partition("Pour que cela dure, dans playbooks/facts.yaml :\n")
    report = Report()
    source = Source("facts.yaml", f"{lines}\n")
    read = named(FACTS.read(compose(source, report), Reading(source, report, ("fr", "en"))))

    assert () == report.problems
    assert {"fr": 'aide : #1 "x" {y}', "en": "maison-lumen.example/help-now"} == dict(
        read["help_page"].value
    )
    assert "équipe web" == read["help_page"].source
    assert "2026-11-22" == read["help_page"].until.isoformat()
