"""The playbooks' own tests: what each demands, and what is said when it doesn't hold."""

import pytest

from copilot.domain.match import Band, Candidate, Evidence, Kind, Match
from copilot.domain.playbook import Playbook, PlaybookTest, Posture, Severity
from copilot.library.matched.matched import Matched
from copilot.library.matched.tests import check as run_tests
from copilot.library.report import Report


def match(winner, *candidates):
    return Match(
        "fr",
        Kind.COMPLAINT,
        winner,
        Band.SURE,
        candidates[0].confidence if candidates else 0,
        candidates,
    )


LATE = Candidate("late", 0.9, (Evidence("pas livré", (0, 9), 90),))
NOTHING = match(None)
MATCHES = {
    "late": match("late", LATE),
    "rude": match("rude", Candidate("rude", 0.8)),
    "none": match(None, Candidate("rude", 0.4)),
    "nothing": NOTHING,
}


def problems(expect, won, *, language="en"):
    """Run one test of the playbook `rude`, when *won* is what the matcher says."""
    test = PlaybookTest("fr", expect, "bonjour", 7, 3)
    shelf = [
        Playbook(
            name, f"playbooks/{name}.yaml", "T", Severity.LOW, Posture.SILENT, {}, tests=tests
        )
        for name, tests in (("rude", (test,)), ("late", ()))
    ]
    report = Report(language)
    run_tests(Matched(shelf, {one.id: one.path for one in shelf}, lambda *_: MATCHES[won], report))
    return report.problems


@pytest.mark.parametrize(
    ("expect", "won"),
    [("this", "rude"), ("not this", "late"), ("not this", "none"), ("late", "late")],
)
def test_a_test_that_holds_says_nothing(expect, won):
    assert problems(expect, won) == ()


@pytest.mark.parametrize(
    ("expect", "won", "message"),
    [
        (
            "this",
            "late",
            "this phrase must find `rude`, and `late` wins (0.90) by its example “pas livré”",
        ),
        (
            "this",
            "none",
            "this phrase must find `rude`, and none is found; the nearest is `rude` (0.40)",
        ),
        ("this", "nothing", "this phrase must find `rude`, and none is found"),
        ("late", "rude", "this phrase must find `late`, and `rude` wins (0.80)"),
        ("not this", "rude", "this phrase must not find `rude`, and does (0.80)"),
    ],
)
def test_a_failing_test_says_what_won_instead_and_why(expect, won, message):
    (problem,) = problems(expect, won)

    assert (problem.place, problem.end_column, problem.rule) == (
        "playbooks/rude.yaml:7:3",
        10,
        "failed-test",
    )
    assert message == problem.message


def test_a_test_that_names_no_playbook_is_reported_with_the_nearest():
    (problem,) = problems("lat", "late")

    assert (problem.rule, problem.suggestion) == ("unknown-playbook", "late")
