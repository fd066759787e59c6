"""`copilot cases` and `copilot case` on a desk where something happened."""

import json

import pytest

from copilot.app.triage import triage
from copilot.bootstrap.office import open_office
from copilot.config.read import load
from tests.acceptance.cli.conftest import TOKEN

SAID = '{"text": "toujours pas reçu mon colis", "id": "1", "author": {"id": "7", "name": "<3"}}\n'


@pytest.fixture
def worked(desk, copilot):
    """Three messages, one of them sent twice, triaged as `copilot run` does."""
    again = SAID.replace('"id": "1"', '"id": "2"')
    other = '{"text": "bof", "id": "3"}\n'
    (desk / "in.jsonl").write_text(SAID + again + other, "utf-8")
    copilot("import", "in.jsonl", "--channel", "shop")
    environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "SHOP_SECRET": "whsec_x"}
    with open_office(load(desk / "copilot.yaml", environ=environ)) as (office, playbooks):
        playbooks.start()
        triage(office)
    return desk


def test_cases_are_listed_and_what_was_set_aside_with_the_reason(worked, copilot):
    """Every complaint ends somewhere visible."""
    cases = json.loads(copilot("cases", "--json").out)
    aside = json.loads(copilot("cases", "--state", "set_aside", "--json").out)

    assert [(1, "late-delivery", "<3"), (2, None, None)] == [
        (one["number"], one["playbook"], one["author"]) for one in cases
    ]
    assert [("2", "duplicate")] == [(one["complaint"], one["reason"]) for one in aside]
    assert "[]\n" == copilot("cases", "--state", "answered", "--json").out


def test_a_case_shows_its_whole_history(worked, copilot):
    """By its number or its id."""
    case = json.loads(copilot("case", "1", "--json").out)

    assert case == json.loads(copilot("case", case["id"], "--json").out)
    assert ("1", "late-delivery", ["drafted", "opened"], 1) == (
        case["message"]["id"],
        case["match"]["playbook"],
        sorted(one["event"] for one in case["log"]),
        len(case["drafts"]),
    )


def test_a_case_reads_well(worked, copilot):
    said = copilot("case", "1").out

    assert [True] * 4 == [
        word in said
        for word in (
            "no. 1 · open",
            "toujours pas reçu mon colis",
            "--- v1 · late-delivery",
            "opened",
        )
    ]
