"""A process that only delivers reads no files while it runs: what it says of facts then."""

from copilot.app.playbooks import Playbooks
from copilot.app.shelf import Shelf
from tests.acceptance.conftest import library_in
from tests.acceptance.desk.facts_said import RISE, few

__all__ = ["few"]


def test_a_process_that_kept_an_older_set_says_nothing_about_newer_drafts(
    story, office, few, tmp_path, clock
):
    """One that only delivers reads no files while it runs; it must not withdraw what is true."""
    for name, text in few.in_force.playbooks.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    library = library_in(tmp_path, clock)
    office.shelf = Shelf(library)
    playbooks = Playbooks(office, library)
    playbooks.start()
    kept = office.shelf.in_force
    clock.advance(minutes=1)
    facts = tmp_path / "playbooks" / "facts.yaml"
    changed = facts.read_text("utf-8").replace(
        "maison-lumen.example/aide", "maison-lumen.example/secours"
    )
    facts.write_text(changed, "utf-8")
    playbooks.adopt(playbooks.look() or playbooks.look())
    case = story.complain(RISE)
    office.shelf.put_in_force(kept)
    rules = [finding.rule for finding in story.card(case).draft.findings]

    assert "maison-lumen.example/secours" in story.draft(case).text
    assert "fact_changed" not in rules
