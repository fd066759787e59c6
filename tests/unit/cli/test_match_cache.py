"""`copilot match --cache DIR`: the same answers, from what was learned before."""

import json

import pytest

from copilot.cli.main import main

BROKEN = """\
title: Produit reçu cassé
severity: high
posture: apologise
examples:
  fr: |
    mon écran est arrivé cassé
    dalle fissurée à l'ouverture
    reçu en morceaux
"""
LATE = """\
title: Colis en retard
severity: medium
posture: inform
examples:
  fr: |
    mon colis est en retard
    toujours pas de colis
    colis perdu
requires:
  fr: |
    colis
"""


@pytest.fixture
def ask(tmp_path, capsys):
    playbooks, replies = tmp_path / "playbooks", tmp_path / "replies"
    playbooks.mkdir()
    replies.mkdir()
    (playbooks / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (playbooks / "late.yaml").write_text(LATE, encoding="utf-8")

    def ask(*more):
        folders = ["--playbooks", str(playbooks), "--replies", str(replies)]
        status = main(["match", "mon colis est cassé", *folders, *more])
        return status, capsys.readouterr().out

    ask.playbooks = playbooks
    ask.cache = ["--cache", str(tmp_path / "learned")]
    return ask


@pytest.fixture
def never_learn(monkeypatch):
    def refuse(_):
        pytest.fail("learned again")

    return lambda: monkeypatch.setattr("copilot.matching.matcher.learn", refuse)


@pytest.mark.parametrize("how", [[], ["--json"]], ids=["words", "json"])
def test_the_second_time_answers_the_same_without_learning(ask, never_learn, how):
    """A thousand playbooks are read and learned in seconds, and found again in a moment."""
    plain = ask(*how)
    first = ask(*ask.cache, *how)
    never_learn()

    assert plain == first == ask(*ask.cache, *how)


def test_a_changed_file_is_seen(ask):
    """A cache that answers for yesterday's playbooks would be a trap."""
    ask(*ask.cache, "--json")
    changed = BROKEN.replace("reçu en morceaux", "mon colis est cassé")
    (ask.playbooks / "broken.yaml").write_text(changed, encoding="utf-8")

    assert ask("--json") == ask(*ask.cache, "--json")


def test_a_broken_file_is_told_with_a_cache_too(ask):
    """What was learned before does not hide today's fault."""
    ask(*ask.cache)
    (ask.playbooks / "late.yaml").write_text("title: [", encoding="utf-8")

    assert (1, "") == ask(*ask.cache)


def test_titles_and_conditions_are_kept_as_well(ask, never_learn):
    """From the cache no playbook is read, and yet they are called by their names."""
    ask(*ask.cache)
    never_learn()
    _, said = ask(*ask.cache)
    _, answer = ask(*ask.cache, "--json")

    assert "Produit reçu cassé" in said or "Colis en retard" in said
    assert 2 == len(json.loads(answer)["candidates"])
