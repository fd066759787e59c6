"""What a kill leaves behind: all of a transaction, or nothing."""

import signal
import subprocess
import sys

import pytest

from copilot.store.sql_store import open_store
from tests.contract.store.making import keep_case

STEPS = ["approval", "outbox", "case", "log", "committed"]

#: Approves as the use case does, and stops where it is told to.
APPROVER = """
import sys, signal
from copilot.domain.case import CaseEvent
from copilot.store.sql_store import open_store
from tests.contract.store.making import NOW, an_approval, an_item

def reach(step):
    if step == sys.argv[2]:
        print(step, flush=True)
        signal.pause()

store = open_store(sys.argv[1])
with store.write() as records:
    records.approvals.add(an_approval())
    reach("approval")
    records.outbox.add(an_item(), same_words="words")
    reach("outbox")
    records.cases.move("case-a", CaseEvent.APPROVE, at=NOW)
    reach("case")
    records.log.append("approved", at=NOW, case="case-a", words={"by": 1})
    reach("log")
reach("committed")
"""


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_leaves_all_of_an_approval_or_nothing(url, step):
    """An approval without its outbox row would be a promise nobody keeps."""
    store = open_store(url)
    with store.write() as records:
        keep_case(records)
    child = subprocess.Popen(
        [sys.executable, "-c", APPROVER, url, step], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout.readline() == f"{step}\n"
        child.send_signal(signal.SIGKILL)

    kept = step == "committed"
    with store.write() as records:
        found = (
            len(records.approvals.list("case-a")),
            len(records.outbox.of_case("case-a")),
            records.cases.get("case-a").status.value,
            records.log.verify().entries,
        )
    store.close()
    assert ((1, 1, "approved", 1) if kept else (0, 0, "open", 0)) == found
