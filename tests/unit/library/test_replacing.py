"""Files are replaced together or not at all."""

import stat

import pytest

from copilot.library import replacing
from copilot.library.replacing import Change, ChangedMeanwhileError, replace_all


@pytest.fixture
def change(tmp_path):
    def make(name, before, after):
        path = tmp_path / name
        if before is not None:
            path.write_bytes(before)
        return Change(path, before, after)

    return make


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_are_replaced_and_nothing_else_is_left(change, tmp_path):
    replace_all([change("a", b"1", b"2"), change("b", None, b"3")])

    assert {"a": b"2", "b": b"3"} == contents(tmp_path)


def test_one_that_somebody_changed_meanwhile_leaves_all_as_they_were(change, tmp_path):
    several = [change("a", b"1", b"2"), change("n", None, b"3"), change("b", b"4", b"5")]
    several[2].path.write_bytes(b"mine")

    with pytest.raises(ChangedMeanwhileError, match=r"b$"):
        replace_all(several)

    assert {"a": b"1", "b": b"mine"} == contents(tmp_path)


def test_one_that_cannot_be_written_leaves_all_as_they_were(change, tmp_path, monkeypatch):
    several = [change("a", b"1", b"2"), change("b", b"3", b"4")]
    whole = replacing._put

    def full(path, data):
        if data == b"4":
            raise OSError(28, "no space left on device", str(path))
        whole(path, data)

    monkeypatch.setattr(replacing, "_put", full)
    with pytest.raises(OSError, match="no space"):
        replace_all(several)

    assert {"a": b"1", "b": b"3"} == contents(tmp_path)


def test_rights_and_links_stay(change, tmp_path):
    """A file that others may read stays so, and a link stays a link."""
    one = change("a", b"1", b"2")
    one.path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(one.path)

    replace_all([Change(link, b"1", b"2")])

    assert link.is_symlink()
    assert (b"2", 0o640) == (one.path.read_bytes(), stat.S_IMODE(one.path.stat().st_mode))
