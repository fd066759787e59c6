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
