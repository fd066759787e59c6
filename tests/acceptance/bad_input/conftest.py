"""One service for all that can be done to it while it runs: starting is what takes time."""

import pytest

from tests.acceptance.bad_input.office import Office
from tests.acceptance.loop.machine import SECRET
from tests.fakes.receiver import Receiver


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    with (
        Receiver(SECRET, dedupes=False) as receiver,
        Office(tmp_path_factory.mktemp("running"), receiver) as office,
    ):
        office.service = office.start()
        yield office


@pytest.fixture
def office(tmp_path):
    """Nothing is started yet but the sandbox and the receiver."""
    with Receiver(SECRET, dedupes=False) as receiver, Office(tmp_path, receiver) as office:
        yield office
