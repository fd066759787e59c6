"""One machine with everything on it: the sandbox, a receiver, and `copilot run`, as processes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from copilot.store.sql_store import open_store

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ROOT = Path(__file__).parents[3]

#: A card names its case before anything a customer wrote.
NUMBER = re.compile(r"nº\s(\d+)")

CONFIG = """\
brand: {{name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}}
database: "sqlite:///copilot.db"
playbooks: {root}/playbooks
replies: {root}/replies
desk:
  language: fr
  telegram: {{token: "{token}", chat: {chat}, api_url: "{api_url}"}}
  undo: {{default: {undo}s, critical: {undo}s}}
people:
  - {{name: Léa Martin, telegram: 11, role: community_manager, signature: Léa}}
  - {{name: Karim Haddad, telegram: 22, role: community_manager, signature: Karim}}
  - {{name: Inès Roux, telegram: 33, role: brand_lead}}
channels:
  - {{name: shop, kind: webhook, mode: live, secret: "{secret}", reply_url: "{reply_url}", receiver_dedupes: {dedupes}}}
server: {{listen: "127.0.0.1:0"}}
"""


def until(condition, *, seconds=60, what="it"):
    """Wait for *condition* to give something, and return that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen within {seconds} s")


class Machine:
    """Starts processes in *folder* and ends all of them, by their ids."""

    def __init__(self, folder, receiver, *, dedupes, undo=0, limits="x50"):
        self.folder, self.receiver = folder, receiver
        self.processes = []
        self.log = (folder / "run.log").open("wb")
        self._start_sandbox(limits)
        self.configure(dedupes=dedupes, undo=undo)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()
        self.log.close()
        self.http.close()

    def copilot(self, *arguments, module="copilot", **options):
        """Start a command; it is ended with the machine."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=self.folder,
            env=environment,
            stderr=self.log,
            **options,
        )
        self.processes.append(process)
        return process

    def _start_sandbox(self, limits):
        process = self.copilot(
            "sandbox", "--port", "0", "--limits", limits, stdout=subprocess.PIPE, text=True
        )
        told = ""
        while "X-Sandbox-Token" not in told:
            line = process.stdout.readline()
            assert line, (self.folder / "run.log").read_text()
            told += line
        self.token = told.partition('token: "')[2].partition('"')[0]
        self.chat = int(told.partition("chat: ")[2].partition(",")[0])
        self.api_url = told.partition('api_url: "')[2].partition('"')[0]
        control = told.partition("X-Sandbox-Token: ")[2].split()[0]
        self.http = httpx.Client(
            base_url=self.api_url, headers={"X-Sandbox-Token": control}, timeout=30
        )

    def configure(self, *, dedupes, undo):
        """Write copilot.yaml; read when `copilot run` starts."""
        self.undo = undo
        text = CONFIG.format(
            root=ROOT,
            token=self.token,
            chat=self.chat,
            api_url=self.api_url,
            undo=undo,
            secret=SECRET,
            reply_url=self.receiver.url,
            dedupes=str(dedupes).lower(),
        )
        (self.folder / "copilot.yaml").write_text(text, encoding="utf-8")

    def run(self, *, module="copilot"):
        """Start the service."""
        return self.copilot("run", module=module, stdout=subprocess.DEVNULL)

    def kill(self, process):
        """SIGKILL: nothing can be tidied up."""
        process.send_signal(signal.SIGKILL)
        process.wait()

    def command(self, *arguments):
        """Run a command to its end; status and output."""
        done = subprocess.run(
            [sys.executable, "-m", "copilot", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout, done.stderr

    def cases(self):
        """What is on the desk, by number."""
        status, out, err = self.command("cases", "--json")
        assert status == 0, err
        return {case["number"]: case for case in json.loads(out)}

    def messages(self):
        """The desk's chat as it is now."""
        return self.http.get(f"/sandbox/chats/{self.chat}").json()["messages"]

    def look(self, question):
        """Ask the database itself: a command each time would take most of the test."""
        store = open_store("sqlite:///copilot.db", folder=self.folder)
        try:
            with store.read() as records:
                return question(records)
        finally:
            store.close()

    def status(self, number):
        """Where a case stands."""
        return self.look(lambda records: records.cases.numbered(number).status.value)

    def approved_text(self, number):
        """The words that were approved last, or nothing."""

        def last(records):
            items = records.outbox.of_case(records.cases.numbered(number).id)
            return items[-1].text if items else None

        return self.look(last)

    def cards(self):
        """The desk's cards by the number of their case; the newest of each."""
        shown = [m for m in self.messages() if not m.get("force_reply")]
        found = ((NUMBER.search(m["text"]), m) for m in shown)
        return {int(number[1]): message for number, message in found if number}

    def card(self, number):
        """The message that is the card of case *number*, or nothing."""
        return self.cards().get(number)

    def data(self, number, action, *, index=0):
        """The callback data of a button on a card, once it is there."""

        def find():
            card = self.card(number)
            rows = card["buttons"] if card else []
            found = [
                (card["message_id"], button["data"])
                for row in rows
                for button in row
                if (button.get("data") or "").startswith(f"{action}:")
            ]
            return found[index : index + 1]

        return until(find, what=f"a button {action} on the card of {number}")[0]

    def press(self, number, action, person=11, *, index=0):
        """Press a button of a card, and read what the presser reads."""
        message, data = self.data(number, action, index=index)
        answer = self.http.post(
            "/sandbox/press",
            json={
                "chat_id": self.chat,
                "message_id": message,
                "user_id": person,
                "data": data,
            },
        )
        answer.raise_for_status()
        return answer.json()

    def write(self, text, *, reply_to, person=11):
        """Write in the desk's chat."""
        self.http.post(
            "/sandbox/message",
            json={"chat_id": self.chat, "user_id": person, "text": text, "reply_to": reply_to},
        ).raise_for_status()

    def prompt(self, *, after=0):
        """The newest prompt of the bot's, once it is there."""

        def find():
            asked = [m for m in self.messages() if m.get("force_reply")]
            return [m for m in asked if m["message_id"] > after]

        return until(find, what="a prompt")[-1]
