"""Within one transaction nothing is read twice, and nothing that has changed is remembered."""

import pytest
import sqlalchemy as sa

from copilot.domain.case import CaseEvent, CaseStatus
from copilot.domain.playbook import Stage
from copilot.store.work_tables import cases
from tests.contract.store.making import NOW, keep_case


def statements(engine):
    """Everything that is asked of *engine* from now on."""
    asked = []
    sa.event.listen(engine, "before_cursor_execute", lambda *event: asked.append(event[2]))
    return asked


def test_a_question_is_asked_once_in_a_transaction(store):
    """Drawing one card would otherwise ask for the same complaint seven times."""
    with store.write() as records:
        case = keep_case(records)
    asked = statements(store._reader)
    with store.read() as records:
        first, again = records.cases.get(case.id), records.cases.get(case.id)

    assert first == again
    assert 1 == sum(" FROM cases" in one for one in (" ".join(a.split()) for a in asked))


def test_what_was_written_is_read_again(store):
    """A use case decides on what is true, also after its own writes."""
    with store.write() as records:
        case = keep_case(records)
        before = records.cases.get(case.id).status
        records.cases.move(case.id, CaseEvent.DISMISS, at=NOW, reason="spam")
        after = records.cases.get(case.id).status

    assert [CaseStatus.OPEN, CaseStatus.DISMISSED] == [before, after]


@pytest.mark.parametrize("ending", ["savepoint", "raw"])
def test_whatever_is_no_question_ends_what_is_remembered(store, ending):
    """Nobody has to remember to say that something was written."""
    with store.write() as records:
        case = keep_case(records)
        connection = records.cases._connection
        changed = cases.update().where(cases.c.id == case.id).values(stage=Stage.SOLUTION)
        if ending == "raw":
            records.cases.get(case.id)
            connection.execute(changed)
            wanted = Stage.SOLUTION
        else:
            point = connection.begin_nested()
            connection.execute(changed)
            records.cases.get(case.id)
            point.rollback()
            wanted = case.stage

        assert wanted == records.cases.get(case.id).stage


def test_the_next_transaction_asks_again(store):
    """Another process may have written in between."""
    with store.write() as records:
        case = keep_case(records)
    with store.read() as records:
        before = records.cases.get(case.id).status
    with store.write() as records:
        records.cases.move(case.id, CaseEvent.DISMISS, at=NOW, reason="spam")
    with store.read() as records:
        after = records.cases.get(case.id).status

    assert [CaseStatus.OPEN, CaseStatus.DISMISSED] == [before, after]
