"""`copilot run` as an operator starts it, with a Telegram in another process."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
FIRST_PERSON = 1000
START_SECONDS = 60
LISTENING = re.compile(r"listening on (http://127\.0\.0\.1:\d+)")

CONFIG = """\
brand: {{name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}}
database: "sqlite:///copilot.db"
playbooks: playbooks
replies: {root}/replies
desk:
  language: fr
  telegram: {{token: "{token}", chat: {chat}, api_url: "{api_url}"}}
  undo: {{default: 0s, critical: 0s}}
people:
{people}
channels:
  - {{name: shop, kind: webhook, mode: live, secret: "{secret}", reply_url: "{reply_url}", receiver_dedupes: true}}
server: {{listen: "127.0.0.1:0"}}
"""
PERSON = "  - {{name: Personne {n}, telegram: {id}, role: community_manager, signature: P{n}}}"


def signed_by_the_brand(folder):
    """The starter playbooks where everybody may approve what nobody has claimed."""
    shutil.copytree(ROOT / "playbooks", folder)
    charter = folder / "charter.yaml"
    text = charter.read_text(encoding="utf-8")
    charter.write_text(re.sub(r"(?m)^signature: \w+", "signature: brand", text), "utf-8")


class Desk:
    """Starts both in *folder* and ends them, by their ids."""

    def __init__(self, folder, *, people):
        self.folder = folder
        self._log = (folder / "run.log").open("wb")
        self.telegram = self._start(
            "tests.bench.telegram", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        told = json.loads(self.telegram.stdout.readline())
        team = (PERSON.format(n=n, id=FIRST_PERSON + n) for n in range(people))
        text = CONFIG.format(root=ROOT, secret=SECRET, people="\n".join(team), **told)
        (folder / "copilot.yaml").write_text(text, encoding="utf-8")
        signed_by_the_brand(folder / "playbooks")
        self.service = self._start("copilot", "run", stdout=subprocess.DEVNULL)
        self.url = f"{self._listening()}/hooks/shop"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in (self.service, self.telegram):
            process.terminate()
            process.wait(START_SECONDS)
        self.telegram.stdin.close()
        self.telegram.stdout.close()
        self._log.close()

    def ask(self, do, **order):
        """Have the people on the other side do something."""
        self.telegram.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self.telegram.stdin.flush()
        answer = self.telegram.stdout.readline()
        if not answer:
            raise EOFError(self.log())
        return json.loads(answer)

    def log(self):
        """What the service has said."""
        return (self.folder / "run.log").read_text(encoding="utf-8")

    def cpu_seconds(self):
        """What the service has used."""
        fields = Path(f"/proc/{self.service.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self):
        """What the service holds: private and shared, as the system counts."""
        status = Path(f"/proc/{self.service.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def _start(self, *module, **options):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        command = [sys.executable, "-m", *module]
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stderr=self._log, **options
        )

    def _listening(self):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if found := LISTENING.search(self.log()):
                return found[1]
            time.sleep(0.05)
        raise TimeoutError(self.log())
