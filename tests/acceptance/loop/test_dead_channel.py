"""`copilot run` as a process, with two platforms of which one has stopped answering."""

import json

from tests.acceptance.loop.machine import SECRET, Machine, until
from tests.fakes.receiver import Receiver

TEXT = "Toujours aucune nouvelle de mon remboursement, cela fait un mois que j'attends"


class TwoChannels(Machine):
    """A machine whose desk answers on `page` as well."""

    def __init__(self, folder, receiver, other):
        self.other = other
        super().__init__(folder, receiver, dedupes=True)

    def configure(self, *, dedupes, undo):
        """Write copilot.yaml with both."""
        super().configure(dedupes=dedupes, undo=undo)
        path = self.folder / "copilot.yaml"
        text = path.read_text(encoding="utf-8")
        (shop,) = [line for line in text.splitlines() if "name: shop" in line]
        page = shop.replace("shop", "page").replace(self.receiver.url, self.other.url)
        path.write_text(text.replace(shop, f"{shop}\n{page}"), encoding="utf-8")

    def claimed(self, channel):
        """Bring in a message of *channel*, and claim it; the case's number."""
        path = self.folder / f"{channel}.jsonl"
        path.write_text(json.dumps({"id": channel, "text": TEXT}), encoding="utf-8")
        before = set(self.cards())
        status, _, err = self.command("import", str(path), "--channel", channel)
        assert status == 0, err
        (number,) = until(lambda: set(self.cards()) - before, what=f"a card of {channel}")
        self.press(number, "claim")
        return number

    def is_sending(self, number):
        """Whether a try is under way."""

        def last(records):
            return records.outbox.of_case(records.cases.numbered(number).id)[-1]

        return self.look(last).status.value == "sending"


def test_a_platform_that_hangs_does_not_keep_replies_to_another_waiting(tmp_path):
    """A dead shop must not have the page's customers wait a quarter of a minute each."""
    with (
        Receiver(SECRET) as dead,
        Receiver(SECRET) as alive,
        TwoChannels(tmp_path, dead, alive) as machine,
    ):
        machine.run()
        held_up, leaves = machine.claimed("shop"), machine.claimed("page")
        dead.then("hold_after")
        machine.press(held_up, "approve")
        assert dead.held.wait(60), "the request never came"
        machine.press(leaves, "approve")
        until(lambda: machine.status(leaves) == "answered", what="the page's reply")
        still_sending = machine.is_sending(held_up)
        until(lambda: machine.status(held_up) == "answered", what="the shop's reply")

    assert still_sending
    assert (1, 1) == (len(dead.posts), len(alive.posts))
