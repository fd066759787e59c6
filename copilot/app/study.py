"""What a set in force can do without for a moment: its own examples learned, its tests run."""

from dataclasses import dataclass

from copilot.app.faults import TESTS
from copilot.app.office import Office
from copilot.app.ports.library import Library
from copilot.app.shelf import InForce
from copilot.domain.match import Match
from copilot.domain.problem import Problem
from copilot.matching.matcher import Matcher

#: So many playbooks are compared when a test says what won instead.
TOP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """What came of one step: something learned of a set, or the tests of a learned one."""

    of: InForce
    matcher: Matcher | None = None
    problems: tuple[Problem, ...] = ()


class Study:
    """
    Follows the set in force, one step at a time and never two at once.

    A set that comes into force while another is learned is learned next; what was learned
    meanwhile serves it until then.
    """

    def __init__(self, office: Office, library: Library) -> None:
        self._office = office
        self._library = library
        self._tried = ""

    def work(self) -> Studied | None:
        """Learn, or run the tests, or find nothing to do; takes seconds and touches nothing."""
        built = self._office.shelf.in_force
        if not built.is_learned:
            return Studied(of=built, matcher=self._office.shelf.learn(built))
        if built.playbooks.digest == self._tried:
            return None

        def find(phrase: str, lang: str) -> Match:
            return built.matcher.match(phrase, lang, top=TOP)

        return Studied(of=built, problems=self._library.failing_tests(built.playbooks, find))

    def adopt(self, studied: Studied) -> None:
        """Let what was learned answer, or tell which tests fail, between two use cases."""
        office = self._office
        if studied.matcher is not None:
            office.shelf.take(studied.matcher, of=studied.of)
            return
        digest = studied.of.playbooks.digest
        if office.shelf.in_force.playbooks.digest != digest:
            return
        with office.store.write() as records:
            TESTS.settle(office, records, studied.problems, {"digest": digest[:8]})
        self._tried = digest
