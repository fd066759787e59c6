"""`copilot demo` as a command: how soon it answers, how it ends, what it leaves. No browser."""

import re
import time

import httpx
import pytest


@pytest.fixture
def page(start_demo):
    """A demo whose page has just answered, with the time that took."""
    began = time.monotonic()
    demo = start_demo(speed=1)
    with httpx.Client(base_url=demo.url, verify=False) as client:  # noqa: S501 - plain HTTP; certificates load slowly
        answer = client.get("/")
        client.headers["X-Sandbox-Token"] = re.search(
            r'sandbox-token" content="([^"]+)', answer.text
        )[1]
        yield demo, client, time.monotonic() - began


def test_page_is_up_within_five_seconds(page):
    """A newcomer's patience."""
    _, client, seconds = page

    assert seconds < 5
    assert "Black Friday" == client.get("/sandbox/thread").json()["post"]["title"]


def test_interrupted_while_it_starts_it_leaves_nothing(page, tmp_path):
    """Whoever changes their mind at once is not punished."""
    demo, _, _ = page

    assert 130 == demo.interrupt()
    assert [] == list(tmp_path.iterdir())


def test_address_is_all_that_goes_to_stdout(page):
    """A script can read it; what is said to a person goes elsewhere."""
    demo, _, _ = page
    demo.interrupt()

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", demo.url)
    assert "" == demo.process.stdout.read()
