"""A folder of what was learned: the same answers from it, whatever lies there, whoever writes."""

import json
import logging
import multiprocessing
import os
import pickle
from pathlib import Path

import pytest

from copilot.domain.playbook import Playbook, Posture, Severity
from copilot.library.index_folder import ABANDONED_SECONDS, KEPT, IndexFolder
from copilot.matching.matcher import Matcher


def playbook(id_, *phrases):
    return Playbook(
        id=id_,
        path=f"playbooks/{id_}.yaml",
        title=id_,
        severity=Severity.MEDIUM,
        posture=Posture.APOLOGISE,
        examples={"fr": phrases},
        requires={"fr": ("colis",)} if id_ == "late" else {},
    )


LIBRARY = (
    playbook("broken", "mon écran est arrivé cassé", "dalle fissurée", "reçu en morceaux"),
    playbook("late", "mon colis est en retard", "toujours pas de colis", "colis perdu"),
)
TEXTS = ("écran fissuré", "colis en retard", "en retard", "merci")


def asked(matcher):
    return [matcher.match(text, "fr") for text in TEXTS]


def files(folder):
    return sorted(folder.iterdir())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copilot.db.learned"


def test_what_was_learned_once_is_not_learned_again(folder, monkeypatch):
    """That is all it is for: ready at once."""
    first = IndexFolder(folder).matcher(LIBRARY)
    monkeypatch.setattr("copilot.matching.matcher.learn", lambda _: pytest.fail("learned again"))
    second = IndexFolder(folder).matcher(LIBRARY[::-1])

    assert asked(first) == asked(second)


def test_its_answers_are_those_of_no_cache(folder):
    """A cache is not seen."""
    IndexFolder(folder).matcher(LIBRARY)

    assert asked(Matcher.build(LIBRARY)) == asked(IndexFolder(folder).matcher(LIBRARY))


def test_nobody_else_may_read_it(folder):
    """The examples may be customers' words."""
    IndexFolder(folder).matcher(LIBRARY)

    assert 0o700 == folder.stat().st_mode & 0o777
    assert [0o600] == [path.stat().st_mode & 0o777 for path in files(folder)]


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"\0" * 4096, pickle.dumps(object()), b"half"],
    ids=["empty", "zeros", "pickle", "cut"],
)
def test_a_spoilt_file_is_made_anew(folder, spoilt, caplog):
    """Whatever lies there, the desk starts."""
    whole = asked(IndexFolder(folder).matcher(LIBRARY))
    (path,) = files(folder)
    before = path.read_bytes()
    path.write_bytes(before[:5000] if spoilt == b"half" else spoilt)

    assert whole == asked(IndexFolder(folder).matcher(LIBRARY))
    assert before == path.read_bytes()
    assert "made anew" in caplog.text


def test_a_folder_in_its_place_is_survived(folder):
    """Nothing that lies in the way stops anything."""
    whole = asked(IndexFolder(folder).matcher(LIBRARY))
    (path,) = files(folder)
    path.unlink()
    path.mkdir()

    assert whole == asked(IndexFolder(folder).matcher(LIBRARY))
    assert [path] == files(folder)


def test_a_folder_that_cannot_be_written_is_only_logged(tmp_path, caplog):
    """A full disk or a read-only one costs a slower start, and no more."""
    (tmp_path / "file").write_text("not a folder")
    matcher = IndexFolder(tmp_path / "file").matcher(LIBRARY)

    assert asked(Matcher.build(LIBRARY)) == asked(matcher)
    assert [logging.WARNING] == [record.levelno for record in caplog.records]


def test_deleting_it_is_safe(folder):
    """People delete caches; so they may."""
    indexes = IndexFolder(folder)
    whole = asked(indexes.matcher(LIBRARY))
    for path in files(folder):
        path.unlink()
    folder.rmdir()

    assert whole == asked(indexes.matcher(LIBRARY))


def test_only_the_newest_few_are_kept(folder):
    """A brand lead saves a hundred times a day; the disk must not fill."""
    indexes = IndexFolder(folder)
    for number in range(KEPT + 2):
        indexes.matcher([*LIBRARY, playbook("more", f"phrase numéro {number}")])
        os.utime(max(files(folder), key=lambda path: path.stat().st_mtime_ns), (number, number))

    assert KEPT == len(files(folder))


def test_what_a_crash_left_unfinished_is_removed_later(folder):
    """Not at once: another process may be writing it."""
    folder.mkdir()
    old, new = folder / "matcher-a.1.index.part", folder / "matcher-b.2.index.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (ABANDONED_SECONDS, ABANDONED_SECONDS))
    IndexFolder(folder).matcher(LIBRARY)

    assert [new] == [path for path in files(folder) if path.suffix == ".part"]


def test_an_empty_library_leaves_nothing_behind(folder):
    """There is nothing to keep."""
    assert IndexFolder(folder).matcher([]).match("colis").playbook is None
    assert not folder.exists()


def _keep_asking(folder, results):
    found = [IndexFolder(Path(folder)).matcher(LIBRARY) for _ in range(5)]
    results.put(json.dumps([repr(asked(matcher)) for matcher in found]))


def test_processes_that_write_at_once_all_answer_right(folder):
    """`copilot run` and `copilot match` may start in the same second."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    several = [context.Process(target=_keep_asking, args=(str(folder), results)) for _ in range(3)]
    for each in several:
        each.start()
    answers = [answer for _ in several for answer in json.loads(results.get(timeout=60))]
    for each in several:
        each.join()

    assert {repr(asked(Matcher.build(LIBRARY)))} == set(answers)
    assert 1 == len(files(folder))
