"""The README says what is there: a stale line in it is a broken promise."""

import re
from pathlib import Path

import pytest

from copilot.channels.kinds import kinds
from copilot.cli.main import COMMANDS
from copilot.config.schema import schema
from copilot.domain.person import Role

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title):
    """The lines of one section."""
    return README.partition(f"## {title}\n")[2].partition("\n## ")[0]


def first_cells(text):
    """The code in the first cell of every row of a table."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def test_the_configuration_table_names_every_key_and_no_other():
    documented = set(first_cells(section("Configuration in brief")))

    assert set(schema("config")["properties"]) - documented <= {"playbooks", "replies"}
    assert documented <= set(schema("config")["properties"])


def test_what_a_lost_answer_means_is_said_for_every_channel():
    assert set(kinds()) == set(first_cells(section("What it guarantees")))


def test_every_role_is_named():
    assert [] == [role.value for role in Role if f"`{role.value}`" not in README]


@pytest.mark.parametrize("command", re.findall(r"`copilot ([a-z]+)", README))
def test_every_command_in_it_exists(command):
    assert command in COMMANDS


def test_both_commands_are_one_line_each():
    """CI takes the second from here, so it is the very line that people run."""
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]

    assert ["copilot demo", "pytest -q -n auto"] == [line.rpartition("/bin/")[2] for line in lines]


def test_every_picture_and_page_it_links_is_there():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)

    assert links
    assert [] == [link for link in links if not (ROOT / link).exists()]
