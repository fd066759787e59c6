"""How problems are told: to people, editors, GitHub and code scanners."""

import json

import pytest

from copilot.cli.formats import FORMATS
from copilot.domain.problem import Problem, ProblemSeverity

ERROR = Problem(
    "playbooks/a.yaml", 3, 5, 9, "unknown-key", "`x` is not a key here", suggestion="y"
)
WARNING = Problem("b, c.j2", 1, 2, 3, "charter-links", "100 %\nlinks", ProblemSeverity.WARNING)
HINT = Problem("c.yaml", 1, 1, 1, "unused-chat", "nobody's", ProblemSeverity.HINT)
ALL = (ERROR, WARNING, HINT)


def told(name, problems=ALL, *, language="en", playbooks=2):
    return FORMATS[name](problems, playbooks=playbooks, language=language)


def test_text_is_what_editors_jump_to():
    """`path:line:column:` is understood by every editor's problem matcher."""
    assert [
        "playbooks/a.yaml:3:5: `x` is not a key here [unknown-key]",
        "c.yaml:1:1: hint: nobody's [unused-chat]",
        "2 playbooks, 1 error, 1 hint",
    ] == told("text", (ERROR, HINT)).split("\n")


@pytest.mark.parametrize(
    ("language", "problems", "playbooks", "said"),
    [
        ("en", (), 0, "0 playbooks, no fault"),
        ("en", (), 1, "1 playbook, no fault"),
        ("fr", (), 0, "0 fiche, aucun défaut"),
        ("fr", (ERROR, ERROR), 13, "13 fiches, 2 erreurs"),
    ],
)
def test_the_sum_is_grammatical(language, problems, playbooks, said):
    """French leaves nought in the singular."""
    assert said == told("text", problems, language=language, playbooks=playbooks).split("\n")[-1]


def test_json_is_the_contracts():
    """Other programs read it (CONTRACT.md, section 1)."""
    assert {
        "problems": [
            {
                "path": "playbooks/a.yaml",
                "line": 3,
                "column": 5,
                "end_column": 9,
                "severity": "error",
                "rule": "unknown-key",
                "message": "`x` is not a key here",
                "suggestion": "y",
            }
        ],
        "playbooks": 2,
    } == json.loads(told("json", (ERROR,)))


def test_github_gets_workflow_commands_that_nothing_can_break_out_of():
    """A file's name with a comma, a message of two lines."""
    assert [
        (
            "::error file=playbooks/a.yaml,line=3,col=5,endColumn=9,title=unknown-key"
            "::`x` is not a key here"
        ),
        "::warning file=b%2C c.j2,line=1,col=2,endColumn=3,title=charter-links::100 %25%0Alinks",
        "::notice file=c.yaml,line=1,col=1,endColumn=1,title=unused-chat::nobody's",
    ] == told("github").split("\n")


def test_sarif_names_rules_and_places():
    """Code scanners show the fault beside its line."""
    run = json.loads(told("sarif"))["runs"][0]

    assert [
        ("unknown-key", "error", 3),
        ("charter-links", "warning", 1),
        ("unused-chat", "note", 1),
    ] == [
        (
            one["ruleId"],
            one["level"],
            one["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for one in run["results"]
    ]
    assert [
        run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        for one in run["results"]
    ] == [True] * 3
