"""What goes wrong when the service starts or ends; each start takes a second or two."""

import signal
import socket
import threading

import pytest

from tests.acceptance.cli.conftest import LATE
from tests.acceptance.loop.machine import until


def test_ctrl_c_ends_a_service_in_order(office):
    """Scripts tell an interruption by 130; a supervisor's SIGTERM is no fault."""
    service = office.start()
    service.send_signal(signal.SIGINT)
    interrupted = service.wait(20)
    service = office.start()
    service.send_signal(signal.SIGTERM)

    assert (130, 0) == (interrupted, service.wait(20))
    assert "Traceback" not in office.log_text()


def test_a_chat_that_does_not_exist_is_told_before_anything_waits_for_it(office):
    """And the service stays: whoever mends it needs the bot to say the right number."""
    office.configure(chat=-1_009_999_999_999, group=-1_009_999_999_998)
    service = office.start()
    until(lambda: "chat -1009999999998 cannot be used" in office.log_text(), what="the group")
    until(lambda: "chat -1009999999999 cannot be used" in office.log_text(), what="the desk")

    assert service.poll() is None


def test_a_token_that_telegram_does_not_know_is_told(office):
    """A webhook's complaints are taken in meanwhile."""
    office.configure(token="123456789:AAExampleExampleExampleExampleExample")
    office.start()
    until(lambda: "does not know the bot's token" in office.log_text(), what="the fault")

    assert 200 == office.push({"text": "rien reçu"}).status_code
    assert "AAExample" not in office.log_text()


def test_broken_playbooks_refuse_the_first_start_and_no_later_one(office):
    """Guarantee 5: every fault is named; a set that was accepted once stays in force."""
    good = office.folder / "playbooks/late-delivery.yaml"
    good.write_text("title: [\n", encoding="utf-8")
    (office.folder / "playbooks/broken-on-arrival.yaml").write_text("severty: x\n", "utf-8")
    status, _, err = office.command("run")
    (office.folder / "playbooks/broken-on-arrival.yaml").unlink()
    for name in ("first.fr.j2", "first.en.j2"):
        (office.folder / "replies/broken-on-arrival" / name).unlink()
    good.write_text(LATE, encoding="utf-8")
    service = office.start()
    service.terminate()
    service.wait(20)
    good.write_text("title: [\n", encoding="utf-8")
    office.start()
    told = office.told("Il y a une erreur dans les fiches")
    office.push({"text": "toujours pas reçu mon colis, fiches cassées"})

    assert 1 == status
    assert {"late-delivery.yaml", "broken-on-arrival.yaml"} == {
        line.partition(":")[0].rpartition("/")[2] for line in err.splitlines()
    }
    assert "playbooks/late-delivery.yaml:1:8" in told
    assert "Livraison en retard" in office.card(office.number_of("fiches cassées"))["text"]


class Gate:
    """Telegram's address, where nobody answers until it is opened."""

    def __init__(self, address):
        self._host, _, port = address.removeprefix("http://").partition(":")
        self._port = int(port)
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._keeper.join()

    def open(self):
        """From now on everyone gets through."""
        self._listener.listen()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def _keep(self):
        while True:
            try:
                front, _ = self._listener.accept()
            except OSError:
                return
            back = socket.create_connection((self._host, self._port))
            here, there = self.url.encode()[7:], b"%s:%d" % (self._host.encode(), self._port)
            for way in ((front, back, here, there), (back, front, b"", b"")):
                threading.Thread(target=_pass_on, args=way, daemon=True).start()


def _pass_on(source, target, host, other):
    """Pass bytes on; the sandbox answers only to its own name, so *host* becomes *other*."""
    with source:
        try:
            while some := source.recv(65536):
                target.sendall(some.replace(host, other) if host else some)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return


def test_a_start_without_telegram_takes_everything_in_and_shows_it_later(office):
    """Guarantee 3: an outage of Telegram's is no reason to refuse a complaint."""
    with Gate(office.api_url) as gate:
        office.configure(api_url=gate.url)
        service = office.start()
        answer = office.push({"text": "toujours pas reçu mon colis, Telegram est loin"})
        until(lambda: "Telegram cannot be reached" in office.log_text(), what="the fault")
        gate.open()
        number = office.number_of("Telegram est loin")
        office.press(number, "approve")
        office.settle(number)
        service.terminate()

        assert 200 == answer.status_code
        assert 0 == service.wait(20)


def test_three_processes_do_the_work_of_one(office):
    """A brand that outgrows one process splits it, over one database."""
    office.start("--only", "intake")
    for part in ("desk", "delivery"):
        office.copilot("run", "--only", part)
    office.push({"text": "toujours pas reçu mon colis, à trois"})
    number = office.number_of("à trois")
    office.press(number, "approve")
    office.settle(number)

    assert [office.approved_text(number)] == office.receiver.texts()


@pytest.mark.soak
def test_two_whole_services_on_one_database_post_once(office):
    """Started twice by mistake: one reads Telegram, the other is told so, nothing is doubled."""
    office.start()
    office.start()
    for one in range(4):
        office.push({"text": f"toujours pas reçu mon colis, double {one}"})
    numbers = [office.number_of(f"double {one}") for one in range(4)]
    for number in numbers:
        office.press(number, "approve")
    for number in numbers:
        office.settle(number)

    assert 4 == len(office.receiver.texts()) == sum(office.receiver.requests.values())
    assert "only one may, so stop the other" in office.log_text()
