"""A message that breaks whatever looks at it."""

import pytest

from copilot.app.intake import accept
from copilot.app.triage import triage
from copilot.domain.complaint import Author, Complaint


class Ids:
    """Breaks so often, then works."""

    def __init__(self, ids, *, faults):
        self.ids, self.faults = ids, faults

    def new(self):
        self.faults -= 1
        if self.faults >= 0:
            raise ZeroDivisionError("no name for it")
        return self.ids.new()

    def token(self):
        return self.ids.token()


@pytest.fixture
def waiting(office, channel):
    """Two messages that nobody has looked at."""
    for name in "ab":
        accept(office, Complaint(id=name, channel=channel.name, text="?", author=Author(id=name)))

    def cases():
        with office.store.read() as records:
            return [
                records.complaints.get(one.complaint).complaint.id for one in records.cases.list()
            ]

    return cases


def test_one_that_cannot_be_matched_gets_a_bare_card(office, waiting):
    """It hides neither itself nor those after it."""
    office.ids = Ids(office.ids, faults=1)
    triage(office)

    assert ["a", "b"] == waiting()


def test_one_that_cannot_even_be_carded_hides_none_after_it(office, waiting):
    """It waits, the fault is told, and it is tried again."""
    office.ids = Ids(office.ids, faults=2)
    with pytest.raises(ZeroDivisionError):
        triage(office)
    first = waiting()
    triage(office)

    assert ["b"] == first
    assert ["b", "a"] == waiting()
