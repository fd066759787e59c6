"""How problems are told: to people, editors, GitHub and code scanners."""

import json

import jsonschema
import pytest

from copilot.cli.formats import FORMATS
from copilot.domain.problem import Problem, ProblemSeverity

ERROR = Problem(
    "playbooks/a.yaml", 3, 5, 9, "unknown-key", "`x` is not a key here", suggestion="y"
)
WARNING = Problem("b, c.j2", 1, 2, 3, "charter-links", "100 %\nlinks", ProblemSeverity.WARNING)
HINT = Problem("c.yaml", 1, 1, 1, "unused-chat", "nobody's", ProblemSeverity.HINT)
ALL = (ERROR, WARNING, HINT)


_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_COUNT = {"type": "integer", "minimum": 1}
#: From the official schema: what is required, and the kinds of what is used here.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "minItems": 0,
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "semanticVersion": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": _TEXT,
                                                "help": _TEXT,
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": _TEXT,
                                "locations": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "additionalProperties": False,
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "properties": {
                                                            "uri": {
                                                                "type": "string",
                                                                "format": "uri-reference",
                                                            }
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "startLine": _COUNT,
                                                            "startColumn": _COUNT,
                                                            "endColumn": _COUNT,
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def told(name, problems=ALL, *, language="en", playbooks=2):
    return FORMATS[name](problems, playbooks=playbooks, language=language)


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


def test_sarif_brings_the_page_of_every_rule_in_the_desks_language():
    rules = json.loads(told("sarif", language="fr"))["runs"][0]["tool"]["driver"]["rules"]

    helps = {one["id"]: one["help"]["text"] for one in rules}
    assert "n’a pas de sens ici" in helps["unknown-key"]


def test_sarif_says_that_columns_are_characters_and_escapes_paths():
    """A scanner that counts otherwise would underline the wrong words after an emoji."""
    run = json.loads(told("sarif", (WARNING, HINT)))["runs"][0]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]

    assert run["columnKind"] == "unicodeCodePoints"
    assert places[0]["artifactLocation"]["uri"] == "b%2C%20c.j2"
    assert places[0]["region"] == {"startLine": 1, "startColumn": 2, "endColumn": 3}
    assert places[1]["region"] == {"startLine": 1, "startColumn": 1}


@pytest.mark.parametrize("problems", [(), ALL])
def test_sarif_has_what_its_schema_demands(problems):
    """Held to the parts of the official schema of SARIF 2.1.0 that this document uses."""
    jsonschema.validate(json.loads(told("sarif", problems)), SARIF)
