"""What the passing of time costs: it is looked at while people press, in the same transaction."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from copilot.app.round import tick
from copilot.domain.handling import Promise
from tests.acceptance.conftest import LEA


@contextmanager
def statements(office):
    """How many the database is asked meanwhile."""
    asked = []

    def count(_connection, _cursor, statement, *_):
        asked.append(statement)

    writer = office.store._writer
    sa.event.listen(writer, "before_cursor_execute", count)
    yield asked
    sa.event.remove(writer, "before_cursor_execute", count)


def late_cases(story, first, last):
    """Nobody has answered them in time."""
    for number in range(first, last):
        story.complain(f"écran fissuré, carton {number}", id=f"m{number}", author=f"a{number}")


def late_promises(office, clock):
    """Nobody has kept one of each case."""
    with office.store.write() as records:
        for case in records.cases.list():
            records.promises.add(
                Promise(
                    id=f"promise-{case.id}",
                    case=case.id,
                    what="un retour ici",
                    due_at=clock.now() - timedelta(hours=1),
                    owner=LEA,
                    is_private=False,
                    made_at=clock.now() - timedelta(hours=9),
                )
            )


@pytest.mark.parametrize("what", ["cases", "promises"])
def test_many_that_are_late_and_told_cost_no_more_than_a_few(story, office, clock, what):
    """Two hundred late cases must not keep a press waiting, every two seconds, for days."""
    costs = []
    for first, last in ((0, 2), (2, 9)):
        late_cases(story, first, last)
        if what == "promises":
            late_promises(office, clock)
        clock.advance(minutes=70)
        tick(office)
        clock.advance(minutes=1)
        with statements(office) as asked:
            tick(office)
        costs.append(len(asked))

    assert costs[0] == costs[1]
