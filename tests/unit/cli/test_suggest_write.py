"""Of what was accepted, all that can be is written; the rest blocks nothing."""

import pytest

from copilot.app.lessons import Example, Lesson, Why
from copilot.cli.check import library_of
from copilot.cli.scope import Scope
from copilot.cli.suggest_write import Writer
from copilot.domain.match import Band

BOOK = """\
title: {id}
severity: low
posture: person
examples:
  fr: |
{lines}"""
LATE = ("colis jamais arrivé", "livraison en retard d'une semaine", "toujours rien reçu")
RUDE = ("vendeur désagréable", "on m'a raccroché au nez", "accueil glacial au magasin")


def text_of(id_, phrases):
    return BOOK.format(id=id_, lines="".join(f"    {phrase}\n" for phrase in phrases))


def example(playbook, phrase, number=1):
    lesson = Lesson(
        number=number,
        playbook=playbook,
        why=Why.CHOSEN,
        by=1,
        lang="fr",
        said=None,
        band=Band.NONE,
        phrase=phrase,
    )
    return Example(playbook=playbook, lang="fr", phrase=phrase, lessons=(lesson,))


@pytest.fixture
def scope(tmp_path):
    for folder in ("playbooks", "replies"):
        (tmp_path / folder).mkdir()
    found = Scope(tmp_path / "playbooks", tmp_path / "replies", language="en")
    (found.playbooks / "late.yaml").write_text(text_of("late", LATE), "utf-8")
    (found.playbooks / "rude.yaml").write_text(text_of("rude", RUDE), "utf-8")
    return found


@pytest.fixture
def writer(scope):
    """As it stands while somebody answers its questions."""
    return Writer(scope, library_of(scope).load().playbook_set.files)


PARCEL, CLERK = example("late", "paquet porté disparu"), example("rude", "la caissière m'ignore")
STUB = {"playbooks/new.yaml": text_of("new", ("mes points ont disparu", "solde de points à 0"))}


def written(outcome):
    return [name.rpartition("/")[2] for name in outcome.written]


def test_everything_that_can_be_is_written_together(scope, writer):
    outcome = writer.write([PARCEL, CLERK, STUB])

    assert (["late.yaml", "rude.yaml", "new.yaml"], []) == (written(outcome), outcome.left)
    assert text_of("late", (*LATE, PARCEL.phrase)) == (scope.playbooks / "late.yaml").read_text()


def test_a_phrase_that_would_break_a_file_leaves_the_others_in(scope, writer):
    """A test of its own file says that nearly these words are something else."""
    path = scope.playbooks / "rude.yaml"
    tests = "tests:\n  fr:\n    not this: |\n      la caissière m'ignore superbement\n"
    path.write_text(f"{path.read_text()}{tests}", "utf-8")
    others = [example("late", f"paquet {word} disparu") for word in ("rouge", "bleu", "vert")]

    outcome = writer.write([others[0], CLERK, *others[1:], STUB])

    assert ["late.yaml", "new.yaml"] == written(outcome)
    assert [CLERK] == [one for one, _ in outcome.left]
    assert "copilot check" in outcome.left[0][1]
    assert f"{path.as_posix()}:" in outcome.left[0][1]
    assert text_of("rude", RUDE) + tests == path.read_text()


def test_a_file_saved_meanwhile_is_added_to_as_it_is_now(scope, writer):
    """Somebody mends a title while a colleague answers questions."""
    path = scope.playbooks / "late.yaml"
    path.write_text(text_of("late", (*LATE, "où est mon colis")), "utf-8")

    outcome = writer.write([PARCEL])

    assert [] == outcome.left
    assert text_of("late", (*LATE, "où est mon colis", PARCEL.phrase)) == path.read_text()


def test_a_file_broken_meanwhile_is_left_alone_and_the_others_written(scope, writer):
    path = scope.playbooks / "late.yaml"
    path.write_text("title: [", "utf-8")

    outcome = writer.write([PARCEL, CLERK])

    assert ["rude.yaml"] == written(outcome)
    assert "title: [" == path.read_text()
    assert [PARCEL] == [one for one, _ in outcome.left]
    assert "late.yaml:" in outcome.left[0][1]


def test_a_new_file_that_is_broken_is_nobodys_reason(scope, writer):
    """A draft of a colleague's, saved half-way."""
    (scope.playbooks / "draft.yaml").write_text("title", "utf-8")

    assert ["late.yaml"] == written(writer.write([PARCEL]))


def test_a_playbook_that_is_gone_is_said_to_be(scope, writer):
    (scope.playbooks / "late.yaml").unlink()

    outcome = writer.write([PARCEL, CLERK])

    assert (["rude.yaml"], [PARCEL]) == (written(outcome), [one for one, _ in outcome.left])
    assert "`late` is there no more" in outcome.left[0][1]


def test_a_phrase_that_somebody_added_meanwhile_is_not_added_twice(scope, writer):
    path = scope.playbooks / "late.yaml"
    path.write_text(text_of("late", (*LATE, PARCEL.phrase)), "utf-8")

    outcome = writer.write([PARCEL])

    assert ([], 1) == (written(outcome), len(outcome.left))
    assert 1 == path.read_text().count(PARCEL.phrase)


def test_what_was_wrong_before_is_no_suggestions_fault_and_is_told(scope, writer):
    """A test that failed already would else forbid every phrase."""
    path = scope.playbooks / "rude.yaml"
    tests = "tests:\n  fr:\n    this: |\n      le chat dort sous la lune\n"
    path.write_text(f"{path.read_text()}{tests}", "utf-8")

    outcome = writer.write([PARCEL])

    assert (["late.yaml"], 1) == (written(outcome), outcome.faults)
