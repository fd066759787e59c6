"""A small brand on one machine, and everything wrong that can be done to it from outside."""

import json
import re
import secrets
import time
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from tests.acceptance.cli.conftest import BROKEN, LATE, REPLY
from tests.acceptance.loop.machine import NUMBER, SECRET, Machine, until

GROUP = -1_009_876_543_210
CONFIG = """\
brand: {{name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}}
desk:
  language: fr
  telegram: {{token: "{token}", chat: {chat}, api_url: "{api_url}"}}
  undo: {{default: 0s, critical: 0s}}
people:
  - {{name: Léa Martin, telegram: 11, role: community_manager, signature: Léa}}
  - {{name: Inès Roux, telegram: 33, role: brand_lead}}
channels:
  - {{name: shop, kind: webhook, mode: live, secret: "{secret}", reply_url: "{reply_url}"}}
  - {{name: groupe, kind: telegram, mode: live, chat: {group}}}
server: {{listen: "127.0.0.1:0"}}
"""
FACT = "delay: {value: {fr: deux jours, en: two days}, source: SAV}\n"
STATING = REPLY.replace("attente.", "attente. Délai : {{ facts.delay }}.")
FILES = {
    "playbooks/late-delivery.yaml": LATE,
    "playbooks/broken-on-arrival.yaml": BROKEN,
    "playbooks/charter.yaml": "rules: {greeting: {level: off}}\n",
    "playbooks/facts.yaml": FACT,
    "replies/late-delivery/first.fr.j2": STATING,
    "replies/late-delivery/first.en.j2": STATING.replace("Bonjour", "Hello"),
    "replies/broken-on-arrival/first.fr.j2": REPLY.replace("attente", "ouverture"),
    "replies/broken-on-arrival/first.en.j2": REPLY.replace("Bonjour", "Hello"),
}
LISTENING = re.compile(r"listening on (http://127\.0\.0\.1:\d+)\n")


class Office(Machine):
    """A machine whose configuration and files a test may break."""

    def __init__(self, folder, receiver, *, limits="off"):
        for name, text in FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        super().__init__(folder, receiver, dedupes=False, limits=limits)
        self.control("chats", id=GROUP, title="Groupe Lumen")

    def configure(self, *, dedupes=False, undo=0, **other):
        """Write copilot.yaml; *other* takes the place of what is right."""
        self.undo = undo
        right = {
            "token": self.token,
            "chat": self.chat,
            "api_url": self.api_url,
            "secret": SECRET,
            "reply_url": self.receiver.url,
            "group": GROUP,
        }
        self.config = self.folder / "copilot.yaml"
        self.config.write_text(CONFIG.format(**right | other), encoding="utf-8")

    def log_text(self):
        """Everything that any process wrote to stderr."""
        return (self.folder / "run.log").read_text("utf-8", "replace")

    def start(self, *arguments):
        """Start the service and wait until it listens."""
        before = len(LISTENING.findall(self.log_text()))
        process = self.copilot("run", *arguments)

        def listening():
            assert process.poll() is None, self.log_text()
            return LISTENING.findall(self.log_text())[before:]

        self.url = until(listening, what="listening")[0]
        return process

    def control(self, action, **fields):
        """Act in Telegram."""
        answer = self.http.post(f"/sandbox/{action}", json=fields)
        answer.raise_for_status()
        return answer.json()

    def push(self, complaint=None, *, body=None, secret=SECRET, age=0, **headers):
        """Deliver one complaint as its sender would; header names are given with underscores."""
        body = json.dumps(complaint).encode() if body is None else body
        delivery, now = f"d-{secrets.token_hex(6)}", time.time() - age
        given = {"webhook_id": delivery} | headers
        signed = {
            "webhook_timestamp": str(int(now)),
            "webhook_signature": _sign(secret, given["webhook_id"], now, body),
        }
        named = {name.replace("_", "-"): value for name, value in (signed | given).items()}
        sent = {name: value for name, value in named.items() if value is not None}
        return httpx.post(f"{self.url}/hooks/shop", content=body, headers=sent, timeout=30)

    def newest(self, chat=None):
        """The number of the newest message, 0 in an empty chat."""
        return max((one["message_id"] for one in self.written(chat)), default=0)

    def written(self, chat=None, *, after=0):
        """What stands in a chat after message *after*."""
        found = self.http.get(f"/sandbox/chats/{chat or self.chat}").json()["messages"]
        return [one for one in found if one["message_id"] > after]

    def told(self, words, *, after=0, chat=None, seconds=30):
        """Wait until the bot has said *words*; that message's text."""

        def find():
            shown = self.written(chat, after=after)
            return [one["text"] for one in shown if words in one["text"]]

        return until(find, seconds=seconds, what=f"`{words}` in the chat")[0]

    def number_of(self, words):
        """The case whose card shows *words*, once it is there."""

        def find():
            cards = [one for one in self.messages() if words in one["text"] and one["buttons"]]
            return [int(NUMBER.search(one["text"])[1]) for one in cards]

        return until(find, what=f"a card with `{words}`")[0]

    def settle(self, number, status="answered"):
        """Wait until a case stands so."""
        until(lambda: self.status(number) == status, what=f"case {number} {status}")


def _sign(secret, delivery, at, body):
    return Webhook(secret).sign(
        delivery, datetime.fromtimestamp(int(at), UTC), body.decode("utf-8", "replace")
    )
