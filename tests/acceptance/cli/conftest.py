"""The command line as a person uses it: in this process for speed, as a process where it matters."""

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from copilot.cli.main import main

TOKEN = "123456789:AAExampleExampleExampleExample"
CONFIG = """\
brand: {name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}
desk:
  language: en
  telegram: {token: "${TELEGRAM_BOT_TOKEN}", chat: -1001234567890}
people:
  - {name: Léa Martin, telegram: 11111111, role: brand_lead, signature: Léa}
channels:
  - {name: shop, kind: webhook, secret: "${SHOP_SECRET}"}
  - {name: groupe, kind: telegram, chat: -1009876543210}
server: {listen: "127.0.0.1:8080"}
"""
LATE = """\
title: Livraison en retard
severity: medium
posture: inform
examples:
  fr: |
    toujours pas reçu mon colis
    la livraison a dix jours de retard
    où est ma commande, elle devait arriver lundi
    aucune nouvelle du livreur depuis une semaine
"""
BROKEN = """\
title: Produit reçu cassé
severity: high
posture: apologise
examples:
  fr: |
    mon écran est arrivé cassé
    ordinateur neuf, dalle fissurée à l'ouverture du carton
    produit reçu abîmé, c'est honteux
    je déballe et l'écran est fendu
"""
REPLY = (
    "{% block regret %}Bonjour, je regrette cette attente.{% endblock %} "
    "{% block next_step %}Je me renseigne et je vous réponds ici.{% endblock %} {{ signature }}\n"
)


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Whatever the language of the terminal that runs the tests."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A brand's folder: two playbooks, their replies, a configuration; the current folder."""
    for name, text in {
        "copilot.yaml": CONFIG,
        "playbooks/late-delivery.yaml": LATE,
        "playbooks/broken-on-arrival.yaml": BROKEN,
        "replies/late-delivery/first.fr.j2": REPLY,
        "replies/late-delivery/first.en.j2": REPLY.replace("Bonjour", "Hello"),
        "replies/broken-on-arrival/first.fr.j2": REPLY.replace("attente", "ouverture"),
        "replies/broken-on-arrival/first.en.j2": REPLY.replace("Bonjour", "Hello"),
        "playbooks/charter.yaml": "rules: {greeting: {level: off}}\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_BOT_TOKEN", "SHOP_SECRET", "COPILOT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """An empty folder, with nothing configured."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPILOT_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def copilot(capsys):
    """Run a command in this process."""

    def run(*arguments):
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as ended:  # argparse's own way out
            status = ended.code
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def process():
    """Run a command as a process."""

    def run(*arguments, given=None, env=None):
        command = [sys.executable, "-m", "copilot", *map(str, arguments)]
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env={**os.environ, **(env or {})},
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run
