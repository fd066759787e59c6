"""What lies in a folder: files, and what only looks like one."""

import os

from copilot.library.folder import fingerprint, read
from copilot.library.report import Report


def test_what_is_no_file_is_a_fault_and_keeps_nobody_waiting(tmp_path):
    """A pipe among the playbooks would stop every later reading; a link to nowhere is told too."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    report = Report()
    before = fingerprint({"playbooks": tmp_path})
    read({"playbooks": tmp_path}, report)
    (tmp_path / "loop.yaml").unlink()

    assert [("loop.yaml", "unreadable"), ("pipe.yaml", "unreadable")] == [
        (one.path.rpartition("/")[2], one.rule) for one in report.problems
    ]
    assert before != fingerprint({"playbooks": tmp_path})


def test_a_look_sees_what_is_read_and_nothing_else(tmp_path):
    """What an editor leaves behind must not make a desk read all its playbooks again."""
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "late.yaml").write_text("a")
    seen = [fingerprint({"playbooks": tmp_path})]
    (tmp_path / ".hidden").mkdir()
    for name in (".hidden/late.yaml", "below/.late.yaml.swp", "below/late.yaml~", "#late.yaml#"):
        (tmp_path / name).write_text("b")
    (tmp_path / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    seen.append(fingerprint({"playbooks": tmp_path}))
    (tmp_path / "below" / "late.yaml").write_text("ab")
    seen.append(fingerprint({"playbooks": tmp_path}))
    (tmp_path / "below" / "late.yaml").rename(tmp_path / "late.yaml")
    seen.append(fingerprint({"playbooks": tmp_path}))

    assert seen[0] == seen[1]
    assert len(set(seen[1:])) == 3


def test_a_folder_that_is_gone_has_a_state_too(tmp_path):
    """It comes back when somebody has moved it back."""
    before = fingerprint({"playbooks": tmp_path / "none"})
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "late.yaml").write_text("a")

    assert before != fingerprint({"playbooks": tmp_path / "none"})
