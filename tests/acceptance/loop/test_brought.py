"""`copilot run` as a process, its updates brought by webhook, then asked for again."""

import socket

import pytest

from tests.acceptance.loop.machine import SECRET, Machine, until
from tests.fakes.receiver import Receiver

LEA = 11


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture
def machine(tmp_path):
    with Receiver(SECRET) as receiver, Machine(tmp_path, receiver, dedupes=True) as machine:
        yield machine


def rewrite(machine, *changes):
    path = machine.folder / "copilot.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def hook(machine):
    """Where Telegram brings updates now."""
    answer = machine.http.get(f"/bot{machine.token}/getWebhookInfo")
    return answer.json()["result"]["url"]


def ask(machine):
    """Ask the desk something in its chat, and wait for its answer."""
    asked = {"chat_id": machine.chat, "user_id": LEA, "name": "Léa", "text": "/file"}
    number = machine.http.post("/sandbox/message", json=asked).json()["message_id"]

    def answer():
        messages = machine.http.get(f"/sandbox/chats/{machine.chat}").json()["messages"]
        return [one["text"] for one in messages if one["reply_to"] == number]

    return until(answer, what="the answer")[0]


def test_a_word_in_the_configuration_has_updates_brought_and_another_start_leaves_it(machine):
    """Address, secret and way in are the product's own business."""
    public = f"http://127.0.0.1:{free_port()}"
    plain, brought = "api_url:", "webhook: true, api_url:"
    listening = f'listen: "{public.removeprefix("http://")}", public_url: "{public}"'
    rewrite(machine, (plain, brought), ('listen: "127.0.0.1:0"', listening))
    first = machine.run()
    until(lambda: hook(machine), what="the webhook")
    at, said = hook(machine), ask(machine)
    first.terminate()
    first.wait(20)
    rewrite(machine, (brought, plain))
    machine.run()
    until(lambda: not hook(machine), what="the webhook's end")
    again = ask(machine)

    assert f"{public}/telegram/{machine.token.partition(':')[0]}" == at
    assert "Rien à traiter" in said
    assert "Rien à traiter" in again
