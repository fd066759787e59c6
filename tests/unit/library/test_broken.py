"""Every broken file of the table is found, at its place, by its rule, with a cure in its message."""

from datetime import date

import pytest

from copilot.domain.problem import ProblemSeverity
from copilot.library.check import check
from copilot.library.tree import FileLibrary
from tests.unit.library.broken import ALL, CUSTOMERS, FIRST, HEAD, LATE, PARTS, PHRASES

APOLOGISES = HEAD.replace("silent", "apologise") + PHRASES


def library(folder, broken):
    """Write a good library, then the broken file into it."""
    files = {LATE: HEAD + PHRASES, "replies/shared/sign.j2": "{{ signature }}"}
    if broken.path.startswith("replies") or "silence" in broken.name:
        files |= {LATE: APOLOGISES, FIRST: PARTS}
    files[broken.path] = broken.content
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "replies").mkdir(exist_ok=True)
    return FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=["fr"],
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 20),
        problem_language="fr",
    )


def test_the_table_is_large_enough():
    """A hundred broken files at least, each told from the others by its name and rule."""
    assert len(ALL) >= 100
    assert len({(one.path, one.name) for one in ALL}) == len(ALL)


@pytest.mark.parametrize("broken", ALL, ids=lambda one: f"{one.rule}: {one.name}")
def test_a_broken_file_is_found_at_its_place_by_its_rule(tmp_path, broken):
    problems = check(library(tmp_path, broken)).problems

    found = {
        (one.line, one.column, one.rule): one
        for one in problems
        if one.path == (tmp_path / broken.path).as_posix()
    }
    assert (*broken.place, broken.rule) in found, sorted(found)
    told = found[*broken.place, broken.rule]
    assert broken.cure in f"{told.message} {told.suggestion}", told.message


@pytest.mark.parametrize("broken", CUSTOMERS, ids=lambda one: one.name)
def test_what_yaml_eats_never_becomes_an_example(tmp_path, broken):
    """An example that is not what its line says would be matched in silence."""
    shelf = library(tmp_path, broken)
    examined = shelf.examine(shelf.read())

    if examined.playbook_set:
        told = [one for one in examined.problems if one.severity is not ProblemSeverity.HINT]
        assert broken.rule in {one.rule for one in told}
