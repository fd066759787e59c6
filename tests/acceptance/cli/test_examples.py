"""The examples of `--help`: whoever pastes one after `copilot init` sees it work."""

import argparse
import json
import re
import shlex

import pytest

from copilot.cli.import_ import LINE
from copilot.cli.main import COMMANDS, main
from copilot.domain.complaint_json import KEYS, decode

#: They serve until they are stopped; their examples are parsed, not run.
SERVERS = ("demo", "sandbox")
#: A fresh folder has no token: these say so, and their examples are no mistake.
WITHOUT_TOKEN = ("run", "doctor")
#: Nor a past: this says so.
WITHOUT_REPOSITORY = ("replay",)
PLACEHOLDER = re.compile(r"(?<![\w-])(?:FILE|NUMBER|NAME|N:DIGEST)(?![\w-])")
UNKNOWN = re.compile(r"(?<![\w$-])[A-Z][A-Z:]+(?![\w-])|…|\.\.\.")


def examples(said):
    """The lines after `example:`, as they are pasted."""
    after = said.out.partition("example:\n")[2].splitlines()
    return [line.strip() for line in after if line.startswith("  copilot ")]


@pytest.fixture
def fresh(nowhere, copilot, monkeypatch):
    """What `copilot init` leaves, one message taken in, and what stands for each placeholder."""
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    copilot("init", "new")
    monkeypatch.chdir(nowhere / "new")
    (nowhere / "new/messages.jsonl").write_text('{"text": "écran cassé"}\n', "utf-8")
    copilot("import", "messages.jsonl")
    head = json.loads(copilot("audit", "verify", "--json").out)["head"]
    return {"FILE": "messages.jsonl", "NUMBER": "1", "NAME": "groupe", "N:DIGEST": head}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_holds_nothing_that_is_not_there(copilot, command):
    """What one must fill in is in capitals, and among the few names the commands use."""
    lines = examples(copilot(command, "--help"))

    assert [] == [one for one in lines if UNKNOWN.search(PLACEHOLDER.sub("", one))]
    assert [] != lines


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in SERVERS])
def test_every_example_runs_in_a_fresh_folder(fresh, copilot, command):
    """With each placeholder filled in; no example is a wrong usage."""
    given = fresh | ({"FILE": "copilot.yaml"} if command == "run" else {})
    for line in examples(copilot(command, "--help")):
        words = shlex.split(PLACEHOLDER.sub(lambda found: given[found[0]], line))
        said = copilot(*_before_redirection(words[1:]))

        if command == "case":  # nobody has run the desk: the message has no case yet
            assert "copilot: there is no case 1\n" == said.err
        elif command in WITHOUT_REPOSITORY:
            assert "git" in said.err
        elif command in WITHOUT_TOKEN:
            assert "TELEGRAM_BOT_TOKEN is" in said.err or "n’est pas définie" in said.err
        elif command == "check":
            assert (True, "") == (said.status in (0, 1), said.err)
        else:
            assert (0, "") == (said.status, said.err)


@pytest.mark.parametrize("command", SERVERS)
def test_a_servers_example_is_understood(copilot, monkeypatch, command):
    """Its options exist; the tests of the servers start them."""
    started = []
    monkeypatch.setattr(f"copilot.cli.{command}.run", lambda args: started.append(args) or 0)
    lines = examples(copilot(command, "--help"))
    for line in lines:
        assert 0 == main(shlex.split(line)[1:])

    assert len(lines) == len(started)


def test_the_line_in_the_help_is_a_complaint_with_every_key(copilot):
    """It can be pasted, and leaves no key to guess."""
    assert LINE in copilot("import", "--help").out.splitlines()
    assert set(KEYS) == set(json.loads(LINE))
    assert "Claire M." == decode(json.loads(LINE)).author.name


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_a_help_text(command):
    """An option without one is a riddle."""
    from copilot.cli.main import _module

    parser = argparse.ArgumentParser()
    _module(command).add(parser)

    assert [] == [one.dest for one in parser._actions if not one.help and one.dest != "action"]


def _before_redirection(words):
    return words[: words.index(">")] if ">" in words else words
