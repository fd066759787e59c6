"""A broken file never takes the desk down: not at start, not while it works."""

import shutil

import pytest

from copilot.app.playbooks import Playbooks
from copilot.app.shelf import Shelf
from copilot.domain.errors import LibraryError
from tests.acceptance.conftest import LEA, ROOT, library_in

KEPT = ("broken-on-arrival", "late-delivery", "praise")
TYPO = "titel: Produit reçu cassé\n"


@pytest.fixture
def folder(tmp_path):
    """A small library that a test may break."""
    for kind in ("playbooks", "replies"):
        (tmp_path / kind).mkdir()
    for shared in ("charter.yaml", "facts.yaml"):
        shutil.copy(ROOT / "playbooks" / shared, tmp_path / "playbooks")
    for name in KEPT:
        shutil.copy(ROOT / "playbooks" / f"{name}.yaml", tmp_path / "playbooks")
        shutil.copytree(ROOT / "replies" / name, tmp_path / "replies" / name)
    shutil.copytree(ROOT / "replies" / "shared", tmp_path / "replies" / "shared")
    drop_tests_about_others(tmp_path / "playbooks")
    return tmp_path


def drop_tests_about_others(playbooks):
    """Tests that expect a playbook of the whole starter library make no sense in a part of it."""
    for path in playbooks.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.partition("\ntests:")[0] + "\n", encoding="utf-8")


@pytest.fixture
def playbooks(office, folder, clock):
    library = library_in(folder, clock)
    office.shelf = Shelf(library)
    return Playbooks(office, library)


def fault(folder):
    """Break one file; give back what mends it."""
    path = folder / "playbooks" / "late-delivery.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(TYPO + good, encoding="utf-8")
    return lambda: path.write_text(good, encoding="utf-8")


def look(playbooks):
    found = playbooks.look() or playbooks.look()
    return playbooks.adopt(found) if found else None


def told(office):
    with office.store.read() as records:
        return [notice.code for notice in records.notices.waiting()]


def test_a_desk_that_never_had_a_good_set_refuses_to_start_and_names_every_fault(
    playbooks, folder
):
    fault(folder)
    (folder / "playbooks" / "praise.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(LibraryError) as refused:
        playbooks.start()

    paths = {problem.path.rpartition("/")[2] for problem in refused.value.problems}
    assert {"late-delivery.yaml", "praise.yaml"} <= paths


def test_a_desk_that_had_one_starts_on_it_and_tells(playbooks, folder, office, clock):
    playbooks.start()
    digest = office.shelf.in_force.playbooks.digest
    fault(folder)
    library = library_in(folder, clock)
    office.shelf = Shelf(library)
    problems = Playbooks(office, library).start()

    assert digest == office.shelf.in_force.playbooks.digest
    assert problems
    assert ["library_fault"] == told(office)


def test_a_file_broken_while_running_changes_nothing_and_is_told_once(
    playbooks, folder, office, story
):
    playbooks.start()
    digest = office.shelf.in_force.playbooks.digest
    fault(folder)
    look(playbooks)
    look(playbooks)
    (folder / "playbooks" / "late-delivery.yaml").touch()
    look(playbooks)

    assert digest == office.shelf.in_force.playbooks.digest
    assert ["library_fault"] == told(office)
    assert story.draft(story.complain()).text


def test_the_mended_file_is_taken_and_told(playbooks, folder, office):
    playbooks.start()
    mend = fault(folder)
    look(playbooks)
    mend()
    look(playbooks)

    assert ["library_fault", "library_mended"] == told(office)


def test_a_good_change_is_in_force_for_the_next_message(playbooks, folder, office, story):
    playbooks.start()
    path = folder / "playbooks" / "broken-on-arrival.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Produit reçu cassé", "title: Casse à l'arrivée"))
    swapped = look(playbooks)

    assert swapped is True
    assert story.card(story.complain()).match.title == "Casse à l'arrivée"


def test_an_open_draft_keeps_the_set_it_came_from(playbooks, folder, office, story):
    """Only asking for another variant or playbook brings the new one."""
    playbooks.start()
    case = story.complain()
    story.press(case, "claim", LEA)
    before = story.draft(case)
    path = folder / "replies" / "broken-on-arrival" / "first.fr.j2"
    path.write_text(path.read_text(encoding="utf-8") + "\nBis.", encoding="utf-8")
    look(playbooks)

    assert before == story.draft(case)
    assert office.shelf.in_force.playbooks.digest != before.set_digest


def test_a_template_that_breaks_is_a_fault_of_the_set(playbooks, folder, office):
    playbooks.start()
    digest = office.shelf.in_force.playbooks.digest
    path = folder / "replies" / "broken-on-arrival" / "first.fr.j2"
    path.write_text("{{ autor.first_name }}", encoding="utf-8")
    look(playbooks)

    assert digest == office.shelf.in_force.playbooks.digest
    assert ["library_fault"] == told(office)
