"""The playbooks' own tests: what each demands, and what is said when it doesn't hold."""

from dataclasses import replace

import pytest

from copilot.domain.match import Band, Candidate, Evidence, Kind, Lost, Match, RunnerUp
from copilot.domain.playbook import Playbook, PlaybookTest, Posture, Severity
from copilot.library.matched import shadowed_example
from copilot.library.matched.matched import Matched
from copilot.library.matched.tests import check as run_tests
from copilot.library.report import Report
from copilot.matching.left_out import Left


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
            (
                "this phrase must find `rude`, and `late` wins (0.90, almost sure) by its "
                "example “pas livré”; `rude` is far behind"
            ),
        ),
        (
            "this",
            "none",
            "this phrase must find `rude`, and none is found; the nearest is `rude` (0.40)",
        ),
        ("this", "nothing", "this phrase must find `rude`, and none is found"),
        (
            "late",
            "rude",
            (
                "this phrase must find `late`, and `rude` wins (0.80, almost sure); `late` is "
                "far behind"
            ),
        ),
        ("not this", "rude", "this phrase must not find `rude`, and does (0.80, almost sure)"),
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


WHY = [
    (RunnerUp("rude", Lost.CLOSE), "`rude` comes close behind"),
    (
        RunnerUp("rude", Lost.WORD, span=(0, 3), theirs=4, own=1),
        "“bon” is in 4 of the examples of `late`, and in 1 of `rude`",
    ),
    (RunnerUp("rude", Lost.LESS), "it is less like the examples of `rude`"),
    (
        RunnerUp("rude", Lost.REQUIRED, ("vendeur", "accueil")),
        "`rude` requires a word that is not there (“vendeur”, “accueil”, …)",
    ),
    (RunnerUp("rude", Lost.EXCLUDED, ("colis",)), "`rude` excludes “colis”"),
    (
        RunnerUp("rude", Lost.NOT_EXAMPLE, ("bonsoir",)),
        "`rude` has a counter-example like it: “bonsoir”",
    ),
    (
        RunnerUp("rude", Lost.KIND),
        "`rude` thanks for praise or apologises for a complaint, which this is not",
    ),
    (RunnerUp("rude", Lost.FAR), "it has too little in common with the examples of `rude`"),
    (RunnerUp("rude", Lost.NOTHING), "no word that tells is among the examples of `rude`"),
    (RunnerUp("other", Lost.LESS), "`rude` gets 0.20"),
]


@pytest.mark.parametrize(("lost", "why"), WHY)
def test_a_failing_test_says_what_the_expected_playbook_lacked(monkeypatch, lost, why):
    """Which word to add or take away is what a brand lead has to know."""
    won = replace(match("late", LATE, Candidate("rude", 0.2)), runner_up=lost)
    monkeypatch.setitem(MATCHES, "beaten", won)

    (problem,) = problems("this", "beaten")

    assert problem.message.endswith(f"; {why}")


@pytest.mark.parametrize("lost", list(Lost))
def test_every_reason_is_said_in_french(monkeypatch, lost):
    won = replace(match("late", LATE), runner_up=RunnerUp("rude", lost))
    monkeypatch.setitem(MATCHES, "beaten", won)

    (problem,) = problems("this", "beaten", language="fr")

    assert "0,90, presque sûr" in problem.message
    assert "\u00a0; " in problem.message


def shadowed(won, lead=0.2):
    """Say what is told of an example of `rude`, when *won* is what the matcher says."""
    shelf = [
        Playbook(name, f"{name}.yaml", "T", Severity.LOW, Posture.SILENT, {"fr": ("bonjour",)})
        for name in ("rude", "late")
    ]
    report = Report("en")
    left = Left("rude", "fr", "bonjour", "late" if lead else "rude", lead)
    paths = {one.id: one.path for one in shelf}
    shadowed_example.check(
        Matched(shelf, paths, lambda *_: MATCHES[won], report, leave_out=lambda: [left])
    )
    return [(one.path, one.rule, one.message) for one in report.problems]


def test_an_example_that_another_playbook_wins_is_told_with_both_scores():
    assert [
        (
            "rude.yaml",
            "shadowed-example",
            (
                "`late` wins this example (0.90, almost sure), which is most like its own “pas "
                "livré”; this playbook gets 0.00. Move it there, or make it say what sets this "
                "one apart"
            ),
        )
    ] == shadowed("late")


@pytest.mark.parametrize(("won", "lead"), [("rude", 0.2), ("none", 0.2), ("late", 0.0)])
def test_an_example_that_wins_or_is_found_without_itself_is_not(won, lead):
    """What the others find is found all the more with it, so it need not be matched."""
    assert shadowed(won, lead) == []
