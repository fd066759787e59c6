"""
A system that receives replies: a real HTTP server on loopback that verifies, stores and counts.

`python -m tests.fakes.receiver --port 8900 --secret whsec_… [--dedupes] [--count-file F]` runs it
as a process. Trouble is ordered with `then(...)`, or `POST /then` with a JSON list: each word is
spent on one request, in order.

* ok            store and answer (what it does without orders)
* drop_after    store, then close the connection without an answer
* drop_before   close the connection and store nothing
* hold_after    store, then keep the sender waiting until `release()` or the end
* hold_before   keep the sender waiting first, then close and store nothing
* garbage       store, then answer 200 with what is not JSON
* huge          store, then answer 200 without an end in sight
* nothing       store, then answer 200 with JSON that names no id
* a status      answer that, and store nothing; `429:30` adds Retry-After
* stored:500    store, then answer that status with the id and the url
"""

import argparse
import json
import threading
from collections import Counter, deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from standardwebhooks import Webhook, WebhookVerificationError

STORES = {"ok", "drop_after", "hold_after", "garbage", "huge", "nothing"}


class Receiver:
    """Start it with `with Receiver(secret) as receiver:`; `url` is where replies go."""

    def __init__(self, secret, *, dedupes=True, port=0, count_file=None):
        self.dedupes = dedupes
        self.posts = []  # what its readers see, in order
        self.requests = Counter()  # raw requests, by Idempotency-Key
        self.bodies = []  # raw bodies, in order
        self.refused = 0  # requests that were not signed by us
        self.held = threading.Event()  # set when a sender is kept waiting
        self._answers = {}
        self._orders = deque()
        self._lock = threading.Lock()
        self._release = threading.Event()
        self._signer = Webhook(secret)
        self._count_file = Path(count_file) if count_file else None
        receiver = self

        class Handler(_Handler):
            server_side = receiver

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/replies"
        self._write()

    def __enter__(self):
        self._thread = threading.Thread(target=self.serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._release.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self):
        """Answer until the end."""
        self._server.serve_forever(poll_interval=0.01)

    def then(self, *orders):
        """Order what happens to the next requests."""
        with self._lock:
            self._orders.extend(orders)

    def release(self):
        """Let every waiting sender go."""
        self._release.set()

    def texts(self):
        """What its readers see."""
        return [post["text"] for post in self.posts]

    def verify(self, body, headers):
        """Hold a request against the secret and the contract; the reply when it is sound."""
        try:
            self._signer.verify(body, dict(headers))
            reply = json.loads(body)
            wanted = ["reply_id", "complaint_id", "thread_id", "text", "lang", "approved_by"]
            keys = {reply["reply_id"], headers["Idempotency-Key"], headers["webhook-id"]}
            sound = list(reply) == wanted and len(keys) == 1
        except (WebhookVerificationError, ValueError, KeyError):
            sound = False
        with self._lock:
            self.requests[headers.get("Idempotency-Key", "")] += 1
            self.bodies.append(body)
            self.refused += not sound
            self._write()
        return reply if sound else None

    def next_order(self):
        """What to do with this request."""
        with self._lock:
            return self._orders.popleft() if self._orders else "ok"

    def store(self, reply):
        """Make it public, and say under which id; a known one is done already."""
        key = reply["reply_id"]
        with self._lock:
            if not (self.dedupes and key in self._answers):
                number = len(self.posts) + 1
                self.posts.append(reply)
                url = f"{self.url}/{number}"
                self._answers[key] = {"id": f"post-{number}", "url": url}
                self._write()
            return self._answers[key]

    def wait(self):
        """Keep the sender waiting."""
        self.held.set()
        self._release.wait()

    def state(self):
        """Everything it counted, as JSON."""
        return {"requests": dict(self.requests), "posts": self.posts, "refused": self.refused}

    def _write(self):
        if self._count_file:
            temporary = self._count_file.with_suffix(".new")
            temporary.write_text(json.dumps(self.state()))
            temporary.replace(self._count_file)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_side: Receiver

    def do_OPTIONS(self):
        self._answer(204, b"")

    def do_GET(self):
        self._answer(200, json.dumps(self.server_side.state()).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/then":
            self.server_side.then(*json.loads(body))
            return self._answer(204, b"")
        reply = self.server_side.verify(body, self.headers)
        if reply is None:
            return self._answer(401, b"{}")
        return self._obey(self.server_side.next_order(), reply)

    def _obey(self, order, reply):
        status = order.removeprefix("stored:")
        stores = order in STORES or order != status
        if order == "hold_before":
            self.server_side.wait()
        answer = self.server_side.store(reply) if stores else {}
        if order == "hold_after":
            self.server_side.wait()
        if order in {"drop_after", "drop_before", "hold_after", "hold_before"}:
            self.close_connection = True
            return None
        if order == "huge":
            return self._answer(200, b'{"id": "' + b"x" * 1_000_000 + b'"}')
        body = {"ok": json.dumps(answer).encode(), "nothing": b'{"stored": true}'}
        if order in STORES:
            return self._answer(200, body.get(order, b"<html>OK</html>"))
        code, _, wait = status.partition(":")
        return self._answer(int(code), json.dumps(answer).encode(), wait=wait)

    def _answer(self, status, body, *, wait=""):
        self.send_response(status)
        if wait:
            self.send_header("Retry-After", wait)
        if status in (301, 303, 307):
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the sender has had enough

    def log_message(self, *_):
        """Keep quiet: tests count, they do not read logs."""


def main():
    """Run it as a process, until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--dedupes", action="store_true")
    parser.add_argument("--count-file")
    options = parser.parse_args()
    receiver = Receiver(
        options.secret,
        dedupes=options.dedupes,
        port=options.port,
        count_file=options.count_file,
    )
    print(receiver.url, flush=True)  # noqa: T201 - how the starter finds it
    receiver.serve()


if __name__ == "__main__":
    main()
