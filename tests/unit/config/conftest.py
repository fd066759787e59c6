"""A configuration that is right, and how a test changes it."""

from pathlib import Path

import pytest

from copilot.config.environment import Environment
from copilot.config.read import read

TOKEN = "123456789:AAExampleExampleExampleExample"
WHOLE = """\
brand: {name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}
database: "sqlite:///copilot.db"
playbooks: playbooks
replies: replies
desk:
  language: en
  telegram: {token: "${TELEGRAM_BOT_TOKEN}", chat: -1001234567890, api_url: "http://127.0.0.1:8081/"}
  hours: {mon-fri: ["09:00-19:00"], sat: ["10:00-13:00", "14:00-18:00"], closed: [2026-12-25]}
  answer_within: {critical: 5m}
  undo: {default: 30s}
people:
  - {name: Léa Martin, telegram: 11111111, role: community_manager, signature: Léa}
  - {name: Inès Roux, telegram: 22222222, role: brand_lead}
channels:
  - {name: shop, kind: webhook, mode: live, secret: "${SHOP_SECRET}", reply_url: "https://r.example/in/", receiver_dedupes: true}
  - {name: groupe, kind: telegram, chat: -1009876543210}
server: {listen: "127.0.0.1:8080", public_url: "https://desk.example/"}
"""
VARIABLES = {"TELEGRAM_BOT_TOKEN": TOKEN, "SHOP_SECRET": "whsec_top-secret"}


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Whatever the language of the terminal that runs the tests."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def written(tmp_path):
    """Write a configuration with one piece of it replaced, and give its path."""

    def write(before="", after="", *, text=WHOLE):
        assert before in text
        path = tmp_path / "copilot.yaml"
        path.write_text(text.replace(before, after, 1) if before else text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def faults(written):
    """What is wrong with the configuration after one replacement, as (line, column, message)."""

    def find(before="", after="", *, environ=VARIABLES, severity="error", text=WHOLE):
        found = read(written(before, after, text=text), Environment(environ))
        return [
            (one.line, one.column, one.message)
            for one in found.problems
            if one.severity.value == severity
        ]

    return find


@pytest.fixture
def config(written):
    """The whole configuration, read."""
    found = read(written(), Environment(VARIABLES))
    assert () == found.problems
    return found.config


@pytest.fixture
def folder(written) -> Path:
    """Where it lies."""
    return written().parent
