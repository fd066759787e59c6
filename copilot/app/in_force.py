"""Which playbooks are in force, since when, and what is wrong with the files."""

from dataclasses import dataclass
from datetime import datetime

from copilot.app.facts_now import overrides
from copilot.app.faults import APPROVERS, CONFIGURATION, LIBRARY, RESTART, TESTS, Standing
from copilot.app.office import Office
from copilot.domain.person import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybooksInForce:
    """What `/fiches` shows."""

    digest: str
    since: datetime | None
    playbooks: int
    titles: tuple[tuple[str, str], ...]  #: severity and title of each, the most serious first
    changed_facts: int
    library_fault: Standing | None
    config_fault: Standing | None
    tests_fault: Standing | None  #: of the set in force
    approvers_fault: Standing | None
    is_learned: bool  #: whether messages are held against the examples of this very version
    restart: tuple[str, ...]  #: keys of the configuration that wait for a restart


def playbooks_in_force(office: Office, *, person: int) -> PlaybooksInForce:
    """
    Look at what the desk works with; everybody of the team may.

    Raises:
        Refused: `stranger`.
    """
    office.require(person, Right.NOTE)
    in_force = office.shelf.in_force
    playbooks = in_force.playbooks
    now = office.clock.now()
    by_severity = sorted(
        playbooks.playbooks.values(), key=lambda one: (-one.severity.rank, one.title)
    )
    with office.store.read() as records:
        waiting = records.state.get(RESTART) or ""
        return PlaybooksInForce(
            digest=playbooks.digest,
            since=records.sets.accepted_at(playbooks.digest),
            playbooks=len(playbooks.playbooks),
            titles=tuple((one.severity.value, one.title) for one in by_severity),
            changed_facts=len(overrides(records, at=now)),
            library_fault=LIBRARY.standing(records),
            config_fault=CONFIGURATION.standing(records),
            tests_fault=TESTS.standing(records),
            approvers_fault=APPROVERS.standing(records),
            is_learned=in_force.is_learned,
            restart=tuple(waiting.split()),
        )
