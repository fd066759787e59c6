"""The port over folders: all faults at once, accepted whole or not at all, built again from texts."""

from datetime import date

import pytest

from copilot.domain.errors import LibraryError
from copilot.domain.playbook import Stage
from copilot.library.check import check
from copilot.library.tree import FileLibrary

PLAYBOOK = """\
title: {title}
severity: low
posture: silent
examples:
  fr: |
    {example}
    {example} encore une fois
    vraiment, {example}
tests:
  fr:
    {expect}: |
      {phrase}
"""


def playbook(title, example, *, expect="this", phrase=""):
    return PLAYBOOK.format(title=title, example=example, expect=expect, phrase=phrase or example)


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "replies").mkdir()
    (tmp_path / "playbooks").mkdir()
    write(tmp_path, "playbooks/late.yaml", playbook("Retard", "mon colis n'est pas livré"))
    write(tmp_path, "playbooks/rude.yaml", playbook("Accueil", "vendeur très impoli en caisse"))
    return tmp_path


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def library(folder, **more):
    return FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=["fr"],
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 20),
        **more,
    )


def test_good_files_become_a_set(folders):
    loaded = library(folders).load()

    assert {one.rule for one in loaded.problems} <= {"few-examples"}
    assert sorted(loaded.playbook_set.playbooks) == ["late", "rude"]
    assert loaded.digest == loaded.playbook_set.digest
    assert loaded.playbook_set.variants("late", Stage.FIRST, "fr") == ()


def test_faults_of_all_files_come_at_once_and_in_order(folders):
    write(folders, "playbooks/late.yaml", "titel: a\n\tb: c\n")
    write(folders, "playbooks/rude.yaml", "sevirity: low\n")
    write(folders, "replies/late/first.fr.j2", "{% if %}")

    loaded = library(folders).load()

    places = [one.path for one in loaded.problems]
    assert loaded.playbook_set is None
    assert places == sorted(places)
    assert len(set(places)) == 3


def test_a_set_is_built_again_from_its_texts(folders):
    """After a restart with broken files the last good set stays in force."""
    write(folders, "replies/late/first.fr.j2", "Bonjour.")
    accepted = library(folders).load().playbook_set
    write(folders, "playbooks/late.yaml", "broken: [")

    restored = library(folders).restore(accepted.files)

    assert restored == accepted


def test_texts_that_can_no_longer_be_read_are_refused(folders):
    with pytest.raises(LibraryError):
        library(folders).restore({"playbooks/a.yaml": "title: ["})


def test_the_fingerprint_changes_with_a_file_and_only_then(folders):
    mine = library(folders)
    before = mine.fingerprint()
    assert mine.fingerprint() == before

    write(folders, "playbooks/late.yaml", "title: b\n")
    changed = mine.fingerprint()
    write(folders, "replies/late/first.fr.j2", "x")

    assert len({before, changed, mine.fingerprint()}) == 3


def test_folders_that_are_not_there_are_reported(tmp_path):
    loaded = library(tmp_path).load()

    assert {one.rule for one in loaded.problems} == {"no-folder", "no-playbooks"}
    assert library(tmp_path).fingerprint()


def test_files_that_would_not_be_read_are_reported(folders):
    write(folders, "playbooks/a.yml", "title: a")
    write(folders, "replies/late/first.fr.jinja", "a")
    write(folders, "replies/late/first.fr.j2~", "an editor's")
    write(folders, "playbooks/.late.yaml.swp", "an editor's")

    rules = [
        (one.path.rpartition("/")[2], one.rule)
        for one in library(folders).load().problems
        if one.rule != "few-examples"
    ]

    assert rules == [("a.yml", "yml"), ("first.fr.jinja", "misnamed-template")]


def test_line_ends_do_not_change_the_digest(folders):
    one = library(folders).load().digest
    path = folders / "playbooks" / "late.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert library(folders).load().digest == one


def test_a_check_runs_the_tests_only_of_a_set_that_can_be_used(folders):
    write(folders, "playbooks/late.yaml", "broken: [")

    result = check(library(folders))

    assert (0, library(folders).load().problems) == (result.playbooks, result.problems)


def test_a_check_points_at_the_files_as_they_were_named(folders):
    text = playbook("Retard", "mon colis n'est pas livré", expect="rud", phrase="impoli")
    write(folders, "playbooks/late.yaml", text)

    (problem,) = [
        one for one in check(library(folders)).problems if one.rule == "unknown-playbook"
    ]

    path = (folders / "playbooks" / "late.yaml").as_posix()
    assert (problem.path, problem.line, problem.column, problem.suggestion) == (
        path,
        12,
        7,
        "rude",
    )


def test_problems_are_told_in_french_on_demand(folders):
    write(folders, "playbooks/late.yaml", "titre: a\n")

    messages = [one.message for one in library(folders, problem_language="fr").load().problems]

    assert "il manque `severity`" in messages
