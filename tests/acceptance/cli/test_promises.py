"""`copilot promises` on a desk that has promised something."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from copilot.app.triage import triage
from copilot.bootstrap.office import open_office
from copilot.config.read import load
from copilot.domain.handling import Promise
from tests.acceptance.cli.conftest import TOKEN

SAID = '{"text": "toujours pas reçu mon colis", "id": "1", "author": {"id": "7", "name": "<3"}}\n'
NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def promised(desk, copilot):
    """One case with a promise of each kind."""
    (desk / "in.jsonl").write_text(SAID, "utf-8")
    copilot("import", "in.jsonl", "--channel", "shop")
    environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "SHOP_SECRET": "whsec_x"}
    with open_office(load(desk / "copilot.yaml", environ=environ)) as (office, playbooks):
        playbooks.start()
        triage(office)
        with office.store.write() as records:
            case = records.cases.numbered(1)
            for name, due, kept in (
                ("due", NOW + DAY, None),
                ("broken", NOW - DAY, None),
                ("kept", NOW - 2 * DAY, NOW - 3 * DAY),
                ("late", NOW - 3 * DAY, NOW - DAY),
            ):
                promise = Promise(
                    id=name,
                    case=case.id,
                    what="" if name == "due" else "un retour\nici",
                    due_at=due,
                    owner=99,
                    is_private=name == "due",
                    made_at=NOW - 4 * DAY,
                    kept_by=11 if kept else None,
                    kept_at=kept,
                )
                records.promises.add(promise)
    return desk


def test_promises_are_listed_with_what_became_of_them(promised, copilot):
    """The one due first first."""
    found = json.loads(copilot("promises", "--json").out)

    assert [("late", "kept_late"), ("kept", "kept"), ("broken", "broken"), ("due", "due")] == [
        (one["id"], one["state"]) for one in found
    ]
    wanted = {"case": 1, "private": True, "promise": None, "owner": 99, "author": "<3"}
    assert wanted == {key: found[-1][key] for key in wanted}


def test_only_the_broken_ones_can_be_asked_for(promised, copilot):
    said = copilot("promises", "--state", "broken").out

    assert 2 == len(said.splitlines())
    assert "un retour ici" in said


def test_without_any_it_says_so(desk, copilot):
    """A table without rows would look like a fault."""
    assert "no promise\n" == copilot("promises").out
    assert [] == json.loads(copilot("promises", "--json").out)
